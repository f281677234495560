"""Configuration, for lower-fuse-to-fuse-rt: names travel as C strings, the error of a lookup through a stack slot."""

from __future__ import annotations

from mlir import ir
from mlir.dialects import llvm

from .machine_lowering import FuseOp, Handler, Lowering


def lower_try_lookup(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """Results: the error, null when the lookup went well; the text, null when there is none."""
    builder, pointer = lowering.builder, lowering.layouts.pointer
    error = builder.stack_slot(op.op, pointer)
    llvm.StoreOp(builder.zero(pointer), error)
    names = [builder.c_string(op.text(name)) for name in ("variable", "section", "field")]
    text = builder.call("fuse_rt_config_lookup", [*names, error], [pointer])
    return [llvm.LoadOp(pointer, error).result, text]


def lower_hint(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    builder = lowering.builder
    fields, variables = (texts(op, name) for name in ("fields", "variables"))
    places = [c_strings(lowering, op, names) for names in (fields, variables)]
    builder.call("fuse_rt_config_hint", [builder.c_string(op.text("section")), builder.i64(len(fields)), *places])
    return []


def texts(op: FuseOp, attribute: str) -> list[str]:
    return [ir.StringAttr(item).value for item in ir.ArrayAttr(op.op.attributes[attribute])]


def c_strings(lowering: Lowering, op: FuseOp, names: list[str]) -> ir.Value:
    """The address of a C array of the names, in the frame of the function."""
    builder = lowering.builder
    array = builder.stack_slot(op.op, lowering.layouts.pointer, len(names))
    for index, name in enumerate(names):
        builder.store_at(array, index, builder.c_string(name))
    return array


CONFIG_HANDLERS: dict[str, Handler] = {"fuse.config.try_lookup": lower_try_lookup, "fuse.config.hint": lower_hint}
