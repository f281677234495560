"""JSON text to values, with the grammar of the language: standard JSON, and a little more.

In: text. Out: `JsonValue`. More than the standard are leading zeros (`01`), digits missing around the point (`1.`, `-.5`), trailing
commas, raw control characters in strings, and duplicate keys, of which the last wins.
Integers stay exact: a number without point and exponent is a Python int of any size, every other one a float.
Source: semantics 8.2 and 8.3; decisions 2 and 3.
"""

from __future__ import annotations

import re
from typing import TypeAlias

JsonValue: TypeAlias = "bool | int | float | str | list[JsonValue] | dict[str, JsonValue] | None"

# Arrays and objects inside each other.
MAX_DEPTH = 512

MIN_INT, MAX_INT = -(2**63), 2**63 - 1

# More digits than any Int has. Such a number is far outside the range of Int, so only its size as a float matters.
_MAX_INT_DIGITS = 30

_BLANKS = re.compile(r"[ \n\t\r]*")
_NUMBER = re.compile(r"-?[0-9]*(\.[0-9]*)?([eE][+-]?[0-9]*)?")
_NUMBER_IS_VALID = re.compile(r"-?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_PLAIN = re.compile(r'[^"\\]*')
_HEX = re.compile(r"[0-9a-fA-F]{4}")
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_WORDS: dict[str, tuple[str, bool | None]] = {"n": ("null", None), "t": ("true", True), "f": ("false", False)}


class JsonError(Exception):
    """The text is not JSON; the message is the one that the language specifies. `offset` is the character where reading stopped."""

    offset = 0


def parse_json(text: str) -> JsonValue:
    """The value of a JSON text.

    Errors:  JsonError with one of the messages of semantics 8.2, or `nesting too deep` over `MAX_DEPTH` levels.
    """
    reader = _Reader(text)
    try:
        return reader.read()
    except JsonError as error:
        error.offset = reader.pos
        raise


def untyped(value: JsonValue) -> JsonValue:
    """The value as the language sees it without a type: a number with no fraction is an Int, within the limits of Int.

    The argument comes from `parse_json`; it is not changed.
    """
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int):
        return max(MIN_INT, min(MAX_INT, value))
    if isinstance(value, float):
        return max(MIN_INT, min(MAX_INT, int(value))) if value.is_integer() else value
    # Loops, not comprehensions: those cost a second frame a level, and the default limit of frames is below twice `MAX_DEPTH`.
    if isinstance(value, list):
        items: list[JsonValue] = []
        for item in value:
            items.append(untyped(item))
        return items
    members: dict[str, JsonValue] = {}
    for key, item in value.items():
        members[key] = untyped(item)
    return members


class _Opened:
    """What stands for a container that has just been opened."""


_OPENED = _Opened()


class _Reader:
    """Without recursion: `_open` holds the arrays and objects around the current place, and the keys that wait for their values."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.pos = 0
        self._open: list[list[JsonValue] | dict[str, JsonValue]] = []
        self._keys: list[str] = []

    def read(self) -> JsonValue:
        while True:
            value = self._value()
            if isinstance(value, _Opened):
                continue
            while self._open:
                self._store(value)
                if not self._closed():
                    break
                value = self._leave()
            else:
                self._blanks()
                if self.pos < len(self._text):
                    raise JsonError("trailing characters")
                return value

    def _value(self) -> JsonValue | _Opened:
        """A scalar or an empty container; `_OPENED` after the start of a container that has a first element."""
        self._blanks()
        char = self._text[self.pos : self.pos + 1]
        if char == '"':
            return self._string()
        if char and char in "-0123456789":
            return self._number()
        if char and char in "[{":
            return self._container(char)
        if char in _WORDS:
            return self._word(char)
        raise JsonError("unexpected character" if char else "unexpected end of input")

    def _container(self, opener: str) -> JsonValue | _Opened:
        if len(self._open) == MAX_DEPTH:
            raise JsonError("nesting too deep")
        self.pos += 1
        self._open.append([] if opener == "[" else {})
        return self._leave() if self._at_end() else _OPENED

    def _closed(self) -> bool:
        """After an element: whether the container ends here; else the place is before its next element."""
        is_list = isinstance(self._open[-1], list)
        self._blanks()
        char = self._text[self.pos : self.pos + 1]
        closer = "]" if is_list else "}"
        if char == closer:
            self.pos += 1
            return True
        if char != ",":
            raise JsonError(f"expected ',' or '{closer}'")
        self.pos += 1
        return self._at_end()

    def _at_end(self) -> bool:
        """Whether the container ends where an element could start; reads the key of that element."""
        self._blanks()
        is_list = isinstance(self._open[-1], list)
        if self._text.startswith("]" if is_list else "}", self.pos):
            self.pos += 1
            return True
        if not is_list:
            self._keys.append(self._key())
        return False

    def _key(self) -> str:
        if not self._text.startswith('"', self.pos):
            raise JsonError("expected string")
        key = self._string()
        self._blanks()
        if not self._text.startswith(":", self.pos):
            raise JsonError("expected ':'")
        self.pos += 1
        return key

    def _store(self, value: JsonValue) -> None:
        container = self._open[-1]
        if isinstance(container, list):
            container.append(value)
        else:
            container[self._keys.pop()] = value

    def _leave(self) -> JsonValue:
        return self._open.pop()

    def _word(self, char: str) -> bool | None:
        word, value = _WORDS[char]
        if not self._text.startswith(word, self.pos):
            raise JsonError("invalid null" if char == "n" else "invalid bool")
        self.pos += len(word)
        return value

    def _number(self) -> int | float:
        match = _NUMBER.match(self._text, self.pos)
        assert match is not None  # every part of the pattern is optional
        literal = match[0]
        if not _NUMBER_IS_VALID.fullmatch(literal):
            raise JsonError("invalid number")
        self.pos = match.end()
        digits = literal.lstrip("-").lstrip("0")
        if match[1] is None and match[2] is None and len(digits) <= _MAX_INT_DIGITS:
            return int(literal)
        return float(literal)

    def _string(self) -> str:
        """From the opening quote."""
        text, parts = self._text, []
        self.pos += 1
        while True:
            match = _PLAIN.match(text, self.pos)
            assert match is not None  # the pattern matches the empty text
            parts.append(match[0])
            self.pos = match.end() + 1
            if match.end() == len(text):
                raise JsonError("unterminated string")
            if text[match.end()] == '"':
                return "".join(parts)
            parts.append(self._escape())

    def _escape(self) -> str:
        """Behind the backslash."""
        char = self._text[self.pos : self.pos + 1]
        self.pos += 1
        if char in _ESCAPES:
            return _ESCAPES[char]
        if char != "u":
            raise JsonError("invalid escape")
        code = self._hex()
        if 0xD800 <= code < 0xDC00 and self._text.startswith("\\u", self.pos):
            self.pos += 2
            low = self._hex()
            if 0xDC00 <= low < 0xE000:
                return chr(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00))
        if 0xD800 <= code < 0xE000:
            raise JsonError("invalid unicode escape")
        return chr(code)

    def _hex(self) -> int:
        match = _HEX.match(self._text, self.pos)
        if match is None:
            raise JsonError("invalid unicode escape")
        self.pos = match.end()
        return int(match[0], 16)

    def _blanks(self) -> None:
        match = _BLANKS.match(self._text, self.pos)
        assert match is not None  # the pattern matches the empty text
        self.pos = match.end()
