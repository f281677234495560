"""Tree nodes: expressions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .ast_base import Expr, Ident, Node, Pattern, TypeRef
from .source import Span

if TYPE_CHECKING:
    from .ast_statements import Block


@dataclass(eq=False, slots=True)
class IntLit(Expr):
    """Within the Int range; negative only for the smallest Int, which is one literal with its sign."""

    value: int


@dataclass(eq=False, slots=True)
class FloatLit(Expr):
    value: float


@dataclass(eq=False, slots=True)
class BoolLit(Expr):
    value: bool


@dataclass(eq=False, slots=True)
class StringLit(Expr):
    value: str


@dataclass(eq=False, slots=True)
class NullLit(Expr):
    pass


@dataclass(eq=False, slots=True)
class InterpText(Node):
    """Literal text between interpolations; never empty."""

    value: str


@dataclass(eq=False, slots=True)
class InterpString(Expr):
    """`"a${b}"`: at least one part is an expression."""

    parts: list[InterpText | Expr]


@dataclass(eq=False, slots=True)
class Name(Expr):
    """An identifier as an expression."""

    name: str


@dataclass(eq=False, slots=True)
class Binary(Expr):
    """`op` is one of `+ - * / % == != < <= > >= and or ..`, as written."""

    op: str
    op_span: Span
    left: Expr
    right: Expr


@dataclass(eq=False, slots=True)
class Unary(Expr):
    """`op` is `-` or `!`; the span starts at the operator."""

    op: str
    operand: Expr


@dataclass(eq=False, slots=True)
class Coalesce(Expr):
    """`left ?? right`."""

    left: Expr
    right: Expr


@dataclass(eq=False, slots=True)
class Arg(Node):
    """One argument. `comma_before`: the comma that separates it from the argument before, None where there is none.
    `is_block_sugar`: made from an HTML block (`{}` attributes, list of children), not written as an argument."""

    name: Ident | None
    value: Expr
    comma_before: Span | None = None
    is_block_sugar: bool = False


@dataclass(eq=False, slots=True)
class Call(Expr):
    callee: Expr
    args: list[Arg]
    type_args: list[TypeRef]


@dataclass(eq=False, slots=True)
class Member(Expr):
    base: Expr
    name: Ident


@dataclass(eq=False, slots=True)
class OptionalMember(Expr):
    base: Expr
    name: Ident


@dataclass(eq=False, slots=True)
class Index(Expr):
    base: Expr
    index: Expr


@dataclass(eq=False, slots=True)
class OptionalIndex(Expr):
    base: Expr
    index: Expr


@dataclass(eq=False, slots=True)
class FieldInit(Node):
    name: Ident
    value: Expr
    comma_before: Span | None = None


@dataclass(eq=False, slots=True)
class StructLit(Expr):
    """`User(name="Ada", age=36)`: a call of a (dotted) name with named arguments only."""

    name: Ident
    fields: list[FieldInit]


@dataclass(eq=False, slots=True)
class ListLit(Expr):
    items: list[Expr]


@dataclass(eq=False, slots=True)
class MapEntry(Node):
    key: Expr
    value: Expr


@dataclass(eq=False, slots=True)
class MapLit(Expr):
    entries: list[MapEntry]


@dataclass(eq=False, slots=True)
class BangChain(Expr):
    """`operand ?! error`; `error` is None where only propagation is asked for."""

    operand: Expr
    error: Expr | None


@dataclass(eq=False, slots=True)
class Spawn(Expr):
    block: Block


@dataclass(eq=False, slots=True)
class Await(Expr):
    operand: Expr


@dataclass(eq=False, slots=True)
class BoxExpr(Expr):
    """`box operand`."""

    operand: Expr


@dataclass(eq=False, slots=True)
class HtmlElseIf(Node):
    condition: Expr
    children: list[Expr]


@dataclass(eq=False, slots=True)
class HtmlIf(Expr):
    """An `if` among the children of an HTML block: a list of Html."""

    condition: Expr
    then_children: list[Expr]
    else_ifs: list[HtmlElseIf]
    else_children: list[Expr]


@dataclass(eq=False, slots=True)
class HtmlFor(Expr):
    """A `for` among the children of an HTML block: a list of Html."""

    pattern: Pattern
    iterable: Expr
    children: list[Expr]
