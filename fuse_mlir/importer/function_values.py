"""The functions that calls of values go through: `@<function>.value`, `@<Enum>.<Variant>.value`, `@builtin.<name>.value`.

In:   the functions, variants, builtins and configs that occur as values (`ModuleState.value_functions`, …).
Out:  one function each, with a fixed signature (`fuse.exported`): it takes the arguments as a list of `!fuse.any` and returns one.
      That of a config, `@<Config>.member`, takes the name of a field.
Why:  a call of a value knows neither the number nor the types of the parameters, so all values are called alike. Arguments are
      converted, checked, and defaults are found by the number of arguments.
"""

from __future__ import annotations

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from .dynamic import narrowed, widened
from .expressions import load_global, require_loaded
from .functions import define, symbol_of
from .state import FunctionState, ModuleState

_ARGUMENTS = t.ListType(t.ANY)
# Of the builtins. With more of them, how many there are makes no difference.
_MOST_ARGUMENTS = 3


def define_value_functions(module: ModuleState, block: ir.Block) -> None:
    """Define what is missing, at the end of `block`."""
    for name, symbol in module.value_functions.items():
        if module.claim(symbol):
            _define_function(module, block, module.functions[name], symbol)
    for (enum, variant), symbol in module.value_variants.items():
        if module.claim(symbol):
            _define_variant(module, block, enum, variant, symbol)
    for ref in module.value_builtins.values():
        if module.claim(f"builtin.{ref.name}.value"):
            _define_builtin(module, block, ref)
    for name, symbol in module.value_configs.items():
        if module.claim(symbol):
            _define_members(module, block, next(config for config in module.configs if config.name == name), symbol)


def _define(
    module: ModuleState, block: ir.Block, symbol: str, loc: ir.Location, parameter: t.Type = _ARGUMENTS
) -> tuple[FunctionState, ir.Region, ir.Block]:
    f = FunctionState(module, t.ANY, [], symbol)
    type_ = ir.FunctionType.get([f.types.of(parameter)], [f.types.any])
    region, entry = define(f, block, symbol, type_, loc, [loc], public=False)
    region.owner.attributes["fuse.exported"] = ir.UnitAttr.get()
    region.owner.attributes["arg_attrs"] = ir.ArrayAttr.get([ir.DictAttr.get({"fuse.borrow": ir.UnitAttr.get()})])
    return f, region, entry


def _define_function(module: ModuleState, block: ir.Block, function: c.Function, symbol: str) -> None:
    """A block for each number of arguments: it calls, or says which argument is missing."""
    module.locations.enter(function.module)
    loc = module.locations.of(function.span)
    f, region, entry = _define(module, block, symbol, loc)
    arguments, params = entry.arguments[0], function.params
    with f.inside(region, entry, structured=False):
        count = f.value("fuse.list.length", [arguments], f.types.int, loc)
        for given in range(len(params) + 1):
            target = function.name if given == len(params) else f"{function.name}.default.{given}"
            origin, chosen, other = f.block, f.new_block(), f.new_block()
            f.branch_if(origin, f.compare("eq", count, f.const_int(given, loc), loc), chosen, other, loc)
            f.enter(chosen)
            if target in module.functions:
                _call(f, module.functions[target], arguments, loc)
            else:
                _fail(f, [f"missing argument {params[given].name}"], loc)
            f.enter(other)
        expected = f"invalid call to {function.display or function.name}: expected at most {len(params)} args, got "
        _fail(f, [expected, f.text_of(count, loc)], loc)


def _call(f: FunctionState, function: c.Function, arguments: ir.Value, loc: ir.Location) -> None:
    operands = []
    for index, param in enumerate(function.params):
        value = _argument(f, arguments, index, _content(param.type), loc)
        if isinstance(param.type, t.BoxType):
            value = f.value("fuse.box.new", [f.held(value, loc)], f.types.of(param.type), loc)
        if value is not None:
            operands.append(value)
    attributes = {"callee": ir.FlatSymbolRefAttr.get(symbol_of(function.name))}
    op = f.op("func.call", operands, f.types.results(function.result), loc, attributes)
    result = None if function.result == t.UNIT else op.result
    f.op("func.return", [widened(f, result, loc)], [], loc)


def _content(type_: t.Type) -> t.Type:
    """What a value known at run time holds in place of a box."""
    return type_.content if isinstance(type_, t.BoxType) else type_


def _define_variant(module: ModuleState, block: ir.Block, enum: str, variant: str, symbol: str) -> None:
    loc = module.locations.start
    f, region, entry = _define(module, block, symbol, loc)
    payload = module.variants[enum][variant]
    arguments = entry.arguments[0]
    with f.inside(region, entry, structured=False):
        count = f.value("fuse.list.length", [arguments], f.types.int, loc)
        with f.check(f.compare("eq", count, f.const_int(len(payload), loc), loc), loc):
            f.raise_text([f"variant {enum}.{variant} expects {len(payload)} value(s), got ", f.text_of(count, loc)], loc)
        items = [f.held(_argument(f, arguments, index, type_, loc), loc) for index, type_ in enumerate(payload)]
        value = f.value("fuse.enum.make", items, f.types.of(t.EnumType(enum)), loc, {"variant": ir.StringAttr.get(variant)})
        f.op("func.return", [widened(f, value, loc)], [], loc)


def _define_builtin(module: ModuleState, block: ir.Block, ref: c.NamedRef) -> None:
    """A block for each number of arguments that makes a difference: it calls the builtin, which says what is wrong with them."""
    loc = module.locations.start
    f, region, entry = _define(module, block, f"builtin.{ref.name}.value", loc)
    arguments = entry.arguments[0]
    with f.inside(region, entry, structured=False):
        count = f.value("fuse.list.length", [arguments], f.types.int, loc)
        for given in range(_MOST_ARGUMENTS + 1):
            origin, chosen, other = f.block, f.new_block(), f.new_block()
            f.branch_if(origin, f.compare("eq", count, f.const_int(given, loc), loc), chosen, other, loc)
            f.enter(chosen)
            _call_builtin(f, ref, arguments, given, loc)
            f.enter(other)
        _call_builtin(f, ref, arguments, _MOST_ARGUMENTS + 1, loc)


def _call_builtin(f: FunctionState, ref: c.NamedRef, arguments: ir.Value, given: int, loc: ir.Location) -> None:
    locals_ = [c.Local(index, f"argument{index}", t.ANY, ref.span) for index in range(given)]
    f.assign(locals_, [_argument(f, arguments, index, t.ANY, loc) for index in range(given)])
    result = f.run(_builtin_call(ref, [c.LocalRef(t.ANY, ref.span, local) for local in locals_]))
    f.op("func.return", [widened(f, result, loc)], [], loc)


def _builtin_call(ref: c.NamedRef, args: list[c.Expr]) -> c.Expr:
    if ref.result is None:
        return c.Raise(t.ANY, ref.span, [], f"unknown builtin {ref.name}")
    if ref.name == "print":
        return c.Print(t.UNIT, ref.span, args)
    if ref.name != "assert":
        return c.BuiltinCall(ref.result, ref.span, ref.name, args)
    if not args:
        return c.Raise(t.ANY, ref.span, [], "assert expects a Bool as the first argument")
    return c.Assert(t.UNIT, ref.span, args[0], args[1] if len(args) > 1 else None)


def _define_members(module: ModuleState, block: ir.Block, config: c.Config, symbol: str) -> None:
    module.locations.enter(config.module)
    loc = module.locations.of(config.span)
    f, region, entry = _define(module, block, symbol, loc, t.STRING)
    name = entry.arguments[0]
    with f.inside(region, entry, structured=False):
        for field in config.fields:
            origin, chosen, other = f.block, f.new_block(), f.new_block()
            is_field = f.value("fuse.str.eq", [name, f.text(field.name, loc)], f.types.bool, loc)
            f.branch_if(origin, is_field, chosen, other, loc)
            f.enter(chosen)
            require_loaded(f, config.name, field.name, loc)
            value = load_global(f, f"{config.name}.{field.name}", f.types.of(field.type), loc)
            f.op("func.return", [widened(f, value, loc)], [], loc)
            f.enter(other)
        _fail(f, [f"unknown config field {config.name}.", name], loc)


def _argument(f: FunctionState, arguments: ir.Value, index: int, type_: t.Type, loc: ir.Location) -> ir.Value | None:
    value = f.value("fuse.list.get_unchecked", [arguments, f.const_int(index, loc)], f.types.any, loc)
    return narrowed(f, value, type_, loc)


def _fail(f: FunctionState, text: list[ir.Value | str], loc: ir.Location) -> None:
    """Raise; what follows is never reached."""
    with f.check(f.const_bool(False, loc), loc):
        f.raise_text(text, loc)
    f.op("func.return", [f.poison(f.types.any, loc)], [], loc)
