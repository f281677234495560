"""Pass forward-list-lengths: in a loop, the length of a list that the loop only stores into is that of the list it started with.

In:      fuse + func, scf, cf, arith.
Out:     the same; each `fuse.list.length` reads the origin of its list (list_lengths.py). An access in a loop whose list has an
         origin outside of it becomes a `fuse.check` of the index against the length read once at the origin, and an unchecked
         access.
Why here: lower-raises would read the length from memory at each access, and after each store no one can tell that it is still the
         same. Behind elide-bounds-checks, so that only tests that have to stay are spelled out.
"""

from __future__ import annotations

from mlir.dialects import arith
from mlir.ir import Block, InsertionPoint, Operation, Value, WalkOrder, WalkResult

from ..dialects import fuse
from .call_graph import functions_of, has_body
from .elide_bounds_checks import ACCESSES, replace_by_unchecked
from .list_lengths import ListLengths, region_of
from .raise_checks import OUT_OF_BOUNDS
from .region_graph import RegionGraph
from .value_sources import sources_in

_LOOPS = ("scf.for", "scf.while")


class _Loops:
    """Which places lie in a loop that a value is defined outside of."""

    def __init__(self) -> None:
        self._graphs: dict[Block, RegionGraph] = {}

    def repeats(self, op: Operation, value: Value) -> bool:
        """Whether `op` may run more than once for one run of the definition of `value`, which is in scope at `op`."""
        home = region_of(value)
        block = op.block
        while block.region != home:
            if self._cycle(block) is not None or block.owner.operation.name in _LOOPS:
                return True
            block = block.owner.operation.block
        owner = value.owner
        cycle = self._cycle(block)
        return cycle is not None and cycle != self._cycle(owner if isinstance(owner, Block) else owner.operation.block)

    def _cycle(self, block: Block) -> int | None:
        """The cycle of blocks that `block` lies on, None for a block on no cycle."""
        entry = block.region.blocks[0]
        graph = self._graphs.get(entry)
        if graph is None:
            graph = self._graphs[entry] = RegionGraph(block.region)
        return graph.cycle.get(graph.number[block])


class _Rewriter:
    """Rewrites one function; the length of an origin is read once, right behind its definition."""

    def __init__(self, function: Operation) -> None:
        self._lengths = ListLengths(function, sources_in(function))
        self._loops = _Loops()
        self._read: dict[Value, Value] = {}
        self.forwarded = 0
        self.tested = 0

    def forward(self, op: Operation) -> None:
        """Let `fuse.list.length` read the origin."""
        origin = self._lengths.origin(op.operands[0])
        if origin != op.operands[0]:
            op.operands[0] = origin
            self.forwarded += 1

    def wants_test(self, op: Operation) -> bool:
        return self._loops.repeats(op, self._lengths.origin(op.operands[0]))

    def test(self, op: Operation) -> None:
        """Spell out the test of an access."""
        length = self._length_of(self._lengths.origin(op.operands[0]))
        with op.location, InsertionPoint(op):
            inside = arith.cmpi(arith.CmpIPredicate.ult, op.operands[1], length)
            check = fuse.CheckOp(inside)
            with InsertionPoint(check.handler.blocks.append()):
                fuse.YieldOp(fuse.ErrorTextOp(fuse.StrConstantOp(OUT_OF_BOUNDS)))
        replace_by_unchecked(op)
        self.tested += 1

    def _length_of(self, origin: Value) -> Value:
        length = self._read.get(origin)
        if length is None:
            owner = origin.owner
            at_start = isinstance(owner, Block)
            point = InsertionPoint.at_block_begin(owner) if at_start else InsertionPoint.after(owner.operation)
            location = origin.location if at_start else owner.operation.location
            length = self._read[origin] = fuse.ListLengthOp(origin, loc=location, ip=point).result
        return length


def forward_list_lengths(module: Operation) -> dict[str, int]:
    """Rewrite all functions of the module."""
    forwarded = tested = 0
    for function in functions_of(module):
        if has_body(function):
            rewriter = _Rewriter(function)
            lengths, accesses = _list_ops(function)
            for op in lengths:
                rewriter.forward(op)
            # All of them before the first is replaced: the origins are about the values as they are.
            for op in [op for op in accesses if rewriter.wants_test(op)]:
                rewriter.test(op)
            forwarded += rewriter.forwarded
            tested += rewriter.tested
    return {"forwarded": forwarded, "tested": tested}


def _list_ops(function: Operation) -> tuple[list[Operation], list[Operation]]:
    """The length reads and the checked accesses of a function."""
    lengths: list[Operation] = []
    accesses: list[Operation] = []

    def visit(op: Operation) -> WalkResult:
        if op.name == "fuse.list.length":
            lengths.append(op)
        elif op.name in ACCESSES:
            accesses.append(op)
        return WalkResult.ADVANCE

    function.walk(visit, WalkOrder.PRE_ORDER)
    return lengths, accesses
