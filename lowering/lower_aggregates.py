"""Options, structs, enums and counting, for lower-fuse-to-fuse-rt.

Values are in registers; those of a type that contains itself in cells.
"""

from __future__ import annotations

from mlir import ir
from mlir.dialects import llvm

from ..dialects import fuse_rt
from .machine_builder import enclosing_function
from .machine_lowering import FuseOp, Handler, Lowering
from .reuse_cells import KEPT, MOVED, REUSE, VARIANT


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
    struct = op.result_types[0]
    return [held(lowering, op, struct, lowering.builder.aggregate(lowering.layouts.content(struct), op.operands))]


def held(lowering: Lowering, op: FuseOp, type_: ir.Type, content: ir.Value) -> ir.Value:
    """The value of a struct or an enum with this content."""
    if not lowering.layouts.is_boxed(type_):
        return content
    if op.has(REUSE):
        return lowering.cells.renew(content, type_, reuse_key(op))
    return lowering.builder.new_cell(content)


def reuse_key(op: FuseOp) -> tuple[str, int]:
    """What a release and the making of a cell that uses the same one have in common: function and number."""
    return ir.StringAttr(enclosing_function(op.op).attributes["sym_name"]).value, op.integer(REUSE)


def lower_struct_get(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """A borrowed field; with `move` it is the struct's own, and the other fields die."""
    struct, type_ = op.operands[0], op.operand_types[0]
    index = lowering.layouts.field_index(type_, op.text("field"))
    if op.has("move") and lowering.layouts.is_boxed(type_):
        return [taken_from_cell(lowering, struct, type_, lowering.builder.read(struct, type_, index), op.result_types[0])]
    if op.has("move"):
        for other, (_, other_type) in enumerate(lowering.layouts.fields(type_)):
            if other != index and lowering.layouts.is_counted(other_type):
                lowering.glue.release(lowering.builder.extract(struct, other), other_type)
    return [lowering.builder.read(struct, type_, index)]


def taken_from_cell(lowering: Lowering, cell: ir.Value, type_: ir.Type, part: ir.Value, part_type: ir.Type) -> ir.Value:
    """A part that outlives its cell, which may have other owners: so the part gets a count of its own."""
    lowering.glue.retain(part, part_type)
    lowering.glue.release(cell, type_)
    return part


def lower_struct_set(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """Consumes struct and value; the field's old value dies."""
    struct, value = op.operands
    type_, name = op.operand_types[0], op.text("field")
    field = dict(lowering.layouts.fields(type_))[name]
    index = lowering.layouts.field_index(type_, name)
    struct = unique(lowering, struct, type_)
    if lowering.layouts.is_counted(field):
        lowering.glue.release(lowering.builder.read(struct, type_, index), field)
    return [written(lowering, struct, type_, index, value)]


def unique(lowering: Lowering, struct: ir.Value, type_: ir.Type) -> ir.Value:
    """The struct itself, or a cell of it that has no other owner."""
    if not lowering.layouts.is_boxed(type_):
        return struct
    content = ir.TypeAttr.get(lowering.layouts.content(type_))
    retain, drop = lowering.glue.content_callback(type_), lowering.glue.drop(type_)
    return fuse_rt.ArrayUniqueOp(struct, content, retain=retain, drop=drop).result


def written(lowering: Lowering, struct: ir.Value, type_: ir.Type, index: int, value: ir.Value) -> ir.Value:
    """The struct with one field overwritten; a cell must be unique."""
    if not lowering.layouts.is_boxed(type_):
        return lowering.builder.insert(struct, value, index)
    llvm.StoreOp(value, lowering.builder.cell_element(struct, type_, index))
    return struct


def lower_struct_take(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """Consumes the struct; its field stays as it is until `fuse.struct.put` overwrites it."""
    type_ = op.operand_types[0]
    rest = unique(lowering, op.operands[0], type_)
    return [rest, lowering.builder.read(rest, type_, lowering.layouts.field_index(type_, op.text("field")))]


def lower_struct_put(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """Consumes struct and value; nothing is in the field."""
    struct, value = op.operands
    type_ = op.operand_types[0]
    return [written(lowering, struct, type_, lowering.layouts.field_index(type_, op.text("field")), value)]


def lower_enum_make(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    enum = op.result_types[0]
    if not op.operands and lowering.layouts.is_boxed(enum):
        return [lowering.cells.constant(enum, op.text("variant"))]
    return [held(lowering, op, enum, lowering.builder.enum_value(enum, op.text("variant"), op.operands))]


def lower_enum_tag(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    return [lowering.builder.read(op.operands[0], op.operand_types[0], 0)]


def lower_enum_get(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """A borrowed payload item; with `move` it is the enum's own, and the other items die."""
    value, enum, variant, index = op.operands[0], op.operand_types[0], op.text("variant"), op.integer("index")
    if op.has("move") and lowering.layouts.is_boxed(enum):
        part = lowering.builder.payload(value, enum, variant, index)
        return [taken_from_cell(lowering, value, enum, part, op.result_types[0])]
    if op.has("move"):
        for other, item in enumerate(dict(lowering.layouts.variants(enum))[variant]):
            if other != index and lowering.layouts.is_counted(item):
                lowering.glue.release(lowering.builder.payload(value, enum, variant, other), item)
    return [lowering.builder.payload(value, enum, variant, index)]


def lower_retain(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    if op.has(MOVED):
        # The release behind it sees to it.
        return []
    lowering.glue.retain(op.operands[0], op.operand_types[0])
    return []


def lower_release(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    if op.has(REUSE):
        variant = op.text(VARIANT) if op.has(VARIANT) else None
        kept = list(ir.DenseI64ArrayAttr(op.op.attributes[KEPT])) if op.has(KEPT) else []
        lowering.cells.end(op.operands[0], op.operand_types[0], variant, kept, reuse_key(op))
        return []
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
