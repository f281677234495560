"""Text to value: environment variables, config file entries, flags, route parameters.

The text is trimmed of Unicode white space first. `ConversionError` carries the failure text; the caller decides what error it
becomes. What has parts is JSON text: what is wrong inside it is a validation error with a path from `$` on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..frontend.canonical import program as ir
from ..frontend.types import BOOL, FLOAT, INT, OptionType, Type
from .values import Value

if TYPE_CHECKING:
    from .machine import Machine

# Unicode's White_Space property. `str.strip()` alone would also remove the separators U+001C to U+001F.
WHITE_SPACE = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_INT = re.compile(r"[+-]?[0-9]+")
_FLOAT = re.compile(r"[+-]?(inf|infinity|nan|([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?)", re.IGNORECASE | re.ASCII)


class ConversionError(Exception):
    """The text is not one of the type; `text` says so."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


def trim(text: str) -> str:
    return text.strip(WHITE_SPACE)


def convert(text: str, type_: Type) -> Value:
    """The value of `type_` that `text` spells; raises ConversionError."""
    text = trim(text)
    if isinstance(type_, OptionType):
        return None if text == "" or text.lower() == "null" else convert(text, type_.inner)
    if type_ == INT:
        return _convert_int(text)
    if type_ == FLOAT:
        return _convert_float(text)
    if type_ == BOOL:
        return _convert_bool(text)
    return text


def convert_schema(text: str, schema: ir.Schema, machine: Machine) -> Value:
    """The value of `schema` that `text` spells, not validated yet. Errors: ConversionError, or ValidationFailure inside JSON
    text."""
    text = trim(text)
    match schema:
        case ir.BasicSchema("Int"):
            return _convert_int(text)
        case ir.BasicSchema("Float"):
            return _convert_float(text)
        case ir.BasicSchema("Bool"):
            return _convert_bool(text)
        case ir.BasicSchema("Bytes"):
            return _convert_bytes(text)
        case ir.BasicSchema("Html"):
            raise ConversionError("env override not supported for type Html")
        case ir.BasicSchema("String" | "Id" | "Email"):
            return text
        case ir.RefinedSchema(base, _):
            return convert_schema(text, base, machine)
        case ir.OptionSchema(inner):
            return None if text == "" or text.lower() == "null" else convert_schema(text, inner, machine)
        case ir.ResultSchema():
            raise ConversionError("Result is not supported for config env overrides")
    return _convert_structured(text, schema, machine)


def _convert_structured(text: str, schema: ir.Schema, machine: Machine) -> Value:
    from ..frontend.json_value import JsonError, parse_json
    from .json_decoding import decode_json

    try:
        json = parse_json(text)
    except JsonError as error:
        raise ConversionError(f"invalid JSON value: {error}") from None
    return decode_json(json, schema, "$", machine)


def _convert_bytes(text: str) -> bytes:
    from .base64_text import Base64Error, decode_base64

    try:
        return decode_base64(text)
    except Base64Error as error:
        raise ConversionError(f"invalid Bytes (base64): {error}") from None


def _convert_int(text: str) -> int:
    if _INT.fullmatch(text):
        # Leading zeros say nothing, and Python refuses to read thousands of digits.
        sign, digits = ("-" if text.startswith("-") else ""), text.lstrip("+-").lstrip("0")
        if len(digits) <= 19:
            value = int(sign + (digits or "0"))
            if -(1 << 63) <= value < 1 << 63:
                return value
    raise ConversionError(f"invalid Int: {text}")


def _convert_float(text: str) -> float:
    if _FLOAT.fullmatch(text):
        return float(text)
    raise ConversionError(f"invalid Float: {text}")


def _convert_bool(text: str) -> bool:
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    raise ConversionError(f"invalid Bool: {text}")
