"""Arguments of the program as the arguments of `fn main`.

In:   the parameters of `main`, with a schema and a default each.
Out:  `@entry.main`, which the start of the program calls in place of `@entry` when there are arguments: it loads the configs, binds
      the flags, which the runtime has read, and runs `main`; and for each parameter `@cli.read.<name>`, which gives the value of a
      text, or as an Err what is wrong with it. What is wrong with the words is collected and reported together; rules are checked
      afterwards.
Why:  `main` is imported again, as `@cli.main`: what it raises is not caught as its Err, since there is nobody to look at that.
Source: FUSE semantics, section 9.6; fuse_mlir/interpreter/command_line.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from ..frontend.canonical import schema as s
from .functions import define, import_function, symbol_of
from .json_decode_named import converted
from .regions import either, when
from .runtime import builtin
from .schemas import check_schema, type_of
from .state import FunctionState, ModuleState
from .text_values import from_text

ENTRY_MAIN = "entry.main"
_BODY = "cli.main"
# How a flag was given (`fuse_rt_cli_flag`).
_VALUE, _ON = 1, 3


def import_main(module: ModuleState, block: ir.Block, main: c.Main, configs: Sequence[str]) -> None:
    """The functions for `main` at the end of `block`; `configs` are the functions that load the configs."""
    function = module.functions[main.function]
    import_function(module, block, replace(function, name=_BODY, fallible=False), public=False)
    module.locations.enter(function.module)
    loc = module.locations.of(function.span)
    for param in main.params:
        _define_reader(module, block, param, loc)
    f = FunctionState(module, t.UNIT, [], ENTRY_MAIN)
    region, entry = define(f, block, ENTRY_MAIN, ir.FunctionType.get([], []), loc, [], public=True)
    region.owner.attributes["fuse.exported"] = ir.UnitAttr.get()
    with f.inside(region, entry, structured=False):
        for config in configs:
            f.op("func.call", [], [], loc, {"callee": ir.FlatSymbolRefAttr.get(config)})
        _bind(f, main, function, loc)
        f.op("func.return", [], [], loc)


# ---- the value of one flag ------------------------------------------------------------------------------------------------------


def _reader(param: c.CliParam) -> str:
    return f"cli.read.{param.name}"


def _define_reader(module: ModuleState, block: ir.Block, param: c.CliParam, loc: ir.Location) -> None:
    """`@cli.read.<name>(text)`: a Result, as what is wrong with a flag does not end the search for mistakes."""
    type_ = type_of(param.schema, module.enums)
    f = FunctionState(module, t.ResultType(type_), [], _reader(param))
    result = f.types.of(f.result)
    region, entry = define(f, block, f.name, ir.FunctionType.get([f.types.string], [result]), loc, [loc], public=False)
    region.owner.attributes["fuse.catches"] = ir.UnitAttr.get()

    def fail(parts: list[ir.Value | str]) -> None:
        message = f.value("fuse.any.from", [f.join(parts, loc)], f.types.any, loc)
        f.op("fuse.yield", [f.value("fuse.error.value", [message], f.types.error, loc)], [], loc)

    with f.inside(region, entry, structured=False):
        text = f.value("fuse.str.trim", [entry.arguments[0]], f.types.string, loc)
        value = from_text(f, text, param.schema, fail, loc)
        f.op("func.return", [f.value("fuse.result.ok", [value], result, loc)], [], loc)


# ---- all flags ------------------------------------------------------------------------------------------------------------------


class _Bound:
    """A parameter on the way: whether it has a value, and that, with null where it has none."""

    __slots__ = ("given", "slot", "type")

    def __init__(self, type_: t.Type, given: ir.Value, slot: ir.Value) -> None:
        self.type = type_
        self.given = given
        self.slot = slot


def _bind(f: FunctionState, main: c.Main, function: c.Function, loc: ir.Location) -> None:
    names = [f.text(param.name, loc) for param in main.params]
    builtin(f, "cli.scan", [f.value("fuse.list.make", names, f.types.of(t.ListType(t.STRING)), loc)], loc)
    bound = [_convert(f, param, loc) for param in main.params]
    builtin(f, "cli.problems", [], loc)
    values: list[tuple[ir.Value, t.Type]] = []
    for param, one in zip(main.params, bound, strict=True):
        values.append((_completed(f, param, one, values, loc), param.type))
    arguments = [
        converted(f, value, type_, target.type, loc)
        for (value, type_), target in zip(values, function.params, strict=True)
        if target.type != t.UNIT
    ]
    attributes = {"callee": ir.FlatSymbolRefAttr.get(_BODY)}
    f.op("func.call", arguments, f.types.results(function.result), loc, attributes)


def _convert(f: FunctionState, param: c.CliParam, loc: ir.Location) -> _Bound:
    """The value of a flag that was given; what is wrong with it, or that it is missing, is noted."""
    type_ = type_of(param.schema, f.module.enums)
    slot_type = type_ if isinstance(type_, t.OptionType) or type_ == t.ANY else t.OptionType(type_)
    slot = f.types.of(slot_type)
    kind = builtin(f, "cli.flag", [f.text(param.name, loc)], loc)

    def nothing(code: str, message: str) -> list[ir.Value]:
        _note(f, param, code, f.text(message, loc), loc)
        return [f.const_bool(False, loc), f.none(slot, loc)]

    def switch() -> list[ir.Value]:
        if not _is_bool(param.schema):
            return nothing("invalid_type", "expected Bool flag")
        return [f.const_bool(True, loc), f.some(f.compare("eq", kind, f.const_int(_ON, loc), loc), slot, loc)]

    def absent() -> list[ir.Value]:
        if param.default is None and not isinstance(param.schema, s.OptionSchema):
            return nothing("missing_field", "missing flag")
        return [f.const_bool(False, loc), f.none(slot, loc)]

    def one_value() -> list[ir.Value]:
        return _read(f, param, type_, slot, loc)

    def several() -> list[ir.Value]:
        return nothing("invalid_type", "multiple values not supported")

    def without_switch() -> list[ir.Value]:
        is_absent = f.compare("slt", kind, f.const_int(_VALUE, loc), loc)
        return _choose(f, is_absent, slot, absent, lambda: _choose(f, is_one, slot, one_value, several, loc), loc)

    is_switch = f.compare("sge", kind, f.const_int(_ON, loc), loc)
    is_one = f.compare("eq", kind, f.const_int(_VALUE, loc), loc)
    given, value = _choose(f, is_switch, slot, switch, without_switch, loc)
    return _Bound(type_, given, value)


def _choose(f: FunctionState, condition: ir.Value, slot: ir.Type, then, otherwise, loc: ir.Location) -> list[ir.Value]:
    op = f.op("scf.if", [condition], [f.types.bool, slot], loc, regions=2)
    for region, branch in zip(op.regions, (then, otherwise), strict=True):
        with f.inside(region, region.blocks.append()):
            f.op("scf.yield", branch(), [], loc)
    return list(op.results)


def _read(f: FunctionState, param: c.CliParam, type_: t.Type, slot: ir.Type, loc: ir.Location) -> list[ir.Value]:
    text = builtin(f, "cli.value", [f.text(param.name, loc)], loc)
    attributes = {"callee": ir.FlatSymbolRefAttr.get(_reader(param))}
    result = f.value("func.call", [text], f.types.of(t.ResultType(type_)), loc, attributes)
    is_ok = f.value("fuse.result.is_ok", [result], f.types.bool, loc)

    def note() -> None:
        error = f.value("fuse.result.error", [result], f.types.any, loc)
        _note(f, param, "invalid_value", builtin(f, "cli.error_text", [error], loc), loc)

    when(f, f.negate(is_ok, loc), note, loc)

    def value() -> ir.Value:
        return f.some(f.value("fuse.result.get", [result], f.types.of(type_), loc), slot, loc)

    return [is_ok, either(f, is_ok, slot, value, lambda: f.none(slot, loc), loc)]


def _note(f: FunctionState, param: c.CliParam, code: str, message: ir.Value, loc: ir.Location) -> None:
    builtin(f, "cli.problem", [f.text(param.name, loc), f.text(code, loc), message], loc)


def _is_bool(schema: s.Schema) -> bool:
    while isinstance(schema, s.OptionSchema | s.RefinedSchema):
        schema = schema.inner if isinstance(schema, s.OptionSchema) else schema.base
    return schema == s.BasicSchema("Bool")


# ---- what was not given -------------------------------------------------------------------------------------------------------


def _completed(
    f: FunctionState, param: c.CliParam, bound: _Bound, before: list[tuple[ir.Value, t.Type]], loc: ir.Location
) -> ir.Value:
    """The parameter's value, validated; a default is a function of the parameters before it."""
    machine = f.types.of(param.type)

    def flag() -> ir.Value:
        type_ = f.types.of(bound.type)
        value = bound.slot if bound.slot.type == type_ else f.content(bound.slot, type_, loc)
        check_schema(f, value, bound.type, param.schema, (param.name,), loc)
        return converted(f, value, bound.type, param.type, loc)

    def default() -> ir.Value:
        if param.default is None:
            return f.none(machine, loc) if isinstance(param.schema, s.OptionSchema) else f.poison(machine, loc)
        declared = f.module.functions[param.default]
        operands = [
            converted(f, value, type_, target.type, loc)
            for (value, type_), target in zip(before, declared.params, strict=True)
            if target.type != t.UNIT
        ]
        attributes = {"callee": ir.FlatSymbolRefAttr.get(symbol_of(param.default))}
        op = f.op("func.call", operands, f.types.results(declared.result), loc, attributes)
        value = f.held(op.result if declared.result != t.UNIT else None, loc)
        return converted(f, value, declared.result, param.type, loc)

    if param.default is None and not isinstance(param.schema, s.OptionSchema):
        # Without a value the program has ended by now.
        return flag()
    return either(f, bound.given, machine, flag, default, loc)
