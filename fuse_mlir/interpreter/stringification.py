"""The text of values: what `print`, interpolation and string `+` show."""

from __future__ import annotations

from base64 import b64encode
from decimal import Decimal

from .values import (
    BoxValue,
    BuiltinValue,
    ConfigValue,
    EnumValue,
    FunctionValue,
    HtmlValue,
    ResultValue,
    StructValue,
    UnitValue,
    Value,
    VariantValue,
    type_name,
)


def text(value: Value) -> str:
    """The text of any value."""
    match value:
        case str():
            return value
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return float_text(value)
        case tuple():
            return "[" + ", ".join([text(item) for item in value]) + "]"
        case dict():
            return "{" + ", ".join([f"{key}: {text(item)}" for key, item in value.items()]) + "}"
        case StructValue(name, fields):
            message = fields.get("message")
            return f"{name}({message})" if isinstance(message, str) else f"<{name}>"
        case EnumValue(enum, variant, ()):
            return f"{enum}.{variant}"
        case EnumValue(enum, variant, payload):
            return f"{enum}.{variant}(" + ", ".join([text(item) for item in payload]) + ")"
    return _rare_text(value)


def _rare_text(value: Value) -> str:
    match value:
        case UnitValue():
            return "()"
        case bytes():
            return b64encode(value).decode("ascii")
        case HtmlValue(markup):
            return markup
        case ResultValue(is_ok, content):
            return f"Ok({text(content)})" if is_ok else f"Err({text(content)})"
        case BoxValue():
            return text(value.content)
        case VariantValue(enum, variant):
            return f"<enum {enum}.{variant}>"
        case ConfigValue(name):
            return f"<config {name}>"
        case FunctionValue(_, module, display):
            return f"<fn {module}::{display}>"
        case BuiltinValue(name):
            return f"<builtin {name}>"
    # What is left are queries and tasks.
    return f"<{type_name(value).lower()}>"


def float_text(value: float) -> str:
    """The shortest decimal that reads back as the same Float, with neither exponent nor a forced `.0`."""
    if value != value:
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "inf" if value > 0 else "-inf"
    # repr is the shortest round-trip decimal, but switches to an exponent for large and small values; Decimal writes it out.
    digits = format(Decimal(repr(value)), "f")
    return digits.removesuffix(".0")
