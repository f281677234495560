"""A program as a library: functions that a host calls one by one, instead of an app that runs.

In:     a canonical program, and the functions of it that are exported.
Out:    the module of the program without its app, and for each exported function `f`
            @f          its parameters are borrowed from the host
            @drop.f     takes the same parameters, owned: releases what the host made for the call
            @free.f     takes its result, owned, where it has one
        and `@library.start`, which loads the configs, and `@library.end`, which releases what they hold.
        All of these carry `fuse.exported`: their signatures are fixed.
Why:    what a value of some type needs to be released is known to the passes that insert counts, and to nobody else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from ..frontend.source import Span
from .config import import_config
from .functions import define, symbol_of
from .module import begin_module, define_requested
from .state import FunctionState, ModuleState

START, END = "library.start", "library.end"


def import_library(program: c.Program, exported: Sequence[c.Function], context: ir.Context) -> ir.Module:
    """The module of `program` with the functions `exported`, which it does not have yet."""
    whole = replace(program, app=None, functions=[*program.functions, *exported])
    with context:
        state, module = begin_module(whole, context, public=False)
        configs = [import_config(state, module.body, config) for config in program.configs]
        functions = _by_name(module)
        for function in exported:
            _export(functions[symbol_of(function.name)], "fuse.borrow")
            _define(state, module, f"drop.{function.name}", [param.type for param in function.params], function.span)
            if function.result != t.UNIT:
                _define(state, module, f"free.{function.name}", [function.result], function.span)
        _define(state, module, START, [], Span(0, 0), calls=configs)
        _define(state, module, END, [], Span(0, 0))
        define_requested(state, module.body)
        module.operation.verify()
    return module


def _by_name(module: ir.Module) -> dict[str, ir.Operation]:
    functions = [view.operation for view in module.body.operations if view.operation.name == "func.func"]
    return {ir.StringAttr(function.attributes["sym_name"]).value: function for function in functions}


def _export(function: ir.Operation, ownership: str) -> None:
    """Fix the signature of a function; `ownership` is that of all its parameters."""
    inputs = ir.FunctionType(ir.TypeAttr(function.attributes["function_type"]).value).inputs
    function.attributes["fuse.exported"] = ir.UnitAttr.get()
    function.attributes["sym_visibility"] = ir.StringAttr.get("public")
    function.attributes["arg_attrs"] = ir.ArrayAttr.get([ir.DictAttr.get({ownership: ir.UnitAttr.get()})] * len(inputs))


def _define(state: ModuleState, module: ir.Module, name: str, params: list[t.Type], span: Span, calls: Sequence[str] = ()) -> None:
    """An exported function that owns its parameters and does nothing but calls."""
    f = FunctionState(state, t.UNIT, [], name)
    types = [f.types.of(type_) for type_ in params if type_ != t.UNIT]
    loc = f.at(span)
    region, entry = define(f, module.body, name, ir.FunctionType.get(types, []), loc, [loc] * len(types), public=True)
    with f.inside(region, entry, structured=False):
        for callee in calls:
            f.op("func.call", [], [], loc, {"callee": ir.FlatSymbolRefAttr.get(callee)})
        f.op("func.return", [], [], loc)
    _export(region.owner.operation, "fuse.own")
