"""From an entry file to a checked program: reading, checking, and showing what was found."""

from __future__ import annotations

from pathlib import Path

from ..frontend.analysis import analyze
from ..frontend.canonical.program import Program
from ..frontend.diagnostics import Diagnostic
from ..frontend.load import load_source
from .console import Console


def checked_program(path: Path, app: str | None, console: Console) -> Program | None:
    """The canonical program of a file, or None when it has an error. Every finding is shown."""
    source = load_source(str(path))
    if isinstance(source, Diagnostic):
        console.diagnostic(source, None)
        return None
    analysis = analyze(source, app)
    for diagnostic in analysis.diagnostics:
        console.diagnostic(diagnostic, source)
    return analysis.program
