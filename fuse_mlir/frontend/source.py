"""Source text and positions in it."""

from __future__ import annotations

from bisect import bisect_right

from .record import record


@record(frozen=True)
class Span:
    """A half-open range of byte offsets in one source file."""

    start: int
    end: int


@record(frozen=True)
class CopiedSpan(Span):
    """The place that stands for one of another file: a field of a derived type was written there.

    `field` and `type` are its name and that of the derived type; `written` is the place in `source`.
    """

    field: str
    type: str
    written: Span
    source: SourceFile


class SourceFile:
    """One source text: `path` as the user gave it, `data` its UTF-8 bytes."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.data = text.encode()
        self._line_starts = [0]
        offset = self.data.find(b"\n")
        while offset >= 0:
            self._line_starts.append(offset + 1)
            offset = self.data.find(b"\n", offset + 1)

    def position(self, offset: int) -> tuple[int, int]:
        """The 1-based line and the 1-based byte column of a byte offset."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line_bounds(self, line: int) -> tuple[int, int]:
        """The offsets of a 1-based line, without its line end."""
        start = self._line_starts[line - 1]
        end = self._line_starts[line] - 1 if line < len(self._line_starts) else len(self.data)
        while end > start and self.data[end - 1] == 0x0D:
            end -= 1
        return start, end
