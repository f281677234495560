"""The rule that types, enums, configs, services and apps have one name each in a whole program.

In: all modules. Out: `FUSE_SYMBOL_DUPLICATE` for a name that two modules declare, at the later one in order of discovery.
Duplicates inside one module are not this rule's matter. The types of `std.Error` are exempt.
Source: semantics 12.1.
"""

from __future__ import annotations

from .. import ast
from ..codes import FUSE_SYMBOL_DUPLICATE
from ..diagnostics import Diagnostic, Note
from ..source import Span
from .discovery import Discovery
from .model import LoadedModule

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
                note = Note(f"previous definition of {name} here", place, other.source)
                span = item.name.span
                found = Diagnostic("error", f"duplicate symbol: {name}", span, module.path, FUSE_SYMBOL_DUPLICATE, (note,))
                discovery.reports.append((module.id, span.start, found))
