"""Types of generated programs, and the choice of them.

A list type knows how many elements each of its values has at least, so that most element accesses can be made in bounds, a map type
which of the keys `k0`, `k1`, … are there; a field knows its refinement, so that most struct literals can be made valid. Types are
acyclic: a struct or an enum holds earlier ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from .features import NONE, Features


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
class MapOf(Type):
    """Keys are among KEYS; the first `least` of them are there."""

    value: Type
    least: int

    def __str__(self) -> str:
        return f"Map<String, {self.value}>"


@dataclass(frozen=True, slots=True)
class ResultOf(Type):
    """`error` is a struct or an enum."""

    ok: Type
    error: Type

    def __str__(self) -> str:
        return f"Result<{self.ok}, {self.error}>"


@dataclass(frozen=True, slots=True)
class Decoded(Type):
    """What `json.decode` makes of a text: for the checker unknown, for the generator the parts that the text has."""

    shape: object

    def __str__(self) -> str:
        raise AssertionError("a decoded value has no type to write down")


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
    """`bounds`: of the value, or of the length of a String; None when it is not refined. `rule`: what else refines it, as text:
    even numbers and strings of the letters a to c keep every rule. `default`: the text of a literal."""

    name: str
    type: Type
    bounds: tuple[int, int] | None = None
    default: str | None = None
    rule: str | None = None


UNIT = Scalar("Unit")
INT = Scalar("Int")
FLOAT = Scalar("Float")
BOOL = Scalar("Bool")
STRING = Scalar("String")
SCALARS = (INT, FLOAT, BOOL, STRING)
BYTES = Scalar("Bytes")
HTML = Scalar("Html")
KEYS = tuple(f"k{number}" for number in range(6))


def fits(source: Type, target: Type) -> bool:
    """Whether values of one type are values of the other: a list that has more elements than are asked for is."""
    match source, target:
        case (ListOf(a, least), ListOf(b, wanted)) | (MapOf(a, least), MapOf(b, wanted)):
            return least >= wanted and fits(a, b)
        case ResultOf(a, error), ResultOf(b, other):
            return error == other and fits(a, b)
        case OptionOf(a), OptionOf(b):
            return fits(a, b)
    return source == target


def parts_of(type_: Type) -> tuple[Type, ...]:
    """The types of the values that the text of a value shows: nothing of a struct but its message."""
    match type_:
        case ListOf(inner, _) | MapOf(inner, _) | OptionOf(inner):
            return (inner,)
        case ResultOf(ok, error):
            return (ok, error)
        case StructOf(_, fields):
            return tuple(part.type for part in fields if part.name == "message" and part.type == STRING)
        case EnumOf(_, variants):
            return tuple(payload for _, payloads in variants for payload in payloads)
    return ()


def has_string(type_: Type) -> bool:
    """Whether the text of a value can contain the text of a String."""
    return type_ in (STRING, HTML) or isinstance(type_, Decoded) or any(has_string(part) for part in parts_of(type_))


def has_struct(type_: Type) -> bool:
    """Whether the text of a value hides something: a struct shows its name only."""
    return isinstance(type_, StructOf) or any(has_struct(part) for part in parts_of(type_))


def has_result(type_: Type) -> bool:
    """Whether a Result is somewhere in every value of the type's simplest form."""
    match type_:
        case ResultOf() | Decoded():
            return True
        case ListOf(inner, least) | MapOf(inner, least):
            return least > 0 and has_result(inner)
        case StructOf(_, fields):
            return any(has_result(part.type) for part in fields)
        case EnumOf(_, variants):
            return any(has_result(payload) for _, payloads in variants for payload in payloads)
    return False


def random_type(random: Random, named: list[Type], features: Features = NONE, depth: int = 2) -> Type:
    """A type over scalars and the named types: containers and structs more often than scalars."""
    kind = random.randrange(10)
    if depth == 0 or kind < 3:
        more = [BYTES] * features.bytes + [HTML] * features.html
        return random.choice((*SCALARS, *SCALARS, *more))
    if kind < 6 and named:
        return random.choice(named)
    inner = random_type(random, named, features, depth - 1)
    if kind == 6 and features.results and named and not isinstance(inner, ResultOf):
        return ResultOf(inner, random.choice(named))
    if features.maps and random.randrange(3) == 0:
        return MapOf(inner, random.randrange(4))
    if kind < 9 or isinstance(inner, OptionOf | ResultOf):
        return ListOf(inner, random.randrange(4))
    return OptionOf(inner)
