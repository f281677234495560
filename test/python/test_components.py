"""The page of releases names every component of others that executables may hold, with its licence."""

from __future__ import annotations

from pathlib import Path

from fuse_mlir.release.components import COMPONENTS

_PAGE = Path(__file__).resolve().parents[2] / "ops" / "RELEASE.md"


def test_page_has_the_table() -> None:
    lines = _PAGE.read_text(encoding="utf-8").splitlines()
    start = lines.index("| component | for | in executables for | licence |")
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append(line)
    others = [each for each in COMPONENTS if each.identifier != "fuse-runtime"]
    assert rows == [f"| {each.name} | {each.purpose} | {each.zig or 'all targets'} | {each.licence} |" for each in others]
