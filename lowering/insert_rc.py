"""Pass insert-rc: add retain and release so that each owned value is consumed once on each path.

In:      fuse + func, cf, arith, ub, flat; counted parameters carry `fuse.own` or `fuse.borrow` (from infer-ownership).
Out:     the same ops plus fuse.retain / fuse.release; no other op is added, moved or removed, except blocks on edges that need a
         count of their own.
Why here: all paths exist (raises are branches) and ownership of parameters is fixed. From here on nothing may merge or remove ops.
Method:  one backward walk a block with the set of values still needed. The last use of a value moves its count when it consumes,
         and is followed by a release when it borrows; any other consuming use is preceded by a retain. What a branch needs on one
         way only is put on that edge. A value whose root still lives is retained before it is consumed: it is only part of
         something else. Results that come with an error exist where it is none: they are released behind its test, never before.
Errors:  PassFailure for ops without ownership facts, parameters without ownership, counts that exist already, errors needed twice.
Source:  Reinking et al., Perceus, PLDI 2021 (placing dup and drop as late and as early as possible).
Order:   retains in operand order; releases in definition order.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from mlir.ir import Block, InsertionPoint, Location, Operation

from ..dialects import fuse
from .call_graph import functions_of, has_body, symbol_of
from .cfg import BlockNode, Edge, FunctionGraph, OpNode, split_edge
from .counted_types import CountedTypes
from .liveness import Liveness, bits
from .owned_values import OwnedValues, ValueKind, operand_uses
from .ownership_facts import Use
from .ownership_signature import signatures
from .pass_failure import PassFailure, Problem


def insert_rc(module: Operation) -> None:
    """Insert counts into every function with a body."""
    types = CountedTypes(module)
    parameters = signatures(module)
    for function in functions_of(module):
        if has_body(function):
            graph = FunctionGraph(function)
            values = OwnedValues(graph, types, parameters[symbol_of(function)])
            plan = _Planner(graph, values, parameters).plan()
            _apply(graph, plan)


@dataclass(slots=True)
class _Counts:
    """Values to retain, then values to release, at one place."""

    retains: list[int] = field(default_factory=list)
    releases: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.retains or self.releases)


@dataclass(slots=True)
class _Plan:
    """What to insert: before an op, after it, at the start of a block, on an edge. Everything in program order, except that ops
    within a block come last to first."""

    before: list[tuple[OpNode, _Counts]] = field(default_factory=list)
    after: list[tuple[OpNode, _Counts]] = field(default_factory=list)
    start: list[tuple[BlockNode, _Counts]] = field(default_factory=list)
    edges: list[tuple[Edge, _Counts]] = field(default_factory=list)


class _Planner:
    """Decides for one function, without touching it."""

    def __init__(self, graph: FunctionGraph, values: OwnedValues, parameters: dict[str, list[Use | None]]) -> None:
        self._graph = graph
        self._values = values
        self._parameters = parameters
        self._liveness = Liveness(graph, values.roots)
        self._plan = _Plan()

    def plan(self) -> _Plan:
        for block in self._graph.blocks:
            needed = self._plan_edges(block) if block.successors else 0
            body = block.ops[:-1] if block.successors else block.ops
            for node in reversed(body):
                needed = self._plan_op(node, needed)
            counts = _Counts()
            for number in block.arguments:
                if self._values.kinds[number] is ValueKind.OWNED and not needed >> number & 1:
                    counts.releases.append(number)
            if counts:
                self._plan.start.append((block, counts))
        return self._plan

    def _plan_op(self, node: OpNode, needed: int) -> int:
        """Decide for one op, given the values needed after it; returns the values needed before it."""
        if node.name in ("fuse.retain", "fuse.release"):
            raise PassFailure(Problem(node.op.location, f"'{node.name}' before insert-rc: counts are inserted once"))
        values = self._values
        after = _Counts()
        for number in node.results:
            if values.kinds[number] is ValueKind.OWNED:
                if needed >> number & 1:
                    needed ^= 1 << number
                else:
                    after.releases.append(number)
        before = _Counts()
        consumed: dict[int, int] = {}
        borrowed: set[int] = set()
        touched = 0
        for _, number, use in operand_uses(node, values.counted, self._parameters):
            root = values.roots[number]
            if root is not None:
                touched |= 1 << root
            if use is Use.BORROW:
                if root is not None:
                    borrowed.add(root)
            elif values.kinds[number] is ValueKind.OWNED:
                consumed[number] = consumed.get(number, 0) + 1
            elif values.kinds[number] is not ValueKind.FREE:
                before.retains.append(number)
        for root in bits(touched):
            live_after = bool(needed >> root & 1)
            times = consumed.get(root, 0)
            # The op may use the value up while it still looks at it, so a borrow in the same op keeps a count of its own.
            kept = live_after or root in borrowed
            before.retains.extend([root] * (times if kept else max(times - 1, 0)))
            if live_after:
                continue
            if root in borrowed:
                after.releases.append(root)
            elif not times:
                before.releases.append(root)
        if before:
            self._plan.before.append((node, before))
        if after:
            after.releases.sort()
            self._plan.after.append((node, after))
        return needed | touched

    def _plan_edges(self, block: BlockNode) -> int:
        """Decide for the edges of a block's terminator; returns the values needed before it."""
        values = self._values
        error, results = self._tested_error(block)
        # Results that come with an error are valid once the error is known to be none: they live until the test, needed or not.
        needed = self._liveness.live_out[block.index] | results
        for edge in block.successors:
            for number in edge.operands:
                root = values.roots[number]
                if root is not None:
                    needed |= 1 << root
        for edge in block.successors:
            # With an error the other results are poison, without one the error is: neither is there to be released.
            absent = results if edge.slot == 0 else error
            counts = self._edge_counts(edge, needed & ~absent)
            if not counts:
                continue
            if len(block.successors) == 1:
                self._plan.before.append((block.terminator, counts))
            else:
                self._plan.edges.append((edge, counts))
        return needed

    def _edge_counts(self, edge: Edge, needed: int) -> _Counts:
        values = self._values
        live = self._liveness.live_in[edge.target]
        counts = _Counts()
        moved = 0
        for number in edge.operands:
            kind = values.kinds[number]
            if kind is ValueKind.OWNED:
                if live >> number & 1 or moved >> number & 1:
                    counts.retains.append(number)
                moved |= 1 << number
            elif kind in (ValueKind.PART, ValueKind.BORROWED):
                counts.retains.append(number)
        counts.releases.extend(bits(needed & ~live & ~moved))
        return counts

    def _tested_error(self, block: BlockNode) -> tuple[int, int]:
        """For a block that ends with a branch on fuse.error.is_set: the error, and the other owned results of the op that gave
        it, as sets.

        Empty sets for any other block. The test and the op stand in the block that they end, where lower-raises put them.
        """
        terminator = block.terminator
        if terminator.name != "cf.cond_br":
            return 0, 0
        test = _maker(block, terminator.operands[0])
        if test is None or test.name != "fuse.error.is_set":
            return 0, 0
        error = test.operands[0]
        maker = _maker(block, error)
        kinds = self._values.kinds
        others = maker.results if maker is not None else ()
        results = sum(1 << number for number in others if number != error and kinds[number] is ValueKind.OWNED)
        return (1 << error if kinds[error] is ValueKind.OWNED else 0), results


def _maker(block: BlockNode, number: int) -> OpNode | None:
    """The op of the block that makes this value."""
    return next((node for node in reversed(block.ops) if number in node.results), None)


def _apply(graph: FunctionGraph, plan: _Plan) -> None:
    for node, counts in plan.before:
        _insert(graph, counts, InsertionPoint(node.op), node.op.location)
    for node, counts in plan.after:
        _insert(graph, counts, InsertionPoint.after(node.op), node.op.location)
    for block, counts in plan.start:
        _insert_at_start(graph, counts, block.block, block.ops[0].op.location)
    terminators = {block.index: block.terminator.op for block in graph.blocks}
    for edge, counts in plan.edges:
        location = terminators[edge.source].location
        target = graph.blocks[edge.target]
        if len(target.predecessors) == 1 and not counts.retains:
            _insert_at_start(graph, counts, target.block, location)
            continue
        middle, terminators[edge.source] = split_edge(terminators[edge.source], edge.slot)
        _insert_at_start(graph, counts, middle, location)


def _insert_at_start(graph: FunctionGraph, counts: _Counts, block: Block, location: Location) -> None:
    _insert(graph, counts, InsertionPoint.at_block_begin(block), location)


def _insert(graph: FunctionGraph, counts: _Counts, point: InsertionPoint, location: Location) -> None:
    with point, location:
        for number in counts.retains:
            value = graph.values[number]
            if fuse.is_error(value.type):
                raise PassFailure(Problem(location, "an error is needed twice, but errors are moved only"))
            fuse.RetainOp(value)
        for number in counts.releases:
            fuse.ReleaseOp(graph.values[number])
