"""Lists, for lower-fuse-to-fuse-rt: array accesses, and runtime calls where memory grows."""

from __future__ import annotations

from mlir import ir

from ..dialects import fuse, fuse_rt
from .machine_lowering import FuseOp, Handler, Lowering


def lower_make(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    builder = lowering.builder
    element = lowering.layouts.convert(fuse.element_type(op.result_types[0]))
    array = fuse_rt.ArrayAllocOp(builder.i64(len(op.operands)), ir.TypeAttr.get(element)).result
    for index, value in enumerate(op.operands):
        fuse_rt.ArrayStoreOp(value, array, builder.i64(index))
    return [array]


def lower_constant(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    return [fuse_rt.ArrayConstantOp(op.op.attributes["elements"]).result]


def lower_texts(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """The texts are constants; the list of them is new."""
    pointer, texts = lowering.layouts.pointer, op.op.attributes["elements"]
    first = fuse_rt.TextsOp(texts).result
    return [lowering.builder.call("fuse_rt_list_of_texts", [first, lowering.builder.i64(len(texts))], [pointer])]


def lower_shortest(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    return [lowering.builder.call("fuse_rt_list_shortest", op.operands, [lowering.layouts.i64])]


def lower_range(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    layouts = lowering.layouts
    symbol = "fuse_rt_list_range_int" if op.operands[0].type == layouts.i64 else "fuse_rt_list_range_float"
    return [lowering.builder.call(symbol, op.operands, [layouts.pointer])]


def lower_length(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    return [fuse_rt.ArrayLengthOp(op.operands[0]).result]


def lower_get(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """A borrowed element; what the caller keeps, the ownership phase retains."""
    element = lowering.layouts.convert(op.result_types[0])
    return [fuse_rt.ArrayLoadOp(element, *op.operands).result]


def lower_set(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """Consumes list and value; a list that is not known to be unique is made so first."""
    array, index, value = op.operands
    element = fuse.element_type(op.operand_types[0])
    target = array if op.has("unique") else make_unique(lowering, array, op.operand_types[0])
    if lowering.layouts.is_counted(element):
        old = fuse_rt.ArrayLoadOp(lowering.layouts.convert(element), target, index).result
        lowering.glue.release(old, element)
    fuse_rt.ArrayStoreOp(value, target, index)
    return [target]


def lower_take(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """Consumes the list; its place of the element stays as it is until `fuse.list.put` overwrites it."""
    array, index = op.operands
    rest = array if op.has("unique") else make_unique(lowering, array, op.operand_types[0])
    element = lowering.layouts.convert(op.result_types[1])
    return [rest, fuse_rt.ArrayLoadOp(element, rest, index).result]


def lower_put(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """Consumes list and value. The list is the unique rest of a `fuse.list.take`, and nothing is in the place."""
    array, index, value = op.operands
    fuse_rt.ArrayStoreOp(value, array, index)
    return [array]


def lower_unique(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    array = op.operands[0]
    return [array if op.has("unique") else make_unique(lowering, array, op.operand_types[0])]


def make_unique(lowering: Lowering, array: ir.Value, list_type: ir.Type) -> ir.Value:
    element, glue = fuse.element_type(list_type), lowering.glue
    machine = ir.TypeAttr.get(lowering.layouts.convert(element))
    retain, drop = glue.callback_symbol("retain", element), glue.drop(list_type)
    return fuse_rt.ArrayUniqueOp(array, machine, retain=retain, drop=drop).result


def lower_concat(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """Consumes both lists."""
    builder, layouts = lowering.builder, lowering.layouts
    element = fuse.element_type(op.result_types[0])
    callbacks = [lowering.glue.element_callback(action, element) for action in ("retain", "release")]
    operands = [*op.operands, builder.size_of(layouts.convert(element)), *callbacks]
    return [builder.call("fuse_rt_list_concat", operands, [layouts.pointer])]


def lower_push(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """Consumes list and value."""
    array, value = op.operands
    list_type, glue = op.result_types[0], lowering.glue
    retain, drop = glue.callback_symbol("retain", fuse.element_type(list_type)), glue.drop(list_type)
    return [fuse_rt.ArrayPushOp(value, array, retain=retain, drop=drop).result]


LIST_HANDLERS: dict[str, Handler] = {
    "fuse.list.make": lower_make,
    "fuse.list.constant": lower_constant,
    "fuse.list.texts": lower_texts,
    "fuse.list.shortest": lower_shortest,
    "fuse.list.range_unchecked": lower_range,
    "fuse.list.length": lower_length,
    "fuse.list.get_unchecked": lower_get,
    "fuse.list.set_unchecked": lower_set,
    "fuse.list.take": lower_take,
    "fuse.list.put": lower_put,
    "fuse.list.unique": lower_unique,
    "fuse.list.concat": lower_concat,
    "fuse.list.push": lower_push,
}
