"""Walks canonical trees without knowing every node: the children of a node are the nodes in its fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import is_dataclass

from ..record import values
from ..source import SourceFile, Span
from ..types import Type
from . import program


def descendants(root: object) -> Iterator[object]:
    """The node and everything below it, in field order; `Local` objects are met where they are declared and where they are used."""
    pending = [root]
    while pending:
        node = pending.pop()
        if isinstance(node, list | tuple):
            pending.extend(reversed(node))
        elif is_dataclass(node) and not isinstance(node, Type | Span | SourceFile):
            yield node
            if not isinstance(node, program.Local):
                pending.extend(reversed(values(node)))
