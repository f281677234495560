"""The record of a check without findings: `.fuse/build/check.meta` says what was read, so that the next check can tell whether
anything changed. A strict check has a record of its own, `check.strict.meta`.

In: a project, and the files that its program consists of. Out: whether all of it is as it was. It is a cache: a record that is
missing, malformed or of another compiler only means that the program is checked again.
Source: semantics 13.3.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

from .. import __version__
from ..frontend.loader import AssetBinding, LoadedProgram
from ..frontend.loader.files import Files
from ..package.lockfile import LOCKFILE
from ..package.manifest import MANIFEST
from ..package.replace_file import replace_file
from .project import Project

_FORMAT = 1


def is_unchanged(project: Project, strict: bool) -> bool:
    """Whether the last check of the project had no findings and would read the same today."""
    if not _has_record(project):
        return False
    try:
        record = json.loads(_path(project, strict).read_bytes())
    except (OSError, ValueError):
        return False
    files = record.get("files") if isinstance(record, dict) else None
    if not isinstance(files, dict):
        return False
    return record == _record(project, {Path(os.path.realpath(project.root / name)): None for name in files})


def write_record(project: Project, strict: bool, loaded: LoadedProgram) -> None:
    """Notes that the project, which consists of these modules, has been checked without findings.

    A folder that cannot be written has no record.
    """
    if not _has_record(project):
        return
    # What was checked, which may be another text already than what is in the file now.
    contents = {module.file: module.source.data for module in loaded.modules if module.file is not None}
    for module in loaded.modules:
        for binding in module.bindings.values():
            if isinstance(binding, AssetBinding):
                contents[Path(os.path.realpath(binding.path))] = binding.text.encode()
    record = _record(project, contents)
    path = _path(project, strict)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, (json.dumps(record, indent=1) + "\n").encode())
    except OSError:
        return


def _has_record(project: Project) -> bool:
    """Only a package has one, not a file of it that was named."""
    manifest = project.manifest
    return manifest is not None and manifest.entry is not None and project.entry == project.root / manifest.entry


def _path(project: Project, strict: bool) -> Path:
    return project.root / ".fuse" / "build" / ("check.strict.meta" if strict else "check.meta")


def _record(project: Project, contents: Mapping[Path, bytes | None]) -> dict[str, object]:
    """Everything that a check depends on: `contents` by canonical path, None to read the file. Paths in the record count from the
    folder of the package, so that it can be moved."""
    root = Path(os.path.realpath(project.root))
    entry = Path(os.path.realpath(project.entry))
    known = {root / MANIFEST: None, root / LOCKFILE: None, entry: None, **contents}
    layout = project.layout
    return {
        "format": _FORMAT,
        "version": __version__,
        "compiler": _compiler_hash(),
        "entry": os.path.relpath(entry, root),
        "root": os.path.relpath(Files(entry).root, root),
        "dependencies": {name: os.path.relpath(folder, root) for name, folder in layout.dependencies.items()},
        "cycles": [list(cycle) for cycle in layout.cycles],
        "files": {os.path.relpath(file, root): _hash(file, data) for file, data in sorted(known.items())},
    }


def _hash(file: Path, data: bytes | None) -> str | None:
    """The hash of a file's contents, None where there is no such file."""
    try:
        return hashlib.sha256(file.read_bytes() if data is None else data).hexdigest()
    except OSError:
        return None


def _compiler_hash() -> str:
    """The hash of the front end itself: while it is worked on, its version says too little."""
    folder = Path(__file__).parent.parent / "frontend"
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*.py")):
        digest.update(f"{file.relative_to(folder).as_posix()}\0".encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()
