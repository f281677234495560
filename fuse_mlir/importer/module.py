"""A whole program: declarations, functions, configs, the app, the entry.

In:     a canonical program, and a context that knows the dialects (`dialects.context.create_context`).
Out:    a verified module of `fuse`, `func`, `scf`, `cf`, `arith` and `ub` ops; every op has a source location.
Order:  structs, enums, globals, functions, config functions, the app, `@entry`, each as in the program; then those that
        calls of values go through.
Errors: `ImportFault` where the program breaks the canonical contract; `ir.MLIRError` where the module does not verify.
"""

from __future__ import annotations

from mlir import ir

from ..frontend.canonical import program as c
from ..frontend.types import UNIT
from . import builtin_calls, database, dynamic, environment, json_calls, maps, markup, schemas, services, tasks
from .command_line import import_main
from .config import CONFIG_NODES, declare_globals, import_config
from .errors import ImportFault
from .expressions import EXPRESSIONS
from .function_values import define_value_functions
from .functions import ENTRY, define, import_app, import_function
from .json_decode import define_decoders
from .locations import Locations
from .matching import MATCH_NODES
from .state import FunctionState, ModuleState
from .statements import STATEMENTS

HANDLERS = {
    **EXPRESSIONS,
    **dynamic.EXPRESSIONS,
    **maps.EXPRESSIONS,
    **builtin_calls.EXPRESSIONS,
    **environment.EXPRESSIONS,
    **json_calls.EXPRESSIONS,
    **markup.EXPRESSIONS,
    **tasks.EXPRESSIONS,
    **schemas.EXPRESSIONS,
    **services.EXPRESSIONS,
    **STATEMENTS,
    **dynamic.STATEMENTS,
    **database.STATEMENTS,
    **MATCH_NODES,
    **CONFIG_NODES,
}


def import_program(program: c.Program, context: ir.Context, *, variables: bool = False) -> ir.Module:
    """The module of `program`, in `context`. `variables`: with what a debugger shows of them."""
    with context:
        # With an app only the entry is called from outside; without one every function may be.
        state, module = begin_module(program, context, public=program.app is None, variables=variables)
        started = [import_config(state, module.body, config) for config in program.configs]
        if program.app is not None and program.main is not None:
            import_main(state, module.body, program.main, list(started))
        if program.app is not None:
            started.append(import_app(state, module.body, program.app))
            _define_entry(state, module.body, program.app, started)
        define_requested(state, module.body)
        module.operation.verify()
    return module


def begin_module(
    program: c.Program, context: ir.Context, *, public: bool, variables: bool = False
) -> tuple[ModuleState, ir.Module]:
    """A module with the declarations and functions of `program`. The context has to be entered."""
    if program.source is None:
        raise ImportFault("the program has no source to take locations from")
    locations = Locations(program, program.source, context)
    module = ir.Module.create(loc=locations.start)
    state = ModuleState(program, locations, HANDLERS, variables)
    _declare(state, module.body, program)
    for function in program.functions:
        import_function(state, module.body, function, public=public)
    return state, module


def _declare(state: ModuleState, block: ir.Block, program: c.Program) -> None:
    point = ir.InsertionPoint(block)
    for struct in program.structs:
        state.locations.enter(struct.module)
        attributes = {
            "sym_name": ir.StringAttr.get(struct.name),
            "field_names": ir.ArrayAttr.get([ir.StringAttr.get(name) for name, _ in struct.fields]),
            "field_types": ir.ArrayAttr.get([ir.TypeAttr.get(state.types.of(type_)) for _, type_ in struct.fields]),
        }
        ir.Operation.create("fuse.struct.def", attributes=attributes, loc=state.locations.of(struct.span), ip=point)
    for enum in program.enums:
        state.locations.enter(enum.module)
        payloads = [[ir.TypeAttr.get(state.types.of(type_)) for type_ in types] for _, types in enum.variants]
        attributes = {
            "sym_name": ir.StringAttr.get(enum.name),
            "variant_names": ir.ArrayAttr.get([ir.StringAttr.get(name) for name, _ in enum.variants]),
            "payload_types": ir.ArrayAttr.get([ir.ArrayAttr.get(types) for types in payloads]),
        }
        ir.Operation.create("fuse.enum.def", attributes=attributes, loc=state.locations.of(enum.span), ip=point)
    for config in program.configs:
        declare_globals(state, block, config)


def define_requested(state: ModuleState, block: ir.Block) -> None:
    """Define what the functions so far ask for, and what that asks for in turn, at the end of `block`."""
    before = -1
    while before != state.claims:
        before = state.claims
        services.define_services(state, block)
        define_value_functions(state, block)
        tasks.define_lifted(state, block)
        define_decoders(state, block)


def _define_entry(state: ModuleState, block: ir.Block, app: c.App, callees: list[str]) -> None:
    """`@entry` calls the config functions in order, then the app."""
    state.locations.enter(app.module)
    f = FunctionState(state, UNIT, [], ENTRY)
    loc = f.at(app.span)
    region, entry = define(f, block, ENTRY, ir.FunctionType.get([], []), loc, [], public=True)
    with f.inside(region, entry, structured=False):
        for callee in callees:
            f.op("func.call", [], [], loc, {"callee": ir.FlatSymbolRefAttr.get(callee)})
        f.op("func.return", [], [], loc)
