"""Statements.

A statement says how it ended: `None` when control goes on to the next one, else the jump that leaves it (`BREAK`, `CONTINUE`, or a
`Returned` with the value), which loops and calls take up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..frontend.canonical import program as ir
from .access import Element, Member, stored
from .evaluation import Frame, evaluate
from .expressions import range_values
from .failures import RuntimeFailure
from .operators import iterate, truth
from .patterns import matches
from .values import UNIT_VALUE, BoxValue, Value, unboxed

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


def _box_assign(stmt: ir.BoxAssign, frame: Frame, machine: Machine) -> None:
    value = unboxed(evaluate(stmt.value, frame, machine))
    box = frame[stmt.local.id]
    assert isinstance(box, BoxValue)  # its type says so
    box.content = value


def _store(stmt: ir.Store, frame: Frame, machine: Machine) -> None:
    value = evaluate(stmt.value, frame, machine)
    path = [_step(step, frame, machine) for step in stmt.steps]
    frame[stmt.root.id] = stored(frame[stmt.root.id], path, value)


def _step(step: ir.FieldStep | ir.IndexStep, frame: Frame, machine: Machine) -> Member | Element:
    if isinstance(step, ir.FieldStep):
        return Member(step.name, step.optional)
    return Element(unboxed(evaluate(step.index, frame, machine)), step.optional)


def _expression(stmt: ir.ExprStmt, frame: Frame, machine: Machine) -> None:
    evaluate(stmt.expr, frame, machine)


def _return(stmt: ir.Return, frame: Frame, machine: Machine) -> Jump:
    return Returned(UNIT_VALUE if stmt.value is None else evaluate(stmt.value, frame, machine))


def _if(stmt: ir.If, frame: Frame, machine: Machine) -> Jump | None:
    taken = stmt.then if truth(evaluate(stmt.condition, frame, machine)) else stmt.otherwise
    return execute_block(taken, frame, machine)


def _match(stmt: ir.Match, frame: Frame, machine: Machine) -> Jump | None:
    subject = evaluate(stmt.subject, frame, machine)
    for arm in stmt.arms:
        if matches(arm.pattern, subject, frame, machine):
            return execute_block(arm.body, frame, machine)
    return execute_block(stmt.otherwise, frame, machine)


def _for(stmt: ir.For, frame: Frame, machine: Machine) -> Jump | None:
    iterable = stmt.iterable
    over = range_values(iterable, frame, machine) if isinstance(iterable, ir.Range) else iterate(evaluate(iterable, frame, machine))
    for item in over:
        if not matches(stmt.pattern, item, frame, machine):
            raise RuntimeFailure("for pattern did not match value")
        jump = execute_block(stmt.body, frame, machine)
        if jump is BREAK:
            break
        if isinstance(jump, Returned):
            return jump
    return None


def _while(stmt: ir.While, frame: Frame, machine: Machine) -> Jump | None:
    while truth(evaluate(stmt.condition, frame, machine)):
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


def _transaction(stmt: ir.Transaction, frame: Frame, machine: Machine) -> Jump | None:
    """COMMIT after the last statement; a failure or a jump rolls back, and goes on."""
    with machine.database.transaction() as transaction:
        jump = execute_block(stmt.body, frame, machine)
        if jump is not None:
            transaction.roll_back()
    return jump


_EXECUTORS: dict[type[ir.Stmt], Callable[..., Jump | None]] = {
    ir.Let: _let,
    ir.Assign: _let,
    ir.BoxAssign: _box_assign,
    ir.Store: _store,
    ir.ExprStmt: _expression,
    ir.Return: _return,
    ir.If: _if,
    ir.Match: _match,
    ir.For: _for,
    ir.While: _while,
    ir.Break: _break,
    ir.Continue: _continue,
    ir.Transaction: _transaction,
}
