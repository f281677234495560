"""JSON data → its text: compact, keys sorted, UTF-8 as it is, numbers as the language writes them.

A Float without a fraction is written as an integer; others have the shortest digits that give them again, without an exponent.
Source: semantics 8.1.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | float | bool"


def json_text(data: Json) -> str:
    """The text of `data`, whose numbers are finite."""
    match data:
        case str() | bool():
            return json.dumps(data, ensure_ascii=False)
        case int():
            return str(data)
        case float():
            return str(int(data)) if data.is_integer() else format(Decimal(repr(data)), "f")
        case Mapping():
            return "{" + ",".join(f"{json_text(key)}:{json_text(data[key])}" for key in sorted(data)) + "}"
    return "[" + ",".join(map(json_text, data)) + "]"
