"""The pieces of a source text that the formatter places: tokens and comments, in the order of the text.

In: a source file and its tokens. Out: `Piece`s. A string is one piece with all of its interpolations, so its text is never touched.
Between two pieces stand only blanks and line ends.
"""

from __future__ import annotations

from ..record import record
from ..source import SourceFile
from ..tokens import DEDENT, DOC, EOF, INDENT, INTERP_END, INTERP_START, LAYOUT, NEWLINE, STRING, Tokens

COMMENT = "COMMENT"


@record()
class Piece:
    """`kind` is that of the token, `COMMENT`, or EOF for the end of the text. `end` is the offset behind the piece.

    `breaks`: line ends between the piece before and this one. `column`: in its line, in bytes, from 0.
    `starts_line`: it begins a logical line, `depth` blocks deep; for other pieces `depth` is that of the line around them.
    """

    kind: str
    text: str
    start: int
    end: int
    breaks: int
    column: int
    starts_line: bool
    depth: int


def pieces_of(source: SourceFile, tokens: Tokens) -> list[Piece]:
    """All pieces; the last one is EOF."""
    return _Cutter(source, tokens).cut()


class _Cutter:
    def __init__(self, source: SourceFile, tokens: Tokens) -> None:
        self._data = source.data
        self._tokens = tokens
        self._pieces: list[Piece] = []
        self._end = 0
        self._depth = 0
        self._fresh = True  # the next token starts a logical line

    def cut(self) -> list[Piece]:
        kinds = self._tokens.kinds
        index = 0
        while kinds[index] != EOF:
            kind = kinds[index]
            if kind in LAYOUT:
                self._layout(kind)
                index += 1
                continue
            last = self._group_end(index) if kind == INTERP_START else index
            self._add(STRING if kind == INTERP_START else kind, self._tokens.starts[index], self._tokens.ends[last])
            index = last + 1
        # DEDENTs stand before EOF, so the depth is that of the file itself.
        self._add(EOF, len(self._data), len(self._data))
        return self._pieces

    def _layout(self, kind: str) -> None:
        if kind == INDENT:
            self._depth += 1
        elif kind == DEDENT:
            self._depth -= 1
        assert kind in (INDENT, DEDENT, NEWLINE)
        self._fresh = True

    def _group_end(self, index: int) -> int:
        """The index of the INTERP_END that closes the string opened at `index`."""
        depth = 0
        while True:
            kind = self._tokens.kinds[index]
            depth += (kind == INTERP_START) - (kind == INTERP_END)
            if depth == 0:
                return index
            index += 1

    def _add(self, kind: str, start: int, end: int) -> None:
        self._comments_before(start)
        self._append(kind, start, end, self._fresh)
        # A doc comment ends its line, whether or not a NEWLINE says so.
        self._fresh = kind == DOC

    def _comments_before(self, start: int) -> None:
        while True:
            comment = self._data.find(b"#", self._end, start)
            if comment < 0:
                return
            line_end = self._data.find(b"\n", comment, start)
            self._append(COMMENT, comment, line_end if line_end >= 0 else start, False)

    def _append(self, kind: str, start: int, end: int, starts_line: bool) -> None:
        data = self._data
        text = data[start:end].decode()
        if kind in (COMMENT, DOC):
            text = text.rstrip()
        column = start - (data.rfind(b"\n", 0, start) + 1)
        breaks = data.count(b"\n", self._end, start)
        self._pieces.append(Piece(kind, text, start, end, breaks, column, starts_line, self._depth))
        self._end = end
