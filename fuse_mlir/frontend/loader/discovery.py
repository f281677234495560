"""Finds and parses all modules of a program, following imports depth first in source order.

In: the entry file. Out: `Discovery`: modules with ids, and for each import what it leads to.
Import cycles are no error: a module that is being loaded is known already. The walk keeps its own stack, so a long chain of imports
costs no recursion.
Source: semantics 0.1 and 12.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

from .. import ast
from ..diagnostics import Diagnostic, Note, error
from ..load import load_source
from ..messages.loading import ASSET_FORM, MODULE_READ, UNSUPPORTED_EXTENSION
from ..messages.template import Message
from ..nearest import Hint, Hints
from ..parser import parse
from ..record import record
from ..source import SourceFile, Span
from .assets import AssetFault, Assets
from .files import Files, canonical
from .import_paths import MODULE, UNSUPPORTED, PathFault, extension_of, path_kind, resolve_path
from .model import LoadedModule, ProjectLayout
from .std_error import STD_ERROR, std_error_source

Import: TypeAlias = ast.ImportModule | ast.ImportModuleFrom | ast.ImportNamesFrom | ast.ImportAliasFrom
IMPORTS = (ast.ImportModule, ast.ImportModuleFrom, ast.ImportNamesFrom, ast.ImportAliasFrom)

_EXPORTED = (ast.FnDecl, ast.ComponentDecl, ast.TypeDecl, ast.EnumDecl, ast.InterfaceDecl, ast.ConfigDecl, ast.ServiceDecl)


@record(frozen=True)
class FoundAsset:
    kind: str
    path: str
    text: str
    value: object


# The id of a module, an asset, or None after a fault that is reported.
Target: TypeAlias = int | FoundAsset | None


@record(frozen=True)
class FoundImport:
    declaration: Import
    target: Target


class Discovery:
    """`imports[n]` are those of module `n + 1`. `reports` are diagnostics with the module and the offset that they belong to."""

    def __init__(self, files: Files, layout: ProjectLayout) -> None:
        self.modules: list[LoadedModule] = []
        self.imports: list[list[FoundImport]] = []
        self.reports: list[tuple[int, int, Diagnostic]] = []
        self.sources: dict[str, SourceFile] = {}
        self._files = files
        self._layout = layout
        self._ids: dict[Path | None, int] = {}
        self._assets = Assets()
        self._hints = Hints()

    def run(self, entry: Path, source: SourceFile) -> None:
        """Load the entry and everything that it leads to."""
        walk = [self._enter(canonical(entry), source)]
        while walk:
            module, rest = walk[-1]
            declaration = next(rest, None)
            if declaration is None:
                walk.pop()
                continue
            target, opened = self._follow(module, declaration)
            self.imports[module.id - 1].append(FoundImport(declaration, target))
            if opened is not None:
                walk.append(opened)

    def report(self, module: LoadedModule, span: Span, message: Message, hint: Hint = None, notes: tuple[Note, ...] = ()) -> None:
        self.reports.append((module.id, span.start, error(message, span, module.path, notes, self._hints.text(hint))))

    def _enter(self, file: Path | None, source: SourceFile) -> tuple[LoadedModule, Iterator[Import]]:
        """Parse a module and give it the next id; the second part is its imports."""
        tree, diagnostics = parse(source)
        number = len(self.modules) + 1
        exports: dict[str, ast.Item] = {}
        for item in tree.items:
            if isinstance(item, _EXPORTED):
                exports.setdefault(item.name.name, item)
        requires = tuple(dict.fromkeys(declared.capability for declared in tree.requires))
        package = None if file is None else self._files.package_of(file.parent)
        module = LoadedModule(number, source.path, file, source, tree, exports, requires, package, not diagnostics)
        if package is not None and any(isinstance(item, ast.MigrationDecl) for item in tree.items):
            module.package_name = self._layout.name_of_package(package)
        self.modules.append(module)
        self.imports.append([])
        self.sources[source.path] = source
        self._ids[file] = number
        self.reports.extend((number, found.span.start if found.span else 0, found) for found in diagnostics)
        return module, iter([item for item in tree.items if isinstance(item, IMPORTS)])

    def _follow(self, module: LoadedModule, found: Import) -> tuple[Target, tuple[LoadedModule, Iterator[Import]] | None]:
        """What an import leads to, and the module that it opens where that is a new one."""
        if isinstance(found, ast.ImportModule):
            written, span = found.name.name, found.name.span
        else:
            written, span = found.path.value, found.path.span
        # `import a.b` names no file with the extension `b`: only written paths have one.
        kind = MODULE if isinstance(found, ast.ImportModule) else path_kind(written)
        if kind == UNSUPPORTED:
            self.report(module, span, UNSUPPORTED_EXTENSION(extension=extension_of(written)))
            return None, None
        if kind != MODULE and not isinstance(found, ast.ImportModuleFrom):
            self.report(module, found.span, ASSET_FORM())
            return None, None
        if written == STD_ERROR and not isinstance(found, ast.ImportModule):
            return self._module(module, found, None)
        try:
            assert module.file is not None  # std.Error has no imports
            file = resolve_path(written, module.file.parent, self._files.root, self._layout.dependencies)
        except PathFault as fault:
            self.report(module, span, fault.message, fault.hint)
            return None, None
        if kind != MODULE:
            return self._asset(module, span, canonical(file), kind), None
        return self._module(module, found, canonical(file))

    def _module(
        self, importer: LoadedModule, found: Import, file: Path | None
    ) -> tuple[Target, tuple[LoadedModule, Iterator[Import]] | None]:
        known = self._ids.get(file)
        if known is not None:
            return known, None
        if file is None:
            opened = self._enter(None, std_error_source())
            return opened[0].id, opened
        shown = self._files.shown(file)
        source = load_source(str(file), shown)
        if isinstance(source, Diagnostic):
            self.report(importer, found.span, MODULE_READ(path=shown, reason=source.message), source.hint)
            return None, None
        opened = self._enter(file, source)
        return opened[0].id, opened

    def _asset(self, importer: LoadedModule, span: Span, file: Path, kind: str) -> Target:
        shown = self._files.shown(file)
        found = self._assets.load(file, shown, kind)
        if not isinstance(found, AssetFault):
            return FoundAsset(kind, shown, found.text, found.value)
        if found.in_asset:
            place = None
            if found.text is not None:
                self.sources[shown] = SourceFile(shown, found.text)
                place = Span(found.offset, found.offset)
            diagnostic = error(found.message, place, shown)
        else:
            diagnostic = error(found.message, span, importer.path)
        self.reports.append((importer.id, span.start, diagnostic))
        return None
