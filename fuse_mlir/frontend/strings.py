"""String literals and their interpolations.

In: the offset of an opening quote, or of the `}` that ends an interpolation. Out: STRING, or INTERP_START ... INTERP_END with the
code of the interpolations in between, lexed in place so that every span is right.
Source: FUSE spec fls.md, "Strings + interpolation"; semantics 1.3 and 1.4.
"""

from __future__ import annotations

import re

from .diagnostics import Note
from .layout import Layout
from .lex_state import OpenString
from .messages.lexing import INTERPOLATION_WITHOUT_END, UNTERMINATED_INTERPOLATION, UNTERMINATED_STRING
from .source import Span
from .tokens import INTERP_CLOSE, INTERP_END, INTERP_OPEN, INTERP_START, STRING, TEXT

_PLAIN = re.compile(rb'[^"\\$\n]+')
_PLAIN_TRIPLE = re.compile(rb'[^"\\$]+')
_ESCAPES = {b"n": b"\n", b"t": b"\t", b"r": b"\r"}

_QUOTE, _BACKSLASH, _DOLLAR, _LINE_END = b'"\\$\n'

# A comment inside an interpolation ends before the brace that ends the interpolation.
_COMMENT_PIECE = re.compile(rb'[^"{}\n]+|"(?:\\.|[^"\\\n])*"?')
_COMMENT_OPEN, _COMMENT_CLOSE = b"{}"

# After so many interpolations without end the rest of the file is not lexed: each one costs another look at all of the text.
_MAX_RESTARTS = 8


class Strings(Layout):
    def start_string(self, start: int) -> int:
        """Lex from an opening quote; the offset where code goes on: after the literal, or inside its first interpolation."""
        triple = self.data.startswith(b'"""', start)
        return self._text(start, start + (3 if triple else 1), triple, len(self.tokens.kinds), first=True)

    def end_interpolation(self, brace: int) -> int:
        """Go on with the text of the innermost open string after the `}` at `brace`."""
        string = self.strings.pop()
        if self.brackets:
            self.close_brackets(brace, brace)
        self.brackets = string.brackets
        self.tokens.add(INTERP_CLOSE, brace, brace + 1)
        return self._text(string.start, brace + 1, string.triple, string.tokens, first=False)

    def skip_comment(self, pos: int) -> int:
        """The offset after a comment inside an interpolation."""
        data, depth = self.data, 0
        while pos < len(data):
            piece = _COMMENT_PIECE.match(data, pos)
            if piece is not None:
                pos = piece.end()
                continue
            char = data[pos]
            if char == _COMMENT_OPEN:
                depth += 1
            elif char == _COMMENT_CLOSE and depth:
                depth -= 1
            else:
                return pos
            pos += 1
        return pos

    def restart(self) -> int:
        """The file ended inside an interpolation: report it and lex again after the string, as if it had ended."""
        string = self.strings[0]
        self.strings.clear()
        self.brackets = string.brackets
        self.tokens.truncate(string.tokens)
        del self.diagnostics[string.diagnostics :]
        del self.broken[string.broken :]
        del self.unclosed[string.unclosed :]
        if string.triple:
            end = self.data.find(b'"""', string.start + 3)
            end = len(self.data) if end < 0 else end + 3
        else:
            end = self.data.find(b"\n", string.start)
            end = len(self.data) if end < 0 else end
            self.forget_brackets_of_line(string.start)
        note = Note(INTERPOLATION_WITHOUT_END(), Span(string.opened, string.opened + 2))
        self.error(string.start, end, UNTERMINATED_INTERPOLATION(), (note,))
        self.tokens.add(STRING, string.start, end, "")
        self.restarts += 1
        return end if self.restarts <= _MAX_RESTARTS else len(self.data)

    def _text(self, start: int, pos: int, triple: bool, first_token: int, first: bool) -> int:
        """Lex text from `pos` up to the end of the literal or to its next interpolation."""
        data, parts, begin = self.data, [], pos
        plain = _PLAIN_TRIPLE if triple else _PLAIN
        while True:
            match = plain.match(data, pos)
            if match is not None:
                parts.append(match[0])
                pos = match.end()
            if pos >= len(data):
                return self._end_string(start, begin, pos, pos, parts, first, terminated=False)
            char = data[pos]
            if char == _QUOTE:
                if not triple:
                    return self._end_string(start, begin, pos, pos + 1, parts, first, terminated=True)
                if data.startswith(b'"""', pos):
                    return self._end_string(start, begin, pos, pos + 3, parts, first, terminated=True)
                parts.append(b'"')
                pos += 1
            elif char == _BACKSLASH:
                escaped = data[pos + 1 : pos + 2]
                if escaped and escaped[0] < 0x80:
                    parts.append(_ESCAPES.get(escaped, escaped))
                    pos += 2
                else:
                    pos += 1  # a character of several bytes stands for itself; so does the end of the file
            elif char == _DOLLAR:
                if data.startswith(b"${", pos):
                    return self._open_interpolation(start, begin, pos, parts, triple, first_token, first)
                parts.append(b"$")
                pos += 1
            else:
                assert char == _LINE_END
                return self._end_string(start, begin, pos, pos, parts, first, terminated=False)

    def _open_interpolation(
        self, start: int, begin: int, pos: int, parts: list[bytes], triple: bool, first_token: int, first: bool
    ) -> int:
        # The state to go back to is that before the string, so only a string with its first interpolation may save it.
        self.strings.append(
            OpenString(start, triple, pos, self.brackets, first_token, len(self.diagnostics), len(self.broken), len(self.unclosed))
        )
        self.brackets = []
        if first:
            self.tokens.add(INTERP_START, start, begin)
        self._add_text(begin, pos, parts)
        self.tokens.add(INTERP_OPEN, pos, pos + 2)
        return pos + 2

    def _end_string(self, start: int, begin: int, pos: int, end: int, parts: list[bytes], first: bool, terminated: bool) -> int:
        if first:
            self.tokens.add(STRING, start, end, b"".join(parts).decode())
        else:
            self._add_text(begin, pos, parts)
            self.tokens.add(INTERP_END, pos, end)
        if not terminated:
            self.error(start, end, UNTERMINATED_STRING())
            self.forget_brackets_of_line(start)
        return end

    def _add_text(self, begin: int, end: int, parts: list[bytes]) -> None:
        text = b"".join(parts).decode()
        if text:
            self.tokens.add(TEXT, begin, end, text)
