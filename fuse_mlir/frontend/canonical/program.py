"""The canonical program: what the checker hands to the interpreter and to the importer.

No sugar is left and no name is unresolved: locals are objects, functions are symbols, defaults of parameters are wrapper
functions, the implicit value of a body is an explicit `Return`, coercions and validations are nodes of their own.
Every expression carries its representation type (`types.py`) and its span; every node compares by identity.

Symbols: a user function keeps its name; synthesized functions have a dot in theirs (`greet.default.1` is `greet` called with
one argument, the rest defaulted; `impl.__fuse_impl_named_user_label_inst` is a method, `instance.show_User` a generic function for
`User`).

One name for all of it: `from ..canonical import program as ir`.
"""

from __future__ import annotations

from .boundary import (
    Migration as Migration,
)
from .boundary import (
    Route as Route,
)
from .boundary import (
    RouteParam as RouteParam,
)
from .boundary import (
    Service as Service,
)
from .boundary import (
    Test as Test,
)
from .declarations import (
    App as App,
)
from .declarations import (
    CliParam as CliParam,
)
from .declarations import (
    Config as Config,
)
from .declarations import (
    ConfigField as ConfigField,
)
from .declarations import (
    Enum as Enum,
)
from .declarations import (
    Function as Function,
)
from .declarations import (
    Main as Main,
)
from .declarations import (
    Module as Module,
)
from .declarations import (
    Program as Program,
)
from .declarations import (
    Struct as Struct,
)
from .dynamic import (
    Asset as Asset,
)
from .dynamic import (
    Await as Await,
)
from .dynamic import (
    BoxContent as BoxContent,
)
from .dynamic import (
    BuiltinCall as BuiltinCall,
)
from .dynamic import (
    CallValue as CallValue,
)
from .dynamic import (
    Capture as Capture,
)
from .dynamic import (
    Convert as Convert,
)
from .dynamic import (
    FunctionRef as FunctionRef,
)
from .dynamic import (
    MapEntry as MapEntry,
)
from .dynamic import (
    MapLit as MapLit,
)
from .dynamic import (
    NamedRef as NamedRef,
)
from .dynamic import (
    NewBox as NewBox,
)
from .dynamic import (
    Ok as Ok,
)
from .dynamic import (
    Propagate as Propagate,
)
from .dynamic import (
    Spawn as Spawn,
)
from .dynamic import (
    ValidateSchema as ValidateSchema,
)
from .dynamic import (
    VariantRef as VariantRef,
)
from .dynamic import (
    Widen as Widen,
)
from .expressions import (
    Assert as Assert,
)
from .expressions import (
    Binary as Binary,
)
from .expressions import (
    BoolLit as BoolLit,
)
from .expressions import (
    Call as Call,
)
from .expressions import (
    Coalesce as Coalesce,
)
from .expressions import (
    Concat as Concat,
)
from .expressions import (
    ConfigRef as ConfigRef,
)
from .expressions import (
    EnumLit as EnumLit,
)
from .expressions import (
    Env as Env,
)
from .expressions import (
    Expr as Expr,
)
from .expressions import (
    Field as Field,
)
from .expressions import (
    FieldInit as FieldInit,
)
from .expressions import (
    FloatLit as FloatLit,
)
from .expressions import (
    Index as Index,
)
from .expressions import (
    IntLit as IntLit,
)
from .expressions import (
    ListLit as ListLit,
)
from .expressions import (
    Local as Local,
)
from .expressions import (
    LocalRef as LocalRef,
)
from .expressions import (
    NullLit as NullLit,
)
from .expressions import (
    OptionalField as OptionalField,
)
from .expressions import (
    OptionalIndex as OptionalIndex,
)
from .expressions import (
    Print as Print,
)
from .expressions import (
    Raise as Raise,
)
from .expressions import (
    Range as Range,
)
from .expressions import (
    Some as Some,
)
from .expressions import (
    StringLit as StringLit,
)
from .expressions import (
    StructLit as StructLit,
)
from .expressions import (
    ToFloat as ToFloat,
)
from .expressions import (
    Unary as Unary,
)
from .expressions import (
    UnitLit as UnitLit,
)
from .expressions import (
    Unwrap as Unwrap,
)
from .expressions import (
    Validate as Validate,
)
from .markup import (
    Child as Child,
)
from .markup import (
    ChildFor as ChildFor,
)
from .markup import (
    ChildIf as ChildIf,
)
from .markup import (
    ChildList as ChildList,
)
from .markup import (
    ChildValue as ChildValue,
)
from .markup import (
    HtmlTag as HtmlTag,
)
from .patterns import (
    AnyPattern as AnyPattern,
)
from .patterns import (
    BindPattern as BindPattern,
)
from .patterns import (
    ErrPattern as ErrPattern,
)
from .patterns import (
    LiteralPattern as LiteralPattern,
)
from .patterns import (
    NamePattern as NamePattern,
)
from .patterns import (
    NeverPattern as NeverPattern,
)
from .patterns import (
    NonePattern as NonePattern,
)
from .patterns import (
    OkPattern as OkPattern,
)
from .patterns import (
    Pattern as Pattern,
)
from .patterns import (
    SomePattern as SomePattern,
)
from .patterns import (
    StructPattern as StructPattern,
)
from .patterns import (
    VariantPattern as VariantPattern,
)
from .schema import (
    BasicSchema as BasicSchema,
)
from .schema import (
    Constraint as Constraint,
)
from .schema import (
    ListSchema as ListSchema,
)
from .schema import (
    MapSchema as MapSchema,
)
from .schema import (
    NamedSchema as NamedSchema,
)
from .schema import (
    OptionSchema as OptionSchema,
)
from .schema import (
    PredicateConstraint as PredicateConstraint,
)
from .schema import (
    RangeConstraint as RangeConstraint,
)
from .schema import (
    RefinedSchema as RefinedSchema,
)
from .schema import (
    RegexConstraint as RegexConstraint,
)
from .schema import (
    ResultSchema as ResultSchema,
)
from .schema import (
    Schema as Schema,
)
from .statements import (
    Arm as Arm,
)
from .statements import (
    Assign as Assign,
)
from .statements import (
    BoxAssign as BoxAssign,
)
from .statements import (
    Break as Break,
)
from .statements import (
    Continue as Continue,
)
from .statements import (
    ExprStmt as ExprStmt,
)
from .statements import (
    FieldStep as FieldStep,
)
from .statements import (
    For as For,
)
from .statements import (
    If as If,
)
from .statements import (
    IndexStep as IndexStep,
)
from .statements import (
    Let as Let,
)
from .statements import (
    Match as Match,
)
from .statements import (
    Return as Return,
)
from .statements import (
    Stmt as Stmt,
)
from .statements import (
    Store as Store,
)
from .statements import (
    Transaction as Transaction,
)
from .statements import (
    While as While,
)
