"""Uncaught failures as text: the error envelope, its classes, and the lines that `run` writes to standard error.

In:   a failure and the diagnostics format.
Out:  the line to print and the exit status: 1 for an uncaught error, 101 for a panic.
"""

from __future__ import annotations

import json

from .failures import Failure, Panic, ValidationFailure

ERROR_STATUS = 1
PANIC_STATUS = 101


def failure_line(failure: Failure, diagnostics: str, pid: int) -> tuple[str, int]:
    """The line that reports `failure` (without newline) and the exit status; `diagnostics` is `text` or `json`."""
    if isinstance(failure, Panic):
        return f"fatal: class=panic pid={pid} message=panic_kind=panic_static_str {one_line(failure.text)}", PANIC_STATUS
    message = error_text(failure)
    return error_line(message) if diagnostics == "json" else f"run error: {message}", ERROR_STATUS


def error_line(message: str) -> str:
    """The line of JSON diagnostics for the text of an uncaught error."""
    return message if message.startswith("{") else envelope([(_error_class(message), message, "$")])


def error_text(failure: Failure) -> str:
    """The text of an uncaught error: a runtime error is its own, a validation error its JSON."""
    if isinstance(failure, ValidationFailure):
        return envelope([(failure.code, failure.message, failure.path)])
    return failure.text


def envelope(fields: list[tuple[str, str, str]]) -> str:
    """The validation error JSON; `fields` are (code, message, path)."""
    entries = [{"code": code, "message": message, "path": path} for code, message, path in fields]
    error = {"code": "validation_error", "fields": entries, "message": "validation failed"}
    return json.dumps({"error": error}, ensure_ascii=False, separators=(",", ":"))


def one_line(message: str) -> str:
    """Fatal envelopes are one line each: line ends become two-character escapes."""
    return message.replace("\n", "\\n").replace("\r", "\\r")


_CLASS_BY_PREFIX = (
    ("runtime_config_decode", ("invalid JSON value:", "invalid Int:", "invalid Float:", "invalid Bool:", "invalid Bytes")),
    ("runtime_config_decode", ("env override not supported for type ",)),
    ("runtime_type_spec_error", ("validation not supported for ",)),
    ("runtime_field_access", ("field lookup failed:",)),
    ("runtime_range_error", ("range expects",)),
    ("runtime_type_error", ("unsupported comparison", "expected iterator, got")),
)
_CLASS_BY_TEXT = {
    "Option expects 1 type argument": "runtime_type_spec_error",
    "Result expects 2 type arguments": "runtime_type_spec_error",
    "List expects 1 type argument": "runtime_type_spec_error",
    "Map expects 2 type arguments": "runtime_type_spec_error",
    "null access": "runtime_null_access",
    "index out of bounds": "runtime_index_bounds",
    "list index must be Int": "runtime_invalid_index",
    "map keys must be strings": "runtime_invalid_index",
    "assignment target must be an indexable value": "runtime_invalid_assignment_target",
    "assignment target must be a struct field": "runtime_invalid_assignment_target",
    "await expects a Task value": "runtime_task_expected",
    "range start must be <= end": "runtime_range_error",
    "invalid range bounds": "runtime_range_error",
    "unsupported + operands": "runtime_type_error",
    "cannot iterate over value": "runtime_type_error",
}


def _error_class(message: str) -> str:
    """The class of a runtime error text, for tools that read the JSON envelope."""
    message = message.strip()
    if message in _CLASS_BY_TEXT:
        return _CLASS_BY_TEXT[message]
    for name, prefixes in _CLASS_BY_PREFIX:
        if message.startswith(prefixes):
            return name
    if "config env overrides" in message:
        return "runtime_config_decode"
    if " expects " in message or message.startswith("expected "):
        return "runtime_invalid_arguments"
    return "runtime_error"
