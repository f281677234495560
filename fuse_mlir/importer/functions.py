"""Functions and the app: signature, parameters, body.

A body that ends without a `return` returns nothing, or, where its last statement raises, a value that is never used.
"""

from __future__ import annotations

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from ..frontend.source import Span
from .errors import ImportFault
from .state import FunctionState, ModuleState

ENTRY = "entry"


def symbol_of(function: str) -> str:
    """The symbol of a function: its name; one that the user calls like the entry point of the program stands aside."""
    return f"{ENTRY}.user" if function == ENTRY else function


def import_function(module: ModuleState, block: ir.Block, function: c.Function, *, public: bool) -> None:
    """`func.func @name` at the end of `block`, a module's body."""
    module.locations.enter(function.module)
    f = FunctionState(module, function.result, function.body, function.name)
    params = [param for param in function.params if param.type != t.UNIT]
    type_ = ir.FunctionType.get(f.types_of(params), f.types.results(function.result))
    loc = module.locations.named(function.display or function.name, function.span)
    region, entry = define(f, block, symbol_of(function.name), type_, loc, f.places_of(params), public=public)
    if function.fallible:
        region.owner.attributes["fuse.catches"] = ir.UnitAttr.get()
    f.assign(params, entry.arguments)
    import_body(f, region, entry, params, function.body, function.span)


def import_body(
    f: FunctionState, region: ir.Region, entry: ir.Block, params: list[c.Local], body: list[c.Stmt], span: Span
) -> None:
    """The statements of a function whose parameters are assigned."""
    with f.inside(region, entry, structured=False), f.block_of_source(span, body):
        f.begin_activation(region.owner, f.at(span))
        if f.module.shows_variables:
            for number, param in enumerate(params, 1):
                f.show(param, f.variables[param], f.at(span), number)
        f.run(body)
        _finish(f, f.name, body[-1].span if body else span)


def import_app(module: ModuleState, block: ir.Block, app: c.App) -> str:
    """`func.func @"app.<name>"`; its name."""
    name = f"app.{app.name}"
    function = c.Function(name, [], t.UNIT, app.body, app.span, display=f"app {app.name}", module=app.module)
    import_function(module, block, function, public=False)
    return name


def define(
    f: FunctionState,
    block: ir.Block,
    name: str,
    type_: ir.FunctionType,
    loc: ir.Location,
    places: list[ir.Location],
    *,
    public: bool,
) -> tuple[ir.Region, ir.Block]:
    """A `func.func` with its entry block. Only public functions outlive the removal of unused ones. `loc` has the name that the
    user knows the function by; nobody knows one without."""
    attributes = {"sym_name": ir.StringAttr.get(name), "function_type": ir.TypeAttr.get(type_)}
    if not public:
        attributes["sym_visibility"] = ir.StringAttr.get("private")
    op = ir.Operation.create("func.func", attributes=attributes, regions=1, loc=loc, ip=ir.InsertionPoint(block))
    return op.regions[0], op.regions[0].blocks.append(*type_.inputs, arg_locs=places)


def _finish(f: FunctionState, name: str, span: Span) -> None:
    """The end of a body; `span` is that of its last statement."""
    if not f.reachable:
        return
    loc = f.at(span)
    types = f.types.results(f.result)
    if types and f.flow.completes:
        raise ImportFault(f"the body of {name} ends without a return")
    f.op("func.return", [f.poison(type_, loc) for type_ in types], [], loc)
