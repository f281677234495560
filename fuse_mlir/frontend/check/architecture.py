"""Strict architecture (`check --strict-architecture`): unused capabilities, cycles between layers, mixed error domains.

In:      a loaded program, and the capabilities that each of its modules uses. Out: one finding a broken rule.
A layer is the first folder below the last `src` of a module's path, or the name of the file.
Source:  semantics 11.11.
"""

from __future__ import annotations

from pathlib import Path

from .. import ast
from ..loader import ItemBinding, LoadedModule, LoadedProgram, ModuleBinding
from ..messages.effects import LAYER_CYCLE, MIXED_DOMAINS, UNUSED_CAPABILITIES
from ..source import Span
from .reporter import Reporter

# An edge between layers, and the first import that makes it.
_Edges = dict[str, dict[str, tuple[int, Span]]]


def check_architecture(program: LoadedProgram, used: list[tuple[str, ...]], reporters: list[Reporter]) -> None:
    """Reports to the modules' reporters; `used` and `reporters` have one entry a module."""
    modules = [module for module in program.modules if not module.is_std_error]
    for module in modules:
        _check_purity(module, used[module.id - 1], reporters[module.id - 1])
        _check_error_domains(program, module, reporters[module.id - 1])
    _check_layers(modules, reporters)


def _check_purity(module: LoadedModule, used: tuple[str, ...], reporter: Reporter) -> None:
    unused = sorted(capability for capability in module.requires if capability not in used)
    if unused:
        place = next(item.span for item in module.ast.requires if item.capability == unused[0])
        reporter.report(place, UNUSED_CAPABILITIES(path=module.path, unused=", ".join(unused)))


# ---- layers -----------------------------------------------------------------------------------------------------------------


def _check_layers(modules: list[LoadedModule], reporters: list[Reporter]) -> None:
    layers = {module.id: _layer(module) for module in modules}
    edges: _Edges = {}
    for module in modules:
        source = layers[module.id]
        for binding in module.bindings.values():
            if isinstance(binding, ModuleBinding | ItemBinding) and binding.module in layers:
                target = layers[binding.module]
                if target != source:
                    edges.setdefault(source, {}).setdefault(target, (module.id, binding.name.span))
    cycle = _first_cycle(sorted(set(layers.values())), edges)
    if cycle is not None:
        module_id, span = edges[cycle[-2]][cycle[-1]]
        reporters[module_id - 1].report(span, LAYER_CYCLE(cycle=" -> ".join(cycle)))


def _layer(module: LoadedModule) -> str:
    assert module.file is not None
    parts = module.file.parts
    if "src" in parts[:-1]:
        below = len(parts) - parts[::-1].index("src", 1)
        if below < len(parts) - 1:
            return parts[below]
    return Path(parts[-1]).stem


def _first_cycle(layers: list[str], edges: _Edges) -> list[str] | None:
    """The first cycle of a depth-first search in order of names, first and last layer the same."""
    done: set[str] = set()
    for root in layers:
        if root in done:
            continue
        path = [root]
        work = [iter(sorted(edges.get(root, {})))]
        while work:
            following = next(work[-1], None)
            if following is None:
                done.add(path.pop())
                work.pop()
            elif following in path:
                return [*path[path.index(following) :], following]
            elif following not in done:
                path.append(following)
                work.append(iter(sorted(edges.get(following, {}))))
    return None


# ---- error domains ----------------------------------------------------------------------------------------------------------


def _check_error_domains(program: LoadedProgram, module: LoadedModule, reporter: Reporter) -> None:
    owners: dict[int, Span] = {}
    for result in _boundary_results(module.ast):
        for domain in _domains(result):
            owner = _owner(program, module, domain)
            if owner is not None:
                owners.setdefault(owner, domain.span)
    if len(owners) > 1:
        paths = ", ".join(sorted(program.module(owner).path for owner in owners))
        # The first domain is the module's own affair; the second is the one that does not belong beside it.
        place = list(owners.values())[1]
        reporter.report(place, MIXED_DOMAINS(path=module.path, others=paths))


def _boundary_results(module: ast.Module) -> list[ast.TypeRef]:
    found: list[ast.TypeRef] = []
    for item in module.items:
        if isinstance(item, ast.FnDecl) and item.return_type is not None:
            found.append(item.return_type)
        elif isinstance(item, ast.ServiceDecl):
            found += [route.return_type for route in item.routes]
    return found


def _domains(result: ast.TypeRef) -> list[ast.TypeRef]:
    """`A` and `B` of `T!A!B`."""
    found: list[ast.TypeRef] = []
    while isinstance(result, ast.ResultType) and result.error is not None:
        result = result.error
        found.append(result.ok if isinstance(result, ast.ResultType) else result)
    return found


def _owner(program: LoadedProgram, module: LoadedModule, domain: ast.TypeRef) -> int | None:
    """The module that declares a type or enum."""
    if not isinstance(domain, ast.NamedType):
        return None
    name = domain.name.name
    alias, dot, member = name.partition(".")
    if dot:
        binding = module.bindings.get(alias)
        if not isinstance(binding, ModuleBinding):
            return None
        exported = program.module(binding.module).exports.get(member)
        return binding.module if isinstance(exported, ast.TypeDecl | ast.EnumDecl) else None
    if isinstance(module.exports.get(name), ast.TypeDecl | ast.EnumDecl):
        return module.id
    binding = module.bindings.get(name)
    if isinstance(binding, ItemBinding) and isinstance(binding.declaration, ast.TypeDecl | ast.EnumDecl):
        return binding.module
    return None
