"""Circular dependencies between packages.

In: the folders of all dependencies, and which names each one needs. Out: the names on each way round.
Source: semantics 12.1 (`FUSE_DEP_CYCLE`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path


def find_cycles(direct: Iterable[str], folders: Mapping[str, Path], needs: Mapping[str, list[str]]) -> tuple[tuple[str, ...], ...]:
    """Every cycle that a walk from the direct dependencies meets, depth first and by name; first and last name are the same.

    A folder is a package: two names for one folder are the same package.
    """
    found: list[tuple[str, ...]] = []
    done: set[Path] = set()
    for first in sorted(direct):
        _walk(first, folders, needs, done, found)
    return tuple(found)


def _walk(
    first: str, folders: Mapping[str, Path], needs: Mapping[str, list[str]], done: set[Path], found: list[tuple[str, ...]]
) -> None:
    """Depth first from one package, with a stack of its own: chains of packages may be long."""
    if folders[first] in done:
        return
    way = [first]
    rest = [iter(sorted(needs[first]))]
    while way:
        name = next(rest[-1], None)
        if name is None:
            done.add(folders[way.pop()])
            rest.pop()
            continue
        start = next((index for index, other in enumerate(way) if folders[other] == folders[name]), None)
        if start is not None:
            found.append((*way[start:], way[start]))
        elif folders[name] not in done:
            way.append(name)
            rest.append(iter(sorted(needs[name])))
