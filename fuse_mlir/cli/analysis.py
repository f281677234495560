"""From a project to a checked program: loading, checking, and showing what was found."""

from __future__ import annotations

from ..frontend.analysis import Analysis, analyze_program
from ..frontend.canonical.program import Program
from ..frontend.loader import LoadedProgram, load_program
from .console import Console
from .errors import UserError
from .project import Project, package_errors


def checked_program(project: Project, console: Console) -> Program | None:
    """The canonical program of a project, or None when it has an error. Every finding is shown."""
    _, analysis = analyzed(project)
    _show(analysis, console)
    return analysis.program


def runnable_program(project: Project, console: Console) -> Program | None:
    """The canonical program with the app that the project names, or the first one; None when it has an error. Findings are shown.

    Errors: UserError when there is none.
    """
    return runnable(project, console)[1].program


def runnable(project: Project, console: Console) -> tuple[LoadedProgram, Analysis]:
    """The same with all that is known about the program, for who keeps a result of it."""
    loaded, analysis = analyzed(project)
    _show(analysis, console)
    if analysis.program is not None and analysis.program.app is None:
        raise UserError("no app found" if project.app is None else f"app not found: {project.app}")
    return loaded, analysis


def callable_program(project: Project, console: Console) -> Program | None:
    """The same with an `fn main` that arguments can be bound to.

    Errors: UserError when there is none.
    """
    program = checked_program(project, console)
    if program is not None and program.main is None:
        raise UserError("no root fn main found for CLI binding")
    return program


def analyzed(project: Project, strict: bool = False) -> tuple[LoadedProgram, Analysis]:
    """The modules of a project, and what is known about its program. `strict`: the rules of strict architecture apply too."""
    with package_errors():
        loaded = load_program(project.entry, project.layout)
    return loaded, analyze_program(loaded, project.app, strict)


def _show(analysis: Analysis, console: Console) -> None:
    for diagnostic in analysis.diagnostics:
        console.diagnostic(diagnostic, analysis.sources.get(diagnostic.path))
