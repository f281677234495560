"""A Python value that is not one of the FUSE type it should be."""

from __future__ import annotations

from typing import Any


class Mismatch(Exception):
    """`path` leads from the whole value to the part that is wrong, as Python would write it: `[3].name`."""

    def __init__(self, expected: str, value: Any, *, error: type[Exception] = TypeError, why: str = "") -> None:
        super().__init__(expected)
        self.expected = expected
        self.got = type(value).__name__
        self.error = error
        self.why = why
        self.path = ""

    def inside(self, step: str) -> Mismatch:
        """The same, seen from a value around it."""
        self.path = step + self.path
        return self

    def exception(self, place: str, whole: str) -> Exception:
        """What the user gets; `place` is the parameter or field, `whole` its type."""
        where = f": {self.path} should be {self.expected}" if self.path else ""
        return self.error(f"{place} expects {whole}{where}, got {self.got}{self.why}")
