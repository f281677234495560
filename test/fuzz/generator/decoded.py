"""Values of unknown type: what `json.decode` makes of a text.

The generator knows what is in the text, so it knows which operations on the parts do not fail. A part is used as a value of a type
through a function that returns its argument: the call checks it.
"""

from __future__ import annotations

import json

from .literals import kept, literal
from .scope import Scope
from .tree import Expr, Line, expression, line, operation
from .types import BOOL, FLOAT, INT, STRING, Decoded, ListOf, MapOf, OptionOf, Type

_INTS = (0, 1, -1, 7, 256, 9007199254740993, -9223372036854775808)
_STRINGS = ("", "a", "λ", "x y", '"', "🌍")
# As Python and FUSE agree on the text of them.
_FLOATS = (0.5, -2.25, 1.125)


def decoded(scope: Scope) -> Line:
    """`let d = json.decode("…")`."""
    scope.names += 1
    name = f"d{scope.names}"
    shape = _shape(scope, 3)
    scope.declare(name, Decoded(shape))
    text = json.dumps(shape, ensure_ascii=scope.chance(0.5)).replace("\\", "\\\\").replace('"', '\\"')
    return line(f"let {name} = ", expression(Decoded(shape), f'json.decode("{text}")'))


def _shape(scope: Scope, depth: int) -> object:
    random = scope.random
    kind = random.randrange(8) if depth > 0 else random.randrange(5)
    if depth == 3:
        kind = random.choice((5, 7))
    if kind < 5:
        return random.choice((random.choice(_INTS), random.choice(_STRINGS), random.choice(_FLOATS), random.random() < 0.5, None))
    if kind == 5:
        return [_shape(scope, depth - 1) for _ in range(random.randint(0, 3))]
    if kind == 6:
        return [random.choice(_INTS) for _ in range(random.randint(1, 3))]
    return {f"k{number}": _shape(scope, depth - 1) for number in range(random.randint(1, 3))}


def parts(value: Expr) -> list[tuple[Expr, object]]:
    """Every part of a decoded value, with what it is, the whole first."""
    assert isinstance(value.type, Decoded)
    found: list[tuple[Expr, object]] = [(value, value.type.shape)]
    shape = value.type.shape
    inside = shape.items() if isinstance(shape, dict) else enumerate(shape) if isinstance(shape, list) else ()
    for key, item in inside:
        step = f"[{json.dumps(key)}]"
        found += parts(expression(Decoded(item), value, step))
    return found


def reads(scope: Scope, value: Expr, type_: Type) -> list[Expr]:
    """The parts that are values of a type, checked; now and then others, so that the check fails."""
    if isinstance(type_, Decoded):
        return []
    return [kept(scope, type_, part) for part, shape in parts(value) if _is(shape, type_) or scope.chance(scope.risk / 4)]


def _is(shape: object, type_: Type) -> bool:
    match type_:
        case OptionOf(inner):
            return shape is None or _is(shape, inner)
        case ListOf(element, least):
            return isinstance(shape, list) and len(shape) >= least and all(_is(item, element) for item in shape)
        case MapOf(value, least):
            keys = isinstance(shape, dict) and all(f"k{number}" in shape for number in range(least))
            return keys and all(_is(item, value) for item in shape.values())
    return scalar_type(shape) == type_


def scalar_type(shape: object) -> Type | None:
    """The type of a scalar."""
    match shape:
        case bool():
            return BOOL
        case int():
            return INT
        case float():
            return FLOAT
        case str():
            return STRING
    return None


def look(scope: Scope) -> list[Line]:
    """Does something to a decoded value without a check: the operation finds out what is there."""
    found = [variable for variable in scope.visible() if isinstance(variable.type, Decoded)]
    if not found:
        return [decoded(scope)]
    variable = scope.random.choice(found)
    part, shape = scope.random.choice(parts(expression(variable.type, variable.name)))
    match scope.random.randrange(5):
        case 0 if isinstance(shape, list | dict):
            scope.names += 1
            shown = expression(STRING, f'"${{p{scope.names}}};"')
            return [line(f"for p{scope.names} in ", part, ":", block=[line("print(", shown, ")")])]
        case 1:
            scope.names += 1
            heads = ("0", '"a"', "true", "None")
            arms = [line(f"{head}:", block=[line(f'print("{number}")')]) for number, head in enumerate(heads)]
            rest = line(f"p{scope.names}:", block=[line("print(", expression(STRING, f'"${{p{scope.names}}}"'), ")")])
            return [line("match ", part, ":", block=[*arms, rest])]
        case 2:
            other = literal(scope, scope.random.choice((INT, STRING)))
            return [line("print(", expression(STRING, '"${[', part, ", ", other, ']}"'), ")")]
    return [line("print(", expression(STRING, '"${', _operation(scope, part, shape), '}"'), ")")]


def _operation(scope: Scope, part: Expr, shape: object) -> Expr:
    """An operation that the part takes; any operation now and then."""
    type_ = scalar_type(shape)
    if scope.risky():
        return operation(part.type, part, scope.random.choice((" + ", " * ", " % ", " < ", " .. ")), literal(scope, INT))
    if type_ in (INT, FLOAT):
        other = literal(scope, scope.random.choice((INT, FLOAT)))
        return operation(part.type, part, scope.random.choice((" + ", " - ", " * ", " < ", " >= ")), other)
    if type_ == STRING:
        return operation(part.type, part, scope.random.choice((" + ", " == ", " != ")), literal(scope, STRING))
    if type_ == BOOL:
        return operation(part.type, part, scope.random.choice((" and ", " or ", " == ")), literal(scope, BOOL))
    if isinstance(shape, list):
        return operation(part.type, part, " + ", part)
    if isinstance(shape, dict):
        return expression(part.type, part, '["missing"]')
    return operation(part.type, part, " ?? ", literal(scope, INT))
