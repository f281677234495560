"""From a package to what the loader needs to know of it.

In: the manifest, and what may be done to the lock file. Out: `ProjectLayout`.
"""

from __future__ import annotations

from ..frontend.loader import ProjectLayout
from .manifest import Manifest
from .resolve import LockMode, resolve_dependencies


def project_layout(manifest: Manifest | None, mode: LockMode = LockMode.UPDATE) -> ProjectLayout:
    """The layout of a package; of a program without a manifest, one without dependencies.

    Errors:  PackageError, see `resolve_dependencies`.
    """
    if manifest is None:
        return ProjectLayout()
    resolution = resolve_dependencies(manifest, mode)
    return ProjectLayout(resolution.folders, resolution.cycles, str(manifest.path))
