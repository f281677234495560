"""`load_program`: from an entry file to a `LoadedProgram`.

In: the path of the entry file, and the layout of its project. Out: all modules, parsed, with their imports resolved and their
derived types expanded. Everything about files and paths happens here; what comes after needs neither.
Order:   discovery, bindings, uniqueness, derivations; then the diagnostics of all, by module and place.
Source:  semantics 12.1.
"""

from __future__ import annotations

from pathlib import Path

from ..depth import allow_deep_recursion
from ..diagnostics import Diagnostic, error
from ..load import load_source
from ..messages.loading import DEPENDENCY_CYCLE
from ..source import SourceFile
from .binding import bind_imports
from .derivations import expand_derivations
from .discovery import Discovery
from .files import Files
from .model import LoadedProgram, ProjectLayout
from .uniqueness import report_duplicates


def load_program(entry: Path, project: ProjectLayout | None = None) -> LoadedProgram:
    """Load a program.

    Errors:  as diagnostics. An entry file that cannot be read gives a program without modules.
    Order:   modules by id, diagnostics by module and place.
    """
    source = load_source(str(entry))
    if isinstance(source, Diagnostic):
        return LoadedProgram([], [source], Files(entry).root, {})
    return load_text(source, project)


def load_text(source: SourceFile, project: ProjectLayout | None = None) -> LoadedProgram:
    """Load a program whose entry has this text; its imports are looked for from its path."""
    layout = project if project is not None else ProjectLayout()
    entry = Path(source.path)
    files = Files(entry)
    allow_deep_recursion()
    discovery = Discovery(files, layout)
    discovery.run(entry, source)
    bind_imports(discovery)
    report_duplicates(discovery)
    expand_derivations(discovery)
    cycles = [_cycle(names, layout.manifest) for names in layout.cycles]
    found = sorted(discovery.reports, key=lambda report: report[:2])
    return LoadedProgram(discovery.modules, [*cycles, *(diagnostic for _, _, diagnostic in found)], files.root, discovery.sources)


def _cycle(names: tuple[str, ...], manifest: str) -> Diagnostic:
    return error(DEPENDENCY_CYCLE(cycle=" → ".join(names)), None, manifest)
