"""What a check is about: a file, a package, or a folder with packages or files below it.

In: the words of the command line. Out: projects, in the order of their paths.
"""

from __future__ import annotations

import os
from pathlib import Path

from ..package.manifest import MANIFEST
from ..package.workspace import package_folders, source_files
from .console import Console
from .errors import UserError
from .project import Project, manifest_file, open_project


def projects_to_check(file: str | None, manifest_path: str | None, console: Console, *, frozen: bool) -> list[Project]:
    """One project, unless a folder is named that is no package: then all packages in it, or else all its files.

    Errors: UserError, see `open_project`; and for a folder without any FUSE source.
    """
    if file is None or not Path(file).is_dir() or Path(file, MANIFEST).is_file():
        return [open_project(file, manifest_path, None, None, console, frozen=frozen)]
    folder = Path(file)
    packages = package_folders(folder)
    if packages:
        return [open_project(None, str(package), None, None, console, frozen=frozen) for package in packages]
    sources = source_files(folder)
    if not sources:
        raise UserError(f"no FUSE source in {folder}", "a source file has a name that ends in .fuse")
    manifest = manifest_file(manifest_path)
    base = manifest.parent if manifest is not None else Path()
    return [open_project(os.path.relpath(source, base), manifest_path, None, None, console, frozen=frozen) for source in sources]
