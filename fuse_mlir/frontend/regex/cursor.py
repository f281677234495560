"""A place in a pattern, and the flags that hold there."""

from __future__ import annotations

from ..messages.template import Message
from ..record import record
from .tree import RegexError


@record(frozen=True)
class Flags:
    any_case: bool = False
    lines: bool = False
    dot_all: bool = False
    crlf: bool = False
    unicode: bool = True
    spaced: bool = False
    swapped: bool = False


class Cursor:
    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0

    def at_end(self) -> bool:
        return self.position >= len(self.text)

    def peek(self, ahead: int = 0) -> str:
        """The character `ahead` of the place; empty behind the end."""
        return self.text[self.position + ahead : self.position + ahead + 1]

    def next(self, reason: Message | None = None) -> str:
        """The character at the place; goes past it. `reason`: why the pattern cannot end here, where it may."""
        if self.at_end():
            assert reason is not None, "the caller knows that there is a character"
            raise RegexError(reason)
        self.position += 1
        return self.text[self.position - 1]

    def take(self, text: str) -> bool:
        """Whether `text` stands here; goes past it."""
        found = self.text.startswith(text, self.position)
        if found:
            self.position += len(text)
        return found

    def skip_blanks(self, flags: Flags) -> None:
        """Goes past blanks and comments, where the flags say that they mean nothing."""
        while flags.spaced and not self.at_end():
            if self.peek().isspace():
                self.position += 1
            elif self.take("#"):
                end = self.text.find("\n", self.position)
                self.position = len(self.text) if end < 0 else end + 1
            else:
                return

    def until(self, closer: str, flags: Flags, reason: Message) -> str:
        """What stands before the next `closer`, without blanks that mean nothing; goes past it."""
        found = ""
        self.skip_blanks(flags)
        while not self.at_end() and self.peek() != closer:
            found += self.next()
            self.skip_blanks(flags)
        if self.at_end():
            raise RegexError(reason)
        self.position += len(closer)
        return found
