"""The ways a FUSE program fails.

`RuntimeFailure` and `ErrorFailure` are the two channels of the language (a plain text, and an error value, which functions with a
Result type turn into `Err` and services into a response); `Panic` is the class of faults that no program can catch. They unwind the
interpreter as Python exceptions.
"""

from __future__ import annotations

from .values import StructValue, Value

VALIDATION = "std.Error.Validation"


class Failure(Exception):
    """Base of all; `text` is how a runtime error or a panic is reported."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class RuntimeFailure(Failure):
    """A runtime error: a text."""


class ErrorFailure(Failure):
    """A raised error value."""

    def __init__(self, value: Value) -> None:
        super().__init__("an error value")
        self.value = value


class ValidationFailure(ErrorFailure):
    """A validation error: one field that did not hold."""

    def __init__(self, path: str, code: str, message: str) -> None:
        super().__init__(validation_error([(path, code, message)]))
        self.path = path
        self.code = code
        self.message = message


class Panic(Failure):
    """A fault of the panic class: division by zero, exhausted stack, exhausted memory."""


def validation_error(fields: list[tuple[str, str, str]]) -> StructValue:
    """The error value of failed validations; `fields` are (path, code, message)."""
    entries = [StructValue("ValidationField", {"path": path, "code": code, "message": text}) for path, code, text in fields]
    return StructValue(VALIDATION, {"message": "validation failed", "fields": tuple(entries)})


def std_error(message: str) -> StructValue:
    """A `std.Error` with nothing but a message."""
    return StructValue("std.Error", {"message": message})
