"""Spelling help: the declared name nearest to one that does not exist."""

from __future__ import annotations

from collections.abc import Iterable


def edit_distance(left: str, right: str) -> int:
    """Insertions, deletions, replacements and swaps of neighbours that turn one name into the other.

    Source: optimal string alignment, a restriction of Damerau, CACM 7(3), 1964.
    """
    before: list[int] = []
    previous = list(range(len(right) + 1))
    for row, a in enumerate(left, 1):
        current = [row]
        for column, b in enumerate(right, 1):
            cost = min(previous[column] + 1, current[-1] + 1, previous[column - 1] + (a != b))
            if row > 1 and column > 1 and a == right[column - 2] and left[row - 2] == b:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, previous = previous, current
    return previous[-1]


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The nearest candidate within a third of the name's length, letter case free; the first wins a tie."""
    limit = len(name) // 3
    best: str | None = None
    for candidate in candidates:
        if candidate == name or abs(len(candidate) - len(name)) > limit:
            continue
        distance = edit_distance(name.lower(), candidate.lower())
        if distance <= limit:
            best, limit = candidate, distance - 1
    return best


def did_you_mean(name: str, candidates: Iterable[str]) -> str | None:
    """The hint text, None when nothing is near."""
    found = nearest(name, candidates)
    return None if found is None else f"did you mean `{found}`?"
