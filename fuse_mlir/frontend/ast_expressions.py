"""Tree nodes: expressions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .ast_base import Expr, Ident, Node, Pattern, TypeRef
from .record import record
from .source import Span

if TYPE_CHECKING:
    from .ast_statements import Block


@record(eq=False)
class IntLit(Expr):
    """Within the Int range; negative only for the smallest Int, which is one literal with its sign."""

    value: int


@record(eq=False)
class FloatLit(Expr):
    value: float


@record(eq=False)
class BoolLit(Expr):
    value: bool


@record(eq=False)
class StringLit(Expr):
    value: str


@record(eq=False)
class NullLit(Expr):
    pass


@record(eq=False)
class InterpText(Node):
    """Literal text between interpolations; never empty."""

    value: str


@record(eq=False)
class InterpString(Expr):
    """`"a${b}"`: at least one part is an expression."""

    parts: list[InterpText | Expr]


@record(eq=False)
class Name(Expr):
    """An identifier as an expression."""

    name: str


@record(eq=False)
class Binary(Expr):
    """`op` is one of `+ - * / % == != < <= > >= and or ..`, as written."""

    op: str
    op_span: Span
    left: Expr
    right: Expr


@record(eq=False)
class Unary(Expr):
    """`op` is `-` or `!`; the span starts at the operator."""

    op: str
    operand: Expr


@record(eq=False)
class Coalesce(Expr):
    """`left ?? right`."""

    left: Expr
    right: Expr


@record(eq=False)
class Arg(Node):
    """One argument. `comma_before`: the comma that separates it from the argument before, None where there is none.
    `is_block_sugar`: made from an HTML block (`{}` attributes, list of children), not written as an argument."""

    name: Ident | None
    value: Expr
    comma_before: Span | None = None
    is_block_sugar: bool = False


@record(eq=False)
class Call(Expr):
    callee: Expr
    args: list[Arg]
    type_args: list[TypeRef]


@record(eq=False)
class Member(Expr):
    base: Expr
    name: Ident


@record(eq=False)
class OptionalMember(Expr):
    base: Expr
    name: Ident


@record(eq=False)
class Index(Expr):
    base: Expr
    index: Expr


@record(eq=False)
class OptionalIndex(Expr):
    base: Expr
    index: Expr


@record(eq=False)
class FieldInit(Node):
    name: Ident
    value: Expr
    comma_before: Span | None = None


@record(eq=False)
class StructLit(Expr):
    """`User(name="Ada", age=36)`: a call of a (dotted) name with named arguments only."""

    name: Ident
    fields: list[FieldInit]


@record(eq=False)
class ListLit(Expr):
    items: list[Expr]


@record(eq=False)
class MapEntry(Node):
    key: Expr
    value: Expr


@record(eq=False)
class MapLit(Expr):
    entries: list[MapEntry]


@record(eq=False)
class BangChain(Expr):
    """`operand ?! error`; `error` is None where only propagation is asked for."""

    operand: Expr
    error: Expr | None


@record(eq=False)
class Spawn(Expr):
    block: Block


@record(eq=False)
class Await(Expr):
    operand: Expr


@record(eq=False)
class BoxExpr(Expr):
    """`box operand`."""

    operand: Expr


@record(eq=False)
class HtmlElseIf(Node):
    condition: Expr
    children: list[Expr]


@record(eq=False)
class HtmlIf(Expr):
    """An `if` among the children of an HTML block: a list of Html."""

    condition: Expr
    then_children: list[Expr]
    else_ifs: list[HtmlElseIf]
    else_children: list[Expr]


@record(eq=False)
class HtmlFor(Expr):
    """A `for` among the children of an HTML block: a list of Html."""

    pattern: Pattern
    iterable: Expr
    children: list[Expr]
