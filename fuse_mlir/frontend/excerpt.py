"""The source line of a diagnostic, as a terminal shows it, and where the carets go under it.

In: a source file and a span. Out: printable text and two counts of terminal cells. Tabs become blanks, characters that a
terminal would obey (control characters, changes of writing direction) become visible stand-ins, wide characters count two
cells and combining ones none, and a very long line is cut around the place.
"""

from __future__ import annotations

import unicodedata

from .source import SourceFile, Span

_TAB_STOP = 4
# Characters of a line that are shown; a longer line is cut, with `_BEFORE` of them before the caret.
_WINDOW = 160
_BEFORE = 60
# Bytes that have more characters than are shown, whatever these are.
_REACH = 4 * (_WINDOW + 2)


def excerpt(source: SourceFile, span: Span) -> tuple[str, int, int]:
    """The line at the start of `span`, the cells before the caret, and the number of carets (at least one).

    A span over several lines is underlined up to the end of its first line.
    """
    first, last = source.line_bounds(source.position(span.start)[0])
    start = min(span.start, last)
    end = max(start, min(span.end, last))
    data = source.data
    # No more of a long line than can be shown, or a line with many errors would be read as often.
    before = _decode(data[max(first, start - _REACH) : start])
    marked = _decode(data[start : min(end, start + _REACH)]).rstrip()
    after = _decode(data[end : min(last, end + _REACH)])
    prefix = suffix = ""
    if len(before) + len(marked) + len(after) > _WINDOW:
        if len(before) > _BEFORE:
            before, prefix = before[-_BEFORE:], "…"
        rest = _WINDOW - len(before)
        if len(marked) + len(after) > rest:
            suffix = "…"
        marked = marked[:rest]
        after = after[: rest - len(marked)]
    text, column_before = _cells(before, len(prefix))
    shown, column_marked = _cells(marked, column_before)
    tail, _ = _cells(after, column_marked)
    return f"{prefix}{text}{shown}{tail}{suffix}", column_before, max(1, column_marked - column_before)


def _decode(raw: bytes) -> str:
    # A span may start inside a character only if a caller made it wrong; showing the line is still better than failing.
    return raw.decode("utf-8", "replace")


def _cells(text: str, column: int) -> tuple[str, int]:
    """`text` as shown from cell `column` on, and the cell after it."""
    if text.isascii() and text.isprintable():
        return text, column + len(text)
    shown: list[str] = []
    for char in text:
        if char == "\t":
            width = _TAB_STOP - column % _TAB_STOP
            char = " " * width
        else:
            char, width = _shown(char)
        shown.append(char)
        column += width
    return "".join(shown), column


def _shown(char: str) -> tuple[str, int]:
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code), 1
    if code == 0x7F:
        return "\u2421", 1
    category = unicodedata.category(char)
    if category in ("Mn", "Me"):
        return char, 0
    if category in ("Cc", "Cf", "Zl", "Zp", "Cs"):
        return "\ufffd", 1
    return char, 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1
