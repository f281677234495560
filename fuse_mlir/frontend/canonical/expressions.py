"""Expressions of the canonical program: values, operators, access, construction, conversions."""

from __future__ import annotations

from ..record import record
from ..source import Span
from ..types import Type
from .schema import RangeConstraint


@record(eq=False)
class Local:
    """A parameter or a variable; `id` counts from 0 in each function, in order of declaration.
    `mutable`: assigned again, or stored into, somewhere."""

    id: int
    name: str
    type: Type
    span: Span
    mutable: bool = False


@record(eq=False)
class Expr:
    type: Type
    span: Span


@record(eq=False)
class IntLit(Expr):
    value: int  # within the Int range


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
    """`null`; its type is an option, or any."""


@record(eq=False)
class UnitLit(Expr):
    """The Unit value, where a Unit expression is needed for its text `()` or as a result."""


@record(eq=False)
class LocalRef(Expr):
    local: Local


@record(eq=False)
class ConfigRef(Expr):
    """`App.port`. Before the config began to load it raises `unknown config App`, before the field did
    `unknown config field App.port`; only a default that calls a function can come to that."""

    config: str
    field: str


@record(eq=False)
class Call(Expr):
    """A call of a function with exactly its parameters, evaluated left to right."""

    function: str
    args: list[Expr]


@record(eq=False)
class Unary(Expr):
    """op: `neg` (Int wraps, or Float) or `not` (Bool)."""

    op: str
    operand: Expr


@record(eq=False)
class Binary(Expr):
    """Both operands are evaluated, left first; then the operation.

    Operand types are equal and scalar unless said otherwise:
    add sub mul   Int (wrapping) or Float
    div mod       Int (truncating; panics `attempt to divide by zero`, `attempt to calculate the remainder with a divisor of zero`,
                  `attempt to divide with overflow`, `attempt to calculate the remainder with overflow`); Float has div only
    eq ne         Int, Float, Bool, String, Bytes; Int with Float in either order (exact)
    lt le gt ge   Int, Float; Int with Float in either order (exact)
    and or        Bool; both operands are always evaluated
    concat        two lists of one type
    Arithmetic of an Int with a Float has a `ToFloat` around the Int. String `+` is `Concat`.
    """

    op: str
    left: Expr
    right: Expr


@record(eq=False)
class ToFloat(Expr):
    operand: Expr


@record(eq=False)
class Concat(Expr):
    """Interpolation and string `+`: the texts of the parts (any types), in order, joined."""

    parts: list[Expr]


@record(eq=False)
class Some(Expr):
    """T → T?: wraps a value that is not null."""

    operand: Expr


@record(eq=False)
class Unwrap(Expr):
    """T? → T: null raises the runtime error `message`."""

    operand: Expr
    message: str


@record(eq=False)
class Coalesce(Expr):
    """`left ?? right`: left is an option; right is evaluated only when it is null. The result type is the type of right:
    the inner type of left, or an option of it."""

    left: Expr
    right: Expr


@record(eq=False)
class ListLit(Expr):
    items: list[Expr]


@record(eq=False)
class Range(Expr):
    """`low..high` as a list: two Ints (List<Int>) or two Floats (List<Float>). low > high raises `range start must be <= end`,
    a NaN or infinite bound `invalid range bounds`."""

    low: Expr
    high: Expr


@record(eq=False)
class Index(Expr):
    """`list[index]`; raises `index out of bounds`. Of a map, whose index is a String: the entry or null, type option of the value's
    type. An index of type any that is no Int (no String) raises `list index must be Int` (`map keys must be strings`)."""

    list: Expr
    index: Expr


@record(eq=False)
class Field(Expr):
    struct: Expr
    name: str


@record(eq=False)
class OptionalField(Expr):
    """`struct?.name`: null when struct is null. Type: option of the field's type."""

    struct: Expr
    name: str


@record(eq=False)
class OptionalIndex(Expr):
    """`list?[index]`: null when list is null (index is then not evaluated); else as Index."""

    list: Expr
    index: Expr


@record(eq=False)
class FieldInit:
    name: str
    value: Expr  # a Validate where the field's type has constraints


@record(eq=False)
class StructLit(Expr):
    """All fields, in evaluation order (written ones first, then defaults in declaration order)."""

    struct: str
    fields: list[FieldInit]


@record(eq=False)
class EnumLit(Expr):
    enum: str
    variant: str
    args: list[Expr]


@record(eq=False)
class Validate(Expr):
    """The operand itself when it satisfies the constraints, left to right, else the validation error (code `invalid_value`,
    `path`). An option operand is validated when it is not null. `non_empty` (type Id) is the rule `expected non-empty Id`,
    `email` the rule of Email; both come before the constraints."""

    operand: Expr
    path: str
    constraints: list[RangeConstraint]
    non_empty: bool = False
    email: bool = False


@record(eq=False)
class Env(Expr):
    """`env(name)`: String?. Typed forms: Int?, Float?, Bool?; malformed text raises `invalid Int: <trimmed text> (env <NAME>)`."""

    name: Expr


@record(eq=False)
class Raise(Expr):
    """An operation known to fail: the operands are evaluated for their effects, then the runtime error `message` is raised.
    Its type is whatever the context needs."""

    operands: list[Expr]
    message: str


@record(eq=False)
class Print(Expr):
    """All arguments are evaluated; the text of the first (empty when there is none) and a newline go to standard output."""

    args: list[Expr]


@record(eq=False)
class Assert(Expr):
    """`assert failed: <text of message>`, `assertion failed` without one. The message is always evaluated."""

    condition: Expr
    message: Expr | None
