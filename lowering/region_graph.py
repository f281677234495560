"""Dominance and cycles of the blocks of one region.

In:      a region with one block or more; terminators that are not branches leave it.
Out:     for each reachable block the blocks it immediately dominates, its predecessors, and which blocks lie on a common cycle.
         Nothing changes.
Source:  Cooper, Harvey and Kennedy, A Simple, Fast Dominance Algorithm (2001).
"""

from __future__ import annotations

from mlir.ir import Block, Region

from .graph_order import nodes_on_cycles, postorder


class RegionGraph:
    """Blocks are numbered in region order; number 0 is the entry.

    dominated   for each block, those it immediately dominates, in reverse postorder
    cycle       for each block on a cycle, a block that all blocks it shares one with have in common
    """

    def __init__(self, region: Region) -> None:
        self.blocks: list[Block] = list(region.blocks)
        self.number = {block: index for index, block in enumerate(self.blocks)}
        self.successors = [[self.number[target] for target in _targets(block)] for block in self.blocks]
        self.predecessors: list[list[int]] = [[] for _ in self.blocks]
        for source, targets in enumerate(self.successors):
            for target in targets:
                self.predecessors[target].append(source)
        self._order = postorder([0], self.successors.__getitem__)[::-1]
        self.dominated = self._dominator_tree()
        self.cycle = nodes_on_cycles([0], self.successors.__getitem__)

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
