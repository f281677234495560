"""Statements of the canonical program."""

from __future__ import annotations

from ..record import record
from ..source import Span
from .expressions import Expr, Local
from .patterns import Pattern


@record(eq=False)
class Stmt:
    span: Span


@record(eq=False)
class Let(Stmt):
    """Declares `local` (for `let` and `var`) with its value; the value has the local's type."""

    local: Local
    value: Expr


@record(eq=False)
class Assign(Stmt):
    local: Local
    value: Expr


@record(eq=False)
class FieldStep:
    """`optional`: from null it raises `cannot assign through optional access`, else `assignment target must be a struct field`."""

    name: str
    optional: bool = False


@record(eq=False)
class IndexStep:
    """`optional`: as in FieldStep, else null raises `assignment target must be an indexable value`. In a map a step on the way
    raises `missing map entry` where there is none, the last one adds it."""

    index: Expr
    optional: bool = False


@record(eq=False)
class Store(Stmt):
    """`root.a[i].b = value`: the value first, then the indices left to right, then the store into the variable, or into the
    content of the box that it holds. A list index out of range raises `index out of bounds`."""

    root: Local
    steps: list[FieldStep | IndexStep]
    value: Expr


@record(eq=False)
class ExprStmt(Stmt):
    expr: Expr


@record(eq=False)
class Return(Stmt):
    """Leaves the function (or app). `value` has the function's result type; None for Unit."""

    value: Expr | None


@record(eq=False)
class If(Stmt):
    condition: Expr
    then: list[Stmt]
    otherwise: list[Stmt]


@record(eq=False)
class Arm:
    pattern: Pattern
    body: list[Stmt]


@record(eq=False)
class Match(Stmt):
    """The first arm that matches runs; none matching runs `otherwise` (empty unless the match ended a body that has a value)."""

    subject: Expr
    arms: list[Arm]
    otherwise: list[Stmt]


@record(eq=False)
class For(Stmt):
    """Over the elements of a list or the values of a map, which is evaluated once. A `Range` iterable need not be built.
    A pattern that does not match raises `for pattern did not match value`."""

    pattern: Pattern
    iterable: Expr
    body: list[Stmt]


@record(eq=False)
class While(Stmt):
    condition: Expr
    body: list[Stmt]


@record(eq=False)
class Break(Stmt):
    pass


@record(eq=False)
class Continue(Stmt):
    pass


@record(eq=False)
class BoxAssign(Stmt):
    """Replaces the content of the box that `local` holds."""

    local: Local
    value: Expr


@record(eq=False)
class Transaction(Stmt):
    """BEGIN, the block, COMMIT; every other way out rolls back and goes on."""

    body: list[Stmt]
