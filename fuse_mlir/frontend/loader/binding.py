"""Turns imports into bindings, and reports names that are imported or declared twice.

In: modules, and what each of their imports leads to. Out: `LoadedModule.bindings`.
All duplicates in which an import takes part are reported here, so whoever collects the declarations of a module need not look at
imports. A name that could not be imported is bound to `UnresolvedBinding`.
Source: semantics 11.5 (duplicate names) and 12.1.
"""

from __future__ import annotations

from .. import ast
from ..diagnostics import Note
from ..messages.loading import DUPLICATE_IMPORT, DUPLICATE_SYMBOL, PREVIOUS_DEFINITION, PREVIOUS_IMPORT, UNKNOWN_IMPORT
from ..messages.template import Message
from ..nearest import Suggestion
from .discovery import IMPORTS, Discovery, FoundAsset, FoundImport
from .model import AssetBinding, Binding, ItemBinding, LoadedModule, ModuleBinding, UnresolvedBinding

# What shares one namespace with imports; impls, apps, tests and migrations do not.
_NAMED = (ast.FnDecl, ast.ComponentDecl, ast.TypeDecl, ast.EnumDecl, ast.InterfaceDecl, ast.ConfigDecl, ast.ServiceDecl)


def bind_imports(discovery: Discovery) -> None:
    """Fill in the bindings of every module."""
    for module, imports in zip(discovery.modules, discovery.imports, strict=True):
        _ModuleNames(discovery, module).bind(imports)


class _ModuleNames:
    """`_places`: the first declaration or import of each name so far, and whether it is a named import."""

    def __init__(self, discovery: Discovery, module: LoadedModule) -> None:
        self._discovery = discovery
        self._module = module
        self._places: dict[str, tuple[ast.Ident, str]] = {}

    def bind(self, imports: list[FoundImport]) -> None:
        if not imports:
            return
        found = {id(each.declaration): each for each in imports}
        for item in self._module.ast.items:
            if isinstance(item, _NAMED):
                self._declare(item.name, "declaration")
            elif isinstance(item, IMPORTS):
                self._import(found[id(item)])

    def _import(self, found: FoundImport) -> None:
        declaration = found.declaration
        if isinstance(declaration, ast.ImportNamesFrom):
            for name in declaration.names:
                if self._declare(name, "named import"):
                    self._module.bindings[name.name] = self._item(name, declaration.path.value, found)
            return
        name = declaration.alias if isinstance(declaration, ast.ImportAliasFrom) else declaration.name
        if self._declare(name, "import"):
            self._module.bindings[name.name] = _whole(name, found)

    def _item(self, name: ast.Ident, written: str, found: FoundImport) -> Binding:
        if not isinstance(found.target, int):
            return UnresolvedBinding(name)
        target = self._discovery.modules[found.target - 1]
        declaration = target.exports.get(name.name)
        if declaration is not None:
            return ItemBinding(name, target.id, declaration)
        # A module with syntax errors may well have the name, in a part that did not parse.
        if target.complete:
            message, hint = UNKNOWN_IMPORT(name=name.name, path=written), Suggestion(name.name, target.exports)
            self._discovery.report(self._module, name.span, message, hint)
        return UnresolvedBinding(name)

    def _declare(self, name: ast.Ident, kind: str) -> bool:
        """Whether the name is new. Duplicates of two declarations are the checker's to report."""
        first, first_kind = self._places.setdefault(name.name, (name, kind))
        if first is name:
            return True
        if kind == first_kind == "named import":
            self._report(name, DUPLICATE_IMPORT(name=name.name), PREVIOUS_IMPORT(name=name.name), first)
        elif kind != "declaration" or first_kind != "declaration":
            self._report(name, DUPLICATE_SYMBOL(name=name.name), PREVIOUS_DEFINITION(name=name.name), first)
        return False

    def _report(self, name: ast.Ident, message: Message, note: Message, first: ast.Ident) -> None:
        self._discovery.report(self._module, name.span, message, notes=(Note(note, first.span),))


def _whole(name: ast.Ident, found: FoundImport) -> Binding:
    if isinstance(found.target, int):
        return ModuleBinding(name, found.target)
    if isinstance(found.target, FoundAsset):
        return AssetBinding(name, found.target.kind, found.target.path, found.target.text, found.target.value)
    return UnresolvedBinding(name)
