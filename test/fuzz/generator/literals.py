"""The simplest expression of each type: what generation ends in, and what the shrinker replaces expressions by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from .scope import Scope
from .tree import Expr, expression
from .types import (
    BOOL,
    BYTES,
    FLOAT,
    HTML,
    INT,
    KEYS,
    STRING,
    EnumOf,
    Field,
    ListOf,
    MapOf,
    OptionOf,
    ResultOf,
    Scalar,
    StructOf,
    Type,
)

T = TypeVar("T")

_INTS = ("0", "1", "2", "3", "5", "7", "-1", "-2", "10", "63", "100", "255", "256", "1000000007")
_EXTREME_INTS = (
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775806",
    "-9223372036854775807",
    "4294967296",
    "-2147483648",
)
_FLOATS = ("0.0", "1.0", "-1.0", "0.5", "2.5", "-0.25", "3.14159", "100.0", "0.1", "1000000.0", "0.000001", "123456789.125")
_EXTREME_FLOATS = ("-0.0", "9007199254740993.0", "179769313486231570000000000.0", "0.00000000000000000001", "9223372036854775808.0")
_STRINGS = ("", "a", "b", "ab", "x y", "key", "λ", "ü€", "🌍", "tab\\t", 'q\\"q', "$", "\\${x}", "{}", "longer than a few words")


_SIMPLEST = {
    INT: "0",
    FLOAT: "0.0",
    BOOL: "false",
    STRING: '""',
    BYTES: "crypto.random_bytes(0)",
    HTML: 'html.text("")',
}


def literal(scope: Scope, type_: Type, known: bool = True) -> Expr:
    """A random value without variables; the least of its kind for what is not a scalar."""
    choice, chance = scope.random.choice, scope.chance
    if type_ == INT:
        return _number(type_, choice(_EXTREME_INTS if chance(0.1) else _INTS))
    if type_ == FLOAT:
        return _number(type_, choice(_EXTREME_FLOATS if chance(0.1) else _FLOATS))
    if type_ == BOOL:
        return expression(type_, choice(("true", "false")))
    if type_ == STRING:
        return expression(type_, f'"{choice(_STRINGS)}"')
    if known or isinstance(type_, StructOf | EnumOf | ResultOf | Scalar):
        return simplest(type_, choice, scope.helpers.result_maker)
    if isinstance(type_, ListOf):
        return expression(type_, "[", *joined([literal(scope, type_.element, known) for _ in range(max(type_.least, 1))]), "]")
    return kept(scope, type_, simplest(type_, maker=scope.helpers.result_maker))


def result(scope: Scope, type_: ResultOf, ok: Expr, error: Expr) -> Expr:
    """A Result, through a function that succeeds or fails as it is told: there is no other way to make one."""
    succeeds = scope.random.choice(("true", "true", "false"))
    return expression(type_, f"{scope.helpers.result_maker(type_)}({succeeds}, ", *joined((ok, error)), ")")


def kept(scope: Scope, type_: Type, value: Expr) -> Expr:
    """The value through a function that returns its argument: the call tells the type where nothing else does."""
    return expression(type_, f"{scope.helpers.keeper(type_)}(", value, ")")


def _number(type_: Type, text: str) -> Expr:
    return Expr(type_, (text,), simple=not text.startswith("-"))


def _first(options: Sequence[T]) -> T:
    return options[0]


def simplest(type_: Type, choice_of: Callable = _first, maker: Callable[[ResultOf], str] | None = None) -> Expr:
    """Always the same expression of a type, for a place that tells the type.

    `choice_of` picks a variant of an enum; `maker` names the function that makes a Result: see `has_result`.
    """
    match type_:
        case ListOf(element, least):
            return expression(type_, "[", *joined([simplest(element, choice_of, maker) for _ in range(least)]), "]")
        case MapOf(value, least):
            entries = [expression(value, f'"{key}": ', simplest(value, choice_of, maker)) for key in KEYS[:least]]
            return expression(type_, "{", *joined(entries), "}")
        case OptionOf():
            return expression(type_, "null")
        case ResultOf(ok, error):
            assert maker is not None
            parts = (simplest(ok, choice_of, maker), simplest(error, choice_of, maker))
            return expression(type_, f"{maker(type_)}({choice_of(('true', 'false'))}, ", *joined(parts), ")")
        case StructOf(name, fields):
            needed = [part for part in fields if part.default is None and not isinstance(part.type, OptionOf)]
            values = [expression(part.type, f"{part.name}=", _simplest_field(part, maker)) for part in needed or fields[:1]]
            return expression(type_, f"{name}(", *joined(values), ")")
        case EnumOf(name, variants):
            variant, payload = choice_of(variants)
            inside = joined([simplest(part, maker=maker) for part in payload])
            return expression(type_, f"{name}.{variant}", *(["(", *inside, ")"] if inside else []))
    return expression(type_, _SIMPLEST[type_])


def _simplest_field(part: Field, maker: Callable[[ResultOf], str] | None) -> Expr:
    if part.bounds is None:
        return simplest(part.type, maker=maker)
    low = part.bounds[0]
    return expression(part.type, '"' + "a" * low + '"' if part.type == STRING else str(low + low % 2))


def joined(values: Iterable[Expr], separator: str = ", ") -> list[str | Expr]:
    """The values with a separator between them."""
    parts: list[str | Expr] = []
    for value in values:
        parts += [separator, value] if parts else [value]
    return parts
