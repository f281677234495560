"""Which owned values are still needed at the start and the end of each block.

A value is needed where it, or a part of it, is used later. Sets are Python integers, bit n for value number n: unions of whole
blocks are one machine operation a word, and reading bits upwards gives definition order.

Method:  the usual backward dataflow, blocks in postorder until nothing changes.
"""

from __future__ import annotations

from collections.abc import Iterator

from .cfg import FunctionGraph


def bits(numbers: int) -> Iterator[int]:
    """The numbers in a set, ascending."""
    while numbers:
        lowest = numbers & -numbers
        yield lowest.bit_length() - 1
        numbers ^= lowest


class Liveness:
    """Liveness of the roots that `roots` names for each value number.

    Shapes:  live_in, live_out: list[int], one set per block.
    """

    def __init__(self, graph: FunctionGraph, roots: list[int | None]) -> None:
        count = len(graph.blocks)
        self.live_in = [0] * count
        self.live_out = [0] * count
        used, defined = [0] * count, [0] * count
        for block in graph.blocks:
            uses = definitions = 0
            for number in block.arguments:
                definitions |= 1 << number
            for node in block.ops:
                for number in node.operands:
                    root = roots[number]
                    if root is not None:
                        uses |= 1 << root
                for number in node.results:
                    if roots[number] == number:
                        definitions |= 1 << number
            used[block.index], defined[block.index] = uses & ~definitions, definitions
        order = graph.postorder()
        changed = True
        while changed:
            changed = False
            for index in order:
                out = 0
                for edge in graph.blocks[index].successors:
                    out |= self.live_in[edge.target]
                live = used[index] | (out & ~defined[index])
                self.live_out[index] = out
                if live != self.live_in[index]:
                    self.live_in[index] = live
                    changed = True
