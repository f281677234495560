"""Unary and binary operators, on values that are already imported.

Int arithmetic wraps (no overflow flags), Float arithmetic is IEEE (no fast-math flags), `and` and `or` take both operands.
Division of Ints is an op of the `fuse` dialect because it may panic.
"""

from __future__ import annotations

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from .errors import ImportFault
from .runtime import builtin
from .state import FunctionState

_INT_OPS = {
    "add": "arith.addi",
    "sub": "arith.subi",
    "mul": "arith.muli",
    "div": "fuse.int.div",
    "mod": "fuse.int.rem",
}
_FLOAT_OPS = {"add": "arith.addf", "sub": "arith.subf", "mul": "arith.mulf", "div": "arith.divf"}
_BOOL_OPS = {"and": "arith.andi", "or": "arith.ori"}
_INT_PREDICATES = {"eq": "eq", "ne": "ne", "lt": "slt", "le": "sle", "gt": "sgt", "ge": "sge"}
_FLOAT_PREDICATES = {"eq": "oeq", "ne": "une", "lt": "olt", "le": "ole", "gt": "ogt", "ge": "oge"}
# `fuse.mixed.cmp` takes the Int first; with the Float first the comparison turns round.
_MIXED_NUMBERS = {"eq": 0, "ne": 1, "lt": 2, "le": 3, "gt": 4, "ge": 5}
_TURNED = {"eq": "eq", "ne": "ne", "lt": "gt", "le": "ge", "gt": "lt", "ge": "le"}


def unary(f: FunctionState, node: c.Unary, operand: ir.Value) -> ir.Value:
    loc = f.at(node.span)
    match node.op, node.type:
        case "not", _:
            return f.negate(operand, loc)
        case "neg", t.INT:
            return f.value("arith.subi", [f.const_int(0, loc), operand], f.types.int, loc)
        case "neg", t.FLOAT:
            return f.value("arith.negf", [operand], f.types.float, loc)
    raise ImportFault(f"unary {node.op} of {node.type}")


def binary(f: FunctionState, node: c.Binary, left: ir.Value, right: ir.Value) -> ir.Value:
    loc = f.at(node.span)
    if node.op in _INT_PREDICATES:
        return _comparison(f, node, left, right, loc)
    if node.op == "concat":
        return f.value("fuse.list.concat", [left, right], left.type, loc)
    names = {t.INT: _INT_OPS, t.FLOAT: _FLOAT_OPS, t.BOOL: _BOOL_OPS}.get(node.type, {})
    if node.op not in names:
        raise ImportFault(f"binary {node.op} of {node.type}")
    return f.value(names[node.op], [left, right], left.type, loc)


def equal(f: FunctionState, type_: t.Type, left: ir.Value, right: ir.Value, loc: ir.Location) -> ir.Value:
    """`left == right` for two values of one comparable type."""
    if type_ == t.STRING:
        return f.value("fuse.str.eq", [left, right], f.types.bool, loc)
    if type_ == t.BYTES:
        return builtin(f, "bytes.equal", [left, right], loc)
    if type_ == t.FLOAT:
        return f.compare_floats("oeq", left, right, loc)
    return f.compare("eq", left, right, loc)


def _comparison(f: FunctionState, node: c.Binary, left: ir.Value, right: ir.Value, loc: ir.Location) -> ir.Value:
    match node.left.type, node.right.type:
        case (t.STRING, t.STRING) | (t.BYTES, t.BYTES):
            same = equal(f, node.left.type, left, right, loc)
            return same if node.op == "eq" else f.negate(same, loc)
        case t.FLOAT, t.FLOAT:
            return f.compare_floats(_FLOAT_PREDICATES[node.op], left, right, loc)
        case t.INT, t.FLOAT:
            return _mixed(f, node.op, left, right, loc)
        case t.FLOAT, t.INT:
            return _mixed(f, _TURNED[node.op], right, left, loc)
    return f.compare(_INT_PREDICATES[node.op], left, right, loc)


def _mixed(f: FunctionState, op: str, int_: ir.Value, float_: ir.Value, loc: ir.Location) -> ir.Value:
    predicate = ir.IntegerAttr.get(f.types.int, _MIXED_NUMBERS[op])
    return f.value("fuse.mixed.cmp", [int_, float_], f.types.bool, loc, {"predicate": predicate})
