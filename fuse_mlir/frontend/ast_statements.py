"""Tree nodes: statements and blocks."""

from __future__ import annotations

from dataclasses import dataclass

from .ast_base import Expr, Ident, Node, Pattern, Stmt, TypeRef


@dataclass(eq=False, slots=True)
class Block(Node):
    """Never empty in a tree without syntax errors."""

    stmts: list[Stmt]


@dataclass(eq=False, slots=True)
class Let(Stmt):
    name: Ident
    type: TypeRef | None
    value: Expr


@dataclass(eq=False, slots=True)
class Var(Stmt):
    name: Ident
    type: TypeRef | None
    value: Expr


@dataclass(eq=False, slots=True)
class Assign(Stmt):
    """`target = value`; any expression parses as a target, the checker rejects what is not a place."""

    target: Expr
    value: Expr


@dataclass(eq=False, slots=True)
class Return(Stmt):
    value: Expr | None


@dataclass(eq=False, slots=True)
class ElseIf(Node):
    condition: Expr
    block: Block


@dataclass(eq=False, slots=True)
class If(Stmt):
    """`else if` chains are flat: as long as they may be, the tree does not get deeper."""

    condition: Expr
    then_block: Block
    else_ifs: list[ElseIf]
    else_block: Block | None


@dataclass(eq=False, slots=True)
class MatchCase(Node):
    """`is_arrow`: written `pattern -> expr`; the block is then the one statement `return expr`."""

    pattern: Pattern
    block: Block
    is_arrow: bool


@dataclass(eq=False, slots=True)
class Match(Stmt):
    subject: Expr
    cases: list[MatchCase]


@dataclass(eq=False, slots=True)
class For(Stmt):
    pattern: Pattern
    iterable: Expr
    block: Block


@dataclass(eq=False, slots=True)
class While(Stmt):
    condition: Expr
    block: Block


@dataclass(eq=False, slots=True)
class Transaction(Stmt):
    block: Block


@dataclass(eq=False, slots=True)
class ExprStmt(Stmt):
    expr: Expr


@dataclass(eq=False, slots=True)
class Break(Stmt):
    pass


@dataclass(eq=False, slots=True)
class Continue(Stmt):
    pass
