"""Patterns to trees: alternatives, repetitions, groups, flags.

The syntax is that of linear-time engines: what needs back-tracking (look-around, back-references, atomic groups, possessive
repetitions) is malformed. Greedy or lazy makes no difference to a search that only says yes or no.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from .characters import EVERYTHING, CharacterSet, Complement, Spans
from .class_syntax import LETTER_ESCAPES, PERL_CLASSES, Cursor, bracket_class, escaped_character, perl_class
from .tree import Choice, Look, Node, One, RegexError, Repeat, Sequence

_LOOK_ESCAPES = {"A": "text start", "z": "text end", "b": "word edge", "B": "no word edge", "<": "word start", ">": "word end"}
_NAMED_EDGES = {"start": "word start", "end": "word end", "start-half": "word start half", "end-half": "word end half"}
_LINE_END = Spans(((10, 10),))
_LINE_ENDS = Spans(((10, 10), (13, 13)))
_REPEATABLE_LIMIT = 1000
_NESTING_LIMIT = 250


@dataclass(frozen=True, slots=True)
class Flags:
    any_case: bool = False
    lines: bool = False
    dot_all: bool = False
    crlf: bool = False
    unicode: bool = True
    spaced: bool = False
    swapped: bool = False


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
        raise RegexError("unopened group")
    return tree


class _Parser:
    def __init__(self, cursor: Cursor) -> None:
        self.cursor = cursor
        self._depth = 0

    def alternatives(self, flags: Flags) -> Node:
        """Up to a closing parenthesis or the end."""
        self._depth += 1
        if self._depth > _NESTING_LIMIT:
            raise RegexError("groups are nested too deep")
        branches: list[Node] = []
        parts: list[Node] = []
        while True:
            self._skip_blanks(flags)
            if self.cursor.at_end() or self.cursor.peek() == ")":
                break
            if self.cursor.take("|"):
                branches.append(Sequence(tuple(parts)))
                parts = []
            elif self.cursor.peek() in "*+?":
                raise RegexError("repetition operator missing expression")
            elif (changed := self._flag_setting(flags)) is not None:
                flags = changed
            else:
                parts.append(self._repeated(self._atom(flags), flags))
        self._depth -= 1
        return Choice((*branches, Sequence(tuple(parts)))) if branches else Sequence(tuple(parts))

    def _skip_blanks(self, flags: Flags) -> None:
        while flags.spaced and not self.cursor.at_end():
            if self.cursor.peek().isspace():
                self.cursor.next()
            elif self.cursor.take("#"):
                while not self.cursor.at_end() and self.cursor.next() != "\n":
                    pass
            else:
                return

    def _atom(self, flags: Flags) -> Node:
        char = self.cursor.next()
        if char == "(":
            return self._group(flags)
        if char == "[":
            return One(bracket_class(self.cursor, flags.any_case, flags.unicode))
        if char == ".":
            ends = _LINE_ENDS if flags.crlf else _LINE_END
            return One(EVERYTHING if flags.dot_all else Complement(ends))
        if char == "^":
            return Look(self._line_look("line start", flags) if flags.lines else "text start")
        if char == "$":
            return Look(self._line_look("line end", flags) if flags.lines else "text end")
        if char == "\\":
            return self._escape(flags)
        return One(_literal(char, flags))

    def _line_look(self, look: str, flags: Flags) -> str:
        return f"{look} crlf" if flags.crlf else look

    def _escape(self, flags: Flags) -> Node:
        char = self.cursor.next("incomplete escape sequence")
        if char == "b" and self.cursor.take("{"):
            name = self.cursor.until("}", "unclosed word boundary")
            if name not in _NAMED_EDGES:
                raise RegexError("unrecognized word boundary")
            return Look(_NAMED_EDGES[name] + ("" if flags.unicode else " ascii"))
        if char in _LOOK_ESCAPES:
            edge = _LOOK_ESCAPES[char]
            return Look(edge + " ascii" if "word" in edge and not flags.unicode else edge)
        if char in PERL_CLASSES or char in "pP":
            return One(perl_class(self.cursor, char, flags.unicode))
        return One(_literal(LETTER_ESCAPES.get(char) or escaped_character(self.cursor, char), flags))

    def _group(self, flags: Flags) -> Node:
        inner = flags
        if self.cursor.take("?"):
            if self.cursor.take("P<") or (self.cursor.peek() == "<" and self.cursor.peek(1) not in "=!" and self.cursor.take("<")):
                self._group_name()
            elif self.cursor.peek() in "=!<":
                raise RegexError("look-around, including look-ahead and look-behind, is not supported")
            else:
                inner = self._flags(flags)
                if not self.cursor.take(":"):
                    raise RegexError("unrecognized flag")
        tree = self.alternatives(inner)
        if not self.cursor.take(")"):
            raise RegexError("unclosed group")
        return tree

    def _group_name(self) -> None:
        name = self.cursor.until(">", "unclosed capture group name")
        if not name:
            raise RegexError("empty capture group name")
        plain = name.translate({ord("."): "_", ord("["): "_", ord("]"): "_"})
        if not plain.isidentifier():
            raise RegexError("invalid capture group character")

    def _flag_setting(self, flags: Flags) -> Flags | None:
        """`(?flags)`: the flags that hold from here to the end of the group; None when something else stands here."""
        start = self.cursor.position
        if not self.cursor.take("(?") or self.cursor.at_end() or self.cursor.peek() in "P<=!:":
            self.cursor.position = start
            return None
        changed = self._flags(flags)
        if self.cursor.take(")"):
            return changed
        self.cursor.position = start
        return None

    def _flags(self, flags: Flags) -> Flags:
        start, on = self.cursor.position, True
        while not self.cursor.at_end() and self.cursor.peek() not in ":)":
            char = self.cursor.next()
            if char == "-" and on:
                on = False
            elif char in _FLAG_NAMES:
                flags = replace(flags, **{_FLAG_NAMES[char]: on})
            else:
                raise RegexError("unrecognized flag")
        if self.cursor.at_end():
            raise RegexError("unclosed group")
        if self.cursor.text[self.cursor.position - 1] == "-" or (self.cursor.peek() == ")" and start == self.cursor.position):
            raise RegexError("dangling flag negation operator" if not on else "missing flags")
        return flags

    def _repeated(self, node: Node, flags: Flags) -> Node:
        while True:
            self._skip_blanks(flags)
            char = "" if self.cursor.at_end() else self.cursor.peek()
            if char and char in "*+?":
                self.cursor.next()
                node = Repeat(node, 1 if char == "+" else 0, 1 if char == "?" else None)
            elif char == "{":
                self.cursor.next()
                node = Repeat(node, *self._bounds())
            else:
                return node
            self.cursor.take("?")

    def _bounds(self) -> tuple[int, int | None]:
        low_text, comma, high_text = (part.strip() for part in self.cursor.until("}", "unclosed counted repetition").partition(","))
        low = _number(low_text) if low_text or not comma else 0
        high = (_number(high_text) if high_text else None) if comma else low
        if high is not None and low > high:
            raise RegexError("invalid repetition count range")
        if max(low, high or 0) > _REPEATABLE_LIMIT:
            raise RegexError(f"repetition count exceeds {_REPEATABLE_LIMIT}")
        return low, high


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise RegexError("invalid decimal in repetition count" if text else "repetition quantifier expects a valid decimal")
    return int(text)


def _literal(char: str, flags: Flags) -> CharacterSet:
    return Spans(((ord(char), ord(char)),), flags.any_case)
