"""Expressions beyond plain values: unknown values, failures, cells, tasks, functions as values, builtins.

An operation whose operand has the type `any` is the operation of the value that is there at run time, with that value's errors; its
result is `any`, or Bool for comparisons and logic. Both operands of a `Binary` or a `Range`, list and index of an `Index` are then
`any`. This holds for `Binary`, `Unary`, `Range`, `Index`, `Field`, `OptionalField`, `OptionalIndex`, `Coalesce`, `Propagate`,
`Await`, `Concat`, conditions, iteration, patterns and stores.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .expressions import Expr, Local
from .schema import Schema

if TYPE_CHECKING:
    from ..types import Type
    from .statements import Stmt


@dataclass(eq=False, slots=True)
class Widen(Expr):
    """T → any. The content of a box, never the box."""

    operand: Expr


@dataclass(eq=False, slots=True)
class Convert(Expr):
    """A value of a wider type → the node's type, checked: `type mismatch: expected <T>, got <U>`, where U is the value's run-time
    type name. Inside lists, maps and options every element is checked."""

    operand: Expr


@dataclass(eq=False, slots=True)
class ValidateSchema(Expr):
    """The operand itself when the schema accepts it, else the validation error at `path`."""

    operand: Expr
    schema: Schema
    path: str


@dataclass(eq=False, slots=True)
class MapEntry:
    key: Expr
    value: Expr


@dataclass(eq=False, slots=True)
class MapLit(Expr):
    """Entries in order, each key before its value; a key of type any that is no String raises `map keys must be strings`."""

    entries: list[MapEntry]


@dataclass(eq=False, slots=True)
class Ok(Expr):
    """T → T!E. An operand of type any that is a Result already stays what it is."""

    operand: Expr


@dataclass(eq=False, slots=True)
class Propagate(Expr):
    """`operand ?! error`. Null or Err: raises the value of `error`, which is evaluated only then. Without `error`, null raises
    std.Error(message="missing value") and Err raises its value. Ok gives its content, anything else itself."""

    operand: Expr
    error: Expr | None


@dataclass(eq=False, slots=True)
class NewBox(Expr):
    operand: Expr


@dataclass(eq=False, slots=True)
class BoxContent(Expr):
    """The content of a box, read where a value is needed."""

    box: Expr


@dataclass(eq=False, slots=True)
class Capture:
    """`inner` is the block's own copy of `outer`."""

    outer: Local
    inner: Local


@dataclass(eq=False, slots=True)
class Spawn(Expr):
    """Starts a task that runs `body` like a function of the captures; `Return` gives the task's value."""

    captures: list[Capture]
    body: list[Stmt]


@dataclass(eq=False, slots=True)
class Await(Expr):
    """The task's value; what it raised is raised again."""

    task: Expr


@dataclass(eq=False, slots=True)
class FunctionRef(Expr):
    """A function of the program as a value."""

    function: str


@dataclass(eq=False, slots=True)
class CallValue(Expr):
    """A call of a function value, callee first; on any: `call target is not callable`. With fewer arguments than parameters the
    function `<symbol>.default.<n>` for n arguments is called, without one `missing argument <name>` is raised."""

    callee: Expr
    args: list[Expr]


@dataclass(eq=False, slots=True)
class VariantRef(Expr):
    """An enum variant with a payload, as a value: text `<enum E.V>`."""

    enum: str
    variant: str


@dataclass(eq=False, slots=True)
class NamedRef(Expr):
    """A config or a builtin as a value: texts `<config App>`, `<builtin print>`. `kind` is `config` or `builtin`; `result` is what
    a call of the builtin gives, null where there is nothing to call."""

    kind: str
    name: str
    result: Type | None = None


@dataclass(eq=False, slots=True)
class Asset(Expr):
    """The value of an asset import. `kind` is `text` (of a .md file, type String) or `json` (of a .json file, type any), which is
    decoded."""

    kind: str
    text: str


@dataclass(eq=False, slots=True)
class BuiltinCall(Expr):
    """A builtin by its full name (`log`, `json.encode`, `time.now`, `query.where`, `http.get`, …); a method's receiver is the first
    argument. `schema` is the type argument of typed queries."""

    name: str
    args: list[Expr]
    schema: Schema | None = None
