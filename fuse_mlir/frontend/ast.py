"""The abstract syntax tree: what the parser makes and the checker reads.

In: nothing. Out: plain nodes, one class a construct, in the shape of the language specification ("AST model").
Every node carries `span`, the byte range in its source file, and compares by identity, so that later parts can keep facts
about nodes in dicts. A name that was written in the source is an `Ident` with a span of its own; a dotted name (`std.Error`)
is one `Ident` whose `name` has the dots.

Anchors (semantics, "where the caret goes") are the starts of the spans: a call, member, index or binary expression starts at
its leftmost operand, a parenthesised expression after its `(`, a declaration at its name, an impl at the interface name, a
route or a migration at its first word, a named argument at its name.

Depth is bounded: the parser rejects nesting over `parser.limits.MAX_NESTING` levels and operator or postfix chains over
`parser.limits.MAX_CHAIN` links, so a recursion over a tree needs at most about `MAX_TREE_DEPTH` frames of one function.
"""

from __future__ import annotations

from dataclasses import dataclass

from .source import Span


@dataclass(eq=False, slots=True)
class Node:
    span: Span


@dataclass(eq=False, slots=True)
class Ident(Node):
    """A name at the place where it is declared, or a member, type or field name."""

    name: str


# ---- categories -------------------------------------------------------------------------------------------------------------


@dataclass(eq=False, slots=True)
class Expr(Node):
    """Base of all expressions."""


@dataclass(eq=False, slots=True)
class Stmt(Node):
    """Base of all statements."""


@dataclass(eq=False, slots=True)
class Pattern(Node):
    """Base of all patterns."""


@dataclass(eq=False, slots=True)
class TypeRef(Node):
    """Base of all type references."""


@dataclass(eq=False, slots=True)
class Item(Node):
    """Base of all top-level declarations."""


# ---- type references --------------------------------------------------------------------------------------------------------


@dataclass(eq=False, slots=True)
class NamedType(TypeRef):
    """`Int`, `User`, `Auth.User`."""

    name: Ident


@dataclass(eq=False, slots=True)
class GenericType(TypeRef):
    """`List<Int>`, `Map<String, Int>`."""

    name: Ident
    args: list[TypeRef]


@dataclass(eq=False, slots=True)
class OptionalType(TypeRef):
    """`T?`."""

    inner: TypeRef


@dataclass(eq=False, slots=True)
class ResultType(TypeRef):
    """`T!E`; `error` is None for the bare `T!`, which the checker rejects."""

    ok: TypeRef
    error: TypeRef | None


@dataclass(eq=False, slots=True)
class RefinedType(TypeRef):
    """`String(1..80, regex("^a"))`: the constraints are ordinary expressions."""

    name: Ident
    args: list[Expr]


# ---- patterns ---------------------------------------------------------------------------------------------------------------


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


# ---- expressions ------------------------------------------------------------------------------------------------------------


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


# ---- statements -------------------------------------------------------------------------------------------------------------


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


# ---- declarations -----------------------------------------------------------------------------------------------------------


@dataclass(eq=False, slots=True)
class RequireDecl(Node):
    """One capability: `db`, `crypto`, `network` or `time`."""

    capability: str


@dataclass(eq=False, slots=True)
class ImportPath(Node):
    """A quoted path, or a dotted name used as one."""

    value: str


@dataclass(eq=False, slots=True)
class ImportModule(Item):
    """`import Foo`."""

    name: Ident


@dataclass(eq=False, slots=True)
class ImportModuleFrom(Item):
    """`import Foo from "path"`."""

    name: Ident
    path: ImportPath


@dataclass(eq=False, slots=True)
class ImportNamesFrom(Item):
    """`import { A, B } from "path"`."""

    names: list[Ident]
    path: ImportPath


@dataclass(eq=False, slots=True)
class ImportAliasFrom(Item):
    """`import Foo as Bar from "path"`."""

    name: Ident
    alias: Ident
    path: ImportPath


@dataclass(eq=False, slots=True)
class FieldDecl(Node):
    name: Ident
    type: TypeRef
    default: Expr | None


@dataclass(eq=False, slots=True)
class TypeDerive(Node):
    base: Ident
    without: list[Ident]


@dataclass(eq=False, slots=True)
class TypeDecl(Item):
    """`type Name:` with fields, or `type Name = Base without a, b` with `derive` and no fields."""

    name: Ident
    fields: list[FieldDecl]
    derive: TypeDerive | None
    doc: str | None


@dataclass(eq=False, slots=True)
class EnumVariant(Node):
    name: Ident
    payload: list[TypeRef]


@dataclass(eq=False, slots=True)
class EnumDecl(Item):
    name: Ident
    variants: list[EnumVariant]
    doc: str | None


@dataclass(eq=False, slots=True)
class TypeParam(Node):
    name: Ident


@dataclass(eq=False, slots=True)
class WhereConstraint(Node):
    type_param: Ident
    interface: Ident


@dataclass(eq=False, slots=True)
class Param(Node):
    name: Ident
    type: TypeRef
    default: Expr | None


@dataclass(eq=False, slots=True)
class FnDecl(Item):
    """A function, or a method of an impl."""

    name: Ident
    type_params: list[TypeParam]
    params: list[Param]
    return_type: TypeRef | None
    where: list[WhereConstraint]
    body: Block
    doc: str | None


@dataclass(eq=False, slots=True)
class InterfaceMember(Node):
    name: Ident
    type_params: list[TypeParam]
    params: list[Param]
    return_type: TypeRef | None
    where: list[WhereConstraint]


@dataclass(eq=False, slots=True)
class InterfaceDecl(Item):
    name: Ident
    members: list[InterfaceMember]
    doc: str | None


@dataclass(eq=False, slots=True)
class ImplDecl(Item):
    interface: Ident
    target: Ident
    methods: list[FnDecl]
    doc: str | None


@dataclass(eq=False, slots=True)
class ComponentDecl(Item):
    """The implicit parameters `attrs` and `children` are not in `params`."""

    name: Ident
    type_params: list[TypeParam]
    params: list[Param]
    where: list[WhereConstraint]
    body: Block
    doc: str | None


@dataclass(eq=False, slots=True)
class RouteDecl(Node):
    """`verb` in lower case; `body_span` is the word `body`."""

    verb: str
    path: StringLit
    body_type: TypeRef | None
    body_span: Span | None
    return_type: TypeRef
    body: Block


@dataclass(eq=False, slots=True)
class ServiceDecl(Item):
    name: Ident
    base_path: StringLit
    routes: list[RouteDecl]
    doc: str | None


@dataclass(eq=False, slots=True)
class ConfigField(Node):
    name: Ident
    type: TypeRef
    value: Expr


@dataclass(eq=False, slots=True)
class ConfigDecl(Item):
    name: Ident
    fields: list[ConfigField]
    doc: str | None


@dataclass(eq=False, slots=True)
class AppDecl(Item):
    name: StringLit
    body: Block
    doc: str | None


@dataclass(eq=False, slots=True)
class MigrationDecl(Item):
    """The name may be written as an identifier, a string or an integer; `name.name` is its text."""

    name: Ident
    body: Block
    doc: str | None


@dataclass(eq=False, slots=True)
class TestDecl(Item):
    name: StringLit
    body: Block
    doc: str | None


@dataclass(eq=False, slots=True)
class Module(Node):
    """One source file. `requires` come first in the source; `items` keep source order."""

    requires: list[RequireDecl]
    items: list[Item]
