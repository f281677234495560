"""Literals: numbers, text, interpolation, `null`, lists, maps; and `box`."""

from __future__ import annotations

from .. import ast, types
from ..canonical import program as ir
from ..messages.effects import SPAWN_NEW_BOX
from ..messages.expressions import INCOMPATIBLE_TYPES
from ..types import ANY, BoxType, ListType, MapType, OptionType, Type
from . import static_types as st
from .conversion import convert, fits
from .conversion_literals import adapt, settle
from .failing import failing, failure
from .operands import with_unwrapped
from .representation import OPEN, join, represent_stored, without_null
from .state import Body, Value, poison


def int_literal(body: Body, node: ast.IntLit) -> Value:
    return Value(st.INT, ir.IntLit(types.INT, node.span, node.value))


def float_literal(body: Body, node: ast.FloatLit) -> Value:
    return Value(st.FLOAT, ir.FloatLit(types.FLOAT, node.span, node.value))


def bool_literal(body: Body, node: ast.BoolLit) -> Value:
    return Value(st.BOOL, ir.BoolLit(types.BOOL, node.span, node.value))


def string_literal(body: Body, node: ast.StringLit) -> Value:
    return Value(st.STRING, ir.StringLit(types.STRING, node.span, node.value))


def null_literal(body: Body, node: ast.NullLit) -> Value:
    return Value(st.NULL, ir.NullLit(OptionType(OPEN), node.span))


def interpolation(body: Body, node: ast.InterpString) -> Value:
    """The texts of the parts, left to right."""
    parts: list[ir.Expr] = []
    for part in node.parts:
        if isinstance(part, ast.InterpText):
            parts.append(ir.StringLit(types.STRING, part.span, part.value))
        else:
            parts.append(text_operand(body, part))
    failed = failure(node.span, parts)
    return Value(st.STRING, failed or ir.Concat(types.STRING, node.span, [settle(part) for part in parts]))


def text_operand(body: Body, node: ast.Expr) -> ir.Expr:
    """An expression of which only the text is used: a list literal may hold values of different types there."""
    return _list(body, node, as_text=True).node if isinstance(node, ast.ListLit) else body.value(node).node


def list_literal(body: Body, node: ast.ListLit) -> Value:
    """The element type is the widest of the items' types."""
    return _list(body, node, as_text=False)


def _list(body: Body, node: ast.ListLit, as_text: bool) -> Value:
    static: st.StaticType = st.UNKNOWN
    items: list[ir.Expr] = []
    for item_node in node.items:
        item = body.value(item_node)
        static = _unified(body, item_node, static, item.type)
        items.append(item.node)
    failed = failure(node.span, items)
    if failed is not None:
        return Value(st.ListOf(static), failed)
    if st.has_poison(static):
        return poison(node.span)
    element = _joined(items)
    if element == ANY and as_text:
        return Value(st.ListOf(static), _list_text(node, items))
    items = [item if adapt(item, element) else convert(body, item, element) for item in items]
    return Value(st.ListOf(static), ir.ListLit(ListType(element), node.span, items))


def _unified(body: Body, node: ast.Expr, left: st.StaticType, right: st.StaticType) -> st.StaticType:
    """The checker's type of elements of both types."""
    unified = st.unify(left, right)
    if unified is not None:
        return unified
    body.error(node.span, INCOMPATIBLE_TYPES())
    return st.UNKNOWN if body.unchecked else st.POISON


def _joined(items: list[ir.Expr]) -> Type:
    """The type that holds all of the items."""
    element: Type = OPEN
    for item in items:
        element = join(element, item.type)
    return ANY if element == types.UNIT else element


def map_literal(body: Body, node: ast.MapLit) -> Value:
    """`{"a": 1}`; the checker takes keys of any type, at run time they are Strings."""
    key_type: st.StaticType = st.UNKNOWN
    value_type: st.StaticType = st.UNKNOWN
    operands: list[ir.Expr] = []
    for entry in node.entries:
        key, value = body.value(entry.key), body.value(entry.value)
        key_type = _unified(body, entry.key, key_type, key.type)
        value_type = _unified(body, entry.value, value_type, value.type)
        operands += [key.node if isinstance(key.node, ir.Raise) else _key(body, key.node), value.node]
    type_ = st.MapOf(key_type, value_type)
    failed = failure(node.span, operands)
    if failed is not None:
        return Value(type_, failed)
    if st.has_poison(type_):
        return poison(node.span)
    held = _joined(operands[1::2])
    values = [item if adapt(item, held) else convert(body, item, held) for item in operands[1::2]]
    entries = [ir.MapEntry(key, value) for key, value in zip(operands[::2], values, strict=True)]
    return Value(type_, ir.MapLit(MapType(held), node.span, entries))


def _key(body: Body, node: ir.Expr) -> ir.Expr:
    """The key as a String, or the failure that it is."""
    if node.type in (types.STRING, ANY):
        return node
    message = "map keys must be strings"
    if without_null(node.type) == types.STRING:
        return with_unwrapped(body, node.span, [node], [message], lambda ops: ops[0])
    return failing(node.span, [node], message)


def box(body: Body, node: ast.BoxExpr) -> Value:
    """`box e`: a shared cell; a box of a box is the same one."""
    if body.tasks:
        body.error(node.span, SPAWN_NEW_BOX())
    value = body.cell(node.operand)
    if isinstance(value.node, ir.Raise):
        return Value(st.BoxOf(value.type), value.node)
    if isinstance(value.node.type, BoxType):
        return Value(value.type if isinstance(value.type, st.BoxOf) else st.BoxOf(value.type), value.node)
    held = represent_stored(value.type)
    held = held if fits(value.node.type, held) else ANY
    return Value(st.BoxOf(value.type), ir.NewBox(BoxType(held), node.span, convert(body, value.node, held)))


def _list_text(node: ast.ListLit, items: list[ir.Expr]) -> ir.Expr:
    """`[a, b]` without the list."""
    parts: list[ir.Expr] = []
    for item in items:
        parts.append(ir.StringLit(types.STRING, node.span, ", " if parts else "["))
        parts.append(settle(item))
    parts.append(ir.StringLit(types.STRING, node.span, "]"))
    return ir.Concat(types.STRING, node.span, parts)
