"""Finds the folder of every dependency, direct and transitive, and keeps `fuse.lock` true.

In: the root manifest and what may be done to the lock file. Out: `Resolution`.
An entry of the lock file whose request has not changed is used as it is, without asking the repository. Dependencies of
dependencies are added breadth first; one name means one request in a whole program.
Source: semantics 12.3.
"""

from __future__ import annotations

import os
from collections import deque
from pathlib import Path

from ..frontend.messages.packages import (
    CACHE_NOT_MADE,
    CONFLICTING_SPECS,
    DEPENDENCY_MANIFEST,
    ENTRY_PATH_GONE,
    ENTRY_SOURCE,
    ENTRY_SUBDIR_GONE,
    ENTRY_WITHOUT_GIT,
    ENTRY_WITHOUT_PATH,
    ENTRY_WITHOUT_REV,
    PATH_NOT_FOUND,
    SUBDIR_NOT_FOUND,
)
from ..frontend.record import record
from .cycles import find_cycles
from .errors import PackageError, reason
from .git import Git, checked_revision
from .lock_mode import LockMode
from .lockfile import LOCKFILE, VERSION, LockedDependency, Lockfile, frozen, out_of_date, read_lock, write_lock
from .manifest import MANIFEST, DependencyTable, Manifest, read_manifest
from .request import GitRequest, PathRequest, Request, request_of


@record(frozen=True)
class Resolution:
    """`folders`: canonical folders by name, in the order in which they were found. `cycles`: see `cycles.find_cycles`."""

    folders: dict[str, Path]
    cycles: tuple[tuple[str, ...], ...] = ()


def resolve_dependencies(manifest: Manifest, mode: LockMode) -> Resolution:
    """Resolve all dependencies of a package.

    Errors:  PackageError with a `FUSE_DEP_` or `FUSE_LOCK_` code.
    """
    if not manifest.dependencies:
        return Resolution({})
    return _Resolver(manifest).run(mode)


class _Resolver:
    def __init__(self, manifest: Manifest) -> None:
        self._manifest = manifest
        self._root = manifest.folder
        self._cache = self._root / ".fuse" / "deps"
        self._lock_path = self._root / LOCKFILE
        self._lock = read_lock(self._lock_path)
        self._git = Git(self._root)
        self._folders: dict[str, Path] = {}
        self._entries: dict[str, LockedDependency] = {}
        # The request of each name, and the folder of the manifest that made it.
        self._requests: dict[str, tuple[Request, Path]] = {}
        self._needs: dict[str, list[str]] = {}

    def run(self, mode: LockMode) -> Resolution:
        queue = deque((name, table, self._root) for name, table in self._manifest.dependencies.items())
        while queue:
            name, table, folder = queue.popleft()
            request = request_of(name, table, folder, self._root)
            self._claim(name, request, folder)
            if name not in self._folders:
                queue.extend(self._add(name, request))
        wanted = Lockfile(VERSION, self._entries)
        if wanted != self._lock:
            self._settle(mode, wanted)
        folders = {name: Path(os.path.realpath(folder)) for name, folder in self._folders.items()}
        return Resolution(folders, find_cycles(self._manifest.dependencies, folders, self._needs))

    def _settle(self, mode: LockMode, wanted: Lockfile) -> None:
        if mode is LockMode.CHECK:
            raise out_of_date(self._lock_path, self._lock, wanted)
        if mode is LockMode.FROZEN:
            raise frozen(self._lock_path, self._lock, wanted)
        write_lock(self._lock_path, wanted)

    def _claim(self, name: str, request: Request, folder: Path) -> None:
        other, other_folder = self._requests.setdefault(name, (request, folder))
        if other.key != request.key:
            message = CONFLICTING_SPECS(
                name=name,
                first=other.key,
                first_path=other_folder / MANIFEST,
                second=request.key,
                second_path=folder / MANIFEST,
            )
            raise PackageError(message)

    def _add(self, name: str, request: Request) -> list[tuple[str, DependencyTable, Path]]:
        """Find the folder of a dependency; what it needs itself."""
        entry = self._lock.dependencies.get(name)
        if entry is not None and entry.requested == request.key:
            folder = self._locked(name, entry)
        elif isinstance(request, PathRequest):
            folder, entry = self._path(name, request)
        else:
            folder, entry = self._clone(name, request)
        self._folders[name] = folder
        self._entries[name] = entry
        if not (folder / MANIFEST).exists():
            self._needs[name] = []
            return []
        try:
            needed = read_manifest(folder / MANIFEST).dependencies
        except PackageError as error:
            raise PackageError(DEPENDENCY_MANIFEST(path=folder, reason=error.message)) from None
        self._needs[name] = list(needed)
        return [(each, table, folder) for each, table in needed.items()]

    def _path(self, name: str, request: PathRequest) -> tuple[Path, LockedDependency]:
        if not request.folder.exists():
            raise PackageError(PATH_NOT_FOUND(name=name, path=request.folder))
        return request.folder, LockedDependency("path", path=request.stored, requested=request.key)

    def _clone(self, name: str, request: GitRequest) -> tuple[Path, LockedDependency]:
        revision = self._git.commit(request)
        place = self._checkout(name, request.url, revision)
        folder = place / request.subdir if request.subdir is not None else place
        if not folder.exists():
            raise PackageError(SUBDIR_NOT_FOUND(name=name, path=folder))
        return folder, LockedDependency("git", request.url, revision, None, request.subdir, request.key)

    def _checkout(self, name: str, url: str, revision: str) -> Path:
        try:
            self._cache.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise PackageError(CACHE_NOT_MADE(path=self._cache, reason=reason(error))) from None
        place = self._cache / name / revision
        self._git.check_out(url, revision, place)
        return place

    def _locked(self, name: str, entry: LockedDependency) -> Path:
        """The folder that an entry of the lock file names."""
        if entry.source == "path":
            if entry.path is None:
                raise PackageError(ENTRY_WITHOUT_PATH(name=name))
            folder = Path(os.path.normpath(self._root / entry.path))
            if not folder.exists():
                raise PackageError(ENTRY_PATH_GONE(name=name, path=folder))
            return folder
        if entry.source != "git":
            raise PackageError(ENTRY_SOURCE(source=entry.source, name=name))
        if entry.rev is None:
            raise PackageError(ENTRY_WITHOUT_REV(name=name))
        if entry.git is None:
            raise PackageError(ENTRY_WITHOUT_GIT(name=name))
        place = self._checkout(name, entry.git, checked_revision(entry.rev, entry.git))
        folder = place / entry.subdir if entry.subdir is not None else place
        if not folder.exists():
            raise PackageError(ENTRY_SUBDIR_GONE(name=name, path=folder))
        return folder
