"""Tree nodes: statements and blocks."""

from __future__ import annotations

from .ast_base import Expr, Ident, Node, Pattern, Stmt, TypeRef
from .record import record


@record(eq=False)
class Block(Node):
    """Never empty in a tree without syntax errors."""

    stmts: list[Stmt]


@record(eq=False)
class Let(Stmt):
    name: Ident
    type: TypeRef | None
    value: Expr


@record(eq=False)
class Var(Stmt):
    name: Ident
    type: TypeRef | None
    value: Expr


@record(eq=False)
class Assign(Stmt):
    """`target = value`; any expression parses as a target, the checker rejects what is not a place."""

    target: Expr
    value: Expr


@record(eq=False)
class Return(Stmt):
    value: Expr | None


@record(eq=False)
class ElseIf(Node):
    condition: Expr
    block: Block


@record(eq=False)
class If(Stmt):
    """`else if` chains are flat: as long as they may be, the tree does not get deeper."""

    condition: Expr
    then_block: Block
    else_ifs: list[ElseIf]
    else_block: Block | None


@record(eq=False)
class MatchCase(Node):
    """`is_arrow`: written `pattern -> expr`; the block is then the one statement `return expr`."""

    pattern: Pattern
    block: Block
    is_arrow: bool


@record(eq=False)
class Match(Stmt):
    subject: Expr
    cases: list[MatchCase]


@record(eq=False)
class For(Stmt):
    pattern: Pattern
    iterable: Expr
    block: Block


@record(eq=False)
class While(Stmt):
    condition: Expr
    block: Block


@record(eq=False)
class Transaction(Stmt):
    block: Block


@record(eq=False)
class ExprStmt(Stmt):
    expr: Expr


@record(eq=False)
class Break(Stmt):
    pass


@record(eq=False)
class Continue(Stmt):
    pass
