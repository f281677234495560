"""The format language of `time.format` and `time.parse`: strftime's specifiers as the chrono crate has them.

In:   a format text.
Out:  its items, specifiers that stand for several others expanded; None when it has a specifier that does not exist.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..conversion import WHITE_SPACE

# Specifiers that are numbers: with how many digits they are written, the padding, and how many digits are read at most.
NUMBERS = {
    "Y": (4, "0", 4), "C": (2, "0", 2), "y": (2, "0", 2), "G": (4, "0", 4), "g": (2, "0", 2), "m": (2, "0", 2), "d": (2, "0", 2),
    "e": (2, " ", 2), "U": (2, "0", 2), "W": (2, "0", 2), "V": (2, "0", 2), "w": (1, "0", 1), "u": (1, "0", 1), "j": (3, "0", 3),
    "H": (2, "0", 2), "k": (2, " ", 2), "I": (2, "0", 2), "l": (2, " ", 2), "M": (2, "0", 2), "S": (2, "0", 2), "f": (9, "0", 9),
    "s": (1, "", 20),
}  # fmt: skip

_NAMES = frozenset(["b", "B", "a", "A", "p", "P", "Z", "z", ":z", "::z", ":::z", "#z", "+"])
_FRACTIONS = frozenset([".f", ".3f", ".6f", ".9f", "3f", "6f", "9f"])
_COMPOSED = {
    "h": "%b",
    "D": "%m/%d/%y",
    "x": "%m/%d/%y",
    "F": "%Y-%m-%d",
    "v": "%e-%b-%Y",
    "R": "%H:%M",
    "T": "%H:%M:%S",
    "X": "%H:%M:%S",
    "r": "%I:%M:%S %p",
    "c": "%a %b %e %H:%M:%S %Y",
    "t": "\t",
    "n": "\n",
}
_TOKEN = re.compile(r"%([-_0]?)(\.[369]?f|[369]f|:{1,3}z|#z|.)|%|([{0}]+)|([^%{0}]+)".replace("{0}", WHITE_SPACE), re.DOTALL)


@dataclass(frozen=True, slots=True)
class Item:
    """`kind`: `literal`, `space` or `specifier`; `padding`: `-` for none, `_` for blanks, `0` for zeros, empty for the usual
    one."""

    kind: str
    text: str
    padding: str = ""


def format_items(format_: str) -> list[Item] | None:
    items: list[Item] = []
    for match in _TOKEN.finditer(format_):
        padding, specifier, space, literal = match.groups()
        if space is not None:
            items.append(Item("space", space))
        elif literal is not None:
            items.append(Item("literal", literal))
        elif specifier == "%" and not padding:
            items.append(Item("literal", "%"))
        elif specifier in _COMPOSED and not padding:
            items.extend(format_items(_COMPOSED[specifier]) or [])
        elif specifier in NUMBERS or (specifier in _NAMES | _FRACTIONS and not padding):
            items.append(Item("specifier", specifier, padding))
        else:
            return None
    return items
