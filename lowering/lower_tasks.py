"""Tasks, for lower-fuse-to-fuse-rt: calls of the runtime with the functions that it needs for one spawned function.

    run.f             what the runtime calls with the slots of a task: takes the captured values out, calls `@f`, releases them,
                      marks the result as shared and puts it into the slots; returns the error of `@f`
    drop_captures.f   releases the captured values of a task that is never begun

Values that cross between threads are marked as shared by the thread that gives them away.
"""

from __future__ import annotations

from collections.abc import Sequence

from mlir import ir
from mlir.dialects import cf, func, llvm

from ..dialects import fuse, fuse_rt
from .machine_lowering import FuseOp, Handler, Lowering


def lower_spawn(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """Consumes the captured values."""
    builder, layouts = lowering.builder, lowering.layouts
    callee = op.symbol("callee")
    captures, result = op.operand_types, fuse.element_type(op.result_types[0])
    machine = layouts.struct_of([layouts.convert(type_) for type_ in captures])
    for value, type_ in zip(op.operands, captures, strict=True):
        lowering.share.share(value, type_)
    slot = builder.scratch(op.op, machine, "captures")
    llvm.StoreOp(builder.aggregate(machine, op.operands), slot)
    drop = builder.zero(layouts.pointer)
    if any(layouts.is_counted(type_) for type_ in captures):
        drop = address_of(define_drop(lowering, callee, machine, captures))
    operands = [slot, builder.size_of(machine), builder.size_of(layouts.convert(result))]
    functions = [address_of(define_run(lowering, callee, machine, captures, result)), drop]
    last = lowering.glue.element_callback("release", result)
    return [builder.call("fuse_rt_task_spawn", [*operands, *functions, last], [layouts.pointer])]


def address_of(name: str) -> ir.Value:
    return fuse_rt.FunctionAddressOp(ir.FlatSymbolRefAttr.get(name)).result


def define_run(lowering: Lowering, callee: str, machine: ir.Type, captures: Sequence[ir.Type], result: ir.Type) -> str:
    layouts, builder = lowering.layouts, lowering.builder
    name = f"run.{callee}"
    entry = lowering.glue.define(name, [layouts.pointer], [layouts.pointer])
    if entry is None:
        return name
    slots = entry.arguments[0]
    good = entry.create_after()
    done = good.create_after()
    # Unit is no result of a function, but a task has it as a value.
    gives = not fuse.is_unit(result)
    with ir.InsertionPoint(entry):
        values = load_captures(lowering, slots, machine, captures)
        types = [layouts.pointer, *([layouts.convert(result)] if gives else [])]
        results = func.CallOp(types, ir.FlatSymbolRefAttr.get(callee), values).results
        release_all(lowering, values, captures)
        cf.CondBranchOp(builder.is_set(results[0]), [], [], done, good)
    with ir.InsertionPoint(good):
        if gives:
            lowering.share.share(results[1], result)
            llvm.StoreOp(results[1], slots)
        cf.BranchOp([], done)
    with ir.InsertionPoint(done):
        func.ReturnOp([results[0]])
    return name


def define_drop(lowering: Lowering, callee: str, machine: ir.Type, captures: Sequence[ir.Type]) -> str:
    name = f"drop_captures.{callee}"
    entry = lowering.glue.define(name, [lowering.layouts.pointer])
    if entry is not None:
        with ir.InsertionPoint(entry):
            release_all(lowering, load_captures(lowering, entry.arguments[0], machine, captures), captures)
            func.ReturnOp([])
    return name


def load_captures(lowering: Lowering, slots: ir.Value, machine: ir.Type, captures: Sequence[ir.Type]) -> list[ir.Value]:
    if not captures:
        return []
    held = llvm.LoadOp(machine, slots).result
    return [lowering.builder.extract(held, index) for index in range(len(captures))]


def release_all(lowering: Lowering, values: Sequence[ir.Value], types: Sequence[ir.Type]) -> None:
    for value, type_ in zip(values, types, strict=True):
        lowering.glue.release(value, type_)


def lower_await_try(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """The result stays the task's, so it is retained here; what comes with an error is all zero."""
    builder, layouts = lowering.builder, lowering.layouts
    type_ = op.result_types[1]
    machine = layouts.convert(type_)
    slot = builder.scratch(op.op, machine, "result")
    llvm.StoreOp(builder.zero(machine), slot)
    error = builder.call("fuse_rt_task_await", [op.operands[0], slot], [layouts.pointer])
    value = llvm.LoadOp(machine, slot).result
    lowering.glue.retain(value, type_, nullable=True)
    return [error, value]


TASK_HANDLERS: dict[str, Handler] = {"fuse.spawn": lower_spawn, "fuse.await.try": lower_await_try}
