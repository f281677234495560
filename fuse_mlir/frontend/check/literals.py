"""Literals: numbers, text, interpolation, `null`, lists."""

from __future__ import annotations

from .. import ast, types
from ..canonical import program as ir
from ..types import ListType, OptionType, Type
from . import static_types as st
from .conversion import convert
from .conversion_literals import adapt, settle
from .failing import failure
from .representation import OPEN, holds_unit, join
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
    element: Type | None = OPEN
    for item_node in node.items:
        item = body.value(item_node)
        unified = st.unify(static, item.type)
        if unified is None:
            body.error(item_node.span, "incompatible types")
            unified = st.UNKNOWN if body.unchecked else st.POISON
        static = unified
        items.append(item.node)
        element = None if element is None else join(element, item.node.type)
    failed = failure(node.span, items)
    if failed is not None:
        return Value(st.ListOf(static), failed)
    if st.has_poison(static):
        return poison(node.span)
    if element is None and as_text:
        return Value(st.ListOf(static), _list_text(node, items))
    if element is None:
        return body.unsupported(node.span, "a list of values of different types")
    if element == types.UNIT or holds_unit(element):
        return body.unsupported(node.span, "a list or an option of Unit")
    items = [item if adapt(item, element) else convert(body, item, element) for item in items]
    return Value(st.ListOf(static), ir.ListLit(ListType(element), node.span, items))


def _list_text(node: ast.ListLit, items: list[ir.Expr]) -> ir.Expr:
    """`[a, b]` without the list."""
    parts: list[ir.Expr] = []
    for item in items:
        parts.append(ir.StringLit(types.STRING, node.span, ", " if parts else "["))
        parts.append(settle(item))
    parts.append(ir.StringLit(types.STRING, node.span, "]"))
    return ir.Concat(types.STRING, node.span, parts)
