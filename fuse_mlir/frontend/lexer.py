"""The lexer: source text to tokens.

In: a `SourceFile`. Out: `Lexed`. One compiled expression recognises a token together with the blanks before it; line starts go
to `layout`, quotes to `strings`. Lexing never stops at an error and never recurses, so any text gives a stream that ends in EOF.
Source: FUSE spec fls.md, "Lexing + indentation rules"; semantics section 1.
"""

from __future__ import annotations

import re

from .lex_state import Lexed
from .messages.lexing import (
    BYTE_ORDER_MARK,
    DOUBLE_AMPERSAND,
    DOUBLE_BAR,
    ESCAPED_QUOTE,
    FOREIGN_CHARACTER,
    SEMICOLON,
    TYPOGRAPHIC_QUOTE,
    UNEXPECTED_CHARACTER,
    UNMATCHED_CLOSER,
)
from .source import SourceFile
from .strings import Strings
from .tokens import BOOL, EOF, FLOAT, IDENT, INT, KEYWORDS, NULL, STRING

_TOKEN = re.compile(
    rb"""[ \t\r\x0b\x0c]*(?:
      ([A-Za-z_][A-Za-z0-9_]*)
    | (\?\?|\?!|->|=>|==|!=|<=|>=|\.\.|[,:.=<>+\-*/%?!])
    | ([(\[{])
    | ([)\]}])
    | (\n)
    | ([0-9]+\.[0-9]+)
    | ([0-9]+)
    | "(?!"")([^"\\$\n]*)"
    | (")
    | (\#[^\n]*)
    | ([\x00-\x7f]|[\xc0-\xff][\x80-\xbf]*)
    )?""",
    re.VERBOSE,
)
_WORD, _PUNCTUATION, _OPEN, _CLOSE, _LINE_END, _FLOAT, _INT, _SIMPLE_STRING, _QUOTE, _COMMENT, _UNKNOWN = range(1, 12)

_WORDS: dict[bytes, tuple[str, object]] = {word.encode(): (word, None) for word in sorted(KEYWORDS)}
_WORDS |= {b"true": (BOOL, True), b"false": (BOOL, False), b"null": (NULL, None)}

# More digits than any Int has: not worth converting, and Python refuses to for very many.
_MAX_INT_DIGITS = 19
INT_TOO_LARGE = 10**_MAX_INT_DIGITS

_BYTE_ORDER_MARK = "\ufeff"
_TYPOGRAPHIC_QUOTES = "\u2018\u2019\u201c\u201d\u00ab\u00bb'`"
# What other languages write.
_FOREIGN = {"&": DOUBLE_AMPERSAND, "|": DOUBLE_BAR, ";": SEMICOLON}


def lex(source: SourceFile) -> Lexed:
    """All tokens of a file.

    Errors:  `unexpected character`, `unterminated string literal`, `unterminated interpolation`, `unclosed delimiter`, `unmatched
             closing delimiter`, `tabs are not allowed for indentation`, `inconsistent indentation`; lexing goes on after each.
    """
    return _Lexer(source).run()


class _Lexer(Strings):
    def run(self) -> Lexed:
        pos = self._code(self.start_line(0))
        while self.strings:
            pos = self._code(self.restart())
        self.finish()
        self.tokens.add(EOF, pos, pos)
        return Lexed(self.tokens, self.diagnostics, sorted(self.broken), self.unclosed)

    def _code(self, pos: int) -> int:
        """Lex from `pos` to the end of the file; the offset of that end."""
        data, tokens = self.data, self.tokens
        match_at = _TOKEN.match
        add_kind, add_start = tokens.kinds.append, tokens.starts.append
        add_end, add_value = tokens.ends.append, tokens.values.append
        words: dict[bytes, tuple[str, object]] = dict(_WORDS)
        while True:
            match = match_at(data, pos)
            assert match is not None  # every part of the pattern is optional
            group = match.lastindex
            if group is None:
                return match.end()
            start, pos = match.span(group)
            if group == _WORD:
                text = match[1]
                word = words.get(text)
                if word is None:
                    word = words[text] = (IDENT, text.decode())
                add_kind(word[0])
                add_value(word[1])
            elif group == _PUNCTUATION:
                add_kind(match[2].decode())
                add_value(None)
            elif group == _SIMPLE_STRING:
                start, pos = start - 1, pos + 1
                add_kind(STRING)
                add_value(match[_SIMPLE_STRING].decode())
            elif group == _OPEN:
                self.brackets.append((start, match[_OPEN]))
                add_kind(match[_OPEN].decode())
                add_value(None)
            elif group == _INT:
                add_kind(INT)
                add_value(_integer(match[_INT]))
            elif group == _FLOAT:
                add_kind(FLOAT)
                add_value(float(match[_FLOAT]))
            else:
                pos = self._rare(group, start, pos, match[group])
                continue
            add_start(start)
            add_end(pos)

    def _rare(self, group: int, start: int, end: int, text: bytes) -> int:
        """The tokens that need more than a line of code; the offset to go on at."""
        if group == _LINE_END:
            return self.start_line(end)
        if group == _QUOTE:
            return self.start_string(start)
        if group == _COMMENT:
            return self.skip_comment(start) if self.strings else end
        if group == _CLOSE:
            return self._close(start, text)
        if text == b"\\" and self.strings and self.data.startswith(b'"', end):
            return self._escaped_quote(start)
        self._unexpected(start, end, text.decode())
        return end

    def _escaped_quote(self, start: int) -> int:
        """`\\"` as code of an interpolation: the quote goes with its backslash and opens no string; one error for all of them."""
        string = self.strings[-1]
        if not string.escaped_quote:
            string.escaped_quote = True
            self.error(start, start + 1, ESCAPED_QUOTE())
        return start + 2

    def _close(self, start: int, text: bytes) -> int:
        brackets = self.brackets
        if self.strings and text == b"}" and not any(opener == b"{" for _, opener in brackets):
            return self.end_interpolation(start)
        if brackets:
            brackets.pop()
            self.tokens.add(text.decode(), start, start + 1)
        elif self.forgiven:
            self.forgiven -= 1
        else:
            self.error(start, start + 1, UNMATCHED_CLOSER())
        return start + 1

    def _unexpected(self, start: int, end: int, char: str) -> None:
        if char in "&|" and self.data[start - 1 : start] == char.encode():
            return  # the second half of `&&` or `||`
        if char == _BYTE_ORDER_MARK and start == 0:
            message = BYTE_ORDER_MARK()
        elif char in _TYPOGRAPHIC_QUOTES:
            message = TYPOGRAPHIC_QUOTE()
        elif not char.isprintable() or not char.isascii():
            message = FOREIGN_CHARACTER(number=f"{ord(char):04X}")
        else:
            message = _FOREIGN.get(char, UNEXPECTED_CHARACTER)()
        self.error(start, end, message)


def _integer(digits: bytes) -> int:
    """The value; `INT_TOO_LARGE` stands for all that have more digits than an Int."""
    if len(digits) > _MAX_INT_DIGITS:
        digits = digits.lstrip(b"0") or b"0"
        if len(digits) > _MAX_INT_DIGITS:
            return INT_TOO_LARGE
    return int(digits)
