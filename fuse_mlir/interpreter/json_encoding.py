"""Values as JSON text.

Compact; keys of maps and structs sorted by their UTF-8 bytes; Ints exact; a Float without fraction that an Int can hold is
written as one, NaN and infinities are null. Only the escapes that JSON needs and has short forms for are written.
"""

from __future__ import annotations

import math
from base64 import b64encode

from .stringification import float_text, text
from .values import (
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
    unboxed,
)

_ESCAPES = str.maketrans({'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"})


def encode_json(value: Value) -> str:
    """The JSON text of any value."""
    value = unboxed(value)
    match value:
        case None | UnitValue():
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case float():
            return _float_json(value)
        case str():
            return quote(value)
        case tuple():
            return "[" + ",".join([encode_json(item) for item in value]) + "]"
        case dict() | StructValue():
            members = value if isinstance(value, dict) else value.fields
            return encode_object({key: encode_json(item) for key, item in members.items()})
        case EnumValue(_, variant, payload):
            return _enum_json(variant, payload)
        case ResultValue(_, content):
            return encode_json(content)
    return quote(_plain_text(value))


def encode_object(members: dict[str, str]) -> str:
    """An object whose values are JSON text already."""
    return "{" + ",".join([f"{quote(key)}:{members[key]}" for key in sorted(members)]) + "}"


def quote(string: str) -> str:
    return f'"{string.translate(_ESCAPES)}"'


def _float_json(value: float) -> str:
    if not math.isfinite(value):
        return "null"
    if value.is_integer() and -(2.0**63) <= value < 2.0**63:
        return str(int(value))
    return float_text(value)


def _enum_json(variant: str, payload: tuple[Value, ...]) -> str:
    members = {"type": quote(variant)}
    if payload:
        members["data"] = encode_json(payload[0] if len(payload) == 1 else payload)
    return encode_object(members)


def _plain_text(value: Value) -> str:
    match value:
        case bytes():
            return b64encode(value).decode("ascii")
        case HtmlValue(markup):
            return markup
        case ConfigValue(name) | BuiltinValue(name):
            return name
        case FunctionValue(_, module, display):
            return f"{module}::{display}"
        case VariantValue(enum, variant):
            return f"{enum}.{variant}"
    return text(value)
