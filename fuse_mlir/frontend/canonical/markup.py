"""HTML in the canonical program: tags with attribute maps and lists of children."""

from __future__ import annotations

from dataclasses import dataclass

from .expressions import Expr
from .patterns import Pattern


@dataclass(eq=False, slots=True)
class HtmlTag(Expr):
    """`<tag attrs…>children…</tag>`. Evaluation: attributes, then children. `attrs` is a map, `children` a list; None where absent.
    Children that are lists are spread one level; Strings become escaped text."""

    tag: str
    attrs: Expr | None
    children: Expr | None


@dataclass(eq=False, slots=True)
class ChildList(Expr):
    """The children of a block, in order, as one list of type List<any>."""

    items: list[Child]


@dataclass(eq=False, slots=True)
class Child:
    """Base of what a block of children holds."""


@dataclass(eq=False, slots=True)
class ChildValue(Child):
    value: Expr


@dataclass(eq=False, slots=True)
class ChildIf(Child):
    condition: Expr
    then: list[Child]
    otherwise: list[Child]


@dataclass(eq=False, slots=True)
class ChildFor(Child):
    pattern: Pattern
    iterable: Expr
    body: list[Child]
