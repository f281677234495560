"""Expands `type X = Y without a, b` into fields.

In: modules with bindings. Out: the same trees; every derived type has the fields of its base, less those that it is without, and
no `derive`. A type whose derivation has a fault keeps its `derive` and has no fields.
The fields are copies: their types and defaults mean what they mean in the deriving module. Copies from another module stand at
the base's name, because their own place is in a text that the module does not have; a `CopiedSpan` remembers it.
Source: semantics 12.1.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from .. import ast
from ..messages.loading import DERIVATION_CYCLE, UNKNOWN_BASE, UNKNOWN_BASE_FIELD
from ..nearest import Suggestion
from ..source import CopiedSpan, SourceFile, Span
from .discovery import Discovery
from .model import ItemBinding, LoadedModule, ModuleBinding, UnresolvedBinding


def expand_derivations(discovery: Discovery) -> None:
    """Expand every derived type, by module id and then in source order."""
    expansion = _Expansion(discovery)
    for module in discovery.modules:
        for item in module.ast.items:
            if isinstance(item, ast.TypeDecl) and item.derive is not None:
                expansion.expand(module, item)


class _Expansion:
    def __init__(self, discovery: Discovery) -> None:
        self._discovery = discovery
        self._faulty: set[ast.TypeDecl] = set()

    def expand(self, module: LoadedModule, item: ast.TypeDecl) -> None:
        """Expand a type, and before it all those that it is derived from."""
        chain: dict[ast.TypeDecl, LoadedModule] = {}
        while item.derive is not None and item not in self._faulty:
            if item in chain:
                self._report_cycle(chain, item)
                break
            chain[item] = module
            base = self._base(module, item.derive)
            if base is None:
                break
            module, item = base
        broken = item.derive is not None
        for derived, deriving in reversed(chain.items()):
            if broken:
                self._faulty.add(derived)
            else:
                self._copy_fields(deriving, derived, module, item)
                module, item = deriving, derived

    def _base(self, module: LoadedModule, derive: ast.TypeDerive) -> tuple[LoadedModule, ast.TypeDecl] | None:
        """The base type and its module; None where there is none, which is reported unless its import failed."""
        name = derive.base.name
        owner: LoadedModule | None = module
        binding = module.bindings.get(name)
        if isinstance(binding, ItemBinding):
            owner = self._discovery.modules[binding.module - 1]
        elif "." in name and name not in module.exports:
            alias, _, name = name.partition(".")
            binding = module.bindings.get(alias)
            owner = self._discovery.modules[binding.module - 1] if isinstance(binding, ModuleBinding) else None
        if isinstance(binding, UnresolvedBinding):
            return None
        declared = owner.exports.get(name) if owner is not None else None
        if owner is not None and isinstance(declared, ast.TypeDecl):
            return owner, declared
        if owner is None or owner.complete:
            message = UNKNOWN_BASE(name=derive.base.name)
            hint = Suggestion(derive.base.name, self._types_in_sight(module))
            self._discovery.report(module, derive.base.span, message, hint)
        return None

    def _types_in_sight(self, module: LoadedModule) -> list[str]:
        """The names of struct types that can be a base in a module."""
        found = _struct_names(module)
        for alias, binding in module.bindings.items():
            if isinstance(binding, ModuleBinding):
                found += [f"{alias}.{name}" for name in _struct_names(self._discovery.modules[binding.module - 1])]
            elif isinstance(binding, ItemBinding) and isinstance(binding.declaration, ast.TypeDecl):
                found.append(alias)
        return found

    def _copy_fields(self, module: LoadedModule, item: ast.TypeDecl, owner: LoadedModule, base: ast.TypeDecl) -> None:
        derive = item.derive
        assert derive is not None
        known = {field.name.name for field in base.fields}
        for name in derive.without:
            if name.name not in known:
                message = UNKNOWN_BASE_FIELD(name=name.name, base=derive.base.name)
                hint = Suggestion(name.name, (field.name.name for field in base.fields))
                self._discovery.report(module, name.span, message, hint)
        removed = {name.name for name in derive.without}
        source = None if owner is module else owner.source
        kept = [field for field in base.fields if field.name.name not in removed]
        item.fields = [_copied(field, source, derive.base.span, item.name.name) for field in kept]
        item.derive = None

    def _report_cycle(self, chain: dict[ast.TypeDecl, LoadedModule], start: ast.TypeDecl) -> None:
        """Once a cycle, at the type of it that stands first in the program. The cycle is the chain from `start` on."""
        items = list(chain)
        cycle = items[items.index(start) :]
        item = min(cycle, key=lambda each: (chain[each].id, each.name.span.start))
        module = chain[item]
        assert item.derive is not None
        self._discovery.report(module, item.name.span, DERIVATION_CYCLE(name=item.name.name))


def _struct_names(module: LoadedModule) -> list[str]:
    return [name for name, item in module.exports.items() if isinstance(item, ast.TypeDecl)]


def _copied(node: ast.FieldDecl, source: SourceFile | None, place: Span, type_: str) -> ast.FieldDecl:
    """A copy of a field for a derived type; with `source`, the file that it comes from, the copy stands at `place`."""
    field = node.name.name

    def span(written: Span) -> Span:
        if source is None:
            return written
        if isinstance(written, CopiedSpan):
            return CopiedSpan(place.start, place.end, field, type_, written.written, written.source)
        return CopiedSpan(place.start, place.end, field, type_, written, source)

    copy = _copy(node, span)
    assert isinstance(copy, ast.FieldDecl)
    return copy


def _copy(value: object, span: Callable[[Span], Span]) -> object:
    """A copy of a tree; `span` gives the places of its nodes."""
    if isinstance(value, list):
        return [_copy(item, span) for item in value]
    if isinstance(value, Span):
        return span(value)
    if isinstance(value, ast.Node):
        return type(value)(**{field.name: _copy(getattr(value, field.name), span) for field in dataclasses.fields(value)})
    return value
