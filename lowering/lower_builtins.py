"""Builtins and error values, for lower-fuse-to-fuse-rt: calls of C functions, by the rule of dialects/builtins.py."""

from __future__ import annotations

from collections.abc import Sequence

from mlir import ir
from mlir.dialects import llvm

from ..dialects.builtins import BUILTINS
from .machine_lowering import FuseOp, Handler, Lowering
from .pass_failure import PassFailure, Problem


def lower_builtin(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    return call_builtin(lowering, op, op.result_types, raises=False)


def lower_builtin_try(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    return call_builtin(lowering, op, op.result_types[1:], raises=True)


def call_builtin(lowering: Lowering, op: FuseOp, result_types: Sequence[ir.Type], *, raises: bool) -> list[ir.Value]:
    """The error, where the function raises, and the result, where it has one."""
    row = BUILTINS.get(op.text("name"))
    if row is None or row.raises is not raises:
        raise PassFailure(Problem(op.op.location, f"'{op.op.name}' names no builtin like it: {op.text('name')}"))
    layouts, builder = lowering.layouts, lowering.builder
    operands = [passed(lowering, op, value, position) for position, value in enumerate(op.operands)]
    results = [layouts.convert(type_) for type_ in result_types]
    in_memory = [machine for machine in results if raises or is_aggregate(lowering, machine)]
    slots = [builder.scratch(op.op, machine, "result") for machine in in_memory]
    for slot, machine in zip(slots, in_memory, strict=True):
        # Left alone by a function that fails: what comes with an error is never read, but is copied.
        if raises:
            llvm.StoreOp(builder.zero(machine), slot)
    returned = [layouts.pointer] if raises else [machine for machine in results if machine not in in_memory]
    value = builder.call(row.symbol, [*operands, *slots], returned)
    loaded = [llvm.LoadOp(machine, slot).result for machine, slot in zip(in_memory, slots, strict=True)]
    return ([value] if returned else []) + loaded


def is_aggregate(lowering: Lowering, machine: ir.Type) -> bool:
    return lowering.layouts.elements(machine) is not None


def passed(lowering: Lowering, op: FuseOp, value: ir.Value, position: int) -> ir.Value:
    """An operand as C takes it: aggregates by the address of a copy."""
    if not is_aggregate(lowering, value.type):
        return value
    slot = lowering.builder.scratch(op.op, value.type, str(position))
    llvm.StoreOp(value, slot)
    return slot


def lower_json_put(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """Consumes the text."""
    layouts = lowering.layouts
    value = passed(lowering, op, op.operands[1], 1)
    names = {layouts.i64: "int", layouts.f64: "float", layouts.any: "any"}
    symbol = f"fuse_rt_json_put_{names.get(op.operands[1].type, 'str')}"
    return [lowering.builder.call(symbol, [op.operands[0], value], [layouts.pointer])]


def lower_error_value(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """Consumes the value."""
    return [lowering.builder.call("fuse_rt_error_value", [passed(lowering, op, op.operands[0], 0)], [lowering.layouts.pointer])]


def lower_error_catch(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """Consumes the error: the runtime frees it where it held a value."""
    builder, layouts, error = lowering.builder, lowering.layouts, op.operands[0]
    slot = builder.scratch(op.op, layouts.any, "result")
    llvm.StoreOp(builder.zero(layouts.any), slot)
    caught = builder.call("fuse_rt_error_catch", [error, slot], [layouts.i1])
    rest = llvm.SelectOp(caught, builder.zero(layouts.pointer), error).result
    return [caught, llvm.LoadOp(layouts.any, slot).result, rest]


BUILTIN_HANDLERS: dict[str, Handler] = {
    "fuse.builtin": lower_builtin,
    "fuse.builtin.try": lower_builtin_try,
    "fuse.json.put": lower_json_put,
    "fuse.error.value": lower_error_value,
    "fuse.error.catch": lower_error_catch,
}
