"""HTML in the canonical program: tags with attribute maps and lists of children."""

from __future__ import annotations

from ..record import record
from .expressions import Expr
from .patterns import Pattern


@record(eq=False)
class HtmlTag(Expr):
    """`<tag attrs…>children…</tag>`. Evaluation: attributes, then children. `attrs` is a map, `children` a list; None where absent.
    Children that are lists are spread one level; Strings become escaped text."""

    tag: str
    attrs: Expr | None
    children: Expr | None


@record(eq=False)
class ChildList(Expr):
    """The children of a block, in order, as one list of type List<any>."""

    items: list[Child]


@record(eq=False)
class Child:
    """Base of what a block of children holds."""


@record(eq=False)
class ChildValue(Child):
    value: Expr


@record(eq=False)
class ChildIf(Child):
    condition: Expr
    then: list[Child]
    otherwise: list[Child]


@record(eq=False)
class ChildFor(Child):
    pattern: Pattern
    iterable: Expr
    body: list[Child]
