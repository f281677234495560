"""Options, structs, enums and counting, for lower-fuse-to-fuse-rt: unboxed values in registers."""

from __future__ import annotations

from mlir import ir

from .machine_lowering import FuseOp, Handler, Lowering


def lower_some(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    value, option = op.operands[0], op.result_types[0]
    if lowering.layouts.is_reference(option):
        return [value]
    return [lowering.builder.aggregate(lowering.layouts.convert(option), [lowering.builder.i1(True), value])]


def lower_none(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    return [lowering.builder.zero(lowering.layouts.convert(op.result_types[0]))]


def lower_is_some(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    value = op.operands[0]
    if lowering.layouts.is_reference(op.operand_types[0]):
        return [lowering.builder.is_set(value)]
    return [lowering.builder.extract(value, 0)]


def lower_option_get(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    value = op.operands[0]
    return [value if lowering.layouts.is_reference(op.operand_types[0]) else lowering.builder.extract(value, 1)]


def lower_struct_make(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    return [lowering.builder.aggregate(lowering.layouts.convert(op.result_types[0]), op.operands)]


def lower_struct_get(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """A borrowed field; with `move` it is the struct's own, and the other fields die."""
    struct, index = op.operands[0], lowering.layouts.field_index(op.operand_types[0], op.text("field"))
    if op.has("move"):
        for other, (_, field) in enumerate(lowering.layouts.fields(op.operand_types[0])):
            if other != index and lowering.layouts.is_counted(field):
                lowering.glue.release(lowering.builder.extract(struct, other), field)
    return [lowering.builder.extract(struct, index)]


def lower_struct_set(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """Consumes struct and value; the field's old value dies."""
    struct, value = op.operands
    name = op.text("field")
    field = dict(lowering.layouts.fields(op.operand_types[0]))[name]
    index = lowering.layouts.field_index(op.operand_types[0], name)
    if lowering.layouts.is_counted(field):
        lowering.glue.release(lowering.builder.extract(struct, index), field)
    return [lowering.builder.insert(struct, value, index)]


def lower_struct_take(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """Consumes the struct; its field stays as it is until `fuse.struct.put` overwrites it."""
    index = lowering.layouts.field_index(op.operand_types[0], op.text("field"))
    return [op.operands[0], lowering.builder.extract(op.operands[0], index)]


def lower_struct_put(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """Consumes struct and value; nothing is in the field."""
    index = lowering.layouts.field_index(op.operand_types[0], op.text("field"))
    return [lowering.builder.insert(*op.operands, index)]


def lower_enum_make(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    return [lowering.builder.enum_value(op.result_types[0], op.text("variant"), op.operands)]


def lower_enum_tag(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    return [lowering.builder.extract(op.operands[0], 0)]


def lower_enum_get(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """A borrowed payload item; with `move` it is the enum's own, and the other items die."""
    value, enum, variant, index = op.operands[0], op.operand_types[0], op.text("variant"), op.integer("index")
    if op.has("move"):
        for other, item in enumerate(dict(lowering.layouts.variants(enum))[variant]):
            if other != index and lowering.layouts.is_counted(item):
                lowering.glue.release(lowering.builder.payload(value, enum, variant, other), item)
    return [lowering.builder.payload(value, enum, variant, index)]


def lower_retain(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    lowering.glue.retain(op.operands[0], op.operand_types[0])
    return []


def lower_release(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    lowering.glue.release(op.operands[0], op.operand_types[0])
    return []


AGGREGATE_HANDLERS: dict[str, Handler] = {
    "fuse.option.some": lower_some,
    "fuse.option.none": lower_none,
    "fuse.option.is_some": lower_is_some,
    "fuse.option.get": lower_option_get,
    "fuse.struct.make": lower_struct_make,
    "fuse.struct.get": lower_struct_get,
    "fuse.struct.set": lower_struct_set,
    "fuse.struct.take": lower_struct_take,
    "fuse.struct.put": lower_struct_put,
    "fuse.enum.make": lower_enum_make,
    "fuse.enum.tag": lower_enum_tag,
    "fuse.enum.get": lower_enum_get,
    "fuse.retain": lower_retain,
    "fuse.release": lower_release,
}
