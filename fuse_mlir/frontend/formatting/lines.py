"""Places pieces on lines: indentation, blanks between pieces, blank lines inside blocks.

In: pieces. Out: `Line`s. Line ends stay where the user put them.
A line of a block stands two blanks deeper than the block's head; a line inside brackets two deeper than the line that opened them;
a line that goes on with `.` or `?` two deeper than its statement. A comment of its own line stands with what follows it; where
blocks end behind it, its column says to which of them it belongs.
"""

from __future__ import annotations

from ..record import record
from ..tokens import DOC, EOF
from .pieces import COMMENT, Piece
from .spacing import Spacing

INDENT = 2

_PAIRS = {")": "(", "]": "[", "}": "{"}


@record()
class Line:
    """`indent` in blanks. `text` may have line ends of its own, in strings. `blank_before`: an empty line stands before it.
    `comment`: nothing but a comment or a doc comment. `top`: it starts a declaration of the module, which begins with `word`."""

    indent: int
    text: str
    blank_before: bool
    comment: bool
    top: bool
    word: str


class LineBuilder:
    def __init__(self, pieces: list[Piece], spacing: Spacing) -> None:
        self._pieces = pieces
        self._spacing = spacing
        self.lines: list[Line] = []
        # Indentation of the line that opened each bracket that is open.
        self._brackets: list[int] = []
        # Columns in the source of the blocks that are open, outermost first.
        self._columns = [0]
        self._statement = 0

    def build(self) -> list[Line]:
        pieces = self._pieces
        last_code: Piece | None = None
        before_last: Piece | None = None
        for index, piece in enumerate(pieces):
            if piece.kind == EOF:
                break
            if index == 0 or piece.breaks:
                self._start_line(index)
            else:
                line = self.lines[-1]
                if piece.kind == COMMENT:
                    line.text += "  "
                elif last_code is not None and self._spacing.blank(before_last, last_code, piece):
                    line.text += " "
                line.text += piece.text
            self._track_brackets(piece)
            if piece.kind != COMMENT:
                before_last, last_code = last_code, piece
        return self.lines

    def _start_line(self, index: int) -> None:
        piece = self._pieces[index]
        after_opener = index > 0 and self._pieces[index - 1].kind in ("(", "[", "{")
        blank = piece.breaks > 1 and bool(self.lines) and not after_opener
        top = False
        if piece.kind == COMMENT:
            indent = self._comment_indent(index)
        elif piece.starts_line:
            indent = self._open_blocks(piece)
            self._statement = indent
            top = piece.depth == 0 and piece.kind != DOC
        else:
            indent = self._continuation(piece)
        if self._opens_block(piece, indent) or piece.kind in (")", "]", "}", "else"):
            blank = False
        self.lines.append(Line(indent, piece.text, blank, piece.kind in (COMMENT, DOC), top, piece.kind))

    def _open_blocks(self, piece: Piece) -> int:
        del self._columns[piece.depth + 1 :]
        if len(self._columns) == piece.depth:
            self._columns.append(piece.column)
        return INDENT * piece.depth

    def _continuation(self, piece: Piece) -> int:
        if piece.kind in _PAIRS and self._brackets:
            return self._brackets[-1]
        base = self._brackets[-1] if self._brackets else self._statement
        goes_on = piece.kind in (".", "?", "?!")
        return base + INDENT + (INDENT if self._brackets and goes_on else 0)

    def _comment_indent(self, index: int) -> int:
        if self._brackets:
            return self._brackets[-1] + INDENT
        piece = self._pieces[index]
        following = next(each for each in self._pieces[index:] if each.kind != COMMENT)
        if following.kind != EOF and not following.starts_line:
            return self._continuation(following)
        deepest = len(self._columns) - 1
        if following.depth >= deepest:
            return INDENT * following.depth
        level = max((depth for depth, column in enumerate(self._columns) if column <= piece.column), default=0)
        return INDENT * max(following.depth, level)

    def _opens_block(self, piece: Piece, indent: int) -> bool:
        """Whether this is the first line of a block: only the head of the block stands right before it, less deep."""
        if not self.lines or self._brackets or self.lines[-1].comment:
            return False
        return indent > self.lines[-1].indent and (piece.starts_line or piece.kind == COMMENT)

    def _track_brackets(self, piece: Piece) -> None:
        if piece.kind in ("(", "[", "{"):
            self._brackets.append(self.lines[-1].indent)
        elif piece.kind in _PAIRS:
            self._brackets.pop()
