"""Tree nodes: the base of all, names, and the five categories.

In: nothing. Out: the classes that `ast.py` gathers; see there for what holds for all nodes.
"""

from __future__ import annotations

from dataclasses import dataclass

from .source import Span


@dataclass(eq=False, slots=True)
class Node:
    span: Span


@dataclass(eq=False, slots=True)
class Ident(Node):
    """A name at the place where it is declared, or a member, type or field name."""

    name: str


@dataclass(eq=False, slots=True)
class Expr(Node):
    """Base of all expressions."""


@dataclass(eq=False, slots=True)
class Stmt(Node):
    """Base of all statements."""


@dataclass(eq=False, slots=True)
class Pattern(Node):
    """Base of all patterns."""


@dataclass(eq=False, slots=True)
class TypeRef(Node):
    """Base of all type references."""


@dataclass(eq=False, slots=True)
class Item(Node):
    """Base of all top-level declarations."""
