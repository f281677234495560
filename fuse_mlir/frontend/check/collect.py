"""Collects the declarations of a module into `Symbols`; types are resolved later, when every name is known.

Names that are imported are `linking`'s matter, and so are duplicates among these: the loader reports them.
"""

from __future__ import annotations

from .. import ast
from ..diagnostics import Note
from ..loader import LoadedModule
from ..loader.discovery import IMPORTS
from ..loader.std_error import runtime_name
from ..messages.declarations import DUPLICATE_DECLARATION
from ..messages.loading import PREVIOUS_DEFINITION
from ..source import Span
from .components import as_function
from .declarations import ConfigInfo, EnumInfo, FunctionInfo, ImplInfo, InterfaceInfo, StructInfo, Symbols, function_symbol
from .reporter import Reporter


def collect(module: LoadedModule, reporter: Reporter) -> Symbols:
    """Every declaration of the module by name; duplicates and unsupported declarations are reported, the first of a name wins."""
    symbols = Symbols()
    places: dict[str, Span] = {}
    for item in module.ast.items:
        if not isinstance(item, IMPORTS):
            _collect_item(module, item, symbols, places, reporter)
    return symbols


def _collect_item(module: LoadedModule, item: ast.Item, symbols: Symbols, places: dict[str, Span], reporter: Reporter) -> None:
    match item:
        case ast.AppDecl():
            symbols.apps.append(item)
        case ast.TypeDecl(derive=ast.TypeDerive()):
            # The loader reports why it has no fields.
            if _register(item.name, places, reporter):
                symbols.unsupported[item.name.name] = item.name.span
        case ast.TypeDecl():
            if _register(item.name, places, reporter):
                name = runtime_name(item.name.name) if module.is_std_error else item.name.name
                symbols.structs[item.name.name] = StructInfo(item, name, module.id)
        case ast.EnumDecl():
            if _register(item.name, places, reporter):
                symbols.enums[item.name.name] = EnumInfo(item, item.name.name, module.id)
        case ast.ConfigDecl():
            if _register(item.name, places, reporter):
                symbols.configs[item.name.name] = ConfigInfo(item, module.id)
        case ast.FnDecl():
            if _register(item.name, places, reporter):
                symbols.functions[item.name.name] = FunctionInfo(item, function_symbol(module.id, item.name.name), module.id)
        case ast.InterfaceDecl():
            if _register(item.name, places, reporter):
                symbols.interfaces[item.name.name] = InterfaceInfo(item, module.id)
        case ast.ImplDecl():
            symbols.impls.append(ImplInfo(item, module.id))
        case ast.ServiceDecl():
            if _register(item.name, places, reporter):
                symbols.services[item.name.name] = item
        case ast.TestDecl():
            symbols.tests.append(item)
        case ast.MigrationDecl():
            symbols.migrations.append(item)
        case ast.ComponentDecl():
            if _register(item.name, places, reporter):
                info = FunctionInfo(as_function(item), function_symbol(module.id, item.name.name), module.id, is_component=True)
                symbols.functions[item.name.name] = info
        case _:
            raise AssertionError(f"no such declaration: {type(item).__name__}")


def _register(name: ast.Ident, places: dict[str, Span], reporter: Reporter) -> bool:
    first = places.setdefault(name.name, name.span)
    if first is name.span:
        return True
    note = Note(PREVIOUS_DEFINITION(name=name.name), first)
    reporter.report(name.span, DUPLICATE_DECLARATION(name=name.name), notes=(note,))
    return False
