"""Blank lines between the declarations of a module.

In: lines. Out: the same lines; where one of two neighbouring declarations takes more than a line, one empty line is between them.
Short declarations (imports, derived types) stay grouped as the user has them. Comments right above a declaration belong to it.
"""

from __future__ import annotations

from .lines import Line


def separate_declarations(lines: list[Line]) -> None:
    starts = [index for index, line in enumerate(lines) if line.top]
    heads = [_head(lines, index) for index in starts]
    for number in range(1, len(starts)):
        ends = heads[number + 1] if number + 1 < len(starts) else len(lines)
        if _is_long(lines, starts[number - 1], heads[number]) or _is_long(lines, starts[number], ends):
            lines[heads[number]].blank_before = True


def _head(lines: list[Line], start: int) -> int:
    """The first of the comment lines right above a declaration; the declaration itself where there are none."""
    head = start
    while head > 0 and not lines[head].blank_before and lines[head - 1].comment and lines[head - 1].indent == 0:
        head -= 1
    return head


def _is_long(lines: list[Line], start: int, end: int) -> bool:
    return "\n" in lines[start].text or any(not line.comment for line in lines[start + 1 : end])
