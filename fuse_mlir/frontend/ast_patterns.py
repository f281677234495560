"""Tree nodes: patterns of `match` and `for`."""

from __future__ import annotations

from .ast_base import Ident, Node, Pattern
from .ast_expressions import BoolLit, FloatLit, IntLit, NullLit, StringLit
from .record import record


@record(eq=False)
class WildcardPattern(Pattern):
    """`_`."""


@record(eq=False)
class LiteralPattern(Pattern):
    """An Int, Float, Bool, plain String or null literal."""

    value: IntLit | FloatLit | BoolLit | StringLit | NullLit


@record(eq=False)
class NamePattern(Pattern):
    """`Name`: a variant without payload, or a binding; the checker decides."""

    name: Ident


@record(eq=False)
class VariantPattern(Pattern):
    """`Name(p, ...)`; `Name()` has no arguments."""

    name: Ident
    args: list[Pattern]


@record(eq=False)
class PatternField(Node):
    name: Ident
    pattern: Pattern


@record(eq=False)
class StructPattern(Pattern):
    """`Name(field=p, ...)`."""

    name: Ident
    fields: list[PatternField]
