"""Paths of modules and assets: what identifies a file, how messages call it, and which package it belongs to.

In: paths. Out: canonical paths, shown paths, folders with a fuse.toml.
"""

from __future__ import annotations

import os
from pathlib import Path

MANIFEST = "fuse.toml"


def canonical(path: Path) -> Path:
    """The path without links and dots, which identifies a file; a path that the system cannot follow stays as it is."""
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError):
        return path


class Files:
    """`entry`: the entry file as the user wrote it. Other files are shown the way they look from where the user stands."""

    def __init__(self, entry: Path) -> None:
        self._typed_folder = entry.parent
        self._entry_folder = canonical(entry).parent
        self._packages: dict[Path, Path | None] = {}
        self.root = self.package_of(self._entry_folder) or self._entry_folder

    def shown(self, file: Path) -> str:
        """A canonical path as messages show it: the way from what the user wrote, where there is a way."""
        try:
            way = os.path.normpath(self._typed_folder / os.path.relpath(file, self._entry_folder))
        except ValueError:  # another drive, or no path at all
            return str(file)
        # Behind a link to a folder, `..` leads elsewhere.
        return way if canonical(Path(way)) == file else str(file)

    def package_of(self, folder: Path) -> Path | None:
        """The nearest folder with a fuse.toml, from a canonical folder upwards; None where there is none."""
        known = self._packages
        missing: list[Path] = []
        found: Path | None = None
        for candidate in (folder, *folder.parents):
            if candidate in known:
                found = known[candidate]
                break
            missing.append(candidate)
            if (candidate / MANIFEST).exists():
                found = candidate
                break
        for candidate in missing:
            known[candidate] = found
        return found
