"""Expressions beyond plain values: unknown values, failures, cells, tasks, functions as values, builtins.

An operation whose operand has the type `any` is the operation of the value that is there at run time, with that value's errors; its
result is `any`, or Bool for comparisons and logic. Both operands of a `Binary` or a `Range`, list and index of an `Index` are then
`any`. This holds for `Binary`, `Unary`, `Range`, `Index`, `Field`, `OptionalField`, `OptionalIndex`, `Coalesce`, `Propagate`,
`Await`, `Concat`, conditions, iteration, patterns and stores.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..record import record
from .expressions import Expr, Local
from .schema import Schema

if TYPE_CHECKING:
    from ..types import Type
    from .statements import Stmt


@record(eq=False)
class Widen(Expr):
    """T → any. The content of a box, never the box."""

    operand: Expr


@record(eq=False)
class Convert(Expr):
    """A value of a wider type → the node's type, checked: `type mismatch: expected <T>, got <U>`, where U is the value's run-time
    type name. Inside lists, maps and options every element is checked."""

    operand: Expr


@record(eq=False)
class ValidateSchema(Expr):
    """The operand itself when the schema accepts it, else the validation error at `path`."""

    operand: Expr
    schema: Schema
    path: str


@record(eq=False)
class MapEntry:
    key: Expr
    value: Expr


@record(eq=False)
class MapLit(Expr):
    """Entries in order, each key before its value; a key of type any that is no String raises `map keys must be strings`."""

    entries: list[MapEntry]


@record(eq=False)
class Ok(Expr):
    """T → T!E. An operand of type any that is a Result already stays what it is."""

    operand: Expr


@record(eq=False)
class Propagate(Expr):
    """`operand ?! error`. Null or Err: raises the value of `error`, which is evaluated only then. Without `error`, null raises
    std.Error(message="missing value") and Err raises its value. Ok gives its content, anything else itself."""

    operand: Expr
    error: Expr | None


@record(eq=False)
class NewBox(Expr):
    operand: Expr


@record(eq=False)
class BoxContent(Expr):
    """The content of a box, read where a value is needed."""

    box: Expr


@record(eq=False)
class Capture:
    """`inner` is the block's own copy of `outer`."""

    outer: Local
    inner: Local


@record(eq=False)
class Spawn(Expr):
    """Starts a task that runs `body` like a function of the captures; `Return` gives the task's value."""

    captures: list[Capture]
    body: list[Stmt]


@record(eq=False)
class Await(Expr):
    """The task's value; what it raised is raised again."""

    task: Expr


@record(eq=False)
class FunctionRef(Expr):
    """A function of the program as a value."""

    function: str


@record(eq=False)
class CallValue(Expr):
    """A call of a function value, callee first; on any: `call target is not callable`. With fewer arguments than parameters the
    function `<symbol>.default.<n>` for n arguments is called, without one `missing argument <name>` is raised."""

    callee: Expr
    args: list[Expr]


@record(eq=False)
class VariantRef(Expr):
    """An enum variant with a payload, as a value: text `<enum E.V>`."""

    enum: str
    variant: str


@record(eq=False)
class NamedRef(Expr):
    """A config or a builtin as a value: texts `<config App>`, `<builtin print>`. `kind` is `config` or `builtin`; `result` is what
    a call of the builtin gives, null where there is nothing to call."""

    kind: str
    name: str
    result: Type | None = None


@record(eq=False)
class Asset(Expr):
    """The value of an asset import. `kind` is `text` (of a .md file, type String) or `json` (of a .json file, type any), which is
    decoded."""

    kind: str
    text: str


@record(eq=False)
class BuiltinCall(Expr):
    """A builtin by its full name (`log`, `json.encode`, `time.now`, `query.where`, `http.get`, …); a method's receiver is the first
    argument. `schema` is the type argument of typed queries."""

    name: str
    args: list[Expr]
    schema: Schema | None = None
