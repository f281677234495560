"""What a `spawn` block takes from around it: a copy of each variable that it mentions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field

from ..canonical import program as ir
from ..record import record


@record()
class TaskFrame:
    """`depth`: how many scopes are around the block. `captures` are in the order of their first mention."""

    depth: int
    captures: list[ir.Capture] = field(default_factory=list)

    def capture(self, outer: ir.Local, make: Callable[[ir.Local], ir.Local]) -> ir.Local:
        """The block's own copy of a variable."""
        for capture in self.captures:
            if capture.outer is outer:
                return capture.inner
        inner = make(outer)
        self.captures.append(ir.Capture(outer, inner))
        return inner
