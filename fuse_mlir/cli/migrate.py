"""`fuse-mlir migrate`: checks a program and runs the migrations that its database has not seen."""

from __future__ import annotations

import gc
import os

import click

from .analysis import checked_program
from .arguments import FuseCommand, common_options, entry_argument, manifest_option
from .faults import ERROR_STATUS, Progress
from .project import open_project
from .streams import program_streams


@click.command("migrate", cls=FuseCommand)
@entry_argument
@manifest_option
@common_options
@click.pass_obj
def migrate(progress: Progress, file: str | None, manifest_path: str | None) -> int:
    """Run the migrations of FILE and of the modules that it imports.

    FILE defaults to the entry of the package (fuse.toml). Each migration is a transaction of its own; the first that fails is
    rolled back and ends the command with status 1.
    """
    project = open_project(file, manifest_path, None, None, progress.console, frozen=False)
    progress.phase = "checking the program"
    program = checked_program(project, progress.console)
    if program is None:
        return ERROR_STATUS
    from ..interpreter.migrate import run_migrations

    gc.enable()

    progress.phase = "running the migrations"
    return run_migrations(program, environ=os.environ, **program_streams())
