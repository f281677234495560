"""Collects the diagnostics of one check: no duplicates, source order."""

from __future__ import annotations

from ..diagnostics import Diagnostic, Note
from ..nearest import Hint, Hints
from ..source import SourceFile, Span


class Reporter:
    def __init__(self, source: SourceFile) -> None:
        self._source = source
        self._hints = Hints()
        self._found: dict[tuple[int, int, str], Diagnostic] = {}

    def report(self, level: str, span: Span, message: str, code: str | None, hint: Hint, notes: tuple[Note, ...]) -> None:
        """Adds one finding; the same words at the same place are one finding."""
        if (span.start, span.end, message) in self._found:
            return
        diagnostic = Diagnostic(level, message, span, self._source.path, code, notes, self._hints.text(hint))
        self._found[(span.start, span.end, message)] = diagnostic

    def sorted(self) -> list[Diagnostic]:
        """By place in the source, in order of discovery where the place is the same."""
        return sorted(self._found.values(), key=lambda diagnostic: diagnostic.span.start)
