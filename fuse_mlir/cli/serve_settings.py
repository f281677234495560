"""What `run` tells a program about its package: variables of the environment, which the server and `asset` read.

In:   a project and its program. Out: the variables, as far as they are not set already; the OpenAPI document in `.fuse/dev`,
      where its page is wanted.

    FUSE_ASSET_MAP              the map of the style sheets, where a build has made it
    FUSE_STATIC_DIR             [serve].static_dir, else [vite].dist_dir
    FUSE_STATIC_INDEX           [serve].static_index
    FUSE_OPENAPI_JSON_PATH      the document, with [serve].openapi_ui
    FUSE_OPENAPI_UI_PATH        [serve].openapi_path
    FUSE_VITE_PROXY_URL         [vite].dev_url

With FUSE_DEV_MODE=1 the page of the document is there unless the manifest says no, and what no route answers is asked of Vite,
which has files that are newer than those in its `dist_dir`.
Source: semantics 12.2, 14.5 and 14.6.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ..package.asset_map import asset_map
from ..package.manifest import Manifest
from .openapi_file import write_if_changed
from .project import Project

if TYPE_CHECKING:
    from ..frontend.canonical.program import Program


def export_serve_settings(project: Project, program: Program) -> None:
    """Sets the variables, for a package.

    Errors: UserError where the OpenAPI document cannot be written.
    """
    manifest = project.manifest
    if manifest is None:
        return
    in_development = os.environ.get("FUSE_DEV_MODE") == "1"
    _export("FUSE_ASSET_MAP", asset_map(manifest))
    static = manifest.serve_static_dir or (None if in_development else manifest.vite_dist_dir)
    _export("FUSE_STATIC_DIR", None if static is None else str(project.root / static))
    _export("FUSE_STATIC_INDEX", manifest.serve_static_index)
    if in_development:
        _export("FUSE_VITE_PROXY_URL", manifest.vite_dev_url)
    if in_development if manifest.serve_openapi_ui is None else manifest.serve_openapi_ui:
        _export_document(project, manifest, program)


def _export_document(project: Project, manifest: Manifest, program: Program) -> None:
    from ..openapi.document import openapi_document

    file = project.root / ".fuse" / "dev" / "openapi.json"
    if "FUSE_OPENAPI_JSON_PATH" not in os.environ:
        write_if_changed(file, openapi_document(program).encode())
    _export("FUSE_OPENAPI_JSON_PATH", str(file))
    _export("FUSE_OPENAPI_UI_PATH", manifest.serve_openapi_path)


def _export(name: str, value: str | None) -> None:
    if value is not None:
        os.environ.setdefault(name, value)
