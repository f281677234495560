"""Room on the stack for recursion over the deepest tree that the parser accepts."""

from __future__ import annotations

import sys

from .limits import MAX_TREE_DEPTH

# A node of the tree costs three frames of the elaboration, and up to three more of a conversion at one time; writing and reading
# the canonical program costs less.
_FRAMES = 6 * MAX_TREE_DEPTH


def allow_deep_recursion() -> None:
    """Raises the interpreter's recursion limit; never lowers it."""
    if sys.getrecursionlimit() < _FRAMES:
        sys.setrecursionlimit(_FRAMES)
