"""`fuse-mlir run`: checks a program, then executes it with the interpreter or the JIT.

The backend that was asked for runs or the command fails: there is no silent change to the other one.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

import click

from .analysis import callable_program, runnable_program
from .arguments import FuseCommand, common_options, entry_argument, frozen_option, manifest_option
from .errors import UserError
from .faults import ERROR_STATUS, Progress
from .project import Project, open_project
from .serve_settings import export_serve_settings
from .streams import program_streams

if TYPE_CHECKING:
    from ..frontend.canonical.program import Program

_BACKENDS = ("ast", "native")


@click.command("run", cls=FuseCommand, program_arguments=True)
@entry_argument
@manifest_option
@frozen_option
@click.option("--backend", metavar="ast|native", help="Interpret the program (ast), or compile it in memory. [default: native]")
@click.option("--app", metavar="NAME", help="The app to run. [default: the first]")
@common_options
@click.pass_obj
def run(progress: Progress, file: str | None, manifest_path: str | None, frozen: bool, backend: str | None, app: str | None) -> int:
    """Run FILE.

    FILE defaults to the entry of the package (fuse.toml). The program is checked first. Arguments behind -- are flags for fn main
    of FILE, which then runs in place of the app. The exit status is the program's: 0, 1 after an error that nobody caught (2 where
    fn main ran), 101 after a panic.
    """
    project = open_project(file, manifest_path, app, backend, progress.console, frozen=frozen)
    arguments = progress.program_arguments
    backend = project.backend or "native"
    if backend not in _BACKENDS:
        raise UserError(f"unknown backend: {backend}", "the backends are ast and native")
    progress.start("run")
    program = callable_program(project, progress.console) if arguments else runnable_program(project, progress.console)
    if program is None or (backend == "native" and not _is_compilable(program, progress)):
        return progress.finish(ERROR_STATUS)
    export_serve_settings(project, program)
    progress.phase = "running the program"
    return progress.finish(
        _interpret(program, project, progress) if backend == "ast" else _run_natively(program, project, progress)
    )


def _interpret(program: Program, project: Project, progress: Progress) -> int:
    from ..interpreter import run as interpret

    gc.enable()

    diagnostics = "json" if progress.console.json_lines else "text"
    arguments = progress.program_arguments
    root = _root(project)
    return interpret(program, environ=os.environ, diagnostics=diagnostics, arguments=arguments, root=root, **program_streams())


def _root(project: Project) -> str | None:
    """What file names in backtraces are relative to; None: to the folder of the entry file."""
    return str(project.root) if project.manifest is not None else None


def _is_compilable(program: Program, progress: Progress) -> bool:
    from .backend import is_compilable

    return is_compilable(program, progress.console)


def _run_natively(program: Program, project: Project, progress: Progress) -> int:
    from ..jit.in_process import run as run_natively
    from .backend import backend_errors

    with backend_errors(project):
        status = run_natively(
            program,
            # The first is the program's own name, as a process has it.
            [project.entry.name, *progress.program_arguments],
            report=_print_envelope if progress.console.json_lines else None,
            trace=os.environ.get("FUSE_BACKTRACE") == "1",
            root=_root(project),
        )
    if status == 0:
        _print_task_metrics("json" if progress.console.json_lines else "text")
    return status


def _print_task_metrics(diagnostics: str) -> None:
    """What there is to say about the tasks of the program, for those who asked."""
    from ..jit.in_process import task_counts

    counts = task_counts()
    if counts is None:
        return
    from ..interpreter.task_metrics import metrics_lines, snapshot_of

    for line in metrics_lines(snapshot_of(**counts), diagnostics, os.environ):
        os.write(sys.stderr.fileno(), f"{line}\n".encode())


def _print_envelope(text: str) -> None:
    """An uncaught error of the running program, for tools."""
    from ..interpreter.report import error_line

    # Behind the program's own output, which the runtime has written; past Python's buffers for the same reason.
    os.write(sys.stderr.fileno(), f"{error_line(text)}\n".encode())
