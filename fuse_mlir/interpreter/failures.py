"""The ways a FUSE program fails.

`RuntimeFailure` and `ValidationFailure` are the two channels of the language (plain text, and an error value that carries fields);
`Panic` is the class of faults that no program can catch. They unwind the interpreter as Python exceptions.
"""

from __future__ import annotations


class Failure(Exception):
    """An uncaught failure of the program; `text` is how it is reported."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class RuntimeFailure(Failure):
    """A runtime error: a text."""


class ValidationFailure(Failure):
    """A validation error: one field that did not hold."""

    def __init__(self, path: str, code: str, message: str) -> None:
        self.path = path
        self.code = code
        self.message = message
        super().__init__(f"{path}: {message}")


class Panic(Failure):
    """A fault of the panic class: division by zero, exhausted stack, exhausted memory."""
