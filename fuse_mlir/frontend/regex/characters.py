"""Sets of characters, and the Unicode properties that have names.

A set is a small tree that answers `contains`. Letter case is ignored at the leaves, so that `[^a]` without case excludes `A` too.
The properties are those that Python's Unicode database knows: general categories, letter case, white space. Scripts are not among
them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class CharacterSet:
    """Base of all sets."""

    def contains(self, char: str) -> bool:
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Spans(CharacterSet):
    """The characters between pairs of code points, both included; `any_case`: and their variants in the other letter case."""

    spans: tuple[tuple[int, int], ...]
    any_case: bool = False

    def contains(self, char: str) -> bool:
        variants = case_variants(char) if self.any_case else (char,)
        return any(low <= ord(variant) <= high for variant in variants for low, high in self.spans)


@dataclass(frozen=True, slots=True)
class Property(CharacterSet):
    """A named property: a key of `PROPERTIES`, or a general category or the first letter of some."""

    name: str

    def contains(self, char: str) -> bool:
        test = PROPERTIES.get(self.name)
        return unicodedata.category(char).startswith(self.name) if test is None else test(char)


@dataclass(frozen=True, slots=True)
class Union(CharacterSet):
    items: tuple[CharacterSet, ...]

    def contains(self, char: str) -> bool:
        return any(item.contains(char) for item in self.items)


@dataclass(frozen=True, slots=True)
class Combined(CharacterSet):
    """`&&` what is in both, `--` in the left one only, `~~` in exactly one."""

    operator: str
    left: CharacterSet
    right: CharacterSet

    def contains(self, char: str) -> bool:
        left, right = self.left.contains(char), self.right.contains(char)
        return {"&&": left and right, "--": left and not right, "~~": left != right}[self.operator]


@dataclass(frozen=True, slots=True)
class Complement(CharacterSet):
    item: CharacterSet

    def contains(self, char: str) -> bool:
        return not self.item.contains(char)


EVERYTHING = Complement(Union(()))

# The letters of `\\w` that are symbols by category: letters in circles and squares.
_SYMBOL_LETTERS = Spans(((0x24B6, 0x24E9), (0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189), (0x200C, 0x200D)))
_WHITE_SPACE = Spans(
    (
        (9, 13),
        (32, 32),
        (0x85, 0x85),
        (0xA0, 0xA0),
        (0x1680, 0x1680),
        (0x2000, 0x200A),
        (0x2028, 0x2029),
        (0x202F, 0x202F),
        (0x205F, 0x205F),
        (0x3000, 0x3000),
    )
)
_WORD_CATEGORIES = frozenset(["Nd", "Nl", "Pc"])


def is_word(char: str) -> bool:
    """Alphabetic, marks, decimal numbers, connectors and joiners."""
    category = unicodedata.category(char)
    return category[0] in "LM" or category in _WORD_CATEGORIES or _SYMBOL_LETTERS.contains(char)


PROPERTIES: dict[str, Callable[[str], bool]] = {
    "word": is_word,
    "white_space": _WHITE_SPACE.contains,
    "uppercase": str.isupper,
    "lowercase": str.islower,
    "any": lambda char: True,
    "ascii": str.isascii,
    "assigned": lambda char: unicodedata.category(char) != "Cn",
    "LC": lambda char: unicodedata.category(char) in ("Lu", "Ll", "Lt"),
}

# Long names of general categories, without case, blanks, `-` and `_`.
_CATEGORIES = {
    "letter": "L", "uppercaseletter": "Lu", "lowercaseletter": "Ll", "titlecaseletter": "Lt", "casedletter": "LC",
    "modifierletter": "Lm", "otherletter": "Lo", "mark": "M", "nonspacingmark": "Mn", "spacingmark": "Mc", "enclosingmark": "Me",
    "number": "N", "decimalnumber": "Nd", "digit": "Nd", "letternumber": "Nl", "othernumber": "No", "punctuation": "P", "punct":
    "P", "connectorpunctuation": "Pc", "dashpunctuation": "Pd", "openpunctuation": "Ps", "closepunctuation": "Pe",
    "initialpunctuation": "Pi", "finalpunctuation": "Pf", "otherpunctuation": "Po", "symbol": "S", "mathsymbol": "Sm",
    "currencysymbol": "Sc", "modifiersymbol": "Sk", "othersymbol": "So", "separator": "Z", "spaceseparator": "Zs",
    "lineseparator": "Zl", "paragraphseparator": "Zp", "other": "C", "control": "Cc", "cntrl": "Cc", "format": "Cf", "surrogate":
    "Cs", "privateuse": "Co", "unassigned": "Cn", "space": "white_space", "whitespace": "white_space", "wspace": "white_space",
    "upper": "uppercase", "lower": "lowercase", "uppercase": "uppercase", "lowercase": "lowercase", "any": "any", "ascii":
    "ascii", "assigned": "assigned",
}  # fmt: skip
_SHORT_CATEGORIES = {name.lower(): name for name in _CATEGORIES.values() if len(name) <= 2}


def named_property(name: str) -> CharacterSet | None:
    """The set that `\\p{name}` means; None for a name that is not known. `gc=` may stand before a general category."""
    loose = "".join(char for char in name.lower() if char not in " -_")
    for prefix in ("generalcategory=", "gc="):
        loose = loose.removeprefix(prefix)
    found = _CATEGORIES.get(loose) or _SHORT_CATEGORIES.get(loose)
    return None if found is None else Property(found)


def case_variants(char: str) -> tuple[str, ...]:
    """The characters that are the same without letter case, `char` among them."""
    return _case_classes().get(_folded(char), (char,))


def _folded(char: str) -> str:
    """Simple case folding: one character to one."""
    for folded in (char.casefold(), char.lower()):
        if len(folded) == 1:
            return folded
    return char


@lru_cache(maxsize=1)
def _case_classes() -> dict[str, tuple[str, ...]]:
    classes: dict[str, list[str]] = {}
    # No script with letter case lies behind the supplementary multilingual plane.
    for code in range(0x20000):
        char = chr(code)
        if (folded := _folded(char)) != char:
            classes.setdefault(folded, [folded]).append(char)
    return {folded: tuple(chars) for folded, chars in classes.items()}
