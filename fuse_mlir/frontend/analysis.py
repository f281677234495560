"""From source text to the canonical program: load, check, elaborate.

In: a loaded program, or the text of an entry file. Out: `Analysis`; its program is None as soon as there is one error. Diagnostics
come by module and then in source order, before them what is wrong with the package.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .canonical.program import Program
from .check.checker import check
from .check.reporter import Reporter
from .depth import allow_deep_recursion
from .diagnostics import Diagnostic
from .loader import LoadedProgram, load_text
from .source import SourceFile


@dataclass(frozen=True, slots=True)
class Analysis:
    """`sources`: the texts that diagnostics point into, by path."""

    program: Program | None
    diagnostics: list[Diagnostic]
    sources: Mapping[str, SourceFile] = field(default_factory=dict)


def analyze(source: SourceFile, app: str | None = None) -> Analysis:
    """As `analyze_program`, of an entry file whose text is given; imports are looked for from its path."""
    return analyze_program(load_text(source), app)


def analyze_program(loaded: LoadedProgram, app: str | None = None, strict: bool = False) -> Analysis:
    """Everything the frontend knows about a program.

    `app` names the app that the program runs, None takes the first; a program without it has None as its app.
    A program with syntax errors is not checked. `strict`: the rules of strict architecture apply too.
    """
    allow_deep_recursion()
    complete = bool(loaded.modules) and all(module.complete for module in loaded.modules)
    if not complete:
        return Analysis(None, loaded.diagnostics, loaded.sources)
    program, reporters = check(loaded, app, strict)
    found = _in_order(loaded, reporters)
    failed = any(diagnostic.level == "error" for diagnostic in found)
    return Analysis(None if failed else program, found, loaded.sources)


def _in_order(loaded: LoadedProgram, reporters: list[Reporter]) -> list[Diagnostic]:
    ids = {module.path: module.id for module in loaded.modules}

    def place(diagnostic: Diagnostic) -> tuple[int, int]:
        return ids.get(diagnostic.path, 0), diagnostic.span.start if diagnostic.span is not None else 0

    return sorted([*loaded.diagnostics, *(found for reporter in reporters for found in reporter.sorted())], key=place)
