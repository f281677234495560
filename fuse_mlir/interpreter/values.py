"""Run-time values and their text.

A FUSE value is an immutable Python value, so copying never has to happen and nothing can alias:

    Int int   Float float   Bool bool   String str   List tuple   null None   Unit UNIT_VALUE
    struct StructValue   enum EnumValue

An option holds its content bare: `Some` leaves no trace at run time. A store builds a new container around the old elements.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


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


Value = int | float | bool | str | tuple | None | UnitValue | StructValue | EnumValue


def text(value: Value) -> str:
    """Stringification: what `print`, interpolation and string `+` show."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return float_text(value)
        case str():
            return value
        case tuple():
            return "[" + ", ".join(text(item) for item in value) + "]"
        case StructValue(name, fields):
            message = fields.get("message")
            return f"{name}({message})" if isinstance(message, str) else f"<{name}>"
        case EnumValue(enum, variant, ()):
            return f"{enum}.{variant}"
        case EnumValue(enum, variant, payload):
            return f"{enum}.{variant}(" + ", ".join(text(item) for item in payload) + ")"
        case UnitValue():
            return "()"
    raise TypeError(f"not a FUSE value: {value!r}")


def float_text(value: float) -> str:
    """The shortest decimal that reads back as the same Float, with neither exponent nor a forced `.0`."""
    if value != value:
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "inf" if value > 0 else "-inf"
    # repr is the shortest round-trip decimal, but switches to an exponent for large and small values; Decimal writes it out.
    digits = format(Decimal(repr(value)), "f")
    return digits.removesuffix(".0")
