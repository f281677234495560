"""Bracket classes: items, ranges, named classes, classes in classes, and the operators between them."""

from __future__ import annotations

from ..messages.regex import CLASS_ESCAPE, CLASS_RANGE, DEEP_CLASSES, RANGE_BOUNDARY, UNCLOSED_CLASS
from .characters import CharacterSet, from_spans, union
from .cursor import Cursor, Flags
from .escapes import class_character, escape, folded, negated
from .tree import Look, RegexError

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
_OPERATORS = ("&&", "--", "~~")
_NESTING_LIMIT = 250


def bracket_class(cursor: Cursor, flags: Flags, depth: int = 0) -> CharacterSet:
    """A class behind its `[`, up to and with the `]`."""
    if depth > _NESTING_LIMIT:
        raise RegexError(DEEP_CLASSES())
    cursor.skip_blanks(flags)
    is_negated = cursor.take("^")
    items = _leading_characters(cursor, flags)
    operator = ""
    result = CharacterSet(())
    while True:
        cursor.skip_blanks(flags)
        if cursor.at_end():
            raise RegexError(UNCLOSED_CLASS())
        following = next((each for each in _OPERATORS if cursor.take(each)), "")
        closes = not following and cursor.take("]")
        if not following and not closes:
            items.append(_item(cursor, flags, depth))
            continue
        result = _combined(operator, result, folded(union(items), flags))
        if closes:
            return negated(result, flags, is_negated)
        operator, items = following, []


def _leading_characters(cursor: Cursor, flags: Flags) -> list[CharacterSet]:
    """A `]` or any number of `-` at the start stand for themselves."""
    items = []
    cursor.skip_blanks(flags)
    while cursor.take("-"):
        items.append(class_character("-", flags))
        cursor.skip_blanks(flags)
    if not items and cursor.take("]"):
        items.append(class_character("]", flags))
    return items


def _combined(operator: str, left: CharacterSet, right: CharacterSet) -> CharacterSet:
    match operator:
        case "&&":
            return left.both(right)
        case "--":
            return left.without(right)
        case "~~":
            return union([left.without(right), right.without(left)])
    return right


def _item(cursor: Cursor, flags: Flags, depth: int) -> CharacterSet:
    if cursor.peek() == "[":
        found = _named_class(cursor, flags)
        if found is not None:
            return found
        cursor.next()
        return bracket_class(cursor, flags, depth + 1)
    low = _boundary(cursor, flags)
    cursor.skip_blanks(flags)
    if cursor.peek() != "-" or _character_behind(cursor, flags) in ("]", "-"):
        return low if isinstance(low, CharacterSet) else class_character(low, flags)
    cursor.next()
    cursor.skip_blanks(flags)
    if cursor.at_end():
        raise RegexError(UNCLOSED_CLASS())
    high = _boundary(cursor, flags)
    if isinstance(low, CharacterSet) or isinstance(high, CharacterSet):
        raise RegexError(RANGE_BOUNDARY())
    if high < low:
        raise RegexError(CLASS_RANGE())
    (first, _), (_, last) = class_character(low, flags).spans[0], class_character(high, flags).spans[0]
    return CharacterSet(((first, last),))


def _character_behind(cursor: Cursor, flags: Flags) -> str:
    """The character that follows the one here, blanks that mean nothing left out."""
    start = cursor.position
    cursor.next()
    cursor.skip_blanks(flags)
    found = cursor.peek()
    cursor.position = start
    return found


def _boundary(cursor: Cursor, flags: Flags) -> CharacterSet | str:
    """One character, or a class that a backslash means."""
    char = cursor.next(UNCLOSED_CLASS())
    if char != "\\":
        return char
    found = escape(cursor, flags)
    if isinstance(found, Look):
        raise RegexError(CLASS_ESCAPE())
    return found


def _named_class(cursor: Cursor, flags: Flags) -> CharacterSet | None:
    """`[:alpha:]` or `[:^alpha:]`; None when it is an ordinary class that starts with a colon."""
    start = cursor.position + 2
    end = cursor.text.find(":]", start) if cursor.peek(1) == ":" else -1
    name = cursor.text[start:end] if end >= 0 else ""
    spans = _NAMED_CLASSES.get(name.removeprefix("^"))
    if spans is None:
        return None
    cursor.position = end + 2
    return negated(folded(from_spans(spans), flags), flags, name.startswith("^"))
