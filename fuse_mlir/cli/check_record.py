"""The record of a check without findings: `.fuse/build/check.meta` says what was read, so that the next check can tell whether
anything changed. A strict check has a record of its own, `check.strict.meta`.

In: a project, and the files that its program consists of. Out: whether all of it is as it was. It is a cache: a record that is
missing, malformed or of another compiler only means that the program is checked again.
Source: semantics 13.3.
"""

from __future__ import annotations

import json
from pathlib import Path

from ..frontend.loader import LoadedProgram
from ..package.replace_file import replace_file
from .input_record import contents_of, frontend_hash, input_record, is_current
from .project import Project


def is_unchanged(project: Project, strict: bool) -> bool:
    """Whether the last check of the project had no findings and would read the same today."""
    if not _has_record(project):
        return False
    try:
        record = json.loads(_path(project, strict).read_bytes())
    except (OSError, ValueError):
        return False
    return is_current(project, record, frontend_hash())


def write_record(project: Project, strict: bool, loaded: LoadedProgram) -> None:
    """Notes that the project, which consists of these modules, has been checked without findings.

    A folder that cannot be written has no record.
    """
    if not _has_record(project):
        return
    record = input_record(project, contents_of(loaded), frontend_hash())
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
