"""Collects the declarations of a module into `Symbols`; types are resolved later, when every name is known."""

from __future__ import annotations

from .. import ast
from ..codes import FUSE_UNSUPPORTED
from ..diagnostics import Note
from ..source import Span
from .declarations import ConfigInfo, EnumInfo, FunctionInfo, StructInfo, Symbols
from .reporter import Reporter


def collect(module: ast.Module, reporter: Reporter) -> Symbols:
    """Every declaration of the module by name; duplicates and unsupported declarations are reported, the first of a name wins."""
    symbols = Symbols()
    places: dict[str, Span] = {}
    for requirement in module.requires:
        _unsupported(reporter, requirement.span, "`requires`")
    for item in module.items:
        _collect_item(item, symbols, places, reporter)
    return symbols


def _collect_item(item: ast.Item, symbols: Symbols, places: dict[str, Span], reporter: Reporter) -> None:
    match item:
        case ast.AppDecl():
            symbols.apps.append(item)
        case ast.TypeDecl(derive=None) if "." not in item.name.name:
            if _register(item.name, places, reporter):
                symbols.structs[item.name.name] = StructInfo(item)
        case ast.EnumDecl() if "." not in item.name.name:
            if _register(item.name, places, reporter):
                symbols.enums[item.name.name] = EnumInfo(item)
        case ast.ConfigDecl():
            if _register(item.name, places, reporter):
                symbols.configs[item.name.name] = ConfigInfo(item)
        case ast.FnDecl() if not item.type_params and not item.where:
            if _register(item.name, places, reporter):
                symbols.functions[item.name.name] = FunctionInfo(item)
        case _:
            _collect_unsupported(item, symbols, places, reporter)


def _collect_unsupported(item: ast.Item, symbols: Symbols, places: dict[str, Span], reporter: Reporter) -> None:
    names: list[ast.Ident] = []
    match item:
        case ast.TypeDecl(derive=ast.TypeDerive()):
            names, construct = [item.name], "`without`"
        case ast.TypeDecl() | ast.EnumDecl():
            names, construct = [item.name], "a type with a dotted name"
        case ast.FnDecl():
            names, construct = [item.name], "a generic function"
        case ast.ImportNamesFrom():
            names, construct = item.names, "`import`"
        case ast.ImportAliasFrom():
            names, construct = [item.alias], "`import`"
        case ast.ImportModule() | ast.ImportModuleFrom():
            names, construct = [item.name], "`import`"
        case ast.InterfaceDecl():
            names, construct = [item.name], "`interface`"
        case ast.ComponentDecl():
            names, construct = [item.name], "`component`"
        case ast.ServiceDecl():
            names, construct = [item.name], "`service`"
        case ast.ImplDecl():
            construct = "`impl`"
        case ast.MigrationDecl():
            construct = "`migration`"
        case ast.TestDecl():
            construct = "`test`"
        case _:
            raise AssertionError(f"no such declaration: {type(item).__name__}")
    for name in names:
        if _register(name, places, reporter):
            # `import Foo.Bar` makes the last part known; the others are only reachable through it.
            symbols.unsupported[name.name.rsplit(".", 1)[-1]] = name.span
    _unsupported(reporter, item.span, construct)


def _register(name: ast.Ident, places: dict[str, Span], reporter: Reporter) -> bool:
    first = places.setdefault(name.name, name.span)
    if first is name.span:
        return True
    note = Note(f"previous definition of {name.name} here", first)
    reporter.report("error", name.span, f"duplicate symbol: {name.name}", None, None, (note,))
    return False


def _unsupported(reporter: Reporter, span: Span, construct: str) -> None:
    reporter.report("error", span, f"{construct} is not supported yet", FUSE_UNSUPPORTED, None, ())
