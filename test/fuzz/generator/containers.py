"""Lists and maps.

`make` is `expressions.make`, which these call for their elements.
"""

from __future__ import annotations

from .literals import joined
from .scalars import Make
from .scope import Scope
from .tree import Expr, expression, operation
from .types import INT, KEYS, ListOf, MapOf


def list_of(scope: Scope, type_: ListOf, depth: int, known: bool, make: Make) -> Expr:
    """A literal, a range, or a longer list made of another; see `scope` for when lists may grow."""
    random = scope.random
    element, least = type_.element, type_.least
    if element == INT and scope.chance(0.2):
        return integers(scope, least)
    if scope.growth and scope.chance(0.4):
        left = make(scope, type_, depth - 1, known=False)
        if (scope.sink or (scope.owner is None and scope.times == 1)) and scope.chance(0.5):
            return operation(type_, left, " + ", make(scope, ListOf(element, 0), depth - 1, known=False))
        return operation(type_, left, " + ", elements(scope, type_, random.randint(1, 2), depth - 1, False, make))
    return elements(scope, type_, random.randint(max(least, 0 if known else 1), least + 2), depth - 1, known, make)


def elements(scope: Scope, type_: ListOf, count: int, depth: int, known: bool, make: Make) -> Expr:
    """A list literal. Where nothing else tells the type, all of its elements do."""
    if count == 0 and not known:
        count = 1
    values = [make(scope, type_.element, depth, known) for _ in range(count)]
    return expression(ListOf(type_.element, type_.least), "[", *joined(values), "]")


def integers(scope: Scope, least: int) -> Expr:
    """A range; its bounds are constants unless a failure is wanted."""
    if scope.risky():
        return operation(ListOf(INT, least), str(scope.random.randint(0, 3)), "..", str(scope.random.randint(0, 3)))
    start = scope.random.randint(-3, 3)
    return operation(ListOf(INT, least), f"{start}..{start + max(least, 1) - 1 + scope.random.randint(0, 3)}")


def map_of(scope: Scope, type_: MapOf, depth: int, known: bool, make: Make) -> Expr:
    """A map literal with the keys that must be there and a few others, in any order; now and then a key stands twice."""
    keys = list(KEYS[: type_.least]) + [key for key in KEYS[type_.least :] if scope.chance(0.3)]
    if not keys and not known:
        keys = [KEYS[0]]
    if keys and scope.chance(0.1):
        keys.append(scope.random.choice(keys))
    scope.random.shuffle(keys)
    entries = [expression(type_.value, f'"{key}": ', make(scope, type_.value, depth - 1, known)) for key in keys]
    return expression(type_, "{", *joined(entries), "}")


def map_key(scope: Scope, type_: MapOf) -> str | None:
    """The text of a key that is in every map of the type; now and then of any key."""
    if scope.risky():
        return f'"{scope.random.choice(KEYS)}"'
    return f'"{scope.random.choice(KEYS[: type_.least])}"' if type_.least else None
