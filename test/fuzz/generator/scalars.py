"""Expressions of Int, Float, Bool and String.

`make` is `expressions.make`, which these call for their operands.
"""

from __future__ import annotations

from collections.abc import Callable

from .literals import literal
from .scope import Scope
from .tree import Expr, expression, operation
from .types import BOOL, BYTES, FLOAT, HTML, INT, SCALARS, STRING, OptionOf, has_string

Make = Callable[..., Expr]


def integer(scope: Scope, depth: int, make: Make) -> Expr:
    random = scope.random
    kind = random.randrange(6)
    if kind == 0:
        return literal(scope, INT)
    if kind == 1:
        return _negated(make(scope, INT, depth - 1))
    if kind == 2:
        return operation(INT, make(scope, INT, depth - 1), random.choice((" / ", " % ")), _divisor(scope, depth, make))
    return operation(INT, make(scope, INT, depth - 1), random.choice((" + ", " - ", " * ")), make(scope, INT, depth - 1))


def _negated(value: Expr) -> Expr:
    return operation(value.type, "-", value)


def _divisor(scope: Scope, depth: int, make: Make) -> Expr:
    """Neither zero nor -1, unless a panic is wanted."""
    if scope.risky():
        return make(scope, INT, depth - 1)
    return expression(INT, scope.random.choice(("2", "3", "7", "10", "1000", "9223372036854775807", "(-3)", "(-10)")))


def float_number(scope: Scope, depth: int, make: Make) -> Expr:
    random = scope.random
    kind = random.randrange(5)
    if kind == 0:
        return literal(scope, FLOAT)
    if kind == 1:
        return _negated(make(scope, FLOAT, depth - 1))
    operands = [make(scope, FLOAT, depth - 1), make(scope, random.choice((INT, FLOAT, FLOAT)), depth - 1)]
    random.shuffle(operands)
    return operation(FLOAT, operands[0], random.choice((" + ", " - ", " * ", " / ")), operands[1])


def boolean(scope: Scope, depth: int, make: Make) -> Expr:
    random = scope.random
    kind = random.randrange(7)
    if kind == 0:
        return literal(scope, BOOL)
    if kind == 1:
        return operation(BOOL, "!", make(scope, BOOL, depth - 1))
    if kind == 2:
        return operation(BOOL, make(scope, BOOL, depth - 1), random.choice((" and ", " or ")), make(scope, BOOL, depth - 1))
    if kind == 3:
        equal = random.choice((" == ", " != "))
        type_ = random.choice((STRING, STRING, BOOL, BYTES if scope.features.bytes else STRING))
        return operation(BOOL, make(scope, type_, depth - 1), equal, make(scope, type_, depth - 1))
    if kind == 4 and scope.risky():
        option = make(scope, OptionOf(random.choice((INT, STRING))), depth - 1, known=False)
        return operation(BOOL, option, random.choice((" == ", " != ")), "null")
    left, right = random.choice(((INT, INT), (INT, INT), (FLOAT, FLOAT), (INT, FLOAT), (FLOAT, INT)))
    compared = random.choice((" < ", " <= ", " > ", " >= ", *((" == ", " != ") if left == right else ())))
    return operation(BOOL, make(scope, left, depth - 1), compared, make(scope, right, depth - 1))


def string(scope: Scope, depth: int, make: Make) -> Expr:
    """Concatenation or interpolation. At most one part holds a string, unless the text is only looked at: see `scope`."""
    random = scope.random
    if scope.chance(0.2):
        return literal(scope, STRING)
    if scope.features.html and scope.sink and scope.chance(0.1):
        return expression(STRING, "html.render(", make(scope, HTML, depth - 1), ")")
    if scope.features.json and scope.sink and scope.chance(0.15):
        value = make(scope, scope.random_type(), depth - 1, known=False)
        return expression(STRING, '"${json.encode(', value, ')}"')
    source = make(scope, STRING, depth - 1)
    if scope.chance(0.4):
        other = literal(scope, STRING) if not scope.sink else make(scope, STRING, depth - 1)
        if not scope.sink and scope.chance(0.4):
            # The checker takes `+` of a String and a number, but not of a refined String and a number.
            source = expression(STRING, '"${', source, '}"')
            other = make(scope, random.choice((INT, FLOAT, BOOL)), depth - 1)
        operands = [source, other]
        random.shuffle(operands)
        return operation(STRING, operands[0], " + ", operands[1])
    parts: list[str | Expr] = ['"', "${", source, "}"]
    for _ in range(random.randint(0, 2)):
        parts += [random.choice(("", " ", "-", ", ", "é")), "${", _shown(scope, depth, make), "}"]
    return expression(STRING, *parts, '"')


def _shown(scope: Scope, depth: int, make: Make) -> Expr:
    """A value to put into a text: anything that is visible, as long as the text stays small."""
    visible = [variable for variable in scope.visible() if scope.sink or not has_string(variable.type)]
    if visible and scope.chance(0.6):
        chosen = scope.random.choice(visible)
        return expression(chosen.type, chosen.name)
    scalars = SCALARS if scope.sink else (INT, FLOAT, BOOL)
    return make(scope, scope.random.choice(scalars), depth - 1)
