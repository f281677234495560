"""Pass lower-selects: a select between counted values becomes a branch.

In:      fuse + func, cf, arith, ub, flat, raises lowered.
Out:     the same without arith.select of counted types.
Why here: clean-ups turn small branches into selects. A select's result would be owned by one of two values depending on a
          run-time condition;
         as a branch each way has its own counts. Selects of numbers stay.
Method:  the block is split at the select; the value becomes an argument of the second half. An error where its own test finds it
         set, else none, is the error; where what came with it is returned along with it that is used, as in a tail call.
"""

from __future__ import annotations

from mlir.dialects import cf
from mlir.ir import Block, InsertionPoint, Operation, OpResult, Value

from .call_graph import functions_of
from .counted_types import CountedTypes


def lower_selects(module: Operation) -> None:
    """Rewrite all functions of the module."""
    types = CountedTypes(module)
    for function in functions_of(module):
        for block in list(function.regions[0].blocks):
            _lower_block(block, types)


def _lower_block(block: Block, types: CountedTypes) -> None:
    ops = [view.operation for view in block.operations]
    current = block
    for op in ops:
        if current is not block:
            current.append(op)
        if op.name == "arith.select" and types.is_counted(op.results[0].type):
            if _is_error_itself(op) and _is_returned_whole(op, types):
                op.results[0].replace_all_uses_with(op.operands[1])
                op.erase()
            else:
                current = _lower_select(op)


def _is_error_itself(select: Operation) -> bool:
    """`select (is_set e), e, none`."""
    condition, if_false = _maker(select.operands[0]), _maker(select.operands[2])
    if condition is None or condition.name != "fuse.error.is_set" or if_false is None or if_false.name != "fuse.error.none":
        return False
    return condition.operands[0] == select.operands[1]


def _is_returned_whole(select: Operation, types: CountedTypes) -> bool:
    """Whether what came with the error is returned along with it: then nobody has to look at the error to know what to release."""
    error = select.operands[1]
    maker = _maker(error)
    users = [use.owner.operation for use in select.results[0].uses]
    if maker is None or len(users) != 1 or users[0].name != "func.return":
        return False
    others = [result for result in maker.results if result != error and types.is_counted(result.type)]
    return all([use.owner.operation for use in other.uses] == users for other in others)


def _maker(value: Value) -> Operation | None:
    return value.owner.operation if isinstance(value, OpResult) else None


def _lower_select(select: Operation) -> Block:
    """Returns the block where the code after the select belongs; the ops behind it stay where they are."""
    condition, if_true, if_false = select.operands
    before = select.block
    rest = before.create_after(select.results[0].type, arg_locs=[select.location])
    false_way = before.create_after()
    true_way = before.create_after()
    with select.location:
        cf.CondBranchOp(condition, [], [], true_way, false_way, ip=InsertionPoint(select))
        cf.BranchOp([if_true], rest, ip=InsertionPoint(true_way))
        cf.BranchOp([if_false], rest, ip=InsertionPoint(false_way))
    select.results[0].replace_all_uses_with(rest.arguments[0])
    select.erase()
    return rest
