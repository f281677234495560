"""The canonical program: what the checker hands to the interpreter and to the importer.

No sugar is left and no name is unresolved: locals are objects, functions are symbols, defaults of parameters are wrapper
functions, the implicit value of a body is an explicit `Return`, coercions and validations are nodes of their own.
Every expression carries its representation type (`types.py`) and its span; every node compares by identity.

Symbols: a user function keeps its name; synthesized functions have a dot in theirs (`greet.default.1` is `greet` called with
one argument, the rest defaulted).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..source import SourceFile, Span
from ..types import Type


@dataclass(eq=False, slots=True)
class Local:
    """A parameter or a variable; `id` counts from 0 in each function, in order of declaration.
    `mutable`: assigned again, or stored into, somewhere."""

    id: int
    name: str
    type: Type
    span: Span
    mutable: bool = False


# ---- expressions ------------------------------------------------------------------------------------------------------------


@dataclass(eq=False, slots=True)
class Expr:
    type: Type
    span: Span


@dataclass(eq=False, slots=True)
class IntLit(Expr):
    value: int  # within the Int range


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
    """`null`; its type is an option."""


@dataclass(eq=False, slots=True)
class UnitLit(Expr):
    """The Unit value, where a Unit expression is needed for its text `()` or as a result."""


@dataclass(eq=False, slots=True)
class LocalRef(Expr):
    local: Local


@dataclass(eq=False, slots=True)
class ConfigRef(Expr):
    """`App.port`: a field of a loaded config."""

    config: str
    field: str


@dataclass(eq=False, slots=True)
class Call(Expr):
    """A call of a function with exactly its parameters, evaluated left to right."""

    function: str
    args: list[Expr]


@dataclass(eq=False, slots=True)
class Unary(Expr):
    """op: `neg` (Int wraps, or Float) or `not` (Bool)."""

    op: str
    operand: Expr


@dataclass(eq=False, slots=True)
class Binary(Expr):
    """Both operands are evaluated, left first; then the operation.

    Operand types are equal and scalar unless said otherwise:
    add sub mul   Int (wrapping) or Float
    div mod       Int (truncating; panics `attempt to divide by zero`, `attempt to calculate the remainder with a divisor of zero`,
                  `attempt to divide with overflow`, `attempt to calculate the remainder with overflow`); Float has div only
    eq ne         Int, Float, Bool, String; Int with Float in either order (exact)
    lt le gt ge   Int, Float; Int with Float in either order (exact)
    and or        Bool; both operands are always evaluated
    concat        two lists of one type
    Arithmetic of an Int with a Float has a `ToFloat` around the Int. String `+` is `Concat`.
    """

    op: str
    left: Expr
    right: Expr


@dataclass(eq=False, slots=True)
class ToFloat(Expr):
    operand: Expr


@dataclass(eq=False, slots=True)
class Concat(Expr):
    """Interpolation and string `+`: the texts of the parts (any types), in order, joined."""

    parts: list[Expr]


@dataclass(eq=False, slots=True)
class Some(Expr):
    """T → T?: wraps a value that is not null."""

    operand: Expr


@dataclass(eq=False, slots=True)
class Unwrap(Expr):
    """T? → T: null raises the runtime error `message`."""

    operand: Expr
    message: str


@dataclass(eq=False, slots=True)
class Coalesce(Expr):
    """`left ?? right`: left is an option; right is evaluated only when it is null. The result type is the type of right:
    the inner type of left, or an option of it."""

    left: Expr
    right: Expr


@dataclass(eq=False, slots=True)
class ListLit(Expr):
    items: list[Expr]


@dataclass(eq=False, slots=True)
class Range(Expr):
    """`low..high` as a list: two Ints (List<Int>) or two Floats (List<Float>). low > high raises `range start must be <= end`,
    a NaN or infinite bound `invalid range bounds`."""

    low: Expr
    high: Expr


@dataclass(eq=False, slots=True)
class Index(Expr):
    """`list[index]`; raises `index out of bounds`."""

    list: Expr
    index: Expr


@dataclass(eq=False, slots=True)
class Field(Expr):
    struct: Expr
    name: str


@dataclass(eq=False, slots=True)
class OptionalField(Expr):
    """`struct?.name`: null when struct is null. Type: option of the field's type."""

    struct: Expr
    name: str


@dataclass(eq=False, slots=True)
class OptionalIndex(Expr):
    """`list?[index]`: null when list is null (index is then not evaluated); raises like Index."""

    list: Expr
    index: Expr


@dataclass(eq=False, slots=True)
class FieldInit:
    name: str
    value: Expr  # a Validate where the field's type has constraints


@dataclass(eq=False, slots=True)
class StructLit(Expr):
    """All fields, in evaluation order (written ones first, then defaults in declaration order)."""

    struct: str
    fields: list[FieldInit]


@dataclass(eq=False, slots=True)
class EnumLit(Expr):
    enum: str
    variant: str
    args: list[Expr]


@dataclass(frozen=True, slots=True)
class RangeConstraint:
    """Inclusive bounds. On String the length in scalar values (`length <n> out of range <min>..<max>`), on Int and Float the value
    (`value <v> out of range <min>..<max>`); bounds have the base's number type, Int for String."""

    low: int | float
    high: int | float


@dataclass(eq=False, slots=True)
class Validate(Expr):
    """The operand itself when it satisfies the constraints, left to right, else the validation error (code `invalid_value`,
    `path`). An option operand is validated when it is not null. `non_empty` (type Id) is the rule `expected non-empty Id`,
    `email` the rule of Email; both come before the constraints."""

    operand: Expr
    path: str
    constraints: list[RangeConstraint]
    non_empty: bool = False
    email: bool = False


@dataclass(eq=False, slots=True)
class Env(Expr):
    """`env(name)`: String?. Typed forms: Int?, Float?, Bool?; malformed text raises `invalid Int: <trimmed text> (env <NAME>)`."""

    name: Expr


@dataclass(eq=False, slots=True)
class Raise(Expr):
    """An operation known to fail: the operands are evaluated for their effects, then the runtime error `message` is raised.
    Its type is whatever the context needs."""

    operands: list[Expr]
    message: str


# ---- builtin calls with effects: expressions of type Unit -------------------------------------------------------------------


@dataclass(eq=False, slots=True)
class Print(Expr):
    """All arguments are evaluated; the text of the first (empty when there is none) and a newline go to standard output."""

    args: list[Expr]


@dataclass(eq=False, slots=True)
class Assert(Expr):
    """`assert failed: <text of message>`, `assertion failed` without one. The message is always evaluated."""

    condition: Expr
    message: Expr | None


# ---- patterns ---------------------------------------------------------------------------------------------------------------


@dataclass(eq=False, slots=True)
class Pattern:
    span: Span


@dataclass(eq=False, slots=True)
class AnyPattern(Pattern):
    """`_`."""


@dataclass(eq=False, slots=True)
class BindPattern(Pattern):
    local: Local


@dataclass(eq=False, slots=True)
class LiteralPattern(Pattern):
    """An Int, Float, Bool or String equal to the literal (value of that Python type; the subject has that type)."""

    value: int | float | bool | str


@dataclass(eq=False, slots=True)
class NeverPattern(Pattern):
    """Cannot match a subject of this type."""


@dataclass(eq=False, slots=True)
class NonePattern(Pattern):
    """The option subject is null."""


@dataclass(eq=False, slots=True)
class SomePattern(Pattern):
    """The option subject is not null and its value matches."""

    inner: Pattern


@dataclass(eq=False, slots=True)
class VariantPattern(Pattern):
    enum: str
    variant: str
    args: list[Pattern]


@dataclass(eq=False, slots=True)
class StructPattern(Pattern):
    struct: str
    fields: list[tuple[str, Pattern]]


# ---- statements -------------------------------------------------------------------------------------------------------------


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
    name: str


@dataclass(eq=False, slots=True)
class IndexStep:
    index: Expr


@dataclass(eq=False, slots=True)
class Store(Stmt):
    """`root.a[i].b = value`: the value first, then the indices left to right, then the store into the variable.
    A list index out of range raises `index out of bounds`."""

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
    """Over the elements of a list, which is evaluated once. A `Range` iterable need not be built.
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


# ---- declarations -----------------------------------------------------------------------------------------------------------


@dataclass(eq=False, slots=True)
class Struct:
    """`fields` in declaration order."""

    name: str
    fields: list[tuple[str, Type]]
    span: Span


@dataclass(eq=False, slots=True)
class Enum:
    """`variants` in declaration order, with payload types."""

    name: str
    variants: list[tuple[str, list[Type]]]
    span: Span


@dataclass(eq=False, slots=True)
class ConfigField:
    """Resolution: environment `variable` → config file → `default`. Text is trimmed and converted to `type`
    (failure: validation error `invalid Int: <text>` at path `<Config>.<field>`), then validated by `constraints`; the default
    carries its own Validate."""

    name: str
    type: Type
    variable: str
    default: Expr
    constraints: list[RangeConstraint]
    span: Span
    non_empty: bool = False
    email: bool = False


@dataclass(eq=False, slots=True)
class Config:
    name: str
    fields: list[ConfigField]
    span: Span


@dataclass(eq=False, slots=True)
class Function:
    """`result` is UNIT for none; a body of another result type ends every path in `Return` or `Raise`."""

    name: str
    params: list[Local]
    result: Type
    body: list[Stmt]
    span: Span


@dataclass(eq=False, slots=True)
class App:
    name: str
    body: list[Stmt]
    span: Span


@dataclass(eq=False, slots=True)
class Program:
    """`configs` in load order (by name); `app` is the one that runs, None when the module declares none.
    `source` is the text the spans count in; the importer makes locations of them."""

    path: str
    structs: list[Struct] = field(default_factory=list)
    enums: list[Enum] = field(default_factory=list)
    configs: list[Config] = field(default_factory=list)
    functions: list[Function] = field(default_factory=list)
    app: App | None = None
    source: SourceFile | None = None
