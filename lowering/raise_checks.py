"""Expansion of each raising op: the tests, branches to cold blocks, then the op that cannot raise.

A handler gets the op and the cold blocks of its function. It inserts before the op, which moves along into the block where the
good way goes on, and returns the values that replace the op's results. Texts and the order of tests are those of the language
definition.
"""

from __future__ import annotations

from collections.abc import Callable

from mlir.dialects import arith
from mlir.ir import F64Type, FloatAttr, InsertionPoint, IntegerAttr, IntegerType, Operation, Value

from ..dialects import fuse
from .raise_blocks import RaiseBlocks, branch_if, branch_unless
from .raise_facts import reason_to_raise

INT_MIN, INT_MAX = -(2**63), 2**63 - 1

OUT_OF_BOUNDS = "index out of bounds"
RANGE_ORDER = "range start must be <= end"
RANGE_TOO_LARGE = "range too large"
RANGE_BOUNDS = "invalid range bounds"
DIVIDE_BY_ZERO = "attempt to divide by zero"
DIVIDE_OVERFLOW = "attempt to divide with overflow"
REMAINDER_BY_ZERO = "attempt to calculate the remainder with a divisor of zero"
REMAINDER_OVERFLOW = "attempt to calculate the remainder with overflow"

Handler = Callable[[Operation, RaiseBlocks], list[Value]]


def _int(value: int) -> Value:
    type_ = IntegerType.get_signless(64)
    return arith.ConstantOp(type_, IntegerAttr.get(type_, value)).result


def _float(value: float) -> Value:
    type_ = F64Type.get()
    return arith.ConstantOp(type_, FloatAttr.get(type_, value)).result


def _compare(predicate: arith.CmpIPredicate, a: Value, b: Value) -> Value:
    return arith.CmpIOp(predicate, a, b).result


def _check_index(op: Operation, blocks: RaiseBlocks) -> None:
    """One unsigned comparison: a negative index is larger than any length."""
    length = fuse.ListLengthOp(op.operands[0]).result
    inside = _compare(arith.CmpIPredicate.ult, op.operands[1], length)
    branch_unless(inside, blocks.runtime_error(OUT_OF_BOUNDS, op.location), op)


def _list_get(op: Operation, blocks: RaiseBlocks) -> list[Value]:
    with InsertionPoint(op):
        _check_index(op, blocks)
    with InsertionPoint(op):
        return [fuse.ListGetUncheckedOp(op.operands[0], op.operands[1]).result]


def _list_set(op: Operation, blocks: RaiseBlocks) -> list[Value]:
    with InsertionPoint(op):
        _check_index(op, blocks)
    with InsertionPoint(op):
        return [fuse.ListSetUncheckedOp(*op.operands).result]


def _divide(op: Operation, blocks: RaiseBlocks, by_zero: str, overflow: str, result: type) -> list[Value]:
    """Zero divisor first, then the one overflow: INT_MIN by -1."""
    dividend, divisor = op.operands
    if reason_to_raise(op) is not None:
        with InsertionPoint(op):
            zero = _compare(arith.CmpIPredicate.eq, divisor, _int(0))
            branch_if(zero, blocks.panic(by_zero, op.location), op)
        with InsertionPoint(op):
            least = _compare(arith.CmpIPredicate.eq, dividend, _int(INT_MIN))
            minus_one = _compare(arith.CmpIPredicate.eq, divisor, _int(-1))
            branch_if(arith.AndIOp(least, minus_one).result, blocks.panic(overflow, op.location), op)
    with InsertionPoint(op):
        return [result(dividend, divisor).result]


def _int_div(op: Operation, blocks: RaiseBlocks) -> list[Value]:
    return _divide(op, blocks, DIVIDE_BY_ZERO, DIVIDE_OVERFLOW, arith.DivSIOp)


def _int_rem(op: Operation, blocks: RaiseBlocks) -> list[Value]:
    return _divide(op, blocks, REMAINDER_BY_ZERO, REMAINDER_OVERFLOW, arith.RemSIOp)


def _check_int_range(op: Operation, blocks: RaiseBlocks) -> Value:
    """low <= high, then the number of steps, which must be an Int.

    high - low is exact as an unsigned number once low <= high; one more step than that must not exceed INT_MAX.
    """
    low, high = op.operands
    with InsertionPoint(op):
        ordered = _compare(arith.CmpIPredicate.sle, low, high)
        branch_unless(ordered, blocks.runtime_error(RANGE_ORDER, op.location), op)
    with InsertionPoint(op):
        distance = arith.SubIOp(high, low).result
        fits = _compare(arith.CmpIPredicate.ult, distance, _int(INT_MAX))
        branch_unless(fits, blocks.runtime_error(RANGE_TOO_LARGE, op.location), op)
    return distance


def _check_float_range(op: Operation, blocks: RaiseBlocks) -> None:
    """Finite bounds first, then low <= high. x - x is 0 for a finite x and NaN for any other."""
    low, high = op.operands
    with InsertionPoint(op):
        zero = _float(0.0)
        finite = [arith.CmpFOp(arith.CmpFPredicate.OEQ, arith.SubFOp(bound, bound).result, zero).result for bound in (low, high)]
        branch_unless(arith.AndIOp(*finite).result, blocks.runtime_error(RANGE_BOUNDS, op.location), op)
    with InsertionPoint(op):
        ordered = arith.CmpFOp(arith.CmpFPredicate.OLE, low, high).result
        branch_unless(ordered, blocks.runtime_error(RANGE_ORDER, op.location), op)


def _range_check(op: Operation, blocks: RaiseBlocks) -> list[Value]:
    distance = _check_int_range(op, blocks)
    with InsertionPoint(op):
        return [arith.AddIOp(distance, _int(1)).result]


def _list_range(op: Operation, blocks: RaiseBlocks) -> list[Value]:
    if isinstance(op.operands[0].type.maybe_downcast(), F64Type):
        _check_float_range(op, blocks)
    else:
        _check_int_range(op, blocks)
    with InsertionPoint(op):
        return [fuse.ListRangeUncheckedOp(*op.operands).result]


def _config_lookup(op: Operation, blocks: RaiseBlocks) -> list[Value]:
    with InsertionPoint(op):
        attributes = [op.attributes[name] for name in ("variable", "section", "field")]
        attempt = fuse.ConfigTryLookupOp(*attributes)
        failed = fuse.ErrorIsSetOp(attempt.results[0]).result
        branch_if(failed, blocks.raised(op.location), op, [attempt.results[0]])
    return [attempt.results[1]]


def _builtin(op: Operation, blocks: RaiseBlocks) -> list[Value]:
    if reason_to_raise(op) is None:
        return list(op.results)
    return _attempt(op, blocks, "name", "effect")


def _any_store(op: Operation, blocks: RaiseBlocks) -> list[Value]:
    return _attempt(op, blocks, "steps")


def _attempt(op: Operation, blocks: RaiseBlocks, *attributes: str) -> list[Value]:
    """The results of the op of the same name and `.try`, which has the error as its first result."""
    with InsertionPoint(op):
        attempt = Operation.create(
            f"{op.name}.try",
            results=[fuse.error_type(op.context), *[result.type for result in op.results]],
            operands=list(op.operands),
            attributes={name: op.attributes[name] for name in attributes},
        )
        failed = fuse.ErrorIsSetOp(attempt.results[0]).result
        branch_if(failed, blocks.raised(op.location), op, [attempt.results[0]])
    return list(attempt.results)[1:]


def _await(op: Operation, blocks: RaiseBlocks) -> list[Value]:
    with InsertionPoint(op):
        attempt = fuse.AwaitTryOp(op.operands[0])
        failed = fuse.ErrorIsSetOp(attempt.results[0]).result
        branch_if(failed, blocks.raised(op.location), op, [attempt.results[0]])
    return [attempt.results[1]]


HANDLERS: dict[str, Handler] = {
    "fuse.any.store": _any_store,
    "fuse.await": _await,
    "fuse.builtin": _builtin,
    "fuse.config.lookup": _config_lookup,
    "fuse.int.div": _int_div,
    "fuse.int.rem": _int_rem,
    "fuse.list.get": _list_get,
    "fuse.list.range": _list_range,
    "fuse.list.set": _list_set,
    "fuse.range.check": _range_check,
}
