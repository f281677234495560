"""Expressions: one handler a node kind. Each yields its operands in evaluation order and returns its value, None for Unit."""

from __future__ import annotations

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from . import dynamic_operations as dynamic
from . import operators
from .constant_lists import constant_list
from .dynamic import narrowed, widened
from .functions import symbol_of
from .maps import entry_or_null
from .state import FunctionState, Handler, Importing, choose
from .validation import validated


def _each(nodes: list[c.Expr]) -> Importing:
    """The values of expressions evaluated in order, None for a Unit one."""
    values = []
    for node in nodes:
        values.append((yield node))
    return values


# ---- literals and names -----------------------------------------------------------------------------------------------------


def _int(f: FunctionState, node: c.IntLit) -> ir.Value:
    return f.const_int(node.value, f.at(node.span))


def _float(f: FunctionState, node: c.FloatLit) -> ir.Value:
    return f.const_float(node.value, f.at(node.span))


def _bool(f: FunctionState, node: c.BoolLit) -> ir.Value:
    return f.const_bool(node.value, f.at(node.span))


def _string(f: FunctionState, node: c.StringLit) -> ir.Value:
    return f.text(node.value, f.at(node.span))


def _null(f: FunctionState, node: c.NullLit) -> ir.Value:
    return _none(f, f.types.of(node.type), f.at(node.span))


def _unit(f: FunctionState, node: c.UnitLit) -> None:
    return None


def _local(f: FunctionState, node: c.LocalRef) -> ir.Value | None:
    return None if node.type == t.UNIT else f.variables[node.local]


def _config_field(f: FunctionState, node: c.ConfigRef) -> ir.Value:
    loc = f.at(node.span)
    require_loaded(f, node.config, node.field, loc)
    return load_global(f, f"{node.config}.{node.field}", f.types.of(node.type), loc)


def require_loaded(f: FunctionState, config: str, field: str, loc: ir.Location) -> None:
    """Raise where a field that may be read too early is."""
    if (config, field) not in f.module.early_reads:
        return
    for flag, text in (
        (f"{config}.begun", f"unknown config {config}"),
        (f"{config}.{field}.loaded", f"unknown config field {config}.{field}"),
    ):
        with f.check(load_global(f, flag, f.types.bool, loc), loc):
            f.raise_text([text], loc)


def load_global(f: FunctionState, symbol: str, type_: ir.Type, loc: ir.Location) -> ir.Value:
    return f.value("fuse.global.load", [], type_, loc, {"global": ir.FlatSymbolRefAttr.get(symbol)})


# ---- operators --------------------------------------------------------------------------------------------------------------


def _unary(f: FunctionState, node: c.Unary) -> Importing:
    operand = yield node.operand
    return (dynamic.unary if _is_any(node.operand) else operators.unary)(f, node, operand)


def _binary(f: FunctionState, node: c.Binary) -> Importing:
    left = yield node.left
    right = yield node.right
    return (dynamic.binary if _is_any(node.left, node.right) else operators.binary)(f, node, left, right)


def _is_any(*nodes: c.Expr) -> bool:
    """Whether a value of one of them is known at run time only."""
    return any(node.type == t.ANY for node in nodes)


def _to_float(f: FunctionState, node: c.ToFloat) -> Importing:
    operand = yield node.operand
    return f.value("arith.sitofp", [operand], f.types.float, f.at(node.span))


def _concat(f: FunctionState, node: c.Concat) -> Importing:
    """Joins inside a join are taken apart, so that a chain of `+` builds its text once."""
    loc = f.at(node.span)
    texts: list[ir.Value | str] = []
    pending: list[c.Expr] = [node]
    while pending:
        part = pending.pop()
        if isinstance(part, c.Concat):
            pending.extend(reversed(part.parts))
        else:
            texts.append(_text_of(f, (yield part), f.at(part.span)))
    return f.join(texts or [""], loc)


def _text_of(f: FunctionState, value: ir.Value | None, loc: ir.Location) -> ir.Value:
    """The text of a value; Unit, which has none in SSA, reads `()`."""
    return f.text("()", loc) if value is None else f.text_of(value, loc)


# ---- options ----------------------------------------------------------------------------------------------------------------


def _none(f: FunctionState, type_: ir.Type, loc: ir.Location) -> ir.Value:
    if type_ == f.types.any:
        return f.value("fuse.any.null", [], type_, loc)
    return f.value("fuse.option.none", [], type_, loc)


def _wrapped(f: FunctionState, value: ir.Value, type_: ir.Type, loc: ir.Location) -> ir.Value:
    """`value` as a value of the option `type_`, which may be its own type: options do not nest."""
    return value if value.type == type_ else f.value("fuse.option.some", [value], type_, loc)


def _some(f: FunctionState, node: c.Some) -> Importing:
    operand = yield node.operand
    return _wrapped(f, operand, f.types.of(node.type), f.at(node.span))


def _unwrap(f: FunctionState, node: c.Unwrap) -> Importing:
    loc = f.at(node.span)
    option = yield node.operand
    with f.check(f.is_some(option, loc), loc):
        f.raise_text([node.message], loc)
    return f.content(option, f.types.of(node.type), loc)


def _coalesce(f: FunctionState, node: c.Coalesce) -> Importing:
    loc = f.at(node.span)
    left = yield node.left
    if _is_any(node.left):
        return (yield from dynamic.coalesce(f, node, left))
    type_ = f.types.of(node.type)

    def present() -> list[ir.Value]:
        return [left if left.type == type_ else f.content(left, type_, loc)]

    def absent() -> Importing:
        return [(yield node.right)]

    return (yield from choose(f, f.is_some(left, loc), [type_], present, absent, loc))[0]


def _optional_field(f: FunctionState, node: c.OptionalField) -> Importing:
    loc = f.at(node.span)
    option = yield node.struct
    if _is_any(node.struct):
        return (yield from dynamic.unless_null(f, option, lambda: dynamic.field(f, option, node.name, loc), loc))
    type_ = f.types.of(node.type)
    inner = node.struct.type.inner

    def present() -> list[ir.Value]:
        struct = f.content(option, f.types.of(inner), loc)
        field = f.types.of(f.module.fields[inner.name][node.name])
        return [_wrapped(f, field_of(f, struct, node.name, field, loc), type_, loc)]

    return (yield from choose(f, f.is_some(option, loc), [type_], present, lambda: [_none(f, type_, loc)], loc))[0]


def _optional_index(f: FunctionState, node: c.OptionalIndex) -> Importing:
    loc = f.at(node.span)
    option = yield node.list
    if _is_any(node.list, node.index):
        return (yield from _dynamic_optional_index(f, node, option, loc))
    type_ = f.types.of(node.type)
    inner = node.list.type.inner

    def present() -> Importing:
        list_ = f.content(option, f.types.of(inner), loc)
        index = yield node.index
        if isinstance(inner, t.MapType):
            return [(yield from entry_or_null(f, list_, index, inner.value, node.type, loc))]
        element = f.value("fuse.list.get", [list_, index], f.types.of(inner.element), loc)
        return [_wrapped(f, element, type_, loc)]

    return (yield from choose(f, f.is_some(option, loc), [type_], present, lambda: [_none(f, type_, loc)], loc))[0]


def _dynamic_optional_index(f: FunctionState, node: c.OptionalIndex, container: ir.Value, loc: ir.Location) -> Importing:
    def access() -> Importing:
        return dynamic.index(f, container, (yield node.index), loc)

    return (yield from dynamic.unless_null(f, widened(f, container, loc), access, loc))


# ---- lists, structs, enums --------------------------------------------------------------------------------------------------


def _list(f: FunctionState, node: c.ListLit) -> Importing:
    constant = constant_list(f, node)
    if constant is not None:
        return constant
    items = [f.held(item, f.at(node.span)) for item in (yield from _each(node.items))]
    return f.value("fuse.list.make", items, f.types.of(node.type), f.at(node.span))


def _range(f: FunctionState, node: c.Range) -> Importing:
    low = yield node.low
    high = yield node.high
    if _is_any(node.low, node.high):
        return dynamic.range_(f, node, low, high)
    return f.value("fuse.list.range", [low, high], f.types.of(node.type), f.at(node.span))


def _index(f: FunctionState, node: c.Index) -> Importing:
    list_ = yield node.list
    index = yield node.index
    if _is_any(node.list, node.index):
        return narrowed(f, dynamic.index(f, list_, index, f.at(node.span)), node.type, f.at(node.span))
    if isinstance(node.list.type, t.MapType):
        return (yield from entry_or_null(f, list_, index, node.list.type.value, node.type, f.at(node.span)))
    return f.value("fuse.list.get", [list_, index], f.types.of(node.type), f.at(node.span))


def _field(f: FunctionState, node: c.Field) -> Importing:
    struct = yield node.struct
    if _is_any(node.struct):
        return dynamic.field(f, struct, node.name, f.at(node.span))
    return field_of(f, struct, node.name, f.types.of(node.type), f.at(node.span))


def field_of(f: FunctionState, struct: ir.Value, name: str, type_: ir.Type, loc: ir.Location) -> ir.Value:
    """The field `name` of a struct value."""
    return f.value("fuse.struct.get", [struct], type_, loc, {"field": ir.StringAttr.get(name)})


def _struct(f: FunctionState, node: c.StructLit) -> Importing:
    """Evaluated in written order, made in declaration order."""
    values = {}
    for init in node.fields:
        values[init.name] = f.held((yield init.value), f.at(node.span))
    operands = [values[name] for name in f.module.fields[node.struct]]
    return f.value("fuse.struct.make", operands, f.types.of(node.type), f.at(node.span))


def _enum(f: FunctionState, node: c.EnumLit) -> Importing:
    payload = [f.held(item, f.at(node.span)) for item in (yield from _each(node.args))]
    attributes = {"variant": ir.StringAttr.get(node.variant)}
    return f.value("fuse.enum.make", payload, f.types.of(node.type), f.at(node.span), attributes)


# ---- checks and calls -------------------------------------------------------------------------------------------------------


def _validate(f: FunctionState, node: c.Validate) -> Importing:
    operand = yield node.operand
    rules = (node.constraints, node.non_empty, node.email)
    validated(f, operand, node.operand.type, node.path, rules, f.at(node.span))
    return operand


def _call(f: FunctionState, node: c.Call) -> Importing:
    operands = [value for value in (yield from _each(node.args)) if value is not None]
    attributes = {"callee": ir.FlatSymbolRefAttr.get(symbol_of(node.function))}
    op = f.op("func.call", operands, f.types.results(node.type), f.at(node.span), attributes)
    return op.result if node.type != t.UNIT else None


def _raise(f: FunctionState, node: c.Raise) -> Importing:
    """Not an exit: what follows is imported as if the check could hold."""
    yield from _each(node.operands)
    loc = f.at(node.span)
    return f.fails(node, node.message, loc)


def _print(f: FunctionState, node: c.Print) -> Importing:
    loc = f.at(node.span)
    values = yield from _each(node.args)
    text = _text_of(f, values[0], loc) if values else f.text("", loc)
    f.op("fuse.print", [text], [], loc)


def _assert(f: FunctionState, node: c.Assert) -> Importing:
    """The message is always evaluated; only its text waits for the failure."""
    loc = f.at(node.span)
    condition = yield node.condition
    if _is_any(node.condition):
        condition = dynamic.asserted(f, condition, loc)
    message = (yield node.message) if node.message is not None else None
    with f.check(condition, loc):
        text = "assertion failed" if node.message is None else _text_of(f, message, loc)
        f.raise_text(["assert failed: ", text], loc)


EXPRESSIONS: dict[type, Handler] = {
    c.IntLit: _int,
    c.FloatLit: _float,
    c.BoolLit: _bool,
    c.StringLit: _string,
    c.NullLit: _null,
    c.UnitLit: _unit,
    c.LocalRef: _local,
    c.ConfigRef: _config_field,
    c.Unary: _unary,
    c.Binary: _binary,
    c.ToFloat: _to_float,
    c.Concat: _concat,
    c.Some: _some,
    c.Unwrap: _unwrap,
    c.Coalesce: _coalesce,
    c.OptionalField: _optional_field,
    c.OptionalIndex: _optional_index,
    c.ListLit: _list,
    c.Range: _range,
    c.Index: _index,
    c.Field: _field,
    c.StructLit: _struct,
    c.EnumLit: _enum,
    c.Validate: _validate,
    c.Call: _call,
    c.Raise: _raise,
    c.Print: _print,
    c.Assert: _assert,
}
