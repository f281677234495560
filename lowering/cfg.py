"""A function's control-flow graph, read once into plain Python objects.

Passes of the `insert-ownership` phase ask for operands, results and successors of each op many times; going through the bindings
for every question would dominate their run time. `FunctionGraph` numbers the values (block arguments, then results, in block
order) and keeps for each op its name, operand numbers and result numbers. The numbers are also the definition order that decides
the order of inserted ops.

In:   a func.func whose body is a flat CFG: cf terminators, func.return, no nested regions.
Out:  nothing changes; `split_edge` is the only edit here, and it outdates the graph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mlir.dialects import cf
from mlir.ir import Block, DenseI32ArrayAttr, InsertionPoint, Operation, Value


def edge_operand_ranges(terminator: Operation) -> list[range]:
    """For each successor of a terminator, the positions of the operands that become its block arguments.

    Errors: ValueError for a terminator with successors that is not cf.br, cf.cond_br or cf.switch.
    """
    name = terminator.name
    if name == "cf.br":
        return [range(len(terminator.operands))]
    if not len(terminator.successors):
        return []
    sizes = list(terminator.attributes["operandSegmentSizes"])
    if name == "cf.cond_br":
        return [range(1, 1 + sizes[1]), range(1 + sizes[1], 1 + sizes[1] + sizes[2])]
    if name == "cf.switch":
        ranges = [range(1, 1 + sizes[1])]
        for size in terminator.attributes["case_operand_segments"]:
            start = ranges[-1].stop
            ranges.append(range(start, start + size))
        return ranges
    raise ValueError(f"terminator {name} has successors of unknown form")


@dataclass(eq=False, slots=True)
class OpNode:
    """One op: `operands` and `results` are value numbers, `position` its place in the block."""

    op: Operation
    name: str
    operands: tuple[int, ...]
    results: tuple[int, ...]
    position: int


@dataclass(eq=False, slots=True)
class Edge:
    """One way from the terminator of `source` to `target` (block numbers); `slot` is the position among the successors."""

    source: int
    slot: int
    target: int
    operands: tuple[int, ...]


@dataclass(eq=False, slots=True)
class BlockNode:
    """One block: argument numbers, ops in order (the last is the terminator), edges out and in."""

    block: Block
    index: int
    arguments: tuple[int, ...]
    ops: list[OpNode] = field(default_factory=list)
    successors: list[Edge] = field(default_factory=list)
    predecessors: list[Edge] = field(default_factory=list)

    @property
    def terminator(self) -> OpNode:
        return self.ops[-1]


class FunctionGraph:
    """The numbered CFG of one function with a body."""

    def __init__(self, function: Operation) -> None:
        self.function = function
        self.values: list[Value] = []
        self.number: dict[Value, int] = {}
        self.blocks: list[BlockNode] = []
        blocks = list(function.regions[0].blocks)
        index_of = {block: index for index, block in enumerate(blocks)}
        # Two rounds: blocks need not stand in the order of dominance, so an operand may be the result of a block further down.
        for index, block in enumerate(blocks):
            node = BlockNode(block, index, self._define(block.arguments))
            self.blocks.append(node)
            for position, view in enumerate(block.operations):
                op = view.operation
                node.ops.append(OpNode(op, op.name, (), self._define(op.results), position))
        number_of = self.number.__getitem__
        for node in self.blocks:
            for op_node in node.ops:
                op_node.operands = tuple(map(number_of, op_node.op.operands))
            self._connect(node, index_of)

    def _define(self, values: Iterable[Value]) -> tuple[int, ...]:
        """Number values, in order."""
        first = len(self.values)
        self.values.extend(values)
        numbers = range(first, len(self.values))
        self.number.update(zip(self.values[first:], numbers, strict=True))
        return tuple(numbers)

    def _connect(self, node: BlockNode, index_of: dict[Block, int]) -> None:
        terminator = node.terminator
        for slot, positions in enumerate(edge_operand_ranges(terminator.op)):
            target = index_of[terminator.op.successors[slot]]
            edge = Edge(node.index, slot, target, terminator.operands[positions.start : positions.stop])
            node.successors.append(edge)
            self.blocks[target].predecessors.append(edge)

    @property
    def entry(self) -> BlockNode:
        return self.blocks[0]

    def ops(self) -> Iterator[OpNode]:
        """All ops in block order."""
        for node in self.blocks:
            yield from node.ops

    def postorder(self) -> list[int]:
        """Numbers of the reachable blocks, every block after its successors except along back edges."""
        order: list[int] = []
        seen = {0}
        stack = [(0, iter([edge.target for edge in self.blocks[0].successors]))]
        while stack:
            index, pending = stack[-1]
            target = next((t for t in pending if t not in seen), None)
            if target is None:
                order.append(index)
                stack.pop()
            else:
                seen.add(target)
                stack.append((target, iter([edge.target for edge in self.blocks[target].successors])))
        return order

    def reverse_postorder(self) -> list[int]:
        """Numbers of the reachable blocks, every block before its successors except along back edges."""
        return self.postorder()[::-1]


def returns_directly(graph: FunctionGraph, block: BlockNode, call: OpNode) -> bool:
    """Whether the call's results, and nothing else, are what the function returns right after it: by func.return or by a branch
    to a block that only returns."""
    following = block.ops[call.position + 1]
    if following.name == "func.return":
        return following.operands == call.results
    if following.name != "cf.br":
        return False
    edge = block.successors[0]
    target = graph.blocks[edge.target]
    if target.terminator.name != "func.return" or len(target.ops) != 1:
        return False
    passed = dict(zip(target.arguments, edge.operands, strict=True))
    return tuple(passed.get(value, value) for value in target.terminator.operands) == call.results


def split_edge(terminator: Operation, slot: int) -> tuple[Block, Operation]:
    """Put a new block on one edge, ended by the branch to the old target; operands of the edge move to that branch.

    Out:    the new block, and the terminator, which is another op when the edge had operands.
    Order:  the new block stands right after the source block.
    """
    positions = edge_operand_ranges(terminator)[slot]
    target = terminator.successors[slot]
    passed = [terminator.operands[p] for p in positions]
    middle = terminator.block.create_after()
    with terminator.location:
        cf.BranchOp(passed, target, ip=InsertionPoint(middle))
    terminator.successors[slot] = middle
    return middle, _without_edge_operands(terminator, slot, positions) if passed else terminator


def drop_argument(block: Block, position: int) -> None:
    """Take an unused argument from a block, and its operand from every edge that leads there. Outdates a graph."""
    for source in block.region.blocks:
        terminator = source.operations[len(source.operations) - 1].operation
        for slot, target in enumerate(list(terminator.successors)):
            if target == block:
                place = edge_operand_ranges(terminator)[slot].start + position
                terminator = _without_edge_operands(terminator, slot, range(place, place + 1))
    block.erase_argument(position)


def _without_edge_operands(terminator: Operation, slot: int, positions: range) -> Operation:
    """Rebuild a terminator without some operands of one edge."""
    operands = [value for p, value in enumerate(terminator.operands) if p not in positions]
    attributes = dict(terminator.attributes.items())
    context = terminator.context
    sizes = [] if terminator.name == "cf.br" else list(terminator.attributes["operandSegmentSizes"])
    if terminator.name == "cf.switch":
        sizes[min(slot, 1) + 1] -= len(positions)
        cases = list(terminator.attributes["case_operand_segments"])
        if slot:
            cases[slot - 1] -= len(positions)
        attributes["case_operand_segments"] = DenseI32ArrayAttr.get(cases, context)
    elif sizes:
        sizes[slot + 1] -= len(positions)
    if sizes:
        attributes["operandSegmentSizes"] = DenseI32ArrayAttr.get(sizes, context)
    rebuilt = Operation.create(
        terminator.name,
        operands=operands,
        attributes=attributes,
        successors=list(terminator.successors),
        loc=terminator.location,
        ip=InsertionPoint(terminator),
    )
    terminator.erase()
    return rebuilt
