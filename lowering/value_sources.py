"""What may flow into a value that takes its value from others: results and arguments of `scf` ops, arguments of blocks, selects.

In:      a function of scf, cf and any other ops.
Out:     for each such value the values that may become it, in the order of the IR. Values made by other ops, function arguments and
         induction variables are not in the table. Nothing changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from mlir.ir import Block, Operation, Region, Value, WalkOrder, WalkResult

from .cfg import edge_operand_ranges

Sources = dict[Value, list[Value]]

_FOR_BOUNDS = 3  # lower bound, upper bound, step: the operands of scf.for before the carried ones


def sources_in(function: Operation) -> Sources:
    """The table of one function."""
    table: Sources = {}

    def visit(op: Operation) -> WalkResult:
        read = _READERS.get(op.name)
        if read is not None:
            read(op, table)
        elif op.name == "arith.select":
            table[op.result] = list(op.operands)[1:]
        for region in op.regions:
            _read_branches(region, table)
        return WalkResult.ADVANCE

    function.walk(visit, WalkOrder.PRE_ORDER)
    return table


def terminator_of(block: Block) -> Operation:
    operations = block.operations
    return operations[len(operations) - 1].operation


def _add(table: Sources, values: Sequence[Value], sources: Sequence[Value]) -> None:
    for value, source in zip(values, sources, strict=True):
        table.setdefault(value, []).append(source)


def _for(op: Operation, table: Sources) -> None:
    body = op.regions[0].blocks[0]
    for incoming in (list(op.operands)[_FOR_BOUNDS:], terminator_of(body).operands):
        _add(table, list(body.arguments)[1:], incoming)
        _add(table, op.results, incoming)


def _while(op: Operation, table: Sources) -> None:
    before, after = (region.blocks[0] for region in op.regions)
    for incoming in (op.operands, terminator_of(after).operands):
        _add(table, before.arguments, incoming)
    passed = list(terminator_of(before).operands)[1:]
    _add(table, after.arguments, passed)
    _add(table, op.results, passed)


def _yielding(op: Operation, table: Sources) -> None:
    """An op whose results are what its regions yield, wherever in them."""
    if not len(op.results):
        return
    for region in op.regions:
        for block in region.blocks:
            terminator = terminator_of(block)
            if terminator.name == "scf.yield":
                _add(table, op.results, terminator.operands)


_READERS = {
    "scf.for": _for,
    "scf.while": _while,
    "scf.if": _yielding,
    "scf.index_switch": _yielding,
    "scf.execute_region": _yielding,
}


def _read_branches(region: Region, table: Sources) -> None:
    blocks = region.blocks
    if len(blocks) < 2:
        return
    for block in blocks:
        terminator = terminator_of(block)
        if not len(terminator.successors):
            continue
        operands = list(terminator.operands)
        for target, positions in zip(terminator.successors, edge_operand_ranges(terminator), strict=True):
            _add(table, target.arguments, operands[positions.start : positions.stop])
