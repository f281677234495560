"""Values as statement parameters, and their short form in error texts."""

from __future__ import annotations

import re

from ..failures import RuntimeFailure
from ..stringification import text
from ..values import ResultValue, Value, unboxed

_SUMMARY_CHARACTERS = 48
# Characters that are not shown as they are: of control, of format, separators, for private use (runtime/src/database_params.c has
# the same).
_HIDDEN = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202f\u205f-\u206f\ue000-\uf8ff\ufeff\ufff9-\ufffb\U000e0000-\U0010ffff]"
)
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0"}


def plain(value: Value) -> Value:
    """A value out of its box or result."""
    value = unboxed(value)
    while isinstance(value, ResultValue):
        value = unboxed(value.content)
    return value


def to_sql(value: Value) -> int | float | str | bytes | None:
    """What SQLite stores: a Bool is 0 or 1. Errors: RuntimeFailure for a value that is no parameter."""
    value = plain(value)
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, int | float | str | bytes):
        return value
    raise RuntimeFailure(f"unsupported db param type {text(value)}")


def summary(value: Value) -> str:
    value = plain(value)
    match value:
        case None:
            return "null"
        case bool():
            return f"bool({text(value)})"
        case int():
            return f"int({value})"
        case float():
            return f"float({text(value)})"
        case str():
            return f"string({_quoted(value)})"
        case bytes():
            return f"bytes(len={len(value)})"
    return f"{text(value)}(<unsupported>)"


def _quoted(value: str) -> str:
    if len(value) > _SUMMARY_CHARACTERS:
        value = value[:_SUMMARY_CHARACTERS] + "..."
    shown = [_ESCAPES.get(char) or (f"\\u{{{ord(char):x}}}" if _HIDDEN.match(char) else char) for char in value]
    return '"' + "".join(shown) + '"'
