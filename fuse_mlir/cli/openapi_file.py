"""OpenAPI documents that commands leave in files: `[build].openapi` of the manifest.

Loads neither parser nor checker: a build that has nothing to do needs it, too.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..package.replace_file import replace_file
from .errors import UserError, os_reason
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

    Errors: UserError.
    """
    if document is None or project.manifest is None or not project.manifest.build_openapi:
        return
    write_if_changed(project.root / project.manifest.build_openapi, document.encode())


def write_if_changed(path: Path, data: bytes) -> None:
    """Writes a file with its folder; one that has the contents stays untouched.

    Errors: UserError.
    """
    try:
        if path.is_file() and path.read_bytes() == data:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, data)
    except OSError as error:
        raise UserError(f"failed to write {path}: {os_reason(error)}") from None
