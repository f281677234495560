"""Bracket classes, class escapes and escaped characters."""

from __future__ import annotations

from .characters import CharacterSet, Combined, Complement, Property, Spans, Union, named_property
from .tree import RegexError

LETTER_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "f": "\f", "v": "\v"}
PERL_CLASSES = "dDsSwW"
_UNICODE_CLASSES: dict[str, CharacterSet] = {"d": Property("Nd"), "s": Property("white_space"), "w": Property("word")}
_ASCII_CLASSES: dict[str, CharacterSet] = {
    "d": Spans(((48, 57),)),
    "s": Spans(((9, 13), (32, 32))),
    "w": Spans(((48, 57), (65, 90), (95, 95), (97, 122))),
}
_NAMED_CLASSES = {
    "alnum": ((48, 57), (65, 90), (97, 122)),
    "alpha": ((65, 90), (97, 122)),
    "ascii": ((0, 127),),
    "blank": ((9, 9), (32, 32)),
    "cntrl": ((0, 31), (127, 127)),
    "digit": ((48, 57),),
    "graph": ((33, 126),),
    "lower": ((97, 122),),
    "print": ((32, 126),),
    "punct": ((33, 47), (58, 64), (91, 96), (123, 126)),
    "space": ((9, 13), (32, 32)),
    "upper": ((65, 90),),
    "word": ((48, 57), (65, 90), (95, 95), (97, 122)),
    "xdigit": ((48, 57), (65, 70), (97, 102)),
}
_HEX_LENGTHS = {"x": 2, "u": 4, "U": 8}
_CLASS_NESTING_LIMIT = 250


class Cursor:
    """A place in a pattern."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0

    def at_end(self) -> bool:
        return self.position >= len(self.text)

    def peek(self, ahead: int = 0) -> str:
        """The character `ahead` of the place; empty behind the end."""
        return self.text[self.position + ahead : self.position + ahead + 1]

    def next(self, reason: str = "unexpected end of pattern") -> str:
        if self.at_end():
            raise RegexError(reason)
        self.position += 1
        return self.text[self.position - 1]

    def take(self, text: str) -> bool:
        """Whether `text` stands here; goes past it."""
        found = self.text.startswith(text, self.position)
        if found:
            self.position += len(text)
        return found

    def until(self, closer: str, reason: str) -> str:
        """What stands before the next `closer`; goes past it."""
        end = self.text.find(closer, self.position)
        if end < 0:
            raise RegexError(reason)
        found, self.position = self.text[self.position : end], end + 1
        return found


def perl_class(cursor: Cursor, letter: str, unicode: bool) -> CharacterSet:
    """`\\d`, `\\W`, `\\p{…}` and the like, behind their letter; upper case is the complement."""
    if letter in "pP":
        if cursor.peek() == "{":
            cursor.next()
            name = cursor.until("}", "unclosed Unicode property")
        else:
            name = cursor.next("incomplete escape sequence")
        negated = name.startswith("^")
        found = named_property(name.removeprefix("^"))
        if found is None:
            raise RegexError(f"Unicode property not found: {name}")
        return Complement(found) if (letter == "P") != negated else found
    found = (_UNICODE_CLASSES if unicode else _ASCII_CLASSES)[letter.lower()]
    return Complement(found) if letter.isupper() else found


def escaped_character(cursor: Cursor, char: str) -> str:
    """The character that a backslash before `char` means: a hexadecimal code or a punctuation character itself."""
    if char in _HEX_LENGTHS:
        return _hexadecimal(cursor, _HEX_LENGTHS[char])
    if char.isdigit():
        raise RegexError("backreferences are not supported")
    if not char.isascii() or char.isalnum():
        raise RegexError("unrecognized escape sequence")
    return char


def _hexadecimal(cursor: Cursor, length: int) -> str:
    digits = cursor.until("}", "incomplete escape sequence") if cursor.take("{") else "".join(cursor.next() for _ in range(length))
    if not digits or any(digit not in "0123456789abcdefABCDEF" for digit in digits):
        raise RegexError("invalid hexadecimal digit")
    code = int(digits, 16)
    if code > 0x10FFFF or 0xD800 <= code < 0xE000:
        raise RegexError("invalid Unicode character")
    return chr(code)


def bracket_class(cursor: Cursor, any_case: bool, unicode: bool, depth: int = 0) -> CharacterSet:
    """A class behind its `[`, up to and with the `]`."""
    if depth > _CLASS_NESTING_LIMIT:
        raise RegexError("classes are nested too deep")
    negated = cursor.take("^")
    operators: list[str] = []
    operands: list[list[CharacterSet]] = [[]]
    first = True
    while True:
        if cursor.at_end():
            raise RegexError("unclosed character class")
        if not first and cursor.take("]"):
            break
        operator = next((name for name in ("&&", "--", "~~") if not first and cursor.take(name)), None)
        if operator is not None:
            operators.append(operator)
            operands.append([])
        else:
            operands[-1].append(_class_item(cursor, any_case, unicode, depth))
        first = False
    result: CharacterSet = Union(tuple(operands[0]))
    for operator, items in zip(operators, operands[1:], strict=True):
        result = Combined(operator, result, Union(tuple(items)))
    return Complement(result) if negated else result


def _class_item(cursor: Cursor, any_case: bool, unicode: bool, depth: int) -> CharacterSet:
    if cursor.peek() == "[":
        if cursor.peek(1) == ":" and (found := _named_class(cursor)) is not None:
            return found
        cursor.next()
        return bracket_class(cursor, any_case, unicode, depth + 1)
    low = _class_character(cursor, unicode)
    if isinstance(low, CharacterSet):
        return low
    if cursor.peek() != "-" or cursor.peek(1) in ("", "]", "-"):
        return Spans(((ord(low), ord(low)),), any_case)
    cursor.next()
    high = _class_character(cursor, unicode)
    if isinstance(high, CharacterSet):
        raise RegexError("invalid range boundary, must be a literal")
    if high < low:
        raise RegexError("invalid character class range")
    return Spans(((ord(low), ord(high)),), any_case)


def _named_class(cursor: Cursor) -> CharacterSet | None:
    """`[:alpha:]` or `[:^alpha:]`; None when it is an ordinary class that starts with a colon."""
    end = cursor.text.find(":]", cursor.position + 2)
    name = cursor.text[cursor.position + 2 : end] if end >= 0 else ""
    spans = _NAMED_CLASSES.get(name.removeprefix("^"))
    if spans is None:
        return None
    cursor.position = end + 2
    return Complement(Spans(spans)) if name.startswith("^") else Spans(spans)


def _class_character(cursor: Cursor, unicode: bool) -> str | CharacterSet:
    char = cursor.next()
    if char != "\\":
        return char
    char = cursor.next("incomplete escape sequence")
    if char in PERL_CLASSES or char in "pP":
        return perl_class(cursor, char, unicode)
    return LETTER_ESCAPES.get(char) or escaped_character(cursor, char)
