"""The check of a program: declarations, then types, then bodies; the canonical program comes out of the same pass.

In: a loaded program. Out: the canonical program, and what each module's reporter was told; there is a program only without errors.
Every step goes through the modules by id, and through each in source order.
"""

from __future__ import annotations

from .. import ast
from ..canonical import program as ir
from ..loader import LoadedModule, LoadedProgram
from ..messages.declarations import DUPLICATE_FIELD, DUPLICATE_VARIANT
from ..record import record
from .architecture import check_architecture
from .capabilities import check_capabilities
from .choices import Choices
from .collect import collect
from .command_line import elaborate_main
from .configs import elaborate_configs
from .conversion import convert
from .declarations import Field, ProgramSymbols, Symbols
from .elaboration import Elaboration
from .expressions import elaborate_expression
from .functions import elaborate_app
from .impls import check_impls, check_interfaces, resolve_impls
from .linking import link
from .refinements import check_predicates
from .reporter import Reporter
from .representation import represent_stored
from .schemas import schema_of
from .services import elaborate_service
from .signatures import resolve_signature
from .state import Body, ModuleState, Shared
from .struct_literals import default_symbol
from .tests_and_migrations import elaborate_migration, elaborate_test, in_run_order, migrations_in_run_order
from .type_references import resolve_type
from .unused_bindings import warn_of_unused_bindings


@record()
class _Module:
    """A module while it is checked; `declared` is what it declares itself."""

    loaded: LoadedModule
    declared: Symbols
    state: ModuleState


def check(program: LoadedProgram, app: str | None, strict: bool = False) -> tuple[ir.Program, list[Reporter]]:
    """Checks all modules and builds the program, which is only meaningful when no error was reported.

    `app` picks the app that the program runs; None is the first. `strict`: the rules of strict architecture apply too.
    Out: the program, and one reporter a module.
    """
    choices = Choices()
    while True:
        reporters = [Reporter(module.source) for module in program.modules]
        choices.changed = False
        checked = _attempt(program, reporters, app, choices)
        if not choices.changed:
            break
    used = [check_capabilities(program, module, reporters[module.id - 1]) for module in program.modules]
    if strict:
        check_architecture(program, used, reporters)
        for module in program.modules:
            warn_of_unused_bindings(module.ast, reporters[module.id - 1])
    return checked, reporters


def _attempt(program: LoadedProgram, reporters: list[Reporter], app: str | None, choices: Choices) -> ir.Program:
    """One elaboration of the program, with the representations chosen so far."""
    modules = _modules(program, reporters, choices)
    states = [module.state for module in modules]
    for module in modules:
        _resolve_types(module.state, module.declared)
    for module in modules:
        resolve_impls(module.state, module.declared.impls)
    for module in modules:
        check_interfaces(module.state, list(module.declared.interfaces.values()))
        check_impls(module.state, module.declared.impls)
    elaboration = Elaboration(states)
    elaboration.run()
    for module in modules:
        _elaborate_field_defaults(module.state, module.declared)
    configs = elaborate_configs(states)
    apps = [
        (f"app:{number}", elaborate_app(module.state, decl, f"app:{number}"))
        for module in modules
        for number, decl in enumerate(module.declared.apps)
    ]
    boundary = _elaborate_boundary(modules)
    main = elaborate_main(states[0])
    for state in states:
        check_predicates(state)
    elaboration.finish()
    for state in states:
        for function in state.used_results:
            if function.drops_result:
                choices.use_result(function.symbol)
    assembled = _assemble(modules, elaboration.made, configs, apps, app, main)
    assembled.services, assembled.tests, assembled.migrations = boundary
    return assembled


def _elaborate_boundary(modules: list[_Module]) -> tuple[list[ir.Service], list[ir.Test], list[ir.Migration]]:
    """What the program offers to the outside, tests and migrations in the order in which they run."""
    services: list[ir.Service] = []
    tests: list[ir.Test] = []
    migrations: list[ir.Migration] = []
    for module in modules:
        own, state, package = module.declared, module.state, module.loaded.package_name
        services += [elaborate_service(state, decl) for decl in own.services.values()]
        tests += [elaborate_test(state, decl, f"test:{number}") for number, decl in enumerate(own.tests)]
        migrations += [elaborate_migration(state, decl, f"migration:{n}", package) for n, decl in enumerate(own.migrations)]
    paths = [module.loaded.path for module in modules]
    return services, in_run_order(tests, paths), migrations_in_run_order(migrations, paths)


def _modules(program: LoadedProgram, reporters: list[Reporter], choices: Choices) -> list[_Module]:
    declared = [collect(module, reporter) for module, reporter in zip(program.modules, reporters, strict=True)]
    shared = Shared(reporters)
    modules = [
        _Module(module, own, ModuleState(module.source, reporter, names, elaborate_expression, choices, shared, module.id))
        for module, own, names, reporter in zip(program.modules, declared, link(program.modules, declared), reporters, strict=True)
    ]
    shared.states += [module.state for module in modules]
    return modules


def _resolve_types(state: ModuleState, symbols: Symbols) -> None:
    """Resolves the types in every declaration of a module."""
    body = Body(state, "", "")
    for struct in symbols.structs.values():
        for decl in struct.decl.fields:
            field = Field(decl.name.name, resolve_type(body, decl.type), decl.default, decl.span)
            if field.name in struct.fields:
                body.error(decl.name.span, DUPLICATE_FIELD(name=field.name))
            struct.fields.setdefault(field.name, field)
    for enum in symbols.enums.values():
        for variant in enum.decl.variants:
            payload = [resolve_type(body, ref) for ref in variant.payload]
            if variant.name.name in enum.variants:
                body.error(variant.name.span, DUPLICATE_VARIANT(name=variant.name.name))
            enum.variants.setdefault(variant.name.name, payload)
    for config in symbols.configs.values():
        for config_field in config.decl.fields:
            _resolve_config_field(body, config.fields, config_field)
    for function in symbols.functions.values():
        resolve_signature(state, function)


def _resolve_config_field(body: Body, fields: dict[str, Field], decl: ast.ConfigField) -> None:
    type_ = resolve_type(body, decl.type)
    if decl.name.name in fields:
        body.error(decl.name.span, DUPLICATE_FIELD(name=decl.name.name))
    fields.setdefault(decl.name.name, Field(decl.name.name, type_, decl.value, decl.span))


def _elaborate_field_defaults(state: ModuleState, declared: Symbols) -> None:
    """A field default becomes a function, called where decoding or a literal leaves the field out."""
    for info in declared.structs.values():
        struct = info.name
        if state.symbols.program.structs[struct] is not info:
            # A `type std.Error.X` of the program, with the fields of the other one.
            continue
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
    modules: list[_Module],
    made: dict[str, ir.Function],
    configs: list[ir.Config],
    apps: list[tuple[str, ir.App]],
    app: str | None,
    main: ir.Main | None,
) -> ir.Program:
    """The program in source order; synthesized functions follow what they belong to."""
    symbols = modules[0].state.symbols.program
    chosen = next(((owner, item) for owner, item in apps if app is None or item.name == app), None)
    functions: list[ir.Function] = []
    for module in modules:
        synthesized = module.state.synthesized
        methods = [method for impl in module.declared.impls for method in impl.methods.values()]
        for declared in (*module.declared.functions.values(), *methods):
            for info in declared.instances if declared.type_params else [declared]:
                functions += [made[info.symbol], *synthesized.get(info.symbol, [])]
        owners = [*(struct.name for struct in module.declared.structs.values()), *(f"config.{config.name}" for config in configs)]
        if chosen is not None and chosen[1].module == module.loaded.id:
            owners.append(chosen[0])
        owners += [f"service.{name}" for name in module.declared.services]
        owners += [f"test:{number}" for number in range(len(module.declared.tests))]
        owners += [f"migration:{number}" for number in range(len(module.declared.migrations))]
        for owner in owners:
            functions += synthesized.get(owner, [])
    entry = modules[0].loaded.source
    program = ir.Program(entry.path, _structs(symbols), _enums(symbols), configs, functions, None, entry)
    program.app = None if chosen is None else chosen[1]
    program.main = main
    program.modules = [ir.Module(module.loaded.id, module.loaded.path, module.loaded.source) for module in modules]
    return program


def _structs(symbols: ProgramSymbols) -> list[ir.Struct]:
    structs = []
    for name, info in symbols.structs.items():
        fields = info.fields.values()
        represented = [(field.name, represent_stored(field.type)) for field in fields]
        schemas = [schema_of(field.type) for field in fields]
        defaults = [None if field.default is None else default_symbol(name, field.name) for field in fields]
        structs.append(ir.Struct(name, represented, info.decl.span, schemas, defaults, info.decl.doc, info.module))
    return structs


def _enums(symbols: ProgramSymbols) -> list[ir.Enum]:
    enums = []
    for name, info in symbols.enums.items():
        variants = [(variant, [represent_stored(type_) for type_ in payload]) for variant, payload in info.variants.items()]
        schemas = [[schema_of(type_) for type_ in payload] for payload in info.variants.values()]
        enums.append(ir.Enum(name, variants, info.decl.span, schemas, info.decl.doc, info.module))
    return enums
