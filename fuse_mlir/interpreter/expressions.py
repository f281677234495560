"""Expressions to values.

Operands are evaluated left to right, each exactly once; `??`, `?.` and `?[` are the only forms that may leave an operand out.
One function a node kind, found in the table at the end; the later, rarer kinds are in `dynamic` and `markup`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..frontend.canonical import program as ir
from ..frontend.types import STRING, OptionType
from . import access, operators
from .conversion import ConversionError, convert
from .evaluation import Evaluator, Frame, evaluate
from .failures import RuntimeFailure
from .stringification import text
from .validation import validate
from .values import UNIT_VALUE, EnumValue, StructValue, Value, unboxed

if TYPE_CHECKING:
    from .machine import Machine


def _literal(expr: ir.IntLit | ir.FloatLit | ir.BoolLit | ir.StringLit, frame: Frame, machine: Machine) -> Value:
    return expr.value


def _null(expr: ir.NullLit, frame: Frame, machine: Machine) -> Value:
    return None


def _unit(expr: ir.UnitLit, frame: Frame, machine: Machine) -> Value:
    return UNIT_VALUE


def _local(expr: ir.LocalRef, frame: Frame, machine: Machine) -> Value:
    return frame[expr.local.id]


def _config(expr: ir.ConfigRef, frame: Frame, machine: Machine) -> Value:
    fields = machine.configs.get(expr.config)
    if fields is None:
        raise RuntimeFailure(f"unknown config {expr.config}")
    if expr.field not in fields:
        raise RuntimeFailure(f"unknown config field {expr.config}.{expr.field}")
    return fields[expr.field]


def _call(expr: ir.Call, frame: Frame, machine: Machine) -> Value:
    return machine.call(expr.function, [evaluate(arg, frame, machine) for arg in expr.args])


def _unary(expr: ir.Unary, frame: Frame, machine: Machine) -> Value:
    return operators.unary(expr.op, evaluate(expr.operand, frame, machine))


def _binary(expr: ir.Binary, frame: Frame, machine: Machine) -> Value:
    left = evaluate(expr.left, frame, machine)
    right = evaluate(expr.right, frame, machine)
    return operators.binary(expr.op, left, right)


def _to_float(expr: ir.ToFloat, frame: Frame, machine: Machine) -> Value:
    return float(unboxed(evaluate(expr.operand, frame, machine)))


def _concat(expr: ir.Concat, frame: Frame, machine: Machine) -> Value:
    return "".join([text(evaluate(part, frame, machine)) for part in expr.parts])


def _some(expr: ir.Some, frame: Frame, machine: Machine) -> Value:
    return evaluate(expr.operand, frame, machine)


def _unwrap(expr: ir.Unwrap, frame: Frame, machine: Machine) -> Value:
    value = unboxed(evaluate(expr.operand, frame, machine))
    if value is None:
        raise RuntimeFailure(expr.message)
    return value


def _coalesce(expr: ir.Coalesce, frame: Frame, machine: Machine) -> Value:
    left = unboxed(evaluate(expr.left, frame, machine))
    return evaluate(expr.right, frame, machine) if left is None else left


def _list(expr: ir.ListLit, frame: Frame, machine: Machine) -> Value:
    return tuple([evaluate(item, frame, machine) for item in expr.items])


def range_values(expr: ir.Range, frame: Frame, machine: Machine):
    """The elements of a range one by one: a loop over one need not build the list."""
    low = evaluate(expr.low, frame, machine)
    return operators.range_values(low, evaluate(expr.high, frame, machine))


def _range(expr: ir.Range, frame: Frame, machine: Machine) -> Value:
    return tuple(range_values(expr, frame, machine))


def _index(expr: ir.Index, frame: Frame, machine: Machine) -> Value:
    container = evaluate(expr.list, frame, machine)
    return access.element(container, evaluate(expr.index, frame, machine))


def _field(expr: ir.Field, frame: Frame, machine: Machine) -> Value:
    return access.field(evaluate(expr.struct, frame, machine), expr.name, machine)


def _optional_field(expr: ir.OptionalField, frame: Frame, machine: Machine) -> Value:
    struct = unboxed(evaluate(expr.struct, frame, machine))
    return None if struct is None else access.field(struct, expr.name, machine)


def _optional_index(expr: ir.OptionalIndex, frame: Frame, machine: Machine) -> Value:
    container = unboxed(evaluate(expr.list, frame, machine))
    return None if container is None else access.element(container, evaluate(expr.index, frame, machine))


def _struct(expr: ir.StructLit, frame: Frame, machine: Machine) -> Value:
    return StructValue(expr.struct, {init.name: evaluate(init.value, frame, machine) for init in expr.fields})


def _enum(expr: ir.EnumLit, frame: Frame, machine: Machine) -> Value:
    return EnumValue(expr.enum, expr.variant, tuple([evaluate(arg, frame, machine) for arg in expr.args]))


def _validate(expr: ir.Validate, frame: Frame, machine: Machine) -> Value:
    value = evaluate(expr.operand, frame, machine)
    validate(value, expr.path, expr.constraints, machine, non_empty=expr.non_empty, email=expr.email)
    return value


def _env(expr: ir.Env, frame: Frame, machine: Machine) -> Value:
    name = unboxed(evaluate(expr.name, frame, machine))
    raw = machine.variable(name)
    wanted = expr.type.inner if isinstance(expr.type, OptionType) else expr.type
    if raw is None or wanted == STRING:
        return raw
    try:
        return convert(raw, wanted)
    except ConversionError as error:
        raise RuntimeFailure(f"{error.text} (env {name})") from None


def _raise(expr: ir.Raise, frame: Frame, machine: Machine) -> Value:
    for operand in expr.operands:
        evaluate(operand, frame, machine)
    raise RuntimeFailure(expr.message)


def _print(expr: ir.Print, frame: Frame, machine: Machine) -> Value:
    values = [evaluate(arg, frame, machine) for arg in expr.args]
    machine.console.print(text(values[0]) if values else "")
    return UNIT_VALUE


def _assert(expr: ir.Assert, frame: Frame, machine: Machine) -> Value:
    condition = evaluate(expr.condition, frame, machine)
    return check_assertion(condition, [] if expr.message is None else [evaluate(expr.message, frame, machine)])


def check_assertion(condition: Value, rest: list[Value]) -> Value:
    """What `assert` does with its values; `rest` are those after the condition."""
    condition = unboxed(condition)
    if not isinstance(condition, bool):
        raise RuntimeFailure("assert expects a Bool as the first argument")
    if not condition:
        raise RuntimeFailure(f"assert failed: {text(rest[0]) if rest else 'assertion failed'}")
    return UNIT_VALUE


EVALUATORS: dict[type[ir.Expr], Evaluator] = {
    ir.IntLit: _literal,
    ir.FloatLit: _literal,
    ir.BoolLit: _literal,
    ir.StringLit: _literal,
    ir.NullLit: _null,
    ir.UnitLit: _unit,
    ir.LocalRef: _local,
    ir.ConfigRef: _config,
    ir.Call: _call,
    ir.Unary: _unary,
    ir.Binary: _binary,
    ir.ToFloat: _to_float,
    ir.Concat: _concat,
    ir.Some: _some,
    ir.Unwrap: _unwrap,
    ir.Coalesce: _coalesce,
    ir.ListLit: _list,
    ir.Range: _range,
    ir.Index: _index,
    ir.Field: _field,
    ir.OptionalField: _optional_field,
    ir.OptionalIndex: _optional_index,
    ir.StructLit: _struct,
    ir.EnumLit: _enum,
    ir.Validate: _validate,
    ir.Env: _env,
    ir.Raise: _raise,
    ir.Print: _print,
    ir.Assert: _assert,
}
