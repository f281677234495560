"""The check of one module: declarations, then types, then bodies; the canonical program comes out of the same pass.

In: the AST of a module. Out: the canonical program, and every diagnostic in source order; there is a program only without errors.
"""

from __future__ import annotations

from .. import ast
from ..canonical import program as ir
from ..source import SourceFile
from . import call_order
from . import static_types as st
from .choices import Choices
from .collect import collect
from .command_line import elaborate_main
from .configs import elaborate_configs
from .conversion import convert
from .declarations import Field, FunctionInfo, Symbols
from .expressions import elaborate_expression
from .functions import elaborate_app, elaborate_boxed, elaborate_defaults, elaborate_function
from .refinements import check_predicates
from .reporter import Reporter
from .representation import represent, represent_stored
from .schemas import schema_of
from .state import Body, ModuleState
from .struct_literals import default_symbol
from .type_references import resolve_type


def check(source: SourceFile, module: ast.Module, reporter: Reporter, app: str | None) -> ir.Program:
    """Checks the module and builds its program, which is only meaningful when no error was reported.

    `app` picks the app that the program runs; None is the first.
    """
    choices = Choices()
    while True:
        attempt = Reporter(source)
        choices.changed = False
        program = _attempt(source, module, attempt, app, choices)
        if not choices.changed:
            reporter.take(attempt)
            return program


def _attempt(source: SourceFile, module: ast.Module, reporter: Reporter, app: str | None, choices: Choices) -> ir.Program:
    """One elaboration of the module, with the representations chosen so far."""
    symbols = collect(module, reporter)
    state = ModuleState(source, reporter, symbols, elaborate_expression, choices)
    _resolve_types(state)
    functions = _elaborate_functions(state)
    _elaborate_field_defaults(state)
    configs = elaborate_configs(state)
    apps = [elaborate_app(state, decl, f"app:{number}") for number, decl in enumerate(symbols.apps)]
    main = elaborate_main(state)
    check_predicates(state)
    for info, boxes, symbol in state.boxed_bodies:
        # The list grows while functions with boxes call others with theirs.
        elaborate_boxed(state, info, boxes, symbol)
    for function in state.used_results:
        if function.drops_result:
            choices.use_result(function.decl.name.name)
    return _assemble(state, functions, configs, apps, app, main)


def _resolve_types(state: ModuleState) -> None:
    """Resolves the types in every declaration."""
    symbols = state.symbols
    body = Body(state, "", "")
    for struct in symbols.structs.values():
        for decl in struct.decl.fields:
            field = Field(decl.name.name, resolve_type(body, decl.type), decl.default, decl.span)
            if field.name in struct.fields:
                body.error(decl.name.span, f"duplicate field: {field.name}")
            struct.fields.setdefault(field.name, field)
    for enum in symbols.enums.values():
        for variant in enum.decl.variants:
            payload = [resolve_type(body, ref) for ref in variant.payload]
            if variant.name.name in enum.variants:
                body.error(variant.name.span, f"duplicate variant: {variant.name.name}")
            enum.variants.setdefault(variant.name.name, payload)
    for config in symbols.configs.values():
        for config_field in config.decl.fields:
            _resolve_config_field(body, config.fields, config_field)
    for function in symbols.functions.values():
        function.params = [(param.name.name, resolve_type(body, param.type)) for param in function.decl.params]
        if function.decl.return_type is not None:
            function.result = resolve_type(body, function.decl.return_type)


def _resolve_config_field(body: Body, fields: dict[str, Field], decl: ast.ConfigField) -> None:
    type_ = resolve_type(body, decl.type)
    if decl.name.name in fields:
        body.error(decl.name.span, f"duplicate field: {decl.name.name}")
    fields.setdefault(decl.name.name, Field(decl.name.name, type_, decl.value, decl.span))


def _elaborate_functions(state: ModuleState) -> dict[str, ir.Function]:
    """Functions whose result is inferred come first, callees before callers: their callers need the result."""
    functions = state.symbols.functions
    made: dict[str, ir.Function] = {}
    for group in call_order.groups(functions):
        recursive = call_order.is_recursive(group, functions)
        if recursive:
            _assume_results([functions[name] for name in group])
        for name in group:
            made[name] = elaborate_function(state, functions[name])
        if recursive:
            _settle_assumptions([functions[name] for name in group])
    for name, info in functions.items():
        if name not in made:
            made[name] = elaborate_function(state, info)
        elaborate_defaults(state, info, {}, name)
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


def _elaborate_field_defaults(state: ModuleState) -> None:
    """A field default becomes a function, called where decoding or a literal leaves the field out."""
    for struct, info in state.symbols.structs.items():
        for field in info.fields.values():
            if field.default is None:
                continue
            symbol = default_symbol(struct, field.name)
            body = Body(state, symbol, struct)
            body.scopes.push()
            node = body.expect(field.default.span, body.value(field.default), field.type)
            value = convert(body, node, represent_stored(field.type))
            stmts: list[ir.Stmt] = [ir.Return(field.default.span, value)]
            state.add_function(struct, ir.Function(symbol, [], value.type, stmts, field.default.span))


def _assemble(
    state: ModuleState,
    made: dict[str, ir.Function],
    configs: list[ir.Config],
    apps: list[ir.App],
    app: str | None,
    main: ir.Main | None,
) -> ir.Program:
    """The program in source order; synthesized functions follow what they belong to."""
    symbols = state.symbols
    chosen = next((number for number, item in enumerate(apps) if app is None or item.name == app), None)
    functions: list[ir.Function] = []
    for name in symbols.functions:
        functions += [made[name], *state.synthesized.get(name, [])]
    owners = [*symbols.structs, *(f"config.{config.name}" for config in configs)]
    for owner in owners if chosen is None else [*owners, f"app:{chosen}"]:
        functions += state.synthesized.get(owner, [])
    app_ = None if chosen is None else apps[chosen]
    program = ir.Program(state.source.path, _structs(symbols), _enums(symbols), configs, functions, app_, state.source)
    program.main = main
    return program


def _structs(symbols: Symbols) -> list[ir.Struct]:
    structs = []
    for name, info in symbols.structs.items():
        fields = info.fields.values()
        represented = [(field.name, represent_stored(field.type)) for field in fields]
        schemas = [schema_of(field.type) for field in fields]
        defaults = [None if field.default is None else default_symbol(name, field.name) for field in fields]
        structs.append(ir.Struct(name, represented, info.decl.span, schemas, defaults, info.decl.doc))
    return structs


def _enums(symbols: Symbols) -> list[ir.Enum]:
    enums = []
    for name, info in symbols.enums.items():
        variants = [(variant, [represent_stored(type_) for type_ in payload]) for variant, payload in info.variants.items()]
        schemas = [[schema_of(type_) for type_ in payload] for payload in info.variants.values()]
        enums.append(ir.Enum(name, variants, info.decl.span, schemas, info.decl.doc))
    return enums
