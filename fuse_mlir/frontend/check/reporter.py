"""Collects the diagnostics of one check: no duplicates, source order."""

from __future__ import annotations

from ..diagnostics import Diagnostic, Note, error
from ..messages.loading import WRITTEN_HERE
from ..messages.template import Message
from ..nearest import Hint, Hints
from ..source import CopiedSpan, SourceFile, Span


class Reporter:
    def __init__(self, source: SourceFile) -> None:
        self._source = source
        self._hints = Hints()
        self._found: dict[tuple[int, int, str, tuple[Note, ...]], Diagnostic] = {}

    def report(self, span: Span, message: Message, hint: Hint = None, notes: tuple[Note, ...] = (), level: str = "error") -> None:
        """Adds one finding; the same words at the same place are one finding."""
        if isinstance(span, CopiedSpan):
            notes = (*notes, Note(WRITTEN_HERE(field=span.field, type=span.type), span.written, span.source))
        key = (span.start, span.end, message.text, notes)
        if key not in self._found:
            self._found[key] = error(message, span, self._source.path, notes, self._hints.text(hint), level)

    def sorted(self) -> list[Diagnostic]:
        """By place in the source, in order of discovery where the place is the same."""
        return sorted(self._found.values(), key=lambda diagnostic: diagnostic.span.start)
