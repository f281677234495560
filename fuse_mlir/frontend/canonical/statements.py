"""Statements of the canonical program."""

from __future__ import annotations

from dataclasses import dataclass

from ..source import Span
from .expressions import Expr, Local
from .patterns import Pattern


@dataclass(eq=False, slots=True)
class Stmt:
    span: Span


@dataclass(eq=False, slots=True)
class Let(Stmt):
    """Declares `local` (for `let` and `var`) with its value; the value has the local's type."""

    local: Local
    value: Expr


@dataclass(eq=False, slots=True)
class Assign(Stmt):
    local: Local
    value: Expr


@dataclass(eq=False, slots=True)
class FieldStep:
    """`optional`: from null it raises `cannot assign through optional access`, else `assignment target must be a struct field`."""

    name: str
    optional: bool = False


@dataclass(eq=False, slots=True)
class IndexStep:
    """`optional`: as in FieldStep, else null raises `assignment target must be an indexable value`. In a map a step on the way
    raises `missing map entry` where there is none, the last one adds it."""

    index: Expr
    optional: bool = False


@dataclass(eq=False, slots=True)
class Store(Stmt):
    """`root.a[i].b = value`: the value first, then the indices left to right, then the store into the variable, or into the
    content of the box that it holds. A list index out of range raises `index out of bounds`."""

    root: Local
    steps: list[FieldStep | IndexStep]
    value: Expr


@dataclass(eq=False, slots=True)
class ExprStmt(Stmt):
    expr: Expr


@dataclass(eq=False, slots=True)
class Return(Stmt):
    """Leaves the function (or app). `value` has the function's result type; None for Unit."""

    value: Expr | None


@dataclass(eq=False, slots=True)
class If(Stmt):
    condition: Expr
    then: list[Stmt]
    otherwise: list[Stmt]


@dataclass(eq=False, slots=True)
class Arm:
    pattern: Pattern
    body: list[Stmt]


@dataclass(eq=False, slots=True)
class Match(Stmt):
    """The first arm that matches runs; none matching runs `otherwise` (empty unless the match ended a body that has a value)."""

    subject: Expr
    arms: list[Arm]
    otherwise: list[Stmt]


@dataclass(eq=False, slots=True)
class For(Stmt):
    """Over the elements of a list or the values of a map, which is evaluated once. A `Range` iterable need not be built.
    A pattern that does not match raises `for pattern did not match value`."""

    pattern: Pattern
    iterable: Expr
    body: list[Stmt]


@dataclass(eq=False, slots=True)
class While(Stmt):
    condition: Expr
    body: list[Stmt]


@dataclass(eq=False, slots=True)
class Break(Stmt):
    pass


@dataclass(eq=False, slots=True)
class Continue(Stmt):
    pass


@dataclass(eq=False, slots=True)
class BoxAssign(Stmt):
    """Replaces the content of the box that `local` holds."""

    local: Local
    value: Expr


@dataclass(eq=False, slots=True)
class Transaction(Stmt):
    """BEGIN, the block, COMMIT; every other way out rolls back and goes on."""

    body: list[Stmt]
