"""Golden files: sections of one text file, each after a line `--- name`; the first is the input, the others what it must give."""

from __future__ import annotations

import re
from pathlib import Path

_HEADER = re.compile(r"^--- ([a-z]+)\n", re.MULTILINE)


def read(path: Path) -> dict[str, str]:
    pieces = _HEADER.split(path.read_text(encoding="utf-8"))
    assert pieces[0] == "", f"{path} does not start with a section"
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


def check(path: Path, source: str, produced: dict[str, str], update: bool) -> None:
    """Compare the produced sections with those of the file, or write them into it."""
    sections = {"source": source} | {
        name: text if text.endswith("\n") or not text else text + "\n" for name, text in produced.items()
    }
    if update:
        text = "".join(f"--- {name}\n{body}" for name, body in sections.items())
        path.write_text(text, encoding="utf-8")
    assert read(path) == sections
