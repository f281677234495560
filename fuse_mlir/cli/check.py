"""`fuse-mlir check`: parses and checks a program. Imports nothing but the front end."""

from __future__ import annotations

import click

from .analysis import checked_program
from .arguments import FuseCommand, common_options, entry_argument, frozen_option, manifest_option
from .faults import ERROR_STATUS, Progress
from .project import open_project


@click.command("check", cls=FuseCommand)
@entry_argument
@manifest_option
@frozen_option
@click.option(
    "--strict-architecture",
    "strict",
    is_flag=True,
    help="Also refuse unused capabilities, import cycles between layers, mixed error domains; warn of unused bindings.",
)
@common_options
@click.pass_obj
def check(progress: Progress, file: str | None, manifest_path: str | None, frozen: bool, strict: bool) -> int:
    """Look for errors in FILE without running it.

    FILE defaults to the entry of the package (fuse.toml). The exit status is 0 when there is no error, else 1.
    """
    project = open_project(file, manifest_path, None, None, progress.console, frozen=frozen)
    progress.start("check")
    program = checked_program(project, progress.console, strict)
    return progress.finish(0 if program is not None else ERROR_STATUS)
