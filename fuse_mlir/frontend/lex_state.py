"""What the lexer knows while it runs, shared by its three concerns: code, layout and strings.

In: a source file. Out: `LexState`, the base of the lexer's classes, and `Lexed`, its result.
Besides tokens and diagnostics the lexer reports where the text is broken, so that the parser does not report the same mistake
a second time in its own words.
"""

from __future__ import annotations

from .diagnostics import Diagnostic, Note, error
from .messages.template import Message
from .record import record
from .source import SourceFile, Span
from .tokens import Tokens


@record()
class Lexed:
    """`broken`: offsets of lexical errors that may upset the parser, ascending. `unclosed`: byte ranges (both ends inside) in
    which a bracket was open that nothing closes."""

    tokens: Tokens
    diagnostics: list[Diagnostic]
    broken: list[int]
    unclosed: list[tuple[int, int]]


@record()
class OpenString:
    """A string whose interpolation is being lexed, and the state to go back to when it turns out to have no end."""

    start: int
    triple: bool
    opened: int  # offset of the `${` that is open
    brackets: list[tuple[int, bytes]]
    tokens: int
    diagnostics: int
    broken: int
    unclosed: int
    escaped_quote: bool = False  # reported for the interpolation that is open


class LexState:
    def __init__(self, source: SourceFile) -> None:
        self.path = source.path
        self.data = source.data
        self.tokens = Tokens()
        self.diagnostics: list[Diagnostic] = []
        self.broken: list[int] = []
        self.unclosed: list[tuple[int, int]] = []
        self.indents = [0]
        # Open brackets of the innermost code: offset and character.
        self.brackets: list[tuple[int, bytes]] = []
        # Strings around the code that is being lexed, outermost first.
        self.strings: list[OpenString] = []
        # Brackets that an unterminated string swallowed the ends of: so many unmatched closers are no mistakes.
        self.forgiven = 0
        self.restarts = 0

    def error(self, start: int, end: int, message: Message, notes: tuple[Note, ...] = (), breaks: bool = True) -> None:
        """Report an error; `breaks` where the parser may stumble over the same place."""
        self.diagnostics.append(error(message, Span(start, end), self.path, notes))
        if breaks:
            self.broken.append(start)
