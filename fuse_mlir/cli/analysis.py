"""From an entry file to a checked program: loading, checking, and showing what was found."""

from __future__ import annotations

from ..frontend.analysis import Analysis, analyze_program
from ..frontend.canonical.program import Program
from ..frontend.loader import load_program
from .console import Console
from .errors import UserError
from .project import Project, package_errors


def checked_program(project: Project, console: Console, strict: bool = False) -> Program | None:
    """The canonical program of a project, or None when it has an error. Every finding is shown.

    `strict`: the rules of strict architecture apply too.
    """
    return _analyzed(project, console, strict)


def runnable_program(project: Project, console: Console) -> Program | None:
    """The same with the app that the project names, or with the first one.

    Errors: UserError when there is none.
    """
    program = _analyzed(project, console)
    if program is not None and program.app is None:
        raise UserError("no app found" if project.app is None else f"app not found: {project.app}")
    return program


def callable_program(project: Project, console: Console) -> Program | None:
    """The same with an `fn main` that arguments can be bound to.

    Errors: UserError when there is none.
    """
    program = _analyzed(project, console)
    if program is not None and program.main is None:
        raise UserError("no root fn main found for CLI binding")
    return program


def show_findings(analysis: Analysis, console: Console) -> None:
    for diagnostic in analysis.diagnostics:
        console.diagnostic(diagnostic, analysis.sources.get(diagnostic.path))


def _analyzed(project: Project, console: Console, strict: bool = False) -> Program | None:
    with package_errors():
        loaded = load_program(project.entry, project.layout)
    analysis = analyze_program(loaded, project.app, strict)
    show_findings(analysis, console)
    return analysis.program
