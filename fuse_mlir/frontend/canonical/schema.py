"""What data from outside must look like: constraints of refined types."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RangeConstraint:
    """Inclusive bounds. On String the length in scalar values (`length <n> out of range <min>..<max>`), on Int and Float the value
    (`value <v> out of range <min>..<max>`); bounds have the base's number type, Int for String."""

    low: int | float
    high: int | float
