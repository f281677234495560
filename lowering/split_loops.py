"""Pass split-loops: a counted loop runs its first part, where every access is surely in range, without tests.

In:      fuse + func, scf, cf, arith.
Out:     the same; an innermost `scf.for` with tests of indices that move with the induction variable is two loops: one up to where
         the first of these tests would fail, without them, and one for the rest, as it was. The rest runs no iteration in a program
         that makes no error. Tests that are the same in every iteration are made once, before the first loop.
Why here: behind forward-list-lengths, which spells the tests out, and after loop-invariant-code-motion, so that what they compare
         with stands before the loop. A loop without ways out in its middle can be unrolled and vectorized.
Method:  split_limits.py reads the body and finds what limits the first part; this file builds the two loops. Iterations and errors
         keep their order, because the first part ends before the first iteration in which a test could fail.
"""

from __future__ import annotations

from mlir.dialects import arith, scf
from mlir.ir import InsertionPoint, Operation, Value, WalkOrder, WalkResult

from ..dialects import fuse
from .call_graph import functions_of, has_body
from .elide_bounds_checks import ACCESSES, replace_by_unchecked
from .index_facts import constant_of
from .split_limits import Access, Clone, Condition, Guard, Index, Limits, Rows, Runs, first_part_limits

# The body exists twice afterwards.
LARGEST_BODY = 200


def split_loops(module: Operation) -> dict[str, int]:
    """Rewrite all functions of the module."""
    split = dropped = 0
    for function in functions_of(module):
        if not has_body(function):
            continue
        for loop in _innermost_loops(function):
            limits = first_part_limits(loop)
            if limits.dropped:
                _split(loop, limits)
                split += 1
                dropped += len(limits.dropped)
    return {"split": split, "dropped": dropped}


def _innermost_loops(function: Operation) -> list[Operation]:
    """Loops from 0 in steps of 1 with no loop inside."""
    found: list[Operation] = []

    def visit(op: Operation) -> WalkResult:
        if op.name == "scf.for" and constant_of(op.operands[0]) == 0 and constant_of(op.operands[2]) == 1:
            names = _names_within(op)
            if len(names) <= LARGEST_BODY and not names & {"scf.for", "scf.while", "scf.execute_region"}:
                found.append(op)
        return WalkResult.ADVANCE

    function.walk(visit, WalkOrder.PRE_ORDER)
    return found


def _ops_within(loop: Operation) -> list[Operation]:
    ops: list[Operation] = []

    def visit(op: Operation) -> WalkResult:
        ops.append(op)
        return WalkResult.ADVANCE

    loop.walk(visit, WalkOrder.PRE_ORDER)
    return ops


def _names_within(loop: Operation) -> set[str]:
    return {op.name for op in _ops_within(loop)[1:]}


def _split(loop: Operation, limits: Limits) -> None:
    with InsertionPoint(loop), loop.location:
        end = _Emitter(loop, limits).end()
        first = loop.clone()
    twins = dict(zip(_ops_within(loop), _ops_within(first), strict=True))
    first.operands[1] = end
    loop.operands[0] = end
    for position, result in enumerate(first.results):
        loop.operands[3 + position] = result
    for op in limits.dropped:
        if op.name in ACCESSES:
            replace_by_unchecked(twins[op])
        else:
            twins[op].erase()


class _Emitter:
    """Builds, before the loop, the end of the first part."""

    def __init__(self, loop: Operation, limits: Limits) -> None:
        self._loop = loop
        self._limits = limits
        self._outside: dict[Value, Value] = {}

    def end(self) -> Value:
        """Computed under the guards: where one does not hold, the first part is empty."""
        zero, end = self._loop.operands[0], self._loop.operands[1]
        return self._under(list(self._limits.steps), zero, end)

    def _under(self, steps: list[Clone | Guard | Index], zero: Value, end: Value) -> Value:
        while steps:
            step = steps.pop(0)
            if isinstance(step, Clone):
                self._clone(step)
            elif isinstance(step, Guard):
                choice = scf.IfOp(self._condition(step.condition), [zero.type], has_else=True)
                with InsertionPoint(choice.then_block):
                    scf.YieldOp([self._under(steps, zero, end)])
                with InsertionPoint(choice.else_block):
                    scf.YieldOp([zero])
                return choice.results[0]
            else:
                end = arith.minsi(end, self._room(step))
        return arith.maxsi(end, zero)

    def _here(self, value: Value) -> Value:
        return self._outside.get(value, value)

    def _clone(self, step: Clone) -> None:
        operands = [self._here(operand) for operand in step.op.operands]
        if step.op.name in ACCESSES:
            self._outside[step.op.results[0]] = fuse.ListGetUncheckedOp(*operands).result
            return
        copy = step.op.clone()
        for position, operand in enumerate(operands):
            copy.operands[position] = operand
        self._outside[step.op.results[0]] = copy.results[0]

    def _condition(self, condition: Condition) -> Value:
        if isinstance(condition, Access):
            length = fuse.ListLengthOp(self._here(condition.list)).result
            return arith.cmpi(arith.CmpIPredicate.ult, self._here(condition.index), length)
        if isinstance(condition, Rows):
            return arith.cmpi(arith.CmpIPredicate.ult, self._here(condition.index), self._shortest(condition))
        if isinstance(condition, Runs):
            return arith.cmpi(arith.CmpIPredicate.slt, *list(self._loop.operands)[:2])
        return self._here(condition)

    def _room(self, step: Index) -> Value:
        """How many steps the index makes before it reaches the limit."""
        limit = fuse.ListLengthOp(self._here(step.list)).result if step.limit is None else self._here(step.limit)
        if step.plus:
            limit = arith.subi(limit, arith.constant(limit.type, step.plus))
        return limit

    def _shortest(self, rows: Rows) -> Value:
        """The least length of the rows that the loop reads, computed before the loops around it that do not change them."""
        with InsertionPoint(rows.before), self._loop.location:
            length = fuse.ListLengthOp(rows.list).result
            first = arith.minsi(arith.constant(length.type, rows.plus), length)
            count = arith.minsi(self._loop.operands[1], arith.subi(length, first))
            last = arith.addi(first, arith.maxsi(count, arith.constant(length.type, 0)))
            return fuse.ListShortestOp(rows.list, first, last).result
