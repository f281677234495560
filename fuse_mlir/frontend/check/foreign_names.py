"""Hints for names that other languages have, and what is written here for them."""

from __future__ import annotations

_ITSELF = "write the value itself where an option is asked for"

# Names that a declared one is hardly meant by, however near it is.
FOREIGN_VALUES: dict[str, str] = {
    "Some": _ITSELF,
    "Just": _ITSELF,
    "Ok": "return the value itself: a function declared `T!E` makes an Ok of it",
    "Err": "raise an error with `?!`: `null ?! MyError(...)`",
    **dict.fromkeys(("None", "nil", "Null", "NULL", "undefined", "Nothing"), "write `null`"),
    **dict.fromkeys(("True", "TRUE"), "write `true`"),
    **dict.fromkeys(("False", "FALSE"), "write `false`"),
    "this": "a method has `self`",
    "self": "only methods of an `impl` have `self`",
}

# Names that may as well be a misspelt one of the program.
FOREIGN_FUNCTIONS: dict[str, str] = {
    **dict.fromkeys(("str", "String", "toString", "format"), 'write `"${value}"`'),
    **dict.fromkeys(("len", "length", "size", "count"), "lists and texts have no length; count in a loop"),
    "range": "write `a..b`, which is a list of both and what is between",
    **dict.fromkeys(("echo", "puts", "printf", "console", "System"), "write `print(...)`"),
}
