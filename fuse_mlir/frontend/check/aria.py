"""The rules of `aria-*` attributes: their names, and the values of some.

In: the attributes of a tag whose keys are written out. Out: diagnostics at the keys.
Source: semantics 11.4 (WAI-ARIA 1.3 states and properties, as the language has them).
"""

from __future__ import annotations

from .. import ast
from ..messages.markup import ARIA_LEVEL, ARIA_ROLE, ARIA_VALUE, UNKNOWN_ARIA
from ..nearest import Suggestion
from .state import Body

_NAMES = """
activedescendant atomic autocomplete braillelabel brailleroledescription busy checked colcount colindex colindextext colspan
controls current describedby description details disabled errormessage expanded flowto haspopup hidden invalid keyshortcuts
label labelledby level live modal multiline multiselectable orientation owns placeholder posinset pressed readonly relevant
required roledescription rowcount rowindex rowindextext rowspan selected setsize sort valuemax valuemin valuenow valuetext
"""
_KNOWN = tuple(f"aria-{name}" for name in _NAMES.split())

_TRI_STATE = ("true", "false", "mixed", "undefined")
_VALUES = {
    "aria-hidden": ("true", "false"),
    "aria-expanded": ("true", "false", "undefined"),
    "aria-checked": _TRI_STATE,
    "aria-pressed": _TRI_STATE,
}
_MAX_LEVEL = 2**32 - 1


def check_aria(body: Body, attrs: ast.MapLit) -> None:
    """Reports the attributes that are no such, and values that are none of the allowed."""
    for entry in attrs.entries:
        if isinstance(entry.key, ast.StringLit) and entry.key.value.startswith("aria-"):
            value = entry.value.value if isinstance(entry.value, ast.StringLit) else None
            _check(body, entry.key, entry.key.value, value)


def _check(body: Body, place: ast.Expr, name: str, value: str | None) -> None:
    if name == "aria-role":
        body.error(place.span, ARIA_ROLE())
    elif name not in _KNOWN:
        body.error(place.span, UNKNOWN_ARIA(name=name), hint=Suggestion(name, _KNOWN))
    elif value is not None and name in _VALUES and value not in _VALUES[name]:
        body.error(place.span, ARIA_VALUE(name=name, expected=_alternatives(_VALUES[name]), found=value))
    elif value is not None and name == "aria-level" and not _is_level(value):
        body.error(place.span, ARIA_LEVEL(found=value))


def _alternatives(values: tuple[str, ...]) -> str:
    quoted = [f'"{value}"' for value in values]
    if len(quoted) == 2:
        return " or ".join(quoted)
    return f"{', '.join(quoted[:-1])}, or {quoted[-1]}"


def _is_level(text: str) -> bool:
    digits = text.removeprefix("+")
    return digits.isascii() and digits.isdigit() and 0 < int(digits) <= _MAX_LEVEL
