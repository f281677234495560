"""Patterns to trees: alternatives, repetitions, groups, flags.

The syntax is that of linear-time engines: what needs back-tracking (look-around, back-references, atomic groups, possessive
repetitions) is malformed. Greedy or lazy makes no difference to a search that only says yes or no.
"""

from __future__ import annotations

from dataclasses import replace

from ..messages.regex import (
    COUNT_RANGE,
    DANGLING_NEGATION,
    DEEP_GROUPS,
    DUPLICATE_FLAG,
    DUPLICATE_GROUP_NAME,
    EMPTY_GROUP_NAME,
    GROUP_CHARACTER,
    INVALID_UTF8,
    LARGE_DECIMAL,
    LOOK_AROUND,
    NO_DECIMAL,
    NO_OPERAND,
    SECOND_NEGATION,
    UNCLOSED_COUNT,
    UNCLOSED_GROUP,
    UNCLOSED_GROUP_NAME,
    UNKNOWN_FLAG,
    UNOPENED_GROUP,
)
from .characters import EVERYTHING, CharacterSet, one_character
from .class_syntax import bracket_class
from .cursor import Cursor, Flags
from .escapes import escape, folded
from .tree import Choice, Look, Node, One, RegexError, Repeat, Sequence

_LINE_END = CharacterSet(((10, 10),))
_LINE_ENDS = CharacterSet(((10, 10), (13, 13)))
_NESTING_LIMIT = 250
_LARGEST_COUNT = 0xFFFF_FFFF

_FLAG_NAMES = {
    "i": "any_case",
    "m": "lines",
    "s": "dot_all",
    "R": "crlf",
    "u": "unicode",
    "x": "spaced",
    "U": "swapped",
}


def parse(pattern: str) -> Node:
    """The tree of a pattern. Errors: RegexError with the reason."""
    parser = _Parser(Cursor(pattern))
    tree = parser.alternatives(Flags())
    if not parser.cursor.at_end():
        raise RegexError(UNOPENED_GROUP())
    return tree


class _Parser:
    def __init__(self, cursor: Cursor) -> None:
        self.cursor = cursor
        self._depth = 0
        self._group_names: set[str] = set()

    def alternatives(self, flags: Flags) -> Node:
        """Up to a closing parenthesis or the end."""
        self._depth += 1
        if self._depth > _NESTING_LIMIT:
            raise RegexError(DEEP_GROUPS())
        branches: list[Node] = []
        parts: list[Node] = []
        while True:
            self.cursor.skip_blanks(flags)
            if self.cursor.at_end() or self.cursor.peek() == ")":
                break
            if self.cursor.take("|"):
                branches.append(Sequence(tuple(parts)))
                parts = []
            elif self.cursor.peek() in "*+?{":
                raise RegexError(NO_OPERAND())
            else:
                part = self._part(flags)
                if isinstance(part, Flags):
                    flags = part
                else:
                    parts.append(part)
        self._depth -= 1
        return Choice((*branches, Sequence(tuple(parts)))) if branches else Sequence(tuple(parts))

    def _part(self, flags: Flags) -> Node | Flags:
        """One part of a sequence with its repetitions, or a change of the flags."""
        made = self._group(flags) if self.cursor.take("(") else self._atom(flags)
        return made if isinstance(made, Flags) else self._repeated(made, flags)

    def _atom(self, flags: Flags) -> Node:
        char = self.cursor.next()
        if char == "[":
            return One(bracket_class(self.cursor, flags))
        if char == ".":
            if not flags.unicode:
                raise RegexError(INVALID_UTF8())
            ends = _LINE_ENDS if flags.crlf else _LINE_END
            return One(EVERYTHING if flags.dot_all else ends.complement())
        if char == "^":
            return Look(_line_look("line start", flags) if flags.lines else "text start")
        if char == "$":
            return Look(_line_look("line end", flags) if flags.lines else "text end")
        if char == "\\":
            found = escape(self.cursor, flags)
            if isinstance(found, Look):
                return found
            if isinstance(found, CharacterSet):
                return One(found)
            char = found
        return One(folded(one_character(char), flags))

    def _group(self, flags: Flags) -> Node | Flags:
        """Behind the `(`."""
        inner = flags
        self.cursor.skip_blanks(flags)
        if any(self.cursor.take(start) for start in ("?=", "?!", "?<=", "?<!")):
            raise RegexError(LOOK_AROUND())
        if self.cursor.take("?P<") or self.cursor.take("?<"):
            self._group_name()
        elif self.cursor.take("?"):
            changed = self._flags(flags)
            if self.cursor.next() == ")":
                return changed
            inner = changed
        tree = self.alternatives(inner)
        if not self.cursor.take(")"):
            raise RegexError(UNCLOSED_GROUP())
        return tree

    def _group_name(self) -> None:
        name = self.cursor.until(">", Flags(), UNCLOSED_GROUP_NAME())
        if not name:
            raise RegexError(EMPTY_GROUP_NAME())
        if not (name[0] == "_" or name[0].isalpha()) or not all(char in "_.[]" or char.isalnum() for char in name):
            raise RegexError(GROUP_CHARACTER())
        if name in self._group_names:
            raise RegexError(DUPLICATE_GROUP_NAME())
        self._group_names.add(name)

    def _flags(self, flags: Flags) -> Flags:
        """Behind the `(?`, up to the `:` or `)`."""
        seen = ""
        while not self.cursor.at_end() and self.cursor.peek() not in ":)":
            char = self.cursor.next()
            if char in seen:
                raise RegexError(SECOND_NEGATION() if char == "-" else DUPLICATE_FLAG())
            if char != "-" and char not in _FLAG_NAMES:
                raise RegexError(UNKNOWN_FLAG())
            if char != "-":
                flags = replace(flags, **{_FLAG_NAMES[char]: "-" not in seen})
            seen += char
        if self.cursor.at_end():
            raise RegexError(UNCLOSED_GROUP())
        if seen.endswith("-"):
            raise RegexError(DANGLING_NEGATION())
        if not seen and self.cursor.peek() == ")":
            raise RegexError(NO_OPERAND())
        return flags

    def _repeated(self, node: Node, flags: Flags) -> Node:
        while True:
            self.cursor.skip_blanks(flags)
            char = self.cursor.peek()
            if char and char in "*+?":
                self.cursor.next()
                node = Repeat(node, 1 if char == "+" else 0, 1 if char == "?" else None)
            elif char == "{":
                self.cursor.next()
                node = Repeat(node, *self._bounds(flags))
                self.cursor.skip_blanks(flags)
            else:
                return node
            self.cursor.take("?")

    def _bounds(self, flags: Flags) -> tuple[int, int | None]:
        text = self.cursor.until("}", flags, UNCLOSED_COUNT())
        low_text, comma, high_text = (part.strip() for part in text.partition(","))
        low = _number(low_text)
        high = (_number(high_text) if high_text else None) if comma else low
        if high is not None and low > high:
            raise RegexError(COUNT_RANGE())
        return low, high


def _line_look(look: str, flags: Flags) -> str:
    return f"{look} crlf" if flags.crlf else look


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise RegexError(NO_DECIMAL())
    if len(text) > len(str(_LARGEST_COUNT)) or int(text) > _LARGEST_COUNT:
        raise RegexError(LARGE_DECIMAL())
    return int(text)
