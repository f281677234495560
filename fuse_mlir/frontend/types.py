"""Representation types of the canonical program.

A representation type says what a value can really be at run time (the checker's types, a superset used for diagnostics,
live in `check/`). They are immutable, compare by structure and print as the user writes them.
Refined types, `Id` and `Email` do not occur here: their representation is the base type.
"""

from __future__ import annotations

from .record import record


@record(frozen=True)
class Type:
    """Base of all representation types."""


@record(frozen=True)
class Scalar(Type):
    """A type without parts: one instance each, below."""

    name: str

    def __str__(self) -> str:
        return self.name


UNIT = Scalar("Unit")
INT = Scalar("Int")
FLOAT = Scalar("Float")
BOOL = Scalar("Bool")
STRING = Scalar("String")
BYTES = Scalar("Bytes")
HTML = Scalar("Html")
QUERY = Scalar("Query")

ANY = Scalar("any")
"""Any value, known by its tag at run time: decoded JSON, database rows, error values."""


@record(frozen=True)
class ListType(Type):
    element: Type

    def __str__(self) -> str:
        return f"List<{self.element}>"


@record(frozen=True)
class OptionType(Type):
    """`T?`; never nested: null inside null cannot be told apart."""

    inner: Type

    def __str__(self) -> str:
        return f"{self.inner}?"


@record(frozen=True)
class MapType(Type):
    """`Map<String, value>`; keys are Strings, kept in insertion order."""

    value: Type

    def __str__(self) -> str:
        return f"Map<String, {self.value}>"


@record(frozen=True)
class ResultType(Type):
    """`ok!E`. The error side is any value whatever E is: a validation failure inside the function ends up there too."""

    ok: Type

    def __str__(self) -> str:
        return f"{self.ok}!any"


@record(frozen=True)
class TaskType(Type):
    value: Type

    def __str__(self) -> str:
        return f"Task<{self.value}>"


@record(frozen=True)
class BoxType(Type):
    """A shared mutable cell; a box of a box is the same box. Boxes are held by variables, parameters and results only."""

    content: Type

    def __str__(self) -> str:
        return f"box {self.content}"


@record(frozen=True)
class FunctionType(Type):
    params: tuple[Type, ...]
    result: Type

    def __str__(self) -> str:
        return f"fn({', '.join(map(str, self.params))}) -> {self.result}"


@record(frozen=True)
class StructType(Type):
    name: str

    def __str__(self) -> str:
        return self.name


@record(frozen=True)
class EnumType(Type):
    name: str

    def __str__(self) -> str:
        return self.name


def parts(type_: Type) -> tuple[Type, ...]:
    """The types directly inside of a type."""
    match type_:
        case ListType(inner) | OptionType(inner) | MapType(inner) | ResultType(inner) | TaskType(inner) | BoxType(inner):
            return (inner,)
        case FunctionType(params, result):
            return (*params, result)
    return ()


def option_of(inner: Type) -> Type:
    """The type of the values of `inner` and null: `inner?` where that is a type, else `any`, which includes null."""
    if isinstance(inner, ResultType | FunctionType | BoxType) or inner in (ANY, UNIT):
        return ANY
    return inner if isinstance(inner, OptionType) else OptionType(inner)
