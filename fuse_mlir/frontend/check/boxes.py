"""Shared cells: where a value is needed the content of a box is read, elsewhere the box itself is passed on.

Variables, parameters and inferred results hold boxes. A part of a value (an element, a field, a payload) holds the content.
"""

from __future__ import annotations

from ..canonical import program as ir
from ..types import BoxType


def content(node: ir.Expr) -> ir.Expr:
    """The content of a box, any other value itself."""
    return ir.BoxContent(node.type.content, node.span, node) if isinstance(node.type, BoxType) else node
