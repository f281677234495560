"""Results, boxes, markup and Unit, for lower-fuse-to-fuse-rt.

A result is its flag, its value and its error value; the one that is not there is all zero. A box is an array of one element.
"""

from __future__ import annotations

from mlir import ir

from ..dialects import fuse_rt
from .machine_lowering import FuseOp, Handler, Lowering


def lower_ok(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    builder, layouts = lowering.builder, lowering.layouts
    parts = [builder.i1(True), op.operands[0], builder.zero(layouts.any)]
    return [builder.aggregate(layouts.convert(op.result_types[0]), parts)]


def lower_err(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    builder, layouts = lowering.builder, lowering.layouts
    result = builder.zero(layouts.convert(op.result_types[0]))
    return [builder.insert(result, op.operands[0], 2)]


def lower_is_ok(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    return [lowering.builder.extract(op.operands[0], 0)]


def lower_get(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """Borrowed; moved out, nothing else is left in the result."""
    return [lowering.builder.extract(op.operands[0], 1)]


def lower_error(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    return [lowering.builder.extract(op.operands[0], 2)]


def lower_box_new(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    return [lowering.builder.new_cell(op.operands[0])]


def lower_box_load(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """The content gets a count of its own: the box may let go of it at any time."""
    content = op.result_types[0]
    value = fuse_rt.ArrayLoadOp(lowering.layouts.convert(content), op.operands[0], lowering.builder.i64(0)).result
    lowering.glue.retain(value, content)
    return [value]


def lower_box_store(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """Consumes the value; the old content dies after the new one is in its place."""
    value, box = op.operands
    content, first = op.operand_types[0], lowering.builder.i64(0)
    old = fuse_rt.ArrayLoadOp(value.type, box, first).result
    fuse_rt.ArrayStoreOp(value, box, first)
    lowering.glue.release(old, content)
    return []


def lower_same(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    return op.operands


def lower_unit(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    return [lowering.builder.i1(False)]


RESULT_HANDLERS: dict[str, Handler] = {
    "fuse.result.ok": lower_ok,
    "fuse.result.err": lower_err,
    "fuse.result.is_ok": lower_is_ok,
    "fuse.result.get": lower_get,
    "fuse.result.error": lower_error,
    "fuse.box.new": lower_box_new,
    "fuse.box.load": lower_box_load,
    "fuse.box.store": lower_box_store,
    "fuse.html.raw": lower_same,
    "fuse.html.markup": lower_same,
    "fuse.unit.constant": lower_unit,
}
