"""What goes wrong with packages and dependencies: a message of the table, shown as one line of text."""

from __future__ import annotations

from ..frontend.messages.template import Message


class PackageError(Exception):
    """`message` is the whole line: `[<CODE>] <text>. Hint: <hint>`, or a text alone for what has no code."""

    def __init__(self, message: Message) -> None:
        code = f"[{message.code}] " if message.code is not None else ""
        hint = f". Hint: {message.hint}" if message.hint is not None else ""
        self.message = f"{code}{message.text}{hint}"
        self.text = message.text
        self.code = message.code
        super().__init__(self.message)


def reason(error: OSError) -> str:
    """What the system says about a failed file operation, in our spelling."""
    return (error.strerror or "input/output error").lower()
