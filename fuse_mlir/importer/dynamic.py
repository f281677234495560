"""Values known at run time, results and boxes: conversions, `?!`, functions as values.

How a function is called through a value is in function_values.py.
"""

from __future__ import annotations

from collections.abc import Callable

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from .functions import symbol_of
from .runtime import builtin
from .state import FunctionState, Handler, Importing

# ---- conversions ------------------------------------------------------------------------------------------------------------


def widened(f: FunctionState, value: ir.Value | None, loc: ir.Location) -> ir.Value:
    """A value of any type as `!fuse.any`; None is the Unit value."""
    value = f.held(value, loc)
    return value if value.type == f.types.any else f.value("fuse.any.from", [value], f.types.any, loc)


def narrowed(f: FunctionState, value: ir.Value, type_: t.Type, loc: ir.Location) -> ir.Value | None:
    """A value of `!fuse.any` as one of `type_`, checked."""
    if f.types.of(type_) == f.types.any:
        return value
    result = f.value("fuse.any.to", [value], f.types.of(type_), loc)
    return None if type_ == t.UNIT else result


def _widen(f: FunctionState, node: c.Widen) -> Importing:
    return widened(f, (yield node.operand), f.at(node.span))


def _convert(f: FunctionState, node: c.Convert) -> Importing:
    """From a type that is not `any`, the way leads through it."""
    loc = f.at(node.span)
    operand = yield node.operand
    if operand is not None and operand.type == f.types.of(node.type):
        return operand
    return narrowed(f, widened(f, operand, loc), node.type, loc)


# ---- results ----------------------------------------------------------------------------------------------------------------


def _ok(f: FunctionState, node: c.Ok) -> Importing:
    loc = f.at(node.span)
    operand = yield node.operand
    if t.ANY in (node.type, node.operand.type):
        # It may be a Result already.
        return narrowed(f, builtin(f, "any.ok", [widened(f, operand, loc)], loc), node.type, loc)
    return f.value("fuse.result.ok", [f.held(operand, loc)], f.types.of(node.type), loc)


def _propagate(f: FunctionState, node: c.Propagate) -> Importing:
    loc = f.at(node.span)
    operand = yield node.operand
    type_ = node.operand.type
    if isinstance(type_, t.OptionType):
        yield from _raise_unless(f, node, f.is_some(operand, loc), lambda: _missing(f, loc), loc)
        return f.content(operand, f.types.of(node.type), loc)
    if isinstance(type_, t.ResultType):
        is_ok = f.value("fuse.result.is_ok", [operand], f.types.bool, loc)
        yield from _raise_unless(f, node, is_ok, lambda: f.value("fuse.result.error", [operand], f.types.any, loc), loc)
        value = f.value("fuse.result.get", [operand], f.types.of(type_.ok), loc)
        return None if node.type == t.UNIT else value
    if type_ != t.ANY:
        return operand
    passes = builtin(f, "any.passes", [operand], loc)
    yield from _raise_unless(f, node, passes, lambda: builtin(f, "any.own_error", [operand], loc), loc)
    return narrowed(f, builtin(f, "any.passed", [operand], loc), node.type, loc)


def _raise_unless(
    f: FunctionState, node: c.Propagate, condition: ir.Value, own_error: Callable[[], ir.Value], loc: ir.Location
) -> Importing:
    """Raise the error of `?!`, or what `own_error` gives where it has none. The error may be any expression, so it is evaluated
    outside of the check."""
    op = f.op("scf.if", [f.negate(condition, loc)], [], loc, regions=2)
    with f.inside(op.regions[0], op.regions[0].blocks.append()):
        error = own_error() if node.error is None else widened(f, (yield node.error), loc)
        with f.check(f.const_bool(False, loc), loc):
            f.op("fuse.yield", [f.value("fuse.error.value", [error], f.types.error, loc)], [], loc)
        f.op("scf.yield", [], [], loc)


def _missing(f: FunctionState, loc: ir.Location) -> ir.Value:
    """std.Error(message="missing value"), which the program need not know as a type."""
    return builtin(f, "any.missing_value", [], loc)


# ---- boxes ------------------------------------------------------------------------------------------------------------------


def _new_box(f: FunctionState, node: c.NewBox) -> Importing:
    loc = f.at(node.span)
    operand = yield node.operand
    if isinstance(node.operand.type, t.BoxType):
        return operand
    return f.value("fuse.box.new", [f.held(operand, loc)], f.types.of(node.type), loc)


def _box_content(f: FunctionState, node: c.BoxContent) -> Importing:
    loc = f.at(node.span)
    box = yield node.box
    value = f.value("fuse.box.load", [box], f.types.of(node.type), loc)
    return None if node.type == t.UNIT else value


def _box_assign(f: FunctionState, node: c.BoxAssign) -> Importing:
    loc = f.at(node.span)
    value = f.held((yield node.value), loc)
    f.op("fuse.box.store", [value, f.variables[node.local]], [], loc)


# ---- named values -----------------------------------------------------------------------------------------------------------


def _named(
    f: FunctionState, texts: tuple[str, str, str], callee: str | None, loc: ir.Location, members: str | None = None
) -> ir.Value:
    attributes: dict[str, ir.Attribute] = dict(
        zip(("text", "plain", "type_name"), (ir.StringAttr.get(text) for text in texts), strict=True)
    )
    if callee is not None:
        attributes["callee"] = ir.FlatSymbolRefAttr.get(callee)
    if members is not None:
        attributes["members"] = ir.FlatSymbolRefAttr.get(members)
    return f.value("fuse.any.named", [], f.types.any, loc, attributes)


def named_function(f: FunctionState, symbol: str, loc: ir.Location) -> ir.Value:
    """A function that takes a list of `any` and returns one, as a value that only the runtime calls."""
    return _named(f, (symbol, symbol, "Function"), symbol, loc)


def _function_ref(f: FunctionState, node: c.FunctionRef) -> ir.Value:
    function = f.module.functions[node.function]
    plain = f"{function.module}::{function.display or function.name}"
    callee = f.module.value_functions.setdefault(node.function, f"{symbol_of(node.function)}.value")
    return _named(f, (f"<fn {plain}>", plain, "Function"), callee, f.at(node.span))


def _variant_ref(f: FunctionState, node: c.VariantRef) -> ir.Value:
    plain = f"{node.enum}.{node.variant}"
    key = (node.enum, node.variant)
    callee = f.module.value_variants.setdefault(key, f"{plain}.value")
    return _named(f, (f"<enum {plain}>", plain, node.enum), callee, f.at(node.span))


def _named_ref(f: FunctionState, node: c.NamedRef) -> ir.Value:
    loc = f.at(node.span)
    if node.kind == "config":
        members = f.module.value_configs.setdefault(node.name, f"{node.name}.member")
        return _named(f, (f"<config {node.name}>", node.name, "Config"), None, loc, members)
    f.module.value_builtins.setdefault(node.name, node)
    return _named(f, (f"<builtin {node.name}>", node.name, "Builtin"), f"builtin.{node.name}.value", loc)


def _call_value(f: FunctionState, node: c.CallValue) -> Importing:
    loc = f.at(node.span)
    callee = widened(f, (yield node.callee), loc)
    arguments = []
    for arg in node.args:
        arguments.append(widened(f, (yield arg), loc))
    list_ = f.value("fuse.list.make", arguments, f.types.of(t.ListType(t.ANY)), loc)
    return narrowed(f, builtin(f, "any.call", [callee, list_], loc), node.type, loc)


EXPRESSIONS: dict[type, Handler] = {
    c.Widen: _widen,
    c.Convert: _convert,
    c.Ok: _ok,
    c.Propagate: _propagate,
    c.NewBox: _new_box,
    c.BoxContent: _box_content,
    c.FunctionRef: _function_ref,
    c.VariantRef: _variant_ref,
    c.NamedRef: _named_ref,
    c.CallValue: _call_value,
}
STATEMENTS: dict[type, Handler] = {c.BoxAssign: _box_assign}
