"""From an entry file to a checked program: reading, checking, and showing what was found."""

from __future__ import annotations

from pathlib import Path

from ..frontend.analysis import analyze
from ..frontend.canonical.program import Program
from ..frontend.diagnostics import Diagnostic
from ..frontend.load import load_source
from .console import Console
from .errors import UserError


def checked_program(path: Path, console: Console) -> Program | None:
    """The canonical program of a file, or None when it has an error. Every finding is shown."""
    return _analyzed(path, console, None)


def runnable_program(path: Path, console: Console, app: str | None) -> Program | None:
    """The same with the app of that name, or with the first one.

    Errors: UserError when there is none.
    """
    program = _analyzed(path, console, app)
    if program is not None and program.app is None:
        raise UserError("no app found" if app is None else f"app not found: {app}")
    return program


def _analyzed(path: Path, console: Console, app: str | None) -> Program | None:
    source = load_source(str(path))
    if isinstance(source, Diagnostic):
        console.diagnostic(source, None)
        return None
    analysis = analyze(source, app)
    for diagnostic in analysis.diagnostics:
        console.diagnostic(diagnostic, source)
    return analysis.program
