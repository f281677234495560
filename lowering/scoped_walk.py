"""A walk over a function in which what is known at a place holds at each place visited within it.

In:      a function of scf, cf and any other ops.
Method:  an op is visited after all ops that dominate it. The visitor opens a scope for each block and closes it after everything
         the block dominates, blocks and regions; a scope starts with the conditions known at its block: of the `scf.if` or
         `scf.while` around it, of the `cf.cond_br` that alone leads to it. Without recursion, so nesting depth costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from mlir.ir import Block, Operation, Region, Value

from .region_graph import RegionGraph
from .value_sources import terminator_of

Condition = tuple[Value, bool]


class Visitor(Protocol):
    def enter(self, conditions: list[Condition]) -> None:
        """A scope opens, in which the conditions have these values."""

    def visit(self, op: Operation) -> None:
        """May replace and erase `op` when it has no regions."""

    def leave(self) -> None:
        """The last scope closes."""


_Work = Iterator["_Work"]


def walk_scoped(function: Operation, visitor: Visitor) -> None:
    """Walk the body of `function`."""
    stack: list[_Work] = [_region(function.regions[0], [], visitor)]
    while stack:
        inner = next(stack[-1], None)
        if inner is None:
            stack.pop()
        else:
            stack.append(inner)


def _region(region: Region, conditions: list[Condition], visitor: Visitor) -> _Work:
    blocks = region.blocks
    if len(blocks) == 1:
        visitor.enter(conditions)
        yield from _ops(blocks[0], visitor)
        visitor.leave()
    elif len(blocks) > 1:
        yield _block(RegionGraph(region), 0, conditions, visitor)


def _block(graph: RegionGraph, index: int, conditions: list[Condition], visitor: Visitor) -> _Work:
    visitor.enter(conditions)
    yield from _ops(graph.blocks[index], visitor)
    for dominated in graph.dominated[index]:
        yield _block(graph, dominated, _conditions_of_block(graph, dominated), visitor)
    visitor.leave()


def _ops(block: Block, visitor: Visitor) -> _Work:
    for view in list(block.operations):
        op = view.operation
        regions = list(op.regions)
        visitor.visit(op)
        for position, region in enumerate(regions):
            yield _region(region, _conditions_of_region(op, position), visitor)


def _conditions_of_region(op: Operation, position: int) -> list[Condition]:
    if op.name == "scf.if":
        return [(op.operands[0], position == 0)]
    if op.name == "scf.while" and position == 1:
        return [(terminator_of(op.regions[0].blocks[0]).operands[0], True)]
    return []


def _conditions_of_block(graph: RegionGraph, index: int) -> list[Condition]:
    if len(graph.predecessors[index]) != 1:
        return []
    source = graph.predecessors[index][0]
    terminator = terminator_of(graph.blocks[source])
    if terminator.name != "cf.cond_br":
        return []
    return [(terminator.operands[0], graph.successors[source][0] == index)]
