"""Spelling help: the declared name nearest to one that does not exist."""

from __future__ import annotations

from collections.abc import Iterable

from .messages.hints import DID_YOU_MEAN
from .record import record


def edit_distance(left: str, right: str, limit: int) -> int | None:
    """Insertions, deletions, replacements and swaps of neighbours that turn one name into the other; None for more than `limit`.

    Source: optimal string alignment, a restriction of Damerau, CACM 7(3), 1964, on the diagonals that can lead to a small number.
    """
    left, right = _without_common_ends(left, right)
    if abs(len(left) - len(right)) > limit:
        return None
    beyond = limit + 1
    before: list[int] = []
    previous = [min(column, beyond) for column in range(len(right) + 1)]
    for row, a in enumerate(left, 1):
        current = [beyond] * (len(right) + 1)
        current[0] = min(row, beyond)
        for column in range(max(1, row - limit), min(len(right), row + limit) + 1):
            b = right[column - 1]
            cost = min(previous[column] + 1, current[column - 1] + 1, previous[column - 1] + (a != b))
            if row > 1 and column > 1 and a == right[column - 2] and left[row - 2] == b:
                cost = min(cost, before[column - 2] + 1)
            current[column] = min(cost, beyond)
        if min(current) > limit and min(previous) > limit:
            return None
        before, previous = previous, current
    return previous[-1] if previous[-1] <= limit else None


def _without_common_ends(left: str, right: str) -> tuple[str, str]:
    """What lies between the longest common start and the longest common end."""
    start, shorter = 0, min(len(left), len(right))
    while start < shorter and left[start] == right[start]:
        start += 1
    end = 0
    while end < shorter - start and left[-1 - end] == right[-1 - end]:
        end += 1
    return left[start : len(left) - end], right[start : len(right) - end]


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The nearest candidate within a third of the name's length, letter case free; the first wins a tie."""
    limit = len(name) // 3
    best: str | None = None
    lower = name.lower()
    for candidate in candidates:
        if limit < 0:
            break
        if candidate == name or abs(len(candidate) - len(name)) > limit:
            continue
        distance = edit_distance(lower, candidate.lower(), limit)
        if distance is not None:
            best, limit = candidate, distance - 1
    return best


def did_you_mean(name: str, candidates: Iterable[str]) -> str | None:
    """The hint text, None when nothing is near."""
    found = nearest(name, candidates)
    return None if found is None else DID_YOU_MEAN(name=found).text


@record(frozen=True)
class Suggestion:
    """The hint of `did_you_mean`, not looked for yet; `otherwise` is the hint where nothing is near."""

    name: str
    candidates: Iterable[str]
    otherwise: str | None = None


Hint = str | Suggestion | None


class Hints:
    """The hints of one run over a file. A file with more names that do not exist than `LIMIT` has another problem than spelling,
    and looking for each of them among all names of a large program takes longer than the check."""

    LIMIT = 50

    def __init__(self) -> None:
        self._searches = 0

    def text(self, hint: Hint) -> str | None:
        """The text of a hint; None where there is none, or too many were asked for."""
        if not isinstance(hint, Suggestion):
            return hint
        self._searches += 1
        found = did_you_mean(hint.name, hint.candidates) if self._searches <= self.LIMIT else None
        return found or hint.otherwise
