"""`fuse-mlir openapi`: what the services of a program offer, as a document for other tools."""

from __future__ import annotations

import click

from .analysis import checked_program
from .arguments import FuseCommand, common_options, entry_argument, manifest_option
from .faults import ERROR_STATUS, Progress
from .project import open_project


@click.command("openapi", cls=FuseCommand)
@entry_argument
@manifest_option
@common_options
@click.pass_obj
def openapi(progress: Progress, file: str | None, manifest_path: str | None) -> int:
    """Write the OpenAPI document of the services of FILE, and of the modules that it imports, to standard output.

    FILE defaults to the entry of the package (fuse.toml). The program is checked first.
    """
    project = open_project(file, manifest_path, None, None, progress.console, frozen=False)
    progress.phase = "checking the program"
    program = checked_program(project, progress.console)
    if program is None:
        return ERROR_STATUS
    from ..openapi.document import openapi_document

    progress.phase = "writing the document"
    click.echo(openapi_document(program))
    return 0
