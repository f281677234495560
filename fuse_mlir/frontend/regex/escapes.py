"""What a backslash means: a class, a character, or a condition on a place.

With `u` off a class holds ASCII characters only: a set of bytes could take a part of a character, and a text has none.
"""

from __future__ import annotations

from ..messages.regex import (
    BACKREFERENCE,
    HEXADECIMAL_DIGIT,
    INCOMPLETE_ESCAPE,
    INVALID_UTF8,
    NO_UNICODE,
    UNCLOSED_WORD_BOUNDARY,
    UNICODE_CHARACTER,
    UNICODE_CLASS,
    UNKNOWN_ESCAPE,
    UNKNOWN_WORD_BOUNDARY,
)
from .characters import CharacterSet, from_spans
from .cursor import Cursor, Flags
from .properties import perl_set, property_set
from .tree import Look, RegexError

_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "f": "\f", "v": "\v"}
_LOOKS = {"A": "text start", "z": "text end", "b": "word edge", "B": "no word edge", "<": "word start", ">": "word end"}
_EDGES = {"start": "word start", "end": "word end", "start-half": "word start half", "end-half": "word end half"}
_ASCII_CLASSES = {
    "d": CharacterSet(((48, 57),)),
    "s": CharacterSet(((9, 13), (32, 32))),
    "w": CharacterSet(((48, 57), (65, 90), (95, 95), (97, 122))),
}
_HEX_LENGTHS = {"x": 2, "u": 4, "U": 8}


def escape(cursor: Cursor, flags: Flags) -> CharacterSet | Look | str:
    """A class, a condition, or one character; the cursor is behind the backslash."""
    char = cursor.next(INCOMPLETE_ESCAPE())
    if char.lower() in _ASCII_CLASSES:
        return _perl_class(char, flags)
    if char in "pP":
        return _property(cursor, flags, char == "P")
    if char in _LOOKS:
        return _look(cursor, flags, char)
    if char in _HEX_LENGTHS:
        return _hexadecimal(cursor, flags, char)
    if char in _LETTERS:
        return _LETTERS[char]
    if char.isdigit():
        raise RegexError(BACKREFERENCE())
    if not char.isascii() or char.isalnum():
        raise RegexError(UNKNOWN_ESCAPE())
    return char


def folded(characters: CharacterSet, flags: Flags) -> CharacterSet:
    """With the variants in the other letter case, where the flags ask for them."""
    if not flags.any_case:
        return characters
    if flags.unicode:
        return characters.any_case()
    letters = [
        (max(first, low) + shift, min(last, high) + shift)
        for first, last in characters.spans
        for low, high, shift in ((65, 90, 32), (97, 122, -32))
        if first <= high and last >= low
    ]
    return from_spans([*characters.spans, *letters])


def negated(characters: CharacterSet, flags: Flags, is_negated: bool) -> CharacterSet:
    """The set or its complement. Errors: RegexError where that could take a part of a character."""
    result = characters.complement() if is_negated else characters
    if not flags.unicode and not result.is_ascii():
        raise RegexError(INVALID_UTF8())
    return result


def _perl_class(char: str, flags: Flags) -> CharacterSet:
    letter = char.lower()
    return negated(perl_set(letter) if flags.unicode else _ASCII_CLASSES[letter], flags, char != letter)


def _property(cursor: Cursor, flags: Flags, is_negated: bool) -> CharacterSet:
    cursor.skip_blanks(flags)
    if cursor.take("{"):
        name = cursor.until("}", flags, INCOMPLETE_ESCAPE())
    else:
        name = cursor.next(INCOMPLETE_ESCAPE())
        if name == "\\":
            raise RegexError(UNICODE_CLASS())
    if not flags.unicode:
        raise RegexError(NO_UNICODE())
    return negated(folded(property_set(name), flags), flags, is_negated)


def _look(cursor: Cursor, flags: Flags, char: str) -> Look:
    edge = _LOOKS[char]
    if char == "b" and cursor.peek() == "{":
        edge = _special_edge(cursor, flags) or edge
    return Look(f"{edge} ascii" if "word" in edge and not flags.unicode else edge)


def _special_edge(cursor: Cursor, flags: Flags) -> str | None:
    """`\\b{start}`; None where the brace begins a repetition."""
    start = cursor.position
    cursor.next()
    cursor.skip_blanks(flags)
    first = cursor.peek()
    if first and not (first.isascii() and (first.isalpha() or first == "-")):
        cursor.position = start
        return None
    name = cursor.until("}", flags, UNCLOSED_WORD_BOUNDARY())
    if name not in _EDGES:
        raise RegexError(UNKNOWN_WORD_BOUNDARY())
    return _EDGES[name]


def _hexadecimal(cursor: Cursor, flags: Flags, char: str) -> str:
    cursor.skip_blanks(flags)
    in_braces = cursor.take("{")
    if in_braces:
        digits = cursor.until("}", flags, INCOMPLETE_ESCAPE())
    else:
        digits = ""
        for _ in range(_HEX_LENGTHS[char]):
            cursor.skip_blanks(flags)
            digits += cursor.next(INCOMPLETE_ESCAPE())
    if not digits or any(digit not in "0123456789abcdefABCDEF" for digit in digits):
        raise RegexError(HEXADECIMAL_DIGIT())
    code = int(digits, 16)
    if code > 0x10FFFF or 0xD800 <= code < 0xE000:
        raise RegexError(UNICODE_CHARACTER())
    if char == "x" and not in_braces and code > 0x7F and not flags.unicode:
        raise RegexError(INVALID_UTF8())
    return chr(code)


def class_character(char: str, flags: Flags) -> CharacterSet:
    """A character that stands in a bracket class."""
    if not flags.unicode and not char.isascii():
        raise RegexError(NO_UNICODE())
    return CharacterSet(((ord(char), ord(char)),))
