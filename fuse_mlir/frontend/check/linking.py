"""What the names of every module mean: its own declarations, and what its imports bring in.

In: a loaded program, and the declarations of each of its modules. Out: the `Symbols` that the bodies of a module are checked with.
A member of an imported module is known by its dotted name (`Mod.f`), so that it is looked up like any other name; which expressions
are such names is `module_members`'s matter.
Source: semantics 12.1.
"""

from __future__ import annotations

from dataclasses import replace

from ..loader import AssetBinding, ItemBinding, LoadedModule, ModuleBinding
from .declarations import ProgramSymbols, Symbols

# The tables of declarations that other modules can name.
_EXPORTED = ("structs", "enums", "configs", "functions", "interfaces", "services", "unsupported")


def link(modules: list[LoadedModule], declared: list[Symbols]) -> list[Symbols]:
    """The names of each module; `declared[n]` and the result's n-th belong to module `n + 1`."""
    program = _program_symbols(declared)
    program.packages = {module.id: module.package for module in modules}
    return [_names_of(module, declared, program) for module in modules]


def _program_symbols(declared: list[Symbols]) -> ProgramSymbols:
    """Types and configs are unique in a program, which the loader sees to; of a duplicate the first counts."""
    program = ProgramSymbols()
    for symbols in declared:
        for struct in symbols.structs.values():
            program.structs.setdefault(struct.name, struct)
        for enum in symbols.enums.values():
            program.enums.setdefault(enum.name, enum)
        for name, config in symbols.configs.items():
            program.configs.setdefault(name, config)
        for function in symbols.functions.values():
            program.functions[function.symbol] = function
        for name, interface in symbols.interfaces.items():
            program.interfaces[(interface.module, name)] = interface
        program.impls += symbols.impls
    return program


def _names_of(module: LoadedModule, declared: list[Symbols], program: ProgramSymbols) -> Symbols:
    own = declared[module.id - 1]
    names = replace(
        own, program=program, modules={}, imported={}, assets={}, **{table: dict(getattr(own, table)) for table in _EXPORTED}
    )
    for alias, binding in module.bindings.items():
        if not isinstance(binding, ModuleBinding):
            names.imported[alias] = binding.name.span
        match binding:
            case ModuleBinding(module=target):
                names.modules[alias] = declared[target - 1]
                _add_members(names, alias, declared[target - 1])
            case ItemBinding(module=target):
                _add_item(names, alias, declared[target - 1])
            case AssetBinding():
                names.assets[alias] = binding
            case _:
                names.unsupported.setdefault(alias, binding.name.span)
    return names


def _add_members(names: Symbols, alias: str, target: Symbols) -> None:
    for table in _EXPORTED:
        for member, info in getattr(target, table).items():
            getattr(names, table).setdefault(f"{alias}.{member}", info)


def _add_item(names: Symbols, name: str, target: Symbols) -> None:
    for table in _EXPORTED:
        if name in getattr(target, table):
            getattr(names, table).setdefault(name, getattr(target, table)[name])
