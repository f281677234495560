"""Tree nodes: the base of all, names, and the five categories.

In: nothing. Out: the classes that `ast.py` gathers; see there for what holds for all nodes.
"""

from __future__ import annotations

from .record import record
from .source import Span


@record(eq=False)
class Node:
    span: Span


@record(eq=False)
class Ident(Node):
    """A name at the place where it is declared, or a member, type or field name."""

    name: str


@record(eq=False)
class Expr(Node):
    """Base of all expressions."""


@record(eq=False)
class Stmt(Node):
    """Base of all statements."""


@record(eq=False)
class Pattern(Node):
    """Base of all patterns."""


@record(eq=False)
class TypeRef(Node):
    """Base of all type references."""


@record(eq=False)
class Item(Node):
    """Base of all top-level declarations."""
