"""Dominance and cycles of the blocks of one region.

In:      a region with one block or more; terminators that are not branches leave it.
Out:     for each reachable block the blocks it immediately dominates, its predecessors, and which blocks lie on a common cycle.
         Nothing changes.
Source:  Cooper, Harvey and Kennedy, A Simple, Fast Dominance Algorithm (2001); Tarjan's strongly connected components, without
         recursion.
"""

from __future__ import annotations

from mlir.ir import Block, Region


class RegionGraph:
    """Blocks are numbered in region order; number 0 is the entry."""

    def __init__(self, region: Region) -> None:
        self.blocks: list[Block] = list(region.blocks)
        self.number = {block: index for index, block in enumerate(self.blocks)}
        self.successors = [[self.number[target] for target in _targets(block)] for block in self.blocks]
        self.predecessors: list[list[int]] = [[] for _ in self.blocks]
        for source, targets in enumerate(self.successors):
            for target in targets:
                self.predecessors[target].append(source)
        self._order = self._reverse_postorder()
        self.dominated = self._dominator_tree()
        self.cycle = self._cycles()

    def _reverse_postorder(self) -> list[int]:
        order: list[int] = []
        seen = {0}
        stack = [(0, iter(self.successors[0]))]
        while stack:
            index, pending = stack[-1]
            following = next((target for target in pending if target not in seen), None)
            if following is None:
                order.append(index)
                stack.pop()
            else:
                seen.add(following)
                stack.append((following, iter(self.successors[following])))
        return order[::-1]

    def _dominator_tree(self) -> list[list[int]]:
        """For each block the blocks it immediately dominates, in reverse postorder."""
        rank = {index: position for position, index in enumerate(self._order)}
        immediate: dict[int, int] = {0: 0}
        changed = True
        while changed:
            changed = False
            for index in self._order[1:]:
                known = [source for source in self.predecessors[index] if source in immediate]
                best = known[0]
                for source in known[1:]:
                    best = _common(best, source, immediate, rank)
                changed |= immediate.get(index) != best
                immediate[index] = best
        tree: list[list[int]] = [[] for _ in self.blocks]
        for index in self._order[1:]:
            tree[immediate[index]].append(index)
        return tree

    def _cycles(self) -> list[int | None]:
        """For each block a number that blocks on a common cycle share, None for a block on no cycle."""
        low: dict[int, int] = {}
        cycle: list[int | None] = [None] * len(self.blocks)
        component: list[int] = []
        done: set[int] = set()
        found: dict[int, int] = {}
        for root in self._order:
            if root in found:
                continue
            found[root] = low[root] = len(found)
            component.append(root)
            work = [(root, iter(self.successors[root]))]
            while work:
                index, pending = work[-1]
                target = next(pending, None)
                if target is None:
                    work.pop()
                    if work:
                        low[work[-1][0]] = min(low[work[-1][0]], low[index])
                    if low[index] == found[index]:
                        self._close(index, component, done, cycle)
                elif target not in found:
                    found[target] = low[target] = len(found)
                    component.append(target)
                    work.append((target, iter(self.successors[target])))
                elif target not in done:
                    low[index] = min(low[index], found[target])
        return cycle

    def _close(self, root: int, component: list[int], done: set[int], cycle: list[int | None]) -> None:
        members = component[component.index(root) :]
        del component[-len(members) :]
        done.update(members)
        if len(members) > 1 or root in self.successors[root]:
            for member in members:
                cycle[member] = root


def _targets(block: Block) -> list[Block]:
    operations = block.operations
    return list(operations[len(operations) - 1].operation.successors)


def _common(left: int, right: int, immediate: dict[int, int], rank: dict[int, int]) -> int:
    """The nearest block that dominates both."""
    while left != right:
        while rank[left] > rank[right]:
            left = immediate[left]
        while rank[right] > rank[left]:
            right = immediate[right]
    return left
