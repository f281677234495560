"""Expressions beyond plain values: conversions, failures, cells, tasks, functions as values, builtins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..frontend.canonical import program as ir
from ..frontend.types import ANY, BoxType, TaskType
from .access import map_key
from .checked_conversion import check_type
from .evaluation import Evaluator, Frame, evaluate
from .failures import ErrorFailure, RuntimeFailure, std_error
from .statements import Returned, execute_block
from .tasks import TaskValue
from .validation import validate_schema
from .values import (
    UNIT_VALUE,
    BoxValue,
    BuiltinValue,
    ConfigValue,
    FunctionValue,
    ResultValue,
    Value,
    VariantValue,
    unboxed,
)

if TYPE_CHECKING:
    from .machine import Machine


def widen(expr: ir.Widen, frame: Frame, machine: Machine) -> Value:
    return evaluate(expr.operand, frame, machine)


def convert(expr: ir.Convert, frame: Frame, machine: Machine) -> Value:
    value = evaluate(expr.operand, frame, machine)
    if not isinstance(expr.type, BoxType):
        value = unboxed(value)
    check_type(value, expr.type)
    return value


def validate(expr: ir.ValidateSchema, frame: Frame, machine: Machine) -> Value:
    value = evaluate(expr.operand, frame, machine)
    validate_schema(value, expr.schema, expr.path, machine)
    return value


def map_literal(expr: ir.MapLit, frame: Frame, machine: Machine) -> Value:
    entries: dict[str, Value] = {}
    for entry in expr.entries:
        key = map_key(unboxed(evaluate(entry.key, frame, machine)))
        entries[key] = evaluate(entry.value, frame, machine)
    return entries


def ok(expr: ir.Ok, frame: Frame, machine: Machine) -> Value:
    value = evaluate(expr.operand, frame, machine)
    return value if expr.operand.type == ANY and isinstance(value, ResultValue) else ResultValue(True, value)


def propagate(expr: ir.Propagate, frame: Frame, machine: Machine) -> Value:
    value = unboxed(evaluate(expr.operand, frame, machine))
    if isinstance(value, ResultValue) and value.is_ok:
        return value.content
    if value is not None and not isinstance(value, ResultValue):
        return value
    if expr.error is not None:
        raise ErrorFailure(evaluate(expr.error, frame, machine))
    raise ErrorFailure(std_error("missing value") if value is None else value.content)


def new_box(expr: ir.NewBox, frame: Frame, machine: Machine) -> Value:
    value = evaluate(expr.operand, frame, machine)
    return value if isinstance(value, BoxValue) else BoxValue(value)


def box_content(expr: ir.BoxContent, frame: Frame, machine: Machine) -> Value:
    return unboxed(evaluate(expr.box, frame, machine))


def spawn(expr: ir.Spawn, frame: Frame, machine: Machine) -> Value:
    captured = {capture.inner.id: frame[capture.outer.id] for capture in expr.captures}

    def body(task_machine: Machine) -> Value:
        jump = execute_block(expr.body, captured, task_machine)
        return jump.value if isinstance(jump, Returned) else UNIT_VALUE

    return machine.spawn(body)


def await_task(expr: ir.Await, frame: Frame, machine: Machine) -> Value:
    task = unboxed(evaluate(expr.task, frame, machine))
    if not isinstance(task, TaskValue):
        raise RuntimeFailure("await expects a Task value")
    value = task.await_value()
    if isinstance(expr.task.type, TaskType):
        # What a task gives is seen here only: a value known at run time may have been a task of any type.
        check_type(value, expr.task.type.value)
    return value


def function_ref(expr: ir.FunctionRef, frame: Frame, machine: Machine) -> Value:
    function = machine.function(expr.function)
    return FunctionValue(function.name, function.module, function.display or function.name)


def call_value(expr: ir.CallValue, frame: Frame, machine: Machine) -> Value:
    callee = evaluate(expr.callee, frame, machine)
    return machine.call_value(callee, [evaluate(arg, frame, machine) for arg in expr.args])


def variant_ref(expr: ir.VariantRef, frame: Frame, machine: Machine) -> Value:
    return VariantValue(expr.enum, expr.variant)


def named_ref(expr: ir.NamedRef, frame: Frame, machine: Machine) -> Value:
    return ConfigValue(expr.name) if expr.kind == "config" else BuiltinValue(expr.name)


def asset(expr: ir.Asset, frame: Frame, machine: Machine) -> Value:
    if expr.kind == "text":
        return expr.text
    from .builtins.json import decode_text

    return decode_text(expr.text)


def builtin_call(expr: ir.BuiltinCall, frame: Frame, machine: Machine) -> Value:
    from .builtins.table import call_builtin

    args = [evaluate(arg, frame, machine) for arg in expr.args]
    return call_builtin(expr.name, args, machine, expr.schema)


EVALUATORS: dict[type[ir.Expr], Evaluator] = {
    ir.Widen: widen,
    ir.Convert: convert,
    ir.ValidateSchema: validate,
    ir.MapLit: map_literal,
    ir.Ok: ok,
    ir.Propagate: propagate,
    ir.NewBox: new_box,
    ir.BoxContent: box_content,
    ir.Spawn: spawn,
    ir.Await: await_task,
    ir.FunctionRef: function_ref,
    ir.CallValue: call_value,
    ir.VariantRef: variant_ref,
    ir.NamedRef: named_ref,
    ir.Asset: asset,
    ir.BuiltinCall: builtin_call,
}
