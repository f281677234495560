"""Long list literals of constants: one op for all elements.

A literal of a million numbers would otherwise be a million ops, in every stage. A short one stays `fuse.list.make`: there the
element values are worth more to later passes than the few ops.
"""

from __future__ import annotations

from math import isfinite

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from .state import FunctionState

# About where copying constant data becomes cheaper than storing the elements one by one.
LEAST_LENGTH = 16


def constant_list(f: FunctionState, node: c.ListLit) -> ir.Value | None:
    """The value of a long literal whose elements are all literals of one scalar type; None for any other."""
    if len(node.items) < LEAST_LENGTH or not isinstance(node.type, t.ListType):
        return None
    values = []
    for item in node.items:
        value = _literal(item)
        if value is None:
            return None
        values.append(value)
    attribute = _attribute(node.type.element, values, f.at(node.span).context)
    if attribute is None:
        return None
    name = "fuse.list.texts" if node.type.element == t.STRING else "fuse.list.constant"
    return f.value(name, [], f.types.of(node.type), f.at(node.span), {"elements": attribute})


def _literal(item: c.Expr) -> int | float | bool | str | None:
    """The value of a literal, a number with its sign; None for any other expression."""
    if isinstance(item, c.Unary) and item.op == "neg" and isinstance(item.operand, c.IntLit | c.FloatLit):
        # The least Int is its own negation.
        return None if item.operand.value == -(2**63) else -item.operand.value
    return item.value if isinstance(item, c.IntLit | c.FloatLit | c.BoolLit | c.StringLit) else None


def _attribute(element: t.Type, values: list, context: ir.Context) -> ir.Attribute | None:
    """The elements as an attribute; None where they cannot be one: the text of a module has no infinite numbers."""
    if element == t.INT:
        return ir.DenseI64ArrayAttr.get(values, context=context)
    if element == t.FLOAT and all(map(isfinite, values)):
        return ir.DenseF64ArrayAttr.get(values, context=context)
    if element == t.BOOL:
        return ir.DenseBoolArrayAttr.get(values, context=context)
    if element == t.STRING:
        return ir.ArrayAttr.get([ir.StringAttr.get(value, context=context) for value in values], context=context)
    return None
