"""From source text to the canonical program: load, check, elaborate.

In: a loaded program, or the text of an entry file. Out: `Analysis`; its program is None as soon as there is one error. Diagnostics
come by module and then in source order, before them what is wrong with the package.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace

from . import ast
from .canonical.program import Program
from .check.checker import check
from .check.reporter import Reporter
from .depth import allow_deep_recursion
from .diagnostics import Diagnostic
from .graph import leading_to
from .loader import ItemBinding, LoadedModule, LoadedProgram, ModuleBinding, UnresolvedBinding, load_text
from .record import record
from .source import SourceFile


@record(frozen=True)
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
    Modules with syntax errors, and those that import them, are not checked. `strict`: the rules of strict architecture apply too.
    """
    allow_deep_recursion()
    checkable = _checkable(loaded)
    if not checkable:
        return Analysis(None, loaded.diagnostics, loaded.sources)
    complete = len(checkable) == len(loaded.modules)
    if not complete:
        modules = [module if module.id in checkable else _emptied(module) for module in loaded.modules]
        loaded = replace(loaded, modules=modules)
    program, reporters = check(loaded, app, strict and complete)
    found = _in_order(loaded, reporters)
    failed = not complete or any(diagnostic.level == "error" for diagnostic in found)
    return Analysis(None if failed else program, found, loaded.sources)


def _emptied(module: LoadedModule) -> LoadedModule:
    """The module without anything in it: none of those that are checked needs it, and they keep their ids."""
    return replace(module, ast=ast.Module(module.ast.span, [], []), exports={}, requires=(), bindings={})


def _checkable(loaded: LoadedProgram) -> set[int]:
    """The modules that have no syntax error and do not depend on one that has: what the check says of them holds.

    None where another module may have an `impl`: its methods are those of a type everywhere, imported or not.
    """
    broken = [module.id for module in loaded.modules if not module.complete]
    if not broken:
        return {module.id for module in loaded.modules}
    needs: dict[int, list[int]] = {}
    for module in loaded.modules:
        bindings = module.bindings.values()
        needs[module.id] = [binding.module for binding in bindings if isinstance(binding, ModuleBinding | ItemBinding)]
        if any(isinstance(binding, UnresolvedBinding) for binding in bindings):
            # Perhaps of a module that has the name in a part that did not parse.
            broken.append(module.id)
    affected = leading_to(broken, needs)
    if any(b"impl" in module.source.data for module in loaded.modules if module.id in affected):
        return set()
    return {module.id for module in loaded.modules} - affected


def _in_order(loaded: LoadedProgram, reporters: list[Reporter]) -> list[Diagnostic]:
    ids = {module.path: module.id for module in loaded.modules}

    def place(diagnostic: Diagnostic) -> tuple[int, int]:
        return ids.get(diagnostic.path, 0), diagnostic.span.start if diagnostic.span is not None else 0

    return sorted([*loaded.diagnostics, *(found for reporter in reporters for found in reporter.sorted())], key=place)
