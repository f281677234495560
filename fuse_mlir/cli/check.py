"""`fuse-mlir check`: parses and checks programs. Imports nothing but the front end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from .arguments import FuseCommand, common_options, entry_argument, frozen_option, manifest_option
from .check_record import is_unchanged, write_record
from .check_targets import projects_to_check
from .faults import ERROR_STATUS, Progress
from .project import Project

if TYPE_CHECKING:
    from ..frontend.diagnostics import Diagnostic


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

    FILE defaults to the entry of the package (fuse.toml). It may be a folder: a package, or one that has packages or files below
    it. The exit status is 0 when there is no error, else 1.
    """
    projects = projects_to_check(file, manifest_path, progress.console, frozen=frozen)
    progress.start("check")
    shown: dict[Diagnostic, None] = {}
    failed = [project for project in projects if not _is_correct(project, progress, shown, strict)]
    return progress.finish(ERROR_STATUS if failed else 0)


def _is_correct(project: Project, progress: Progress, shown: dict[Diagnostic, None], strict: bool) -> bool:
    """Whether the project has no error; what an earlier one has shown of a module is not shown again."""
    if is_unchanged(project, strict):
        return True
    from .analysis import analyzed  # here, because a check of what has not changed need not pay for loading it

    loaded, analysis = analyzed(project, strict)
    for diagnostic in analysis.diagnostics:
        if diagnostic not in shown:
            shown[diagnostic] = None
            progress.console.diagnostic(diagnostic, analysis.sources.get(diagnostic.path))
    if not analysis.diagnostics:
        write_record(project, strict, loaded)
    return analysis.program is not None
