"""Pass elide-bounds-checks: an access whose index is surely within the list loses its test.

In:      fuse + func, scf, cf, arith (after inline: bounds of a loop and accesses in it stand in one function).
Out:     the same; `fuse.list.get` and `.set` are `.get_unchecked` and `.set_unchecked` where the index is proven to be at least 0
         and less than the length. A `fuse.range.check` whose bounds were checked before is the earlier one.
Why here: counted loops and carried lists are still visible as such; later a test is a branch among others, and its error path
         keeps vectorization out of the loop.
Method:  the facts of index_facts.py, along a walk in dominance order: ranges of loops, comparisons that hold, lengths of lists by
         origin, accesses that succeeded before. A first walk finds the sums that cannot overflow, which the second relies on.
"""

from __future__ import annotations

from mlir.ir import InsertionPoint, Operation, Value

from .call_graph import functions_of, has_body
from .index_facts import SUMS, IndexFacts
from .list_lengths import ListLengths
from .scoped_walk import Condition, walk_scoped
from .value_sources import sources_in

ACCESSES = ("fuse.list.get", "fuse.list.set")


class _Walk:
    """Keeps the facts up to date; what to do with sums and accesses is up to the two walks below."""

    def __init__(self, facts: IndexFacts) -> None:
        self.facts = facts

    def enter(self, conditions: list[Condition]) -> None:
        self.facts.open()
        for condition, holds in conditions:
            self.facts.learn(condition, holds)

    def leave(self) -> None:
        self.facts.close()

    def visit(self, op: Operation) -> None:
        name = op.name
        if name in SUMS:
            self.facts.learn_sum(op)
        elif name in ("fuse.range.check", "fuse.list.range"):
            self.facts.learn_range(*op.operands)
        elif name == "fuse.check":
            self.facts.learn(op.operands[0], True)
        elif name in ACCESSES:
            list_, index = op.operands[0], op.operands[1]
            self.access(op)
            self.facts.learn_access(list_, index)

    def access(self, op: Operation) -> None:
        """An access, before it is known to succeed."""


class _Proofs(_Walk):
    """Collects the accesses proven; they are replaced after the walk, since the facts are about the values as they are."""

    def __init__(self, facts: IndexFacts) -> None:
        super().__init__(facts)
        self.kept = 0
        self.proven: list[Operation] = []
        self.repeated: list[tuple[Operation, Operation]] = []
        # The checks of ranges that hold here, by their bounds, one table a scope.
        self._ranges: list[dict[tuple[Value, Value], Operation]] = []

    def enter(self, conditions: list[Condition]) -> None:
        super().enter(conditions)
        self._ranges.append({})

    def leave(self) -> None:
        super().leave()
        self._ranges.pop()

    def visit(self, op: Operation) -> None:
        super().visit(op)
        if op.name == "fuse.range.check":
            bounds = (op.operands[0], op.operands[1])
            earlier = next((known[bounds] for known in self._ranges if bounds in known), None)
            if earlier is None:
                self._ranges[-1][bounds] = op
            else:
                self.repeated.append((op, earlier))

    def access(self, op: Operation) -> None:
        if self.facts.in_range(op.operands[0], op.operands[1]):
            self.proven.append(op)
        else:
            self.kept += 1


def replace_by_unchecked(op: Operation) -> None:
    """Put the unchecked form of an access into its place."""
    unchecked = Operation.create(
        f"{op.name}_unchecked",
        results=[op.result.type],
        operands=list(op.operands),
        loc=op.location,
        ip=InsertionPoint(op),
    )
    op.result.replace_all_uses_with(unchecked.result)
    op.erase()


def elide_bounds_checks(module: Operation) -> dict[str, int]:
    """Rewrite all functions of the module."""
    elided = kept = 0
    for function in functions_of(module):
        if has_body(function):
            sources = sources_in(function)
            facts = IndexFacts(sources, ListLengths(function, sources))
            walk_scoped(function, _Walk(facts))
            proofs = _Proofs(facts)
            walk_scoped(function, proofs)
            for op in proofs.proven:
                replace_by_unchecked(op)
            for op, earlier in proofs.repeated:
                op.result.replace_all_uses_with(earlier.result)
                op.erase()
            elided += len(proofs.proven)
            kept += proofs.kept
    return {"elided": elided, "kept": kept}
