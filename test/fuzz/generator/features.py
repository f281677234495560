"""Which parts of the language beyond the core a program uses."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Features:
    maps: bool = False
    results: bool = False
    boxes: bool = False
    unknown: bool = False
    json: bool = False
    functions: bool = False
    bytes: bool = False
    html: bool = False
    rules: bool = False
    tasks: bool = False
    recursive: bool = False


NONE = Features()
ALL = Features(*(True for _ in fields(Features)))
