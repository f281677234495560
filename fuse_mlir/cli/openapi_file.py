"""OpenAPI documents that commands leave in files: `[build].openapi` of the manifest.

Loads neither parser nor checker: a build that has nothing to do needs it, too.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..codegen.output_file import make_output_folder, write_file
from .project import Project

if TYPE_CHECKING:
    from ..frontend.canonical.program import Program


def document_of(project: Project, program: Program) -> str | None:
    """The document that a build writes; None where its package wants none."""
    if project.manifest is None or not project.manifest.build_openapi:
        return None
    from ..openapi.document import openapi_document

    return openapi_document(program)


def write_document(project: Project, document: str | None) -> None:
    """Writes the document to its place, where it is not there yet.

    Errors: BuildError.
    """
    if document is None or project.manifest is None or not project.manifest.build_openapi:
        return
    write_if_changed(project.root / project.manifest.build_openapi, document.encode())


def write_if_changed(path: Path, data: bytes) -> None:
    """Writes a file with its folder; one that has the contents stays untouched.

    Errors: BuildError.
    """
    if path.is_file() and path.read_bytes() == data:
        return
    make_output_folder(path.parent)
    write_file(path, data)
