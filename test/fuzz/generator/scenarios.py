"""Statements about what is not a value of a type: boxes, tasks, functions as values.

Each scenario stands for itself: what it makes is known to no other statement.
"""

from __future__ import annotations

from .expressions import argument, make
from .scope import Scope
from .tree import Line, expression, line
from .types import BOOL, FLOAT, INT, STRING, UNIT, ListOf


def scenarios(scope: Scope) -> list[Line]:
    """One of the scenarios that are on; none when there is none."""
    features = scope.features
    possible = (
        [_boxes] * features.boxes + [_boxed_list] * features.boxes + [_task] * features.tasks + [_function] * features.functions
    )
    return scope.random.choice(possible)(scope) if possible else []


def _name(scope: Scope, prefix: str) -> str:
    scope.names += 1
    return f"{prefix}{scope.names}"


def _boxes(scope: Scope) -> list[Line]:
    """Two names of one cell, one of which is assigned through; a copy of the content stays as it was."""
    type_ = scope.random.choice((INT, FLOAT, BOOL, STRING))
    first, second, copy = _name(scope, "b"), _name(scope, "b"), _name(scope, "b")
    changed, other = scope.random.sample((first, second), 2)
    content = {INT: f"{first} + 0", FLOAT: f"{first} + 0.0", BOOL: f"{first} == true", STRING: f'"${{{first}}}"'}[type_]
    return [
        line(f"var {first} = box (", make(scope, type_, 1), ")"),
        line(f"var {second} = {scope.random.choice(('', 'box '))}{first}"),
        line(f"let {copy} = {content}"),
        line(f"{changed} = ", make(scope, type_, 1)),
        line(f'print("${{{other}}} ${{{copy}}}")'),
    ]


def _boxed_list(scope: Scope) -> list[Line]:
    """A store into the content of a cell, seen through another name; a copy of the content stays as it was."""
    name, second, copy = _name(scope, "b"), _name(scope, "b"), _name(scope, "b")
    made = make(scope, ListOf(INT, 1), 1, known=False)
    return [
        line(f"let {copy} = ", made),
        line(f"var {name} = box ({copy})"),
        line(f"var {second} = {name}"),
        line(f"{second}[0] = ", make(scope, INT, 1)),
        line(f'print("${{{name}}} ${{{name}[0] + 1}} ${{{copy}}}")'),
    ]


def _task(scope: Scope) -> list[Line]:
    """A task that computes a value, awaited once or twice. It calls nothing, so it prints nothing."""
    type_ = scope.random_type(1)
    task, value = _name(scope, "t"), _name(scope, "v")
    growth, scope.growth = scope.growth, False
    made = make(scope, type_, 2, known=False)
    scope.growth = growth
    lines = [line(f"let {task} = spawn:", block=[line(made)]), line(f"let {value} = await {task}")]
    if scope.chance(0.3):
        lines.append(line(f"let {_name(scope, 'v')} = await {task}"))
    scope.declare(value, type_)
    return lines


def _function(scope: Scope) -> list[Line]:
    """A function as a value, called through its variable."""
    callable_ = [function for function in scope.functions if function.group is None and function.cost > 0]
    if not callable_ or not (scope.growth or scope.sink):
        return []
    function = scope.random.choice(callable_)
    if not scope.spend(function.cost):
        return []
    name = _name(scope, "g")
    parts: list = []
    for _, wanted in function.params:
        parts += [", " if parts else "", argument(scope, wanted, 1)]
    called = expression(function.result, f"{name}(", *parts, ")")
    lines = [line(f"let {name} = {function.name}")]
    if function.result == UNIT:
        return [*lines, line(called)]
    value = _name(scope, "v")
    scope.declare(value, function.result)
    return [*lines, line(f"let {value} = ", called)]
