"""Run-time values and the names of their types.

A FUSE value is an immutable Python value, so copying never has to happen and nothing can alias:

    Int int   Float float   Bool bool   String str   Bytes bytes   List tuple   Map dict   null None   Unit UNIT_VALUE
    struct StructValue   enum EnumValue   Html HtmlValue   Result ResultValue   and one class for each of the rarer kinds

An option holds its content bare: `Some` leaves no trace at run time. A store builds a new container around the old elements; a dict
is never changed once it is a value. The one exception is the box, which is shared and changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from .database.query import QueryValue
    from .tasks import TaskValue


class UnitValue:
    """The type of `()`."""


UNIT_VALUE = UnitValue()


@dataclass(frozen=True, slots=True)
class StructValue:
    """`fields` by name; never mutated after construction."""

    name: str
    fields: dict[str, Value]

    def with_field(self, name: str, value: Value) -> StructValue:
        """The same struct with one field replaced."""
        return StructValue(self.name, {**self.fields, name: value})


@dataclass(frozen=True, slots=True)
class EnumValue:
    enum: str
    variant: str
    payload: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class HtmlValue:
    """Rendered markup; what was text in it is escaped."""

    markup: str


@dataclass(frozen=True, slots=True)
class ResultValue:
    is_ok: bool
    content: Value


@dataclass(eq=False, slots=True)
class BoxValue:
    """A shared cell."""

    content: Value


@dataclass(frozen=True, slots=True)
class VariantValue:
    """A variant with a payload that has not been given yet."""

    enum: str
    variant: str


@dataclass(frozen=True, slots=True)
class ConfigValue:
    name: str


@dataclass(frozen=True, slots=True)
class FunctionValue:
    """`symbol` finds the function, `display` names it in texts."""

    symbol: str
    module: int
    display: str


@dataclass(frozen=True, slots=True)
class BuiltinValue:
    name: str


# A text, for the sake of the two kinds whose modules few programs load.
Value: TypeAlias = (
    "int | float | bool | str | bytes | tuple | dict | UnitValue | StructValue | EnumValue | HtmlValue | ResultValue"
    " | BoxValue | VariantValue | ConfigValue | FunctionValue | BuiltinValue | QueryValue | TaskValue | None"
)


def unboxed(value: Value) -> Value:
    """The content of a box, anything else itself."""
    return value.content if isinstance(value, BoxValue) else value


_TYPE_NAMES: dict[type, str] = {
    UnitValue: "Unit",
    int: "Int",
    float: "Float",
    bool: "Bool",
    str: "String",
    bytes: "Bytes",
    HtmlValue: "Html",
    type(None): "Null",
    tuple: "List",
    dict: "Map",
    ResultValue: "Result",
    BoxValue: "Box",
    ConfigValue: "Config",
    FunctionValue: "Function",
    BuiltinValue: "Builtin",
}


def type_name(value: Value) -> str:
    """The name of a value's type in messages; structs and enums report their own."""
    if isinstance(value, StructValue):
        return value.name
    if isinstance(value, EnumValue | VariantValue):
        return value.enum
    name = _TYPE_NAMES.get(type(value))
    # Queries and tasks live in modules that few programs load.
    return type(value).__name__.removesuffix("Value") if name is None else name
