"""Types of generated programs, and the choice of them.

A list type knows how many elements each of its values has at least, so that most element accesses can be made in bounds; a field
knows its refinement, so that most struct literals can be made valid. Types are acyclic: a struct or an enum holds earlier ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random


@dataclass(frozen=True, slots=True)
class Type:
    pass


@dataclass(frozen=True, slots=True)
class Scalar(Type):
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class ListOf(Type):
    element: Type
    least: int

    def __str__(self) -> str:
        return f"List<{self.element}>"


@dataclass(frozen=True, slots=True)
class OptionOf(Type):
    inner: Type

    def __str__(self) -> str:
        return f"{self.inner}?"


@dataclass(frozen=True, slots=True)
class StructOf(Type):
    """`fields` do not take part in comparison: the name says it all."""

    name: str
    fields: tuple[Field, ...] = field(compare=False, hash=False)

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class EnumOf(Type):
    name: str
    variants: tuple[tuple[str, tuple[Type, ...]], ...] = field(compare=False, hash=False)

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Field:
    """`bounds`: of the value, or of the length of a String; None when it is not refined. `default`: the text of a literal."""

    name: str
    type: Type
    bounds: tuple[int, int] | None = None
    default: str | None = None


UNIT = Scalar("Unit")
INT = Scalar("Int")
FLOAT = Scalar("Float")
BOOL = Scalar("Bool")
STRING = Scalar("String")
SCALARS = (INT, FLOAT, BOOL, STRING)


def fits(source: Type, target: Type) -> bool:
    """Whether values of one type are values of the other: a list that has more elements than are asked for is."""
    match source, target:
        case ListOf(a, least), ListOf(b, wanted):
            return least >= wanted and fits(a, b)
        case OptionOf(a), OptionOf(b):
            return fits(a, b)
    return source == target


def has_string(type_: Type) -> bool:
    """Whether the text of a value can contain the text of a String."""
    match type_:
        case ListOf(inner, _) | OptionOf(inner):
            return has_string(inner)
        case StructOf(_, fields):
            return any(part.name == "message" for part in fields)
        case EnumOf(_, variants):
            return any(has_string(payload) for _, payloads in variants for payload in payloads)
    return type_ == STRING


def has_struct(type_: Type) -> bool:
    """Whether the text of a value hides something: a struct shows its name only."""
    match type_:
        case ListOf(inner, _) | OptionOf(inner):
            return has_struct(inner)
        case StructOf():
            return True
        case EnumOf(_, variants):
            return any(has_struct(payload) for _, payloads in variants for payload in payloads)
    return False


def random_type(random: Random, named: list[Type], depth: int = 2) -> Type:
    """A type over scalars and the named types: containers and structs more often than scalars."""
    kind = random.randrange(10)
    if depth == 0 or kind < 3:
        return random.choice(SCALARS)
    if kind < 6 and named:
        return random.choice(named)
    inner = random_type(random, named, depth - 1)
    if kind < 9 or isinstance(inner, OptionOf):
        return ListOf(inner, random.randrange(4))
    return OptionOf(inner)
