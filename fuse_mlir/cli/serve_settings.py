"""What `run` tells a program about its package, in the environment: variables that are set already stay.

In: a project. Out: the variables that the server of the program, and `asset`, read.
Source: semantics 14.6.
"""

from __future__ import annotations

import os

from ..package.css_assets import asset_map
from .project import Project


def export_serve_settings(project: Project) -> None:
    """Sets the variables, for a package."""
    manifest = project.manifest
    if manifest is None:
        return
    names = asset_map(manifest)
    if names is not None:
        os.environ.setdefault("FUSE_ASSET_MAP", names)
