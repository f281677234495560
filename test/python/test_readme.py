"""The page test/README.md: what it says is there is there."""

from __future__ import annotations

import re
from pathlib import Path

TEST = Path(__file__).resolve().parents[1]
_SHORT = {
    **{f"{name}/": f"python/check/{name}/" for name in ("errors", "accept", "canonical", "programs", "runs", "strict")},
    "golden/": "python/frontend/golden/",
}
_BRACES = re.compile(r"\{([^{}]*)\}")


def matches(pattern: str) -> bool:
    """Whether every alternative of a path with `{a,b}` and `*` is a file or a folder."""
    found = _BRACES.search(pattern)
    if found is not None:
        return all(matches(pattern[: found.start()] + each + pattern[found.end() :]) for each in found[1].split(","))
    for short, long in _SHORT.items():
        if pattern.startswith(short):
            pattern = long + pattern.removeprefix(short)
    return any(TEST.glob(pattern.rstrip("/")))


def test_every_path_of_the_matrix_exists() -> None:
    page = (TEST / "README.md").read_text(encoding="utf-8")
    table = page[page.index("| section | part | tests |") :]
    paths = [
        path for row in table.splitlines()[2:] for path in re.findall(r"`([^`]+/[^`]*)`", row.rpartition("|")[0].split("|")[3])
    ]
    assert len(paths) > 100
    assert [path for path in paths if not matches(path)] == []
