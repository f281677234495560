"""From source text to the canonical program: parse, check, elaborate.

In: a `SourceFile`. Out: `Analysis`; its program is None as soon as there is one error. Diagnostics come in source order.
"""

from __future__ import annotations

from dataclasses import dataclass

from .canonical.program import Program
from .check.checker import check
from .check.reporter import Reporter
from .depth import allow_deep_recursion
from .diagnostics import Diagnostic
from .parser import parse
from .source import SourceFile


@dataclass(frozen=True, slots=True)
class Analysis:
    program: Program | None
    diagnostics: list[Diagnostic]


def analyze(source: SourceFile, app: str | None = None) -> Analysis:
    """Everything the frontend knows about a source file.

    `app` names the app that the program runs, None takes the first; a module without it gives a program whose app is None.
    A file with syntax errors is not checked.
    """
    allow_deep_recursion()
    module, diagnostics = parse(source)
    if any(diagnostic.level == "error" for diagnostic in diagnostics):
        return Analysis(None, diagnostics)
    reporter = Reporter(source)
    program = check(source, module, reporter, app)
    found = sorted([*diagnostics, *reporter.sorted()], key=lambda d: d.span.start if d.span is not None else 0)
    return Analysis(None if reporter.has_errors() else program, found)
