"""Reads that became an argument of the block where their branches meet; for take-elements.

In:      fuse + func, cf, arith, ub, flat, value semantics; no counts yet.
Out:     an argument that is the same read on every way into its block, and that an update in the block starts from, is read in the
         block instead.
Method:  branches that end alike, as two stores into the same row do, are one block by now, and what they differ in are its
         arguments. The row is read before the branches meet, so in the block nothing shows that it is a part of the container
         that it is stored back into. What the reads have in common, and what is passed along as another argument, says what to
         read. It was in range on every way, so it is.
"""

from __future__ import annotations

from mlir.ir import Attribute, InsertionPoint, Operation, Value

from .cfg import BlockNode, FunctionGraph, OpNode, drop_argument

_READS = ("fuse.list.get_unchecked", "fuse.struct.get")


def split_merged_reads(function: Operation, updates: tuple[str, ...]) -> None:
    """Rewrite one function; `updates` are the ops that update their first operand."""
    while (found := _find(FunctionGraph(function), updates)) is not None:
        block, position, read, operands = found
        argument = block.block.arguments[position]
        with InsertionPoint.at_block_begin(block.block), read.location:
            copy = read.clone()
        for place, operand in enumerate(operands):
            copy.operands[place] = operand
        argument.replace_all_uses_with(copy.results[0])
        drop_argument(block.block, position)


Found = tuple[BlockNode, int, Operation, list[Value]]


def _find(graph: FunctionGraph, updates: tuple[str, ...]) -> Found | None:
    """The first argument to read in its block: block, position, one of the reads, and the operands to read it with."""
    makers: dict[int, OpNode] | None = None
    for block in graph.blocks[1:]:
        starts = {node.operands[0] for node in block.ops if node.name in updates}
        for position, argument in enumerate(block.arguments):
            if argument not in starts or len(block.predecessors) < 2:
                continue
            if makers is None:
                makers = {number: node for node in graph.ops() for number in node.results}
            reads = [makers.get(edge.operands[position]) for edge in block.predecessors]
            operands = _common_operands(graph, block, reads)
            if operands is not None:
                return block, position, reads[0].op, operands
    return None


def _common_operands(graph: FunctionGraph, block: BlockNode, reads: list[OpNode | None]) -> list[Value] | None:
    """The operands of one read that gives what each of the reads gives on its way; None where there is none."""
    first = reads[0]
    if first is None or first.name not in _READS:
        return None
    if any(read is None or read.name != first.name or _field(read) != _field(first) for read in reads):
        return None
    operands = []
    for place, number in enumerate(first.operands):
        passed = [read.operands[place] for read in reads]
        if passed == [number] * len(passed):
            operands.append(graph.values[number])
            continue
        along = [p for p in range(len(block.arguments)) if [edge.operands[p] for edge in block.predecessors] == passed]
        if not along:
            return None
        operands.append(graph.values[block.arguments[along[0]]])
    return operands


def _field(read: OpNode) -> Attribute | None:
    """The field that is read of a struct."""
    return read.op.attributes.get("field")
