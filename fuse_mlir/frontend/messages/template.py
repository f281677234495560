"""One message of the compiler: its text with places for facts of the program, its code and its hint.

In: the facts, by name. Out: `Message`, what a diagnostic says. A test reads every call of a template in the sources: its facts are
those that the template names, no more and no fewer.
"""

from __future__ import annotations

from typing import NamedTuple


class Message(NamedTuple):
    """A text with the facts in it."""

    text: str
    code: str | None = None
    hint: str | None = None


class Template:
    """`text` and `hint` have the names of facts in braces; braces that stand for themselves are doubled."""

    __slots__ = ("code", "hint", "text")

    def __init__(self, text: str, code: str | None = None, hint: str | None = None) -> None:
        self.text = text
        self.code = code
        self.hint = hint

    def __call__(self, **facts: object) -> Message:
        """The message with its facts filled in."""
        hint = None if self.hint is None else self.hint.format_map(facts)
        return Message(self.text.format_map(facts), self.code, hint)
