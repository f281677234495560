"""Bounds on the shape of a program, so that no input exhausts the stack of a later recursion.

In: nothing. Out: the numbers and `allow_deep_trees`. The parser enforces them; every other part may rely on them.
"""

from __future__ import annotations

import sys

# Levels of blocks, brackets, unary operators, type arguments, patterns and interpolations inside each other.
MAX_NESTING = 200

# Links of one operator, call, member or index chain (`1 + 1 + ...`, `a.b.c...`), counted as the height of the tree that it
# makes; also the number of `else if` branches on the way to a statement, because lowering nests them.
MAX_CHAIN = 1000

# Nodes on the longest way from a module to a leaf: one chain, and for each level of nesting at most the eight binary
# operators of different precedence, a postfix, and the statement and block around them.
MAX_TREE_DEPTH = MAX_CHAIN + 12 * MAX_NESTING

# Frames of a recursion that spends up to three frames on a node.
_RECURSION_FRAMES = 3 * MAX_TREE_DEPTH


def allow_deep_trees() -> None:
    """Raise the interpreter's recursion limit to what the deepest accepted program needs; never lowers it."""
    if sys.getrecursionlimit() < _RECURSION_FRAMES:
        sys.setrecursionlimit(_RECURSION_FRAMES)
