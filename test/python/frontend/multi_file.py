"""Programs of several files in one text: each file after a line `# <file name>`; what comes before the first is `main.fuse`."""

from __future__ import annotations

import re
from pathlib import Path

_NAME = re.compile(r"^# ([\w/.-]+\.\w+)\n", re.MULTILINE)


def write_files(folder: Path, text: str) -> Path:
    """Write the files below a folder; the entry file."""
    pieces = _NAME.split(text)
    files = dict(zip(pieces[1::2], pieces[2::2], strict=True))
    if pieces[0]:
        files["main.fuse"] = pieces[0]
    for name, body in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(body, encoding="utf-8")
    return folder / "main.fuse"
