"""The rule that types, enums, configs, services and apps have one name each in a whole program.

In: all modules. Out: `FUSE_SYMBOL_DUPLICATE` for a name that two modules declare, at the later one in order of discovery.
Duplicates inside one module are not this rule's matter. The types of `std.Error` are exempt, but for one thing: a `type
std.Error.X` of the program has the same name at run time as the X of that module, so they have the same fields where both exist.
Source: semantics 12.1.
"""

from __future__ import annotations

from .. import ast
from ..diagnostics import Note
from ..messages.loading import DUPLICATE_SYMBOL, OTHER_FIELDS, PREVIOUS_DEFINITION
from ..same_tree import same_tree
from ..source import Span
from .discovery import Discovery
from .model import LoadedModule
from .std_error import STD_ERROR, runtime_name

_UNIQUE = (ast.TypeDecl, ast.EnumDecl, ast.ConfigDecl, ast.ServiceDecl, ast.AppDecl)


def report_duplicates(discovery: Discovery) -> None:
    first: dict[str, tuple[LoadedModule, Span]] = {}
    for module in discovery.modules:
        if module.is_std_error:
            continue
        for item in module.ast.items:
            if not isinstance(item, _UNIQUE):
                continue
            name = item.name.value if isinstance(item, ast.AppDecl) else item.name.name
            other, place = first.setdefault(name, (module, item.name.span))
            if other is not module:
                note = Note(PREVIOUS_DEFINITION(name=name), place, other.source)
                discovery.report(module, item.name.span, DUPLICATE_SYMBOL(name=name), notes=(note,))
    for module in discovery.modules:
        if module.is_std_error:
            _compare_with_std_error(discovery, module)


def _compare_with_std_error(discovery: Discovery, std_error: LoadedModule) -> None:
    declared = {runtime_name(name): item for name, item in std_error.exports.items()}
    for module in discovery.modules:
        for item in module.ast.items:
            known = declared.get(item.name.name) if isinstance(item, ast.TypeDecl) else None
            if known is None or (item.derive is None and same_tree(item.fields, known.fields)):
                continue
            name = item.name.name
            notes = (Note(OTHER_FIELDS(module=STD_ERROR)),)
            discovery.report(module, item.name.span, DUPLICATE_SYMBOL(name=name), notes=notes)
