"""`deps publish-check`: whether every package of a workspace could be published as it stands.

In: the folder of a workspace. Out: nothing, or one error that lists all packages that are not ready and why.
A package is ready when its manifest can be read, names an entry file that exists, and its lock file is up to date.
Source: semantics 12.3.
"""

from __future__ import annotations

from pathlib import Path

from ..frontend.messages.packages import (
    ENTRY_MISSING,
    ENTRY_NOT_FOUND,
    MANIFEST_INVALID,
    MANIFEST_PARSE_FAILED,
    MANIFEST_READ_FAILED,
    NO_MANIFESTS,
    NOT_READY,
    NOT_UTF8,
)
from .errors import PackageError, reason
from .lock_mode import LockMode
from .manifest import MANIFEST, Manifest, parse_manifest
from .resolve import resolve_dependencies
from .workspace import package_folders


def check_publishable(workspace: Path) -> None:
    """Check every package at or below a folder.

    Errors:  PackageError: `FUSE_WORKSPACE_NO_MANIFESTS`, `FUSE_WORKSPACE_PUBLISH_NOT_READY`.
    """
    packages = package_folders(workspace)
    if not packages:
        raise PackageError(NO_MANIFESTS(path=workspace))
    failures = []
    for folder in packages:
        try:
            _check_package(folder)
        except PackageError as error:
            failures.append(f"\n  - {folder.relative_to(workspace).as_posix()}: {error.message}")
    if failures:
        raise PackageError(NOT_READY(count=len(failures), failures="".join(failures)))


def _check_package(folder: Path) -> None:
    manifest = _manifest(folder / MANIFEST)
    if manifest.entry is None:
        raise PackageError(ENTRY_MISSING(path=manifest.path))
    entry = folder / manifest.entry
    if not entry.is_file():
        raise PackageError(ENTRY_NOT_FOUND(path=manifest.path, entry=entry))
    resolve_dependencies(manifest, LockMode.CHECK)


def _manifest(path: Path) -> Manifest:
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise PackageError(MANIFEST_READ_FAILED(path=path, reason=reason(error))) from None
    except UnicodeDecodeError:
        raise PackageError(MANIFEST_PARSE_FAILED(path=path, reason=NOT_UTF8().text)) from None
    try:
        return parse_manifest(path, text)
    except PackageError as error:
        why = error.text.removeprefix(MANIFEST_INVALID(reason="").text)
        raise PackageError(MANIFEST_PARSE_FAILED(path=path, reason=why)) from None
