"""`fuse-opt --verify-diagnostics`: comments that say which diagnostics must come.

`// expected-error @+1 {{part of the message}}`; kinds: error, warning, remark, note. The line is that of the comment, or as `@+N`,
`@-N`, `@below`, `@above` say, or `@unknown` for a diagnostic without a place. Each comment stands for one diagnostic; every
diagnostic but notes and remarks needs its comment.
"""

from __future__ import annotations

import re

from ..frontend.record import record

_COMMENT = re.compile(r"expected-(error|warning|remark|note)\s*(@(?:[+-]\d+|above|below|unknown))?\s*\{\{(.*?)\}\}")
_UNEXPECTED_ALLOWED = ("note", "remark")


@record(frozen=True)
class Seen:
    """One diagnostic: `kind` error, warning, remark or note; `line` from 1, 0 where it has no place."""

    kind: str
    line: int
    message: str


@record(frozen=True)
class _Expected:
    kind: str
    line: int
    part: str


def compare(text: str, seen: list[Seen]) -> list[tuple[int, str]]:
    """What does not fit: line and message, expectations first; empty when all fits."""
    faults: list[tuple[int, str]] = []
    open_ = list(seen)
    for expected in _expectations(text):
        match = next((d for d in open_ if _matches(expected, d)), None)
        if match is None:
            faults.append((expected.line, f"expected {expected.kind} '{expected.part}' was not produced"))
        else:
            open_.remove(match)
    faults += [(d.line, f"unexpected {d.kind}: {d.message}") for d in open_ if d.kind not in _UNEXPECTED_ALLOWED]
    return faults


def _matches(expected: _Expected, diagnostic: Seen) -> bool:
    return expected.kind == diagnostic.kind and expected.line == diagnostic.line and expected.part in diagnostic.message


def _expectations(text: str) -> list[_Expected]:
    found: list[_Expected] = []
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        for match in _COMMENT.finditer(line):
            found.append(_Expected(match[1], _line(match[2], number, lines), match[3]))
    return found


def _line(place: str | None, number: int, lines: list[str]) -> int:
    if place is None:
        return number
    if place == "@unknown":
        return 0
    if place in ("@above", "@below"):
        # A block of such comments speaks of the line next to the whole block.
        step = -1 if place == "@above" else 1
        while (
            0 < number + step <= len(lines) and f"{place} " in lines[number + step - 1] and "expected-" in lines[number + step - 1]
        ):
            number += step
        return number + step
    return number + int(place[1:])
