"""The packages and the source files below a folder.

In: a folder. Out: paths, sorted. Hidden folders and those of tools are left out: what is in them is not the user's own.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from .manifest import MANIFEST

_IGNORED = ("fuse-target", "node_modules", "target")


def package_folders(workspace: Path) -> list[Path]:
    """The folders at or below a folder that have a manifest."""
    return sorted(folder for folder, files in _walk(workspace) if MANIFEST in files)


def source_files(folder: Path) -> list[Path]:
    """The files at or below a folder that are FUSE source."""
    return sorted(place / name for place, files in _walk(folder) for name in files if name.endswith(".fuse"))


def _walk(top: Path) -> Iterator[tuple[Path, list[str]]]:
    for folder, folders, files in os.walk(top):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _IGNORED)
        yield Path(folder), files
