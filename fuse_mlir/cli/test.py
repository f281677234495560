"""`fuse-mlir test`: checks a program and runs its tests with the interpreter."""

from __future__ import annotations

import gc
import os

import click

from .analysis import checked_program
from .arguments import FuseCommand, common_options, entry_argument, frozen_option, manifest_option
from .faults import ERROR_STATUS, Progress
from .project import open_project
from .streams import program_streams


@click.command("test", cls=FuseCommand)
@entry_argument
@manifest_option
@frozen_option
@click.option("--filter", "filter_text", metavar="PATTERN", help="Run the tests whose name contains PATTERN.")
@common_options
@click.pass_obj
def test(progress: Progress, file: str | None, manifest_path: str | None, frozen: bool, filter_text: str | None) -> int:
    """Run the tests of FILE and of the modules that it imports.

    FILE defaults to the entry of the package (fuse.toml). The exit status is 0 when no test fails, else 1.
    """
    project = open_project(file, manifest_path, None, None, progress.console, frozen=frozen)
    progress.start("test")
    program = checked_program(project, progress.console)
    if program is None:
        return progress.finish(ERROR_STATUS)
    from ..interpreter.program_tests import run_tests

    gc.enable()

    progress.phase = "running the tests"
    return progress.finish(run_tests(program, filter_text, environ=os.environ, **program_streams()))
