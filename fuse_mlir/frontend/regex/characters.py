"""Sets of characters: sorted spans of code points, and what can be made of them.

Plain data, so that a compiled program can carry it. Surrogates are no characters: no text has them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache

from ..record import record

_LAST = 0x10FFFF

Span = tuple[int, int]


@record(frozen=True)
class CharacterSet:
    """`spans`: first and last code point of each, in order, with a gap between any two."""

    spans: tuple[Span, ...]

    def contains(self, char: str) -> bool:
        """Whether a character is in the set."""
        code = ord(char)
        place = bisect_right(self.spans, (code, _LAST))
        return place > 0 and self.spans[place - 1][1] >= code

    def complement(self) -> CharacterSet:
        """All other characters."""
        spans = []
        start = 0
        for first, last in self.spans:
            if first > start:
                spans.append((start, first - 1))
            start = last + 1
        if start <= _LAST:
            spans.append((start, _LAST))
        return CharacterSet(tuple(spans))

    def without(self, other: CharacterSet) -> CharacterSet:
        """The characters that are not in the other set."""
        return self.both(other.complement())

    def both(self, other: CharacterSet) -> CharacterSet:
        """The characters that are in both sets."""
        spans = []
        rest, others = list(reversed(self.spans)), list(reversed(other.spans))
        while rest and others:
            first, last = max(rest[-1][0], others[-1][0]), min(rest[-1][1], others[-1][1])
            if first <= last:
                spans.append((first, last))
            (rest if rest[-1][1] < others[-1][1] else others).pop()
        return CharacterSet(tuple(spans))

    def any_case(self) -> CharacterSet:
        """The characters of the set, and those that are the same but for their letter case."""
        classes = _case_classes()
        found: list[Span] = list(self.spans)
        for first, last in self.spans:
            if last - first < len(classes):
                members = [code for code in range(first, last + 1) if code in classes]
            else:
                members = [code for code in classes if first <= code <= last]
            found += [(code, code) for member in members for code in classes[member]]
        return from_spans(found)

    def is_ascii(self) -> bool:
        return not self.spans or self.spans[-1][1] < 0x80


EVERYTHING = CharacterSet(((0, _LAST),))
# What words are made of where a pattern asks for ASCII.
ASCII_WORD = CharacterSet(((48, 57), (65, 90), (95, 95), (97, 122)))


def from_spans(spans: Iterable[Span]) -> CharacterSet:
    """The set of spans that may be in any order, and overlap."""
    merged: list[Span] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return CharacterSet(tuple(merged))


def one_character(char: str) -> CharacterSet:
    return CharacterSet(((ord(char), ord(char)),))


def union(sets: Iterable[CharacterSet]) -> CharacterSet:
    """The characters that are in any of the sets."""
    return from_spans(span for each in sets for span in each.spans)


@lru_cache(maxsize=1)
def _case_classes() -> dict[int, list[int]]:
    """For each character that has variants in the other letter case, all of these and the character: what folds to the same."""
    from . import unicode_sets as table

    numbers = [int(number, 36) for number in table.FOLDS.split()]
    classes: dict[int, list[int]] = {}
    code = 0
    for distance, change in zip(numbers[::2], numbers[1::2], strict=True):
        code += distance
        classes.setdefault(code + change, [code + change]).append(code)
    return {member: members for members in classes.values() for member in members}
