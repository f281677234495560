"""The programs of the corpus.

A file holds one program, or several small ones, each below a line with its name:

    # What the programs are about; entries of a head (`description.py`) here hold for all of them.
    type Shared:                 ← code above the first name belongs to each program
      name: String
    # === first_case
    # stdout:
    #   …
    app "first":
      …
    # === second_case

In:   the path of a file.
Out:  its Cases, in order. A case of a file that holds one program has the name of the file, others the name behind a colon.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from description import Description, parse_description

_MARK = re.compile(r"^# === (\w+)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Case:
    """`name` is unique in the corpus, `file_name` what the program's file is called when it runs."""

    name: str
    file_name: str
    text: str
    description: Description


def cases_of(path: Path, folder: Path) -> list[Case]:
    """The programs of a file; their names are relative to `folder`."""
    name = path.relative_to(folder).with_suffix("").as_posix()
    shared, *parts = _MARK.split(path.read_text(encoding="utf-8"))
    if not parts:
        return [Case(name, path.name, shared, parse_description(shared))]
    prelude = _without_head(shared)
    cases = []
    for case, text in zip(parts[::2], parts[1::2], strict=True):
        cases.append(Case(f"{name}:{case}", path.name, prelude + _without_head(text), parse_description(shared, text)))
    return cases


def cases_below(folder: Path) -> list[Case]:
    """All programs in the files below a folder, in order of the files' names. Errors: ValueError where a name stands twice."""
    cases = [case for path in sorted(folder.rglob("*.fuse")) for case in cases_of(path, folder)]
    names = [case.name for case in cases]
    if len(set(names)) != len(names):
        raise ValueError(f"names stand twice: {sorted(name for name in names if names.count(name) > 1)}")
    return cases


def _without_head(text: str) -> str:
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return "\n".join(lines[start:])
