"""Whether two trees are the same but for the places of their nodes."""

from __future__ import annotations

from . import ast
from .record import values
from .source import Span


def same_tree(left: object, right: object) -> bool:
    """Compare two nodes, or two lists of nodes; without recursion, so any depth will do."""
    waiting: list[tuple[object, object]] = [(left, right)]
    while waiting:
        a, b = waiting.pop()
        if isinstance(a, Span) and isinstance(b, Span):
            continue
        if type(a) is not type(b):
            return False
        if isinstance(a, list):
            assert isinstance(b, list)
            if len(a) != len(b):
                return False
            waiting.extend(zip(a, b, strict=True))
        elif isinstance(a, ast.Node):
            waiting.extend(zip(values(a), values(b), strict=True))
        elif a != b:
            return False
    return True
