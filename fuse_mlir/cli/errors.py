"""Mistakes of the user that a command stops for: one line that says what, and what to do about it."""

from __future__ import annotations


class UserError(Exception):
    """`message` is the line without `error: `; `hint` the remedy, where one line can say it; `command` the command line of a tool
    that failed, for --verbose. Exit status 1."""

    def __init__(self, message: str, hint: str | None = None, command: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.command = command


class ArgumentError(UserError):
    """A mistake in the command line; the usage line follows it."""


class CompilerFault(Exception):
    """A fault of the compiler that it noticed itself; `remedy` says how to see it again."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


def os_reason(error: OSError) -> str:
    """What the system says about a failed file operation, without number and path."""
    return error.strerror or str(error)
