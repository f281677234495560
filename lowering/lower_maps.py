"""Maps, for lower-fuse-to-fuse-rt: runtime calls find the place of a value, compiled code reads and writes it."""

from __future__ import annotations

from mlir import ir
from mlir.dialects import cf, func, llvm

from ..dialects import fuse
from .count_glue import type_text
from .machine_lowering import FuseOp, Handler, Lowering


def lower_make(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """Consumes keys and values."""
    builder, map_type = lowering.builder, op.result_types[0]
    count = len(op.operands) // 2
    machine = lowering.layouts.convert(fuse.element_type(map_type))
    operands = [builder.i64(count), builder.size_of(machine)]
    map_ = builder.call("fuse_rt_map_new", operands, [lowering.layouts.pointer])
    for key, value in zip(op.operands[:count], op.operands[count:], strict=True):
        map_ = set_entry(lowering, map_, key, value, map_type)
    return [map_]


def lower_find(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    return [lowering.builder.call("fuse_rt_map_find", op.operands, [lowering.layouts.i64])]


def lower_length(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    return [lowering.builder.array_length(op.operands[0])]


def lower_key_at(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    return [lowering.builder.call("fuse_rt_map_key_at", op.operands, [lowering.layouts.pointer])]


def lower_value_at(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """A borrowed value; what the caller keeps, the ownership phase retains."""
    return [llvm.LoadOp(lowering.layouts.convert(op.result_types[0]), place_of(lowering, *op.operands)).result]


def lower_set(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """Consumes map, key and value."""
    map_, key, value = op.operands
    map_type = op.operand_types[0]
    return [set_entry(lowering, make_unique(lowering, map_, map_type), key, value, map_type)]


def lower_set_at(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """Consumes map and value; the old value dies."""
    map_, position, value = op.operands
    element = fuse.element_type(op.operand_types[0])
    target = make_unique(lowering, map_, op.operand_types[0])
    place = place_of(lowering, target, position)
    if lowering.layouts.is_counted(element):
        lowering.glue.release(llvm.LoadOp(lowering.layouts.convert(element), place).result, element)
    llvm.StoreOp(value, place)
    return [target]


def lower_take(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """Consumes the map; the place of the value stays as it is until `fuse.map.put` overwrites it."""
    map_, position = op.operands
    rest = make_unique(lowering, map_, op.operand_types[0])
    return [rest, llvm.LoadOp(lowering.layouts.convert(op.result_types[1]), place_of(lowering, rest, position)).result]


def lower_put(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """Consumes map and value. The map is the unique rest of a `fuse.map.take`, and nothing is in the place."""
    map_, position, value = op.operands
    llvm.StoreOp(value, place_of(lowering, map_, position))
    return [map_]


def place_of(lowering: Lowering, map_: ir.Value, position: ir.Value) -> ir.Value:
    return lowering.builder.call("fuse_rt_map_value_at", [map_, position], [lowering.layouts.pointer])


def make_unique(lowering: Lowering, map_: ir.Value, map_type: ir.Type) -> ir.Value:
    element = fuse.element_type(map_type)
    callbacks = [lowering.glue.element_callback(action, element) for action in ("retain", "release")]
    return lowering.builder.call("fuse_rt_map_unique", [map_, *callbacks], [lowering.layouts.pointer])


def set_entry(lowering: Lowering, map_: ir.Value, key: ir.Value, value: ir.Value, map_type: ir.Type) -> ir.Value:
    """The unique map with the entry; consumes all three."""
    name = f"set.{type_text(map_type)}"
    entry = lowering.glue.define(name, [map_.type, key.type, value.type], [map_.type])
    if entry is not None:
        define_set_entry(lowering, entry, fuse.element_type(map_type))
    return func.CallOp([map_.type], ir.FlatSymbolRefAttr.get(name), [map_, key, value]).results[0]


def define_set_entry(lowering: Lowering, entry: ir.Block, element: ir.Type) -> None:
    """`set.map<T>`: finds or makes the place; what was in it dies."""
    layouts, builder = lowering.layouts, lowering.builder
    map_, key, value = entry.arguments
    old = entry.create_after()
    done = old.create_after()
    with ir.InsertionPoint(entry):
        position = builder.stack_slot(entry.owner.operation, layouts.i64)
        added = builder.stack_slot(entry.owner.operation, layouts.i1)
        target = builder.call("fuse_rt_map_place", [map_, key, position, added], [layouts.pointer])
        place = place_of(lowering, target, llvm.LoadOp(layouts.i64, position).result)
        is_new = llvm.LoadOp(layouts.i1, added).result
        cf.CondBranchOp(is_new, [], [], done, old)
    with ir.InsertionPoint(old):
        if layouts.is_counted(element):
            lowering.glue.release(llvm.LoadOp(layouts.convert(element), place).result, element)
        cf.BranchOp([], done)
    with ir.InsertionPoint(done):
        llvm.StoreOp(value, place)
        func.ReturnOp([target])


MAP_HANDLERS: dict[str, Handler] = {
    "fuse.map.make": lower_make,
    "fuse.map.find": lower_find,
    "fuse.map.length": lower_length,
    "fuse.map.key_at": lower_key_at,
    "fuse.map.value_at": lower_value_at,
    "fuse.map.set": lower_set,
    "fuse.map.set_at": lower_set_at,
    "fuse.map.take": lower_take,
    "fuse.map.put": lower_put,
}
