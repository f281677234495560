"""The checker's types: what diagnostics speak about.

They are a superset of the representation types (`frontend/types.py`) and follow the language's rules to the letter, unsound places
included: unknown values, refined types, `Id` and `Email`, options of options, functions and configs. What a value can really be
at run time is the type of its canonical node, never the type here.

`POISON` is the type of anything after a reported mistake: it is unknown, and silences every later rule, so that one mistake is
one error.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..canonical.program import RangeConstraint


@dataclass(frozen=True, slots=True)
class StaticType:
    """Base of the checker's types; `str()` is the text used in messages."""


@dataclass(frozen=True, slots=True)
class Unknown(StaticType):
    poisoned: bool = False

    def __str__(self) -> str:
        return "_"


@dataclass(frozen=True, slots=True)
class Basic(StaticType):
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class ListOf(StaticType):
    element: StaticType

    def __str__(self) -> str:
        return f"List<{self.element}>"


@dataclass(frozen=True, slots=True)
class OptionOf(StaticType):
    inner: StaticType

    def __str__(self) -> str:
        return f"{self.inner}?"


@dataclass(frozen=True, slots=True)
class StructOf(StaticType):
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class EnumOf(StaticType):
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class ConfigOf(StaticType):
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Refined(StaticType):
    """Two refined types of one base are equal: the constraints are checked at run time only."""

    base: StaticType
    constraints: tuple[RangeConstraint, ...] = field(default=(), compare=False)

    def __str__(self) -> str:
        return f"{self.base}(...)"


@dataclass(frozen=True, slots=True)
class FunctionOf(StaticType):
    """`params` are (name, type) pairs."""

    params: tuple[tuple[str, StaticType], ...]
    result: StaticType

    def __str__(self) -> str:
        params = ", ".join(f"{name}: {type_}" for name, type_ in self.params)
        return f"fn({params}) -> {self.result}"


UNKNOWN = Unknown()
POISON = Unknown(poisoned=True)
UNIT = Basic("Unit")
INT = Basic("Int")
FLOAT = Basic("Float")
BOOL = Basic("Bool")
STRING = Basic("String")
ID = Basic("Id")
EMAIL = Basic("Email")

NULL = OptionOf(UNKNOWN)


def is_unknown(type_: StaticType) -> bool:
    return isinstance(type_, Unknown)


def has_poison(type_: StaticType) -> bool:
    """Whether a reported mistake is anywhere inside."""
    match type_:
        case Unknown(poisoned):
            return poisoned
        case ListOf(inner) | OptionOf(inner) | Refined(inner):
            return has_poison(inner)
    return False


def has_unknown(type_: StaticType) -> bool:
    """Whether the checker does not know all of the type."""
    match type_:
        case Unknown():
            return True
        case ListOf(inner) | OptionOf(inner) | Refined(inner):
            return has_unknown(inner)
    return False


def is_numeric(type_: StaticType) -> bool:
    """Int and Float, refined ones included."""
    return is_numeric(type_.base) if isinstance(type_, Refined) else type_ in (INT, FLOAT)


def is_int_like(type_: StaticType) -> bool:
    return is_int_like(type_.base) if isinstance(type_, Refined) else type_ == INT


def assignable(value: StaticType, target: StaticType) -> bool:
    """Whether a value of one type may stand where the other is declared; the first rule that applies decides."""
    if value == target or has_poison(value) or has_poison(target):
        return True
    match value, target:
        case Refined(base), _:
            return assignable(base, target)
        case (OptionOf(inner), OptionOf(target_inner)) | (ListOf(inner), ListOf(target_inner)):
            return assignable(inner, target_inner)
        case OptionOf(), _:
            return False
        case _, OptionOf(target_inner):
            return assignable(value, target_inner)
    return is_unknown(value) or is_unknown(target)


def assignable_with_base(value: StaticType, target: StaticType) -> bool:
    """As `assignable`, and a refined target also takes its base: struct literals and config defaults, which validate."""
    return assignable(value, target) or (isinstance(target, Refined) and assignable(value, target.base))


def unify(left: StaticType, right: StaticType) -> StaticType | None:
    """The wider of two types, None when neither takes the other."""
    if is_unknown(left):
        return right if left != POISON else left
    if is_unknown(right):
        return left if right != POISON else right
    if assignable(right, left):
        return left
    if assignable(left, right):
        return right
    return None
