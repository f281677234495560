"""`std.Error`, the module that comes with the language: its name, and its declarations as FUSE text.

Its types are exempt from the rule that types are unique in a program.
Source: semantics 12.1.
"""

from __future__ import annotations

from ..source import SourceFile

STD_ERROR = "std.Error"

# Not the name of any file: what diagnostics would show, were there any about it.
STD_ERROR_PATH = "<std.Error>"

_TEXT = """\
## An error with a machine-readable code and an HTTP status.
type Error:
  code: String
  message: String
  status: Int = 500

## One field that did not pass validation.
type ValidationField:
  path: String
  code: String
  message: String

## A failed validation, field by field.
type Validation:
  message: String
  fields: List<ValidationField>

## HTTP status 400.
type BadRequest:
  message: String

## HTTP status 401.
type Unauthorized:
  message: String

## HTTP status 403.
type Forbidden:
  message: String

## HTTP status 404.
type NotFound:
  message: String

## HTTP status 409.
type Conflict:
  message: String
"""


def std_error_source() -> SourceFile:
    return SourceFile(STD_ERROR_PATH, _TEXT)


def runtime_name(name: str) -> str:
    """The name that values of a type of the module have when a program runs. `Error` is called as the module."""
    return STD_ERROR if name == "Error" else f"{STD_ERROR}.{name}"
