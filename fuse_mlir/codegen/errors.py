"""Failures of the way from the llvm dialect to an executable that the user can do something about.

A missing linker, a read-only folder, a full disk, a target that does not exist: one sentence, and what to do about it. The CLI
prints them as `error: <message>` and `hint: <hint>`. Faults of the compiler itself are not BuildErrors.
"""

from __future__ import annotations


class BuildError(Exception):
    """A build that cannot go on; `hint` is the remedy, when there is one, `command` the tool's command line that failed."""

    def __init__(self, message: str, hint: str | None = None, command: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.command = command
