"""The check of a program: declarations, then types, then bodies; the canonical program comes out of the same pass.

In: a loaded program. Out: the canonical program, and what each module's reporter was told; there is a program only without errors.
Every step goes through the modules by id, and through each in source order.
"""

from __future__ import annotations

from dataclasses import dataclass

from .. import ast
from ..canonical import program as ir
from ..loader import LoadedModule, LoadedProgram
from . import call_order
from . import static_types as st
from .collect import collect
from .configs import check_default_calls, elaborate_configs, is_configurable
from .conversion import convert
from .declarations import Field, FunctionInfo, ProgramSymbols, Symbols
from .expressions import elaborate_expression
from .functions import elaborate_app, elaborate_defaults, elaborate_function
from .linking import link
from .recursive_types import refuse_recursive_types
from .reporter import Reporter
from .representation import represent
from .state import Body, ModuleState
from .struct_literals import default_symbol, has_inline_default
from .type_references import resolve_type, resolve_value_type


@dataclass(slots=True)
class _Module:
    """A module while it is checked; `declared` is what it declares itself."""

    loaded: LoadedModule
    declared: Symbols
    state: ModuleState


def check(program: LoadedProgram, reporters: list[Reporter], app: str | None) -> ir.Program:
    """Checks all modules and builds the program, which is only meaningful when no error was reported.

    `reporters`: one a module. `app` picks the app that the program runs; None is the first.
    """
    declared = [collect(module, reporter) for module, reporter in zip(program.modules, reporters, strict=True)]
    modules = [
        _Module(module, own, ModuleState(module.source, reporter, names, elaborate_expression, module.id))
        for module, own, names, reporter in zip(program.modules, declared, link(program.modules, declared), reporters, strict=True)
    ]
    states = [module.state for module in modules]
    for module in modules:
        _resolve_types(module.state, module.declared)
    refuse_recursive_types([Body(state, "", "") for state in states], states[0].symbols.program)
    functions = _elaborate_functions(states)
    for module in modules:
        _elaborate_field_defaults(module.state, module.declared)
    configs = elaborate_configs(states)
    apps = [
        (f"app:{number}", elaborate_app(module.state, decl, f"app:{number}"))
        for module in modules
        for number, decl in enumerate(module.declared.apps)
    ]
    for state in states:
        for function, span in state.used_results:
            if function.drops_result:
                construct = f"the result of `{function.decl.name.name}`, whose body gives values of different types,"
                Body(state, "", "").unsupported(span, construct)
    return _assemble(modules, functions, configs, apps, app)


def _resolve_types(state: ModuleState, symbols: Symbols) -> None:
    """Resolves the types in every declaration of a module."""
    body = Body(state, "", "")
    for struct in symbols.structs.values():
        for decl in struct.decl.fields:
            field = Field(decl.name.name, _stored_type(body, decl.type), decl.default, decl.span)
            if field.name in struct.fields:
                body.error(decl.name.span, f"duplicate field: {field.name}")
            struct.fields.setdefault(field.name, field)
    for enum in symbols.enums.values():
        for variant in enum.decl.variants:
            payload = [resolve_value_type(body, ref) for ref in variant.payload]
            if variant.name.name in enum.variants:
                body.error(variant.name.span, f"duplicate variant: {variant.name.name}")
            enum.variants.setdefault(variant.name.name, payload)
    for config in symbols.configs.values():
        for config_field in config.decl.fields:
            _resolve_config_field(body, config.fields, config_field)
    for function in symbols.functions.values():
        function.params = [(param.name.name, resolve_value_type(body, param.type)) for param in function.decl.params]
        if function.decl.return_type is not None:
            function.result = resolve_type(body, function.decl.return_type)
            if isinstance(function.result, st.ConfigOf):
                body.unsupported(function.decl.return_type.span, "a config as a value")
                function.result = st.POISON


def _stored_type(body: Body, ref: ast.TypeRef) -> st.StaticType:
    """The type of a struct field, whose elements are validated in a literal: rules inside a list are not compiled yet."""
    type_ = resolve_value_type(body, ref)
    if _has_rules_in_list(type_, in_list=False):
        body.unsupported(ref.span, "a refined type inside a list field")
        return st.POISON
    return type_


def _has_rules_in_list(type_: st.StaticType, in_list: bool) -> bool:
    match type_:
        case st.ListOf(element):
            return _has_rules_in_list(element, in_list=True)
        case st.OptionOf(inner):
            return _has_rules_in_list(inner, in_list)
    return in_list and (isinstance(type_, st.Refined) or type_ in (st.ID, st.EMAIL))


def _resolve_config_field(body: Body, fields: dict[str, Field], decl: ast.ConfigField) -> None:
    type_ = resolve_value_type(body, decl.type)
    if not st.has_poison(type_) and not is_configurable(type_):
        body.unsupported(decl.type.span, f"a config field of type {type_}")
        type_ = st.POISON
    if decl.name.name in fields:
        body.error(decl.name.span, f"duplicate field: {decl.name.name}")
    fields.setdefault(decl.name.name, Field(decl.name.name, type_, decl.value, decl.span))


def _elaborate_functions(states: list[ModuleState]) -> dict[str, ir.Function]:
    """Functions whose result is inferred come first, callees before callers: their callers need the result."""
    names = [state.symbols for state in states]
    made: dict[str, ir.Function] = {}
    for group in call_order.groups(names):
        recursive = call_order.is_recursive(group, names)
        if recursive:
            _assume_results(group)
        for info in group:
            made[info.symbol] = elaborate_function(states[info.module - 1], info)
        if recursive:
            _settle_assumptions(group)
    for symbol, info in names[0].program.functions.items():
        state = states[info.module - 1]
        if symbol not in made:
            made[symbol] = elaborate_function(state, info)
        elaborate_defaults(state, info)
    return made


def _assume_results(group: list[FunctionInfo]) -> None:
    """A recursion without declared results may only be one of procedures: nothing is returned and no call's value is used."""
    inferred = [info for info in group if info.decl.return_type is None]
    if any(_returns_a_value(info.decl.body) for info in inferred):
        return
    for info in inferred:
        info.result, info.result_representation = st.UNIT, represent(st.UNIT)
        info.drops_result = info.result_is_provisional = True


def _settle_assumptions(group: list[FunctionInfo]) -> None:
    failed = any(info.cannot_infer for info in group)
    drops = any(info.drops_result for info in group) and not failed
    for info in group:
        info.result_is_provisional = False
        info.drops_result = drops
        if failed and info.decl.return_type is None:
            info.result = st.POISON


def _returns_a_value(block: ast.Block) -> bool:
    for stmt in block.stmts:
        match stmt:
            case ast.Return(value=value):
                found = value is not None
            case ast.If(then_block=then_block, else_ifs=else_ifs, else_block=else_block):
                blocks = [then_block, *(branch.block for branch in else_ifs), *([else_block] if else_block else [])]
                found = any(_returns_a_value(inner) for inner in blocks)
            case ast.Match(cases=cases):
                found = any(_returns_a_value(case.block) for case in cases)
            case ast.For(block=inner) | ast.While(block=inner) | ast.Transaction(block=inner):
                found = _returns_a_value(inner)
            case _:
                found = False
        if found:
            return True
    return False


def _elaborate_field_defaults(state: ModuleState, declared: Symbols) -> None:
    """A field default that is no plain literal becomes a function, called where a literal leaves the field out."""
    for info in declared.structs.values():
        struct = info.name
        for field in info.fields.values():
            if field.default is None:
                continue
            symbol = default_symbol(struct, field.name)
            body = Body(state, symbol, struct)
            body.scopes.push()
            node = body.expect(field.default.span, body.value(field.default), field.type)
            target = represent(field.type)
            value = convert(body, node, target)
            if not has_inline_default(field):
                stmts: list[ir.Stmt] = [ir.Return(field.default.span, value)]
                state.add_function(struct, ir.Function(symbol, [], value.type, stmts, field.default.span))


def _assemble(
    modules: list[_Module], made: dict[str, ir.Function], configs: list[ir.Config], apps: list[tuple[str, ir.App]], app: str | None
) -> ir.Program:
    """The program in source order; synthesized functions follow what they belong to."""
    symbols = modules[0].state.symbols.program
    chosen = next(((owner, item) for owner, item in apps if app is None or item.name == app), None)
    functions: list[ir.Function] = []
    for module in modules:
        synthesized = module.state.synthesized
        for info in module.declared.functions.values():
            functions += [made[info.symbol], *synthesized.get(info.symbol, [])]
        owners = [*(struct.name for struct in module.declared.structs.values()), *(f"config.{config.name}" for config in configs)]
        if chosen is not None and chosen[1].module == module.loaded.id:
            owners.append(chosen[0])
        for owner in owners:
            functions += synthesized.get(owner, [])
    if not any(module.state.reporter.has_errors() for module in modules):
        check_default_calls(configs, functions, [module.state.reporter for module in modules], symbols)
    entry = modules[0].loaded.source
    program = ir.Program(entry.path, _structs(symbols), _enums(symbols), configs, functions, None, entry)
    program.app = None if chosen is None else chosen[1]
    program.modules = [ir.Module(module.loaded.id, module.loaded.path, module.loaded.source) for module in modules]
    return program


def _structs(symbols: ProgramSymbols) -> list[ir.Struct]:
    structs = []
    for name, info in symbols.structs.items():
        fields = [(field.name, represent(field.type)) for field in info.fields.values()]
        structs.append(ir.Struct(name, fields, info.decl.span, doc=info.decl.doc, module=info.module))
    return structs


def _enums(symbols: ProgramSymbols) -> list[ir.Enum]:
    enums = []
    for name, info in symbols.enums.items():
        variants = [(variant, [represent(type_) for type_ in payload]) for variant, payload in info.variants.items()]
        enums.append(ir.Enum(name, variants, info.decl.span, doc=info.decl.doc, module=info.module))
    return enums
