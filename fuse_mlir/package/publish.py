"""`deps publish-check`: whether every package of a workspace could be published as it stands.

In: the folder of a workspace. Out: nothing, or one error that lists all packages that are not ready and why.
A package is ready when its manifest can be read, names an entry file that exists, and its lock file is up to date.
Source: semantics 12.3.
"""

from __future__ import annotations

from pathlib import Path

from ..frontend.codes import (
    FUSE_MANIFEST_ENTRY_MISSING,
    FUSE_MANIFEST_ENTRY_NOT_FOUND,
    FUSE_MANIFEST_PARSE_FAILED,
    FUSE_MANIFEST_READ_FAILED,
    FUSE_WORKSPACE_NO_MANIFESTS,
    FUSE_WORKSPACE_PUBLISH_NOT_READY,
)
from .errors import PackageError, coded, reason
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
        text = f"no fuse.toml files found under {workspace}"
        hint = "run the command from a workspace root or pass --manifest-path <dir>"
        raise coded(FUSE_WORKSPACE_NO_MANIFESTS, text, hint)
    failures = []
    for folder in packages:
        try:
            _check_package(folder)
        except PackageError as error:
            failures.append(f"\n  - {folder.relative_to(workspace).as_posix()}: {error.message}")
    if failures:
        text = f"workspace publish-readiness failed for {len(failures)} package(s):" + "".join(failures)
        hint = "fix the listed packages, then rerun 'fuse deps publish-check'"
        raise coded(FUSE_WORKSPACE_PUBLISH_NOT_READY, text, hint)


def _check_package(folder: Path) -> None:
    manifest = _manifest(folder / MANIFEST)
    if manifest.entry is None:
        text = f"manifest {manifest.path} is missing [package].entry"
        raise coded(FUSE_MANIFEST_ENTRY_MISSING, text, "set [package].entry to the package entry file")
    entry = folder / manifest.entry
    if not entry.is_file():
        text = f"manifest {manifest.path} points to missing entry {entry}"
        raise coded(FUSE_MANIFEST_ENTRY_NOT_FOUND, text, "fix [package].entry or add the missing file")
    resolve_dependencies(manifest, LockMode.CHECK)


def _manifest(path: Path) -> Manifest:
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        text = f"failed to read {path}: {reason(error)}"
        raise coded(FUSE_MANIFEST_READ_FAILED, text, "fix the manifest path or file permissions") from None
    except UnicodeDecodeError:
        raise _malformed(path, "not valid UTF-8") from None
    try:
        return parse_manifest(path, text)
    except PackageError as error:
        raise _malformed(path, error.message.removeprefix("invalid manifest: ")) from None


def _malformed(path: Path, why: str) -> PackageError:
    return coded(FUSE_MANIFEST_PARSE_FAILED, f"invalid manifest {path}: {why}", "fix the manifest syntax and rerun the check")
