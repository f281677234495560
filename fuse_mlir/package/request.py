"""What a dependency asks for: a folder, or a place in a git repository; checked, and with the key that the lock file compares.

In: a table of the manifest. Out: `PathRequest` or `GitRequest`.
Keys say places relative to the folder of the root manifest, so that a lock file holds on every machine.
Source: semantics 12.3.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TypeAlias

from ..frontend.messages.packages import (
    GIT_EMPTY,
    GIT_REF_CONFLICT,
    GIT_REQUIRED,
    INVALID_SOURCE,
    PATH_EMPTY,
    PATH_FIELDS,
    SOURCE_REQUIRED,
    SUBDIR_EMPTY,
)
from ..frontend.record import record
from .errors import PackageError
from .manifest import DependencyTable

REFERENCES = ("rev", "tag", "branch", "version")


@record(frozen=True)
class PathRequest:
    """`folder` as messages show it; `stored` as the lock file has it."""

    folder: Path
    stored: str

    @property
    def key(self) -> str:
        return f"path:{self.stored}"


@record(frozen=True)
class GitRequest:
    """`kind` is one of `REFERENCES`, or "head" with an empty `reference`."""

    url: str
    kind: str
    reference: str
    subdir: str | None

    @property
    def key(self) -> str:
        reference = self.kind if self.kind == "head" else f"{self.kind}:{self.reference}"
        return f"git:{self.url}|{reference}" + (f"|subdir:{self.subdir}" if self.subdir is not None else "")


Request: TypeAlias = PathRequest | GitRequest


def request_of(name: str, table: DependencyTable, folder: Path, root: Path) -> Request:
    """The request of a dependency that the manifest in `folder` has; `root` is the folder of the root manifest.

    Errors:  PackageError with a `FUSE_DEP_` code for a table that asks for nothing, or for too much.
    """
    if table.plain is not None:
        raise PackageError(INVALID_SOURCE(name=name, source=table.plain))
    if table.path is not None:
        return _path_request(name, table, folder, root)
    chosen = [kind for kind in REFERENCES if getattr(table, kind) is not None]
    if table.git is None:
        if chosen or table.subdir is not None:
            raise PackageError(GIT_REQUIRED(name=name))
        raise PackageError(SOURCE_REQUIRED(name=name))
    if not table.git.strip():
        raise PackageError(GIT_EMPTY(name=name))
    if table.subdir is not None and not table.subdir.strip():
        raise PackageError(SUBDIR_EMPTY(name=name))
    if len(chosen) > 1:
        raise PackageError(GIT_REF_CONFLICT(name=name))
    kind = chosen[0] if chosen else "head"
    reference = getattr(table, kind) if chosen else ""
    return GitRequest(_repository(table.git, folder, root), kind, reference, table.subdir)


def relative_to_root(path: Path, root: Path) -> str:
    """A path as the lock file stores it."""
    place = os.path.realpath(path)
    try:
        return Path(os.path.relpath(place, os.path.realpath(root))).as_posix()
    except ValueError:  # on another drive there is no way from here to there
        return Path(place).as_posix()


def _path_request(name: str, table: DependencyTable, folder: Path, root: Path) -> PathRequest:
    assert table.path is not None
    if not table.path.strip():
        raise PackageError(PATH_EMPTY(name=name))
    if table.git is not None or table.subdir is not None or any(getattr(table, kind) is not None for kind in REFERENCES):
        raise PackageError(PATH_FIELDS(name=name))
    written = table.path if os.sep == "\\" else table.path.replace("\\", "/")
    place = Path(os.path.normpath(folder / written))
    return PathRequest(place, relative_to_root(place, root))


def _repository(url: str, folder: Path, root: Path) -> str:
    """A repository that is a relative path is relative to the manifest that names it; it is kept relative to the root."""
    is_path = "://" not in url and ":" not in url.partition("/")[0]
    return url if not is_path or os.path.isabs(url) else relative_to_root(folder / url, root)
