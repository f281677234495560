"""Tree nodes: patterns of `match` and `for`."""

from __future__ import annotations

from dataclasses import dataclass

from .ast_base import Ident, Node, Pattern
from .ast_expressions import BoolLit, FloatLit, IntLit, NullLit, StringLit


@dataclass(eq=False, slots=True)
class WildcardPattern(Pattern):
    """`_`."""


@dataclass(eq=False, slots=True)
class LiteralPattern(Pattern):
    """An Int, Float, Bool, plain String or null literal."""

    value: IntLit | FloatLit | BoolLit | StringLit | NullLit


@dataclass(eq=False, slots=True)
class NamePattern(Pattern):
    """`Name`: a variant without payload, or a binding; the checker decides."""

    name: Ident


@dataclass(eq=False, slots=True)
class VariantPattern(Pattern):
    """`Name(p, ...)`; `Name()` has no arguments."""

    name: Ident
    args: list[Pattern]


@dataclass(eq=False, slots=True)
class PatternField(Node):
    name: Ident
    pattern: Pattern


@dataclass(eq=False, slots=True)
class StructPattern(Pattern):
    """`Name(field=p, ...)`."""

    name: Ident
    fields: list[PatternField]
