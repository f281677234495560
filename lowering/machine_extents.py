"""Sizes and offsets of machine values in bytes: each part lies at the next multiple of its alignment, as in C and in LLVM's layout
of every 64-bit target of ours."""

from __future__ import annotations

from collections.abc import Iterable

from mlir import ir

from .layouts import Layouts


class MachineExtents:
    """The extents of the machine types of one module."""

    def __init__(self, layouts: Layouts) -> None:
        self._layouts = layouts
        self._scalars = {layouts.i1: 1, layouts.i32: 4, layouts.i64: 8, layouts.f64: 8, layouts.pointer: 8}

    def of(self, machine: ir.Type) -> tuple[int, int]:
        """Size and alignment of a scalar or a struct."""
        elements = self._layouts.elements(machine)
        if elements is None:
            return self._scalars[machine], self._scalars[machine]
        _, size, align = place(self.of(element) for element in elements)
        return size, align

    def offsets(self, machine: ir.Type) -> list[int]:
        """Where the parts of a struct lie."""
        return place(self.of(element) for element in self._layouts.elements(machine))[0]


def place(extents: Iterable[tuple[int, int]]) -> tuple[list[int], int, int]:
    """Where parts of these sizes and alignments lie in a struct, its size and its alignment."""
    offsets, end, align = [], 0, 1
    for size, own_align in extents:
        offsets.append(-(-end // own_align) * own_align)
        end = offsets[-1] + size
        align = max(align, own_align)
    return offsets, -(-end // align) * align, align
