"""Statements.

A statement says how it ended: `None` when control goes on to the next one, else the jump that leaves it (`BREAK`, `CONTINUE`, or a
`Returned` with the value), which loops and calls take up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..frontend.canonical import program as ir
from .expressions import evaluate, range_values
from .failures import RuntimeFailure
from .operators import check_index
from .patterns import Frame, matches
from .values import UNIT_VALUE, Value

if TYPE_CHECKING:
    from .machine import Machine


@dataclass(frozen=True, slots=True)
class Jump:
    """Why a statement did not run to its end."""


@dataclass(frozen=True, slots=True)
class Returned(Jump):
    value: Value


BREAK = Jump()
CONTINUE = Jump()


def execute_block(block: list[ir.Stmt], frame: Frame, machine: Machine) -> Jump | None:
    """Runs the statements until one jumps."""
    for stmt in block:
        jump = _EXECUTORS[type(stmt)](stmt, frame, machine)
        if jump is not None:
            return jump
    return None


def _let(stmt: ir.Let | ir.Assign, frame: Frame, machine: Machine) -> None:
    frame[stmt.local.id] = evaluate(stmt.value, frame, machine)


def _store(stmt: ir.Store, frame: Frame, machine: Machine) -> None:
    value = evaluate(stmt.value, frame, machine)
    path = [step.name if isinstance(step, ir.FieldStep) else evaluate(step.index, frame, machine) for step in stmt.steps]
    frame[stmt.root.id] = _stored(frame[stmt.root.id], path, value)


def _stored(container: Value, path: list[str | int], value: Value) -> Value:
    """`container` with the place that `path` (field names and list indices) leads to replaced by `value`."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, str):
        return container.with_field(step, _stored(container.fields[step], rest, value))
    check_index(container, step)
    return (*container[:step], _stored(container[step], rest, value), *container[step + 1 :])


def _expression(stmt: ir.ExprStmt, frame: Frame, machine: Machine) -> None:
    evaluate(stmt.expr, frame, machine)


def _return(stmt: ir.Return, frame: Frame, machine: Machine) -> Jump:
    return Returned(UNIT_VALUE if stmt.value is None else evaluate(stmt.value, frame, machine))


def _if(stmt: ir.If, frame: Frame, machine: Machine) -> Jump | None:
    taken = stmt.then if evaluate(stmt.condition, frame, machine) else stmt.otherwise
    return execute_block(taken, frame, machine)


def _match(stmt: ir.Match, frame: Frame, machine: Machine) -> Jump | None:
    subject = evaluate(stmt.subject, frame, machine)
    for arm in stmt.arms:
        if matches(arm.pattern, subject, frame):
            return execute_block(arm.body, frame, machine)
    return execute_block(stmt.otherwise, frame, machine)


def _for(stmt: ir.For, frame: Frame, machine: Machine) -> Jump | None:
    iterable = stmt.iterable
    over = range_values(iterable, frame, machine) if isinstance(iterable, ir.Range) else evaluate(iterable, frame, machine)
    for item in over:
        if not matches(stmt.pattern, item, frame):
            raise RuntimeFailure("for pattern did not match value")
        jump = execute_block(stmt.body, frame, machine)
        if jump is BREAK:
            break
        if isinstance(jump, Returned):
            return jump
    return None


def _while(stmt: ir.While, frame: Frame, machine: Machine) -> Jump | None:
    while evaluate(stmt.condition, frame, machine):
        jump = execute_block(stmt.body, frame, machine)
        if jump is BREAK:
            break
        if isinstance(jump, Returned):
            return jump
    return None


def _break(stmt: ir.Break, frame: Frame, machine: Machine) -> Jump:
    return BREAK


def _continue(stmt: ir.Continue, frame: Frame, machine: Machine) -> Jump:
    return CONTINUE


_EXECUTORS: dict[type[ir.Stmt], Callable[..., Jump | None]] = {
    ir.Let: _let,
    ir.Assign: _let,
    ir.Store: _store,
    ir.ExprStmt: _expression,
    ir.Return: _return,
    ir.If: _if,
    ir.Match: _match,
    ir.For: _for,
    ir.While: _while,
    ir.Break: _break,
    ir.Continue: _continue,
}
