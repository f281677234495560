"""The canonical program: what the checker hands to the interpreter and to the importer.

No sugar is left and no name is unresolved: locals are objects, functions are symbols, defaults of parameters are wrapper
functions, the implicit value of a body is an explicit `Return`, coercions and validations are nodes of their own.
Every expression carries its representation type (`types.py`) and its span; every node compares by identity.

Symbols: a user function keeps its name; synthesized functions have a dot in theirs (`greet.default.1` is `greet` called with
one argument, the rest defaulted).

One name for all of it: `from ..canonical import program as ir`.
"""

from __future__ import annotations

from .declarations import (
    App as App,
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
    Program as Program,
)
from .declarations import (
    Struct as Struct,
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
from .patterns import (
    AnyPattern as AnyPattern,
)
from .patterns import (
    BindPattern as BindPattern,
)
from .patterns import (
    LiteralPattern as LiteralPattern,
)
from .patterns import (
    NeverPattern as NeverPattern,
)
from .patterns import (
    NonePattern as NonePattern,
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
    RangeConstraint as RangeConstraint,
)
from .statements import (
    Arm as Arm,
)
from .statements import (
    Assign as Assign,
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
    While as While,
)
