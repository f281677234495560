"""Uncaught failures as text: the error envelope, its classes, and the lines that `run` writes to standard error.

In:   a failure and the diagnostics format.
Out:  the line to print and the exit status: 1 for an uncaught error, 101 for a panic.
"""

from __future__ import annotations

from .failures import VALIDATION, ErrorFailure, Failure, Panic
from .json_encoding import encode_object, quote
from .stringification import text
from .values import StructValue, Value, unboxed

ERROR_STATUS = 1
PANIC_STATUS = 101


def failure_line(failure: Failure, diagnostics: str, pid: int) -> tuple[str, int]:
    """The line that reports `failure` (without newline) and the exit status; `diagnostics` is `text` or `json`."""
    if isinstance(failure, Panic):
        return f"fatal: class=panic pid={pid} message=panic_kind=panic_static_str {one_line(failure.text)}", PANIC_STATUS
    message = error_text(failure)
    return error_line(message) if diagnostics == "json" else f"run error: {message}", ERROR_STATUS


def error_line(message: str) -> str:
    """The line of JSON diagnostics for the text of an uncaught error: a plain text goes into the validation envelope."""
    return message if message.startswith("{") else envelope([(_error_class(message), message, "$")])


def error_text(failure: Failure) -> str:
    """The text of an uncaught error: a runtime error is its own, an error value decides by its type."""
    return value_text(failure.value) if isinstance(failure, ErrorFailure) else failure.text


def value_text(value: Value) -> str:
    """The text of an uncaught error value."""
    json = error_json(value)
    return text(value) if json is None else json


# Error types of the standard module with the code and the message that their JSON has.
_STD_ERRORS = {
    "std.Error.BadRequest": ("bad_request", "bad request"),
    "std.Error.Unauthorized": ("unauthorized", "unauthorized"),
    "std.Error.Forbidden": ("forbidden", "forbidden"),
    "std.Error.NotFound": ("not_found", "not found"),
    "std.Error.Conflict": ("conflict", "conflict"),
}


def error_json(value: Value) -> str | None:
    """The JSON of an error value of the standard module; None for any other value."""
    if not isinstance(value, StructValue):
        return None
    if value.name == VALIDATION:
        return envelope(_validation_fields(value), _string(value, "message", "validation failed"))
    if value.name == "std.Error":
        return _error_object(_string(value, "code", "error"), _string(value, "message", "error"))
    if value.name in _STD_ERRORS:
        code, default = _STD_ERRORS[value.name]
        return _error_object(code, _string(value, "message", default))
    return None


def _validation_fields(value: StructValue) -> list[tuple[str, str, str]]:
    """(code, message, path) of the entries that have all three."""
    found = []
    entries = unboxed(value.fields.get("fields"))
    for entry in entries if isinstance(entries, tuple) else ():
        parts = [entry.fields.get(name) for name in ("code", "message", "path")] if isinstance(entry, StructValue) else [None]
        if all(isinstance(part, str) for part in parts):
            found.append(tuple(parts))
    return found


def _string(value: StructValue, name: str, default: str) -> str:
    found = unboxed(value.fields.get(name))
    return found if isinstance(found, str) else default


def _error_object(code: str, message: str) -> str:
    return encode_object({"error": encode_object({"code": quote(code), "message": quote(message)})})


def internal_error(message: str) -> str:
    """The JSON of a failure that a client can do nothing about."""
    return _error_object("internal_error", message)


def envelope(fields: list[tuple[str, str, str]], message: str = "validation failed") -> str:
    """The validation error JSON; `fields` are (code, message, path)."""
    entries = [encode_object({"code": quote(code), "message": quote(text_), "path": quote(path)}) for code, text_, path in fields]
    error = {"code": quote("validation_error"), "fields": f"[{','.join(entries)}]", "message": quote(message)}
    return encode_object({"error": encode_object(error)})


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
