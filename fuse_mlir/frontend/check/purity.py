"""Which canonical expressions are total: no effect, no failure, so that their place among other operands does not matter."""

from __future__ import annotations

from ..canonical import program as ir
from ..types import ANY, STRING

_TOTAL_BINARY = ("add", "sub", "mul", "eq", "ne", "lt", "le", "gt", "ge", "and", "or", "concat")


def is_total(node: ir.Expr) -> bool:
    """Whether evaluating the expression earlier or later, once or not at all, cannot be observed."""
    match node:
        case (
            ir.IntLit()
            | ir.FloatLit()
            | ir.BoolLit()
            | ir.StringLit()
            | ir.NullLit()
            | ir.UnitLit()
            | ir.LocalRef()
            | ir.ConfigRef()
            | ir.FunctionRef()
            | ir.VariantRef()
            | ir.NamedRef()
            | ir.Asset()
        ):
            return True
        case ir.ToFloat(operand=operand) | ir.Some(operand=operand) | ir.Widen(operand=operand) | ir.Ok(operand=operand):
            return is_total(operand)
        case ir.Unary(operand=operand):
            return operand.type != ANY and is_total(operand)
        case ir.Field(struct=struct) | ir.OptionalField(struct=struct):
            return struct.type != ANY and is_total(struct)
        case ir.MapLit(entries=entries):
            return all(entry.key.type == STRING and is_total(entry.key) and is_total(entry.value) for entry in entries)
        case ir.Binary(left=left, right=right) if ANY in (left.type, right.type):
            return False
        case ir.Binary(op=op, left=left, right=right):
            total = op in _TOTAL_BINARY or (op == "div" and isinstance(right, ir.FloatLit))
            return total and is_total(left) and is_total(right)
        case ir.Coalesce(left=left, right=right):
            return is_total(left) and is_total(right)
        case ir.Concat(parts=items) | ir.ListLit(items=items) | ir.EnumLit(args=items):
            return all(is_total(item) for item in items)
        case ir.StructLit(fields=fields):
            return all(is_total(field.value) for field in fields)
    return False
