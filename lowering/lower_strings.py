"""Strings, numbers as text, console, environment and errors, for lower-fuse-to-fuse-rt: mostly calls of the runtime."""

from __future__ import annotations

from collections.abc import Sequence

from mlir import ir
from mlir.dialects import arith, llvm

from .machine_lowering import FuseOp, Handler, Lowering

Predicate = arith.CmpIPredicate


def lower_constant(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    return [lowering.builder.string(op.text("value"))]


def lower_concat(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    pointer = lowering.layouts.pointer
    return [lowering.builder.call("fuse_rt_str_concat", string_array(lowering, op, op.operands), [pointer])]


def lower_append(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """Consumes the first text."""
    text, *parts = op.operands
    pointer = lowering.layouts.pointer
    return [lowering.builder.call("fuse_rt_str_append", [text, *string_array(lowering, op, parts)], [pointer])]


def string_array(lowering: Lowering, op: FuseOp, parts: Sequence[ir.Value]) -> list[ir.Value]:
    """Texts as two operands of the runtime: how many, and an array of them in the frame of the function."""
    builder = lowering.builder
    slots = builder.stack_slot(op.op, lowering.layouts.pointer, len(parts))
    for index, part in enumerate(parts):
        builder.store_at(slots, index, part)
    return [builder.i64(len(parts)), slots]


def lower_from(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """Composite values were expanded by lower-text."""
    layouts, builder, value = lowering.layouts, lowering.builder, op.operands[0]
    if value.type == layouts.i1:
        return [arith.SelectOp(value, builder.string("true"), builder.string("false")).result]
    symbol = "fuse_rt_str_from_int" if value.type == layouts.i64 else "fuse_rt_str_from_float"
    return [builder.call(symbol, [value], [layouts.pointer])]


def lower_parse(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    layouts, builder = lowering.layouts, lowering.builder
    machine = layouts.convert(op.result_types[0])
    held = layouts.elements(machine)[1]
    symbol = {layouts.i64: "fuse_rt_str_parse_int", layouts.f64: "fuse_rt_str_parse_float", layouts.i1: "fuse_rt_str_parse_bool"}[
        held
    ]
    slot = builder.stack_slot(op.op, held)
    # A none is all zero, whatever the runtime left in the slot.
    llvm.StoreOp(builder.zero(held), slot)
    valid = builder.call(symbol, [op.operands[0], slot], [layouts.i1])
    return [builder.aggregate(machine, [valid, llvm.LoadOp(held, slot).result])]


def lower_mixed_cmp(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """The runtime answers -1, 0, 1, and 2 for NaN, which satisfies `ne` alone."""
    builder = lowering.builder
    order = builder.call("fuse_rt_compare_int_float", op.operands, [lowering.layouts.i32])
    predicate, constant = {
        "eq": (Predicate.eq, 0),
        "ne": (Predicate.ne, 0),
        "slt": (Predicate.eq, -1),
        "sle": (Predicate.sle, 0),
        "sgt": (Predicate.eq, 1),
        "sge": (Predicate.ult, 2),
    }[comparison_name(op.op)]
    return [builder.compare(predicate, order, builder.i32(constant))]


def comparison_name(op: ir.Operation) -> str:
    """The predicate of a comparison op, as it is spelled in the assembly."""
    return Predicate(ir.IntegerAttr(op.attributes["predicate"]).value).name


def lower_error_panic(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    builder = lowering.builder
    return [builder.call("fuse_rt_error_panic", [builder.c_string(op.text("text"))], [lowering.layouts.pointer])]


def lower_error_trace(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    builder = lowering.builder
    texts = [builder.c_string(op.text(name)) for name in ("function", "file")]
    numbers = [builder.i64(op.integer(name)) for name in ("line", "column")]
    return [builder.call("fuse_rt_error_trace", [op.operands[0], *texts, *numbers], [lowering.layouts.pointer])]


def runtime_call(symbol: str) -> Handler:
    """A fuse op that is exactly one runtime function."""

    def lower(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
        results = [lowering.layouts.convert(type_) for type_ in op.result_types]
        value = lowering.builder.call(symbol, op.operands, results)
        return [value] if results else []

    return lower


STRING_HANDLERS: dict[str, Handler] = {
    "fuse.str.constant": lower_constant,
    "fuse.str.concat": lower_concat,
    "fuse.str.append": lower_append,
    "fuse.str.join": runtime_call("fuse_rt_str_join"),
    "fuse.str.eq": runtime_call("fuse_rt_str_eq"),
    "fuse.str.scalars": runtime_call("fuse_rt_str_scalars"),
    "fuse.str.trim": runtime_call("fuse_rt_str_trim"),
    "fuse.str.is_email": runtime_call("fuse_rt_str_is_email"),
    "fuse.str.is_null": runtime_call("fuse_rt_str_is_null"),
    "fuse.str.from": lower_from,
    "fuse.str.parse": lower_parse,
    "fuse.mixed.cmp": lower_mixed_cmp,
    "fuse.print": runtime_call("fuse_rt_print"),
    "fuse.env": runtime_call("fuse_rt_env"),
    "fuse.error.text": runtime_call("fuse_rt_error_text"),
    "fuse.error.panic": lower_error_panic,
    "fuse.error.trace": lower_error_trace,
    "fuse.error.validation": runtime_call("fuse_rt_error_validation"),
    "fuse.error.none": lambda lowering, op: [lowering.builder.zero(lowering.layouts.pointer)],
    "fuse.error.is_set": lambda lowering, op: [lowering.builder.is_set(op.operands[0])],
}
