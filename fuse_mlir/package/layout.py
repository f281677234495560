"""From a package to what the loader needs to know of it.

In: the manifest, and what may be done to the lock file. Out: `ProjectLayout`.
"""

from __future__ import annotations

from pathlib import Path

from ..frontend.loader import ProjectLayout
from .lock_mode import LockMode
from .manifest import MANIFEST, Manifest, read_manifest


def project_layout(manifest: Manifest | None, mode: LockMode = LockMode.UPDATE) -> ProjectLayout:
    """The layout of a package; of a program without a manifest, one without dependencies.

    Errors:  PackageError, see `resolve_dependencies`.
    """
    if manifest is None or not manifest.dependencies:
        return ProjectLayout(name_of_package=_name_of_package)
    from .resolve import resolve_dependencies  # here, because a program without dependencies need not pay for loading it

    resolution = resolve_dependencies(manifest, mode)
    return ProjectLayout(resolution.folders, resolution.cycles, str(manifest.path), _name_of_package)


def _name_of_package(folder: Path) -> str:
    return read_manifest(folder / MANIFEST).name or ""
