"""Hints for names that other languages have, and what is written here for them."""

from __future__ import annotations

_ITSELF = "write the value itself where an option is asked for"
_RESULT = "return the value itself: a function declared `T!E` makes an Ok of it"
_ERROR = "raise an error with `?!`: `null ?! MyError(...)`"
_NO_LENGTH = "lists and texts have no length; count in a loop"

FOREIGN_NAMES: dict[str, str] = {
    "Some": _ITSELF,
    "Just": _ITSELF,
    "Ok": _RESULT,
    "Err": _ERROR,
    "Error": _ERROR,
    **dict.fromkeys(("None", "nil", "Null", "NULL", "undefined", "Nothing"), "write `null`"),
    **dict.fromkeys(("True", "TRUE"), "write `true`"),
    **dict.fromkeys(("False", "FALSE"), "write `false`"),
    **dict.fromkeys(("str", "String", "toString", "format"), 'write `"${value}"`'),
    **dict.fromkeys(("len", "length", "size", "count"), _NO_LENGTH),
    "range": "write `a..b`, which is a list of both and what is between",
    **dict.fromkeys(("echo", "puts", "printf", "console", "System"), "write `print(...)`"),
    "this": "a method has `self`",
    "self": "only methods of an `impl` have `self`",
}
