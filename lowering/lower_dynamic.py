"""Values known at run time, for lower-fuse-to-fuse-rt: a kind and a payload (runtime/include/fuse_rt_any.h).

Structs, enums and results among them are arrays of such values: the first element says which one it is, the parts follow.
"""

from __future__ import annotations

from mlir import ir
from mlir.dialects import arith, cf, func, llvm

from ..dialects import fuse, fuse_rt
from ..dialects.native import TypeKind, type_kind
from .machine_lowering import FuseOp, Handler, Lowering

# `fuse_rt_kind`. Lists and maps are those of `!fuse.any`.
NULL, UNIT, BOOL, INT, FLOAT, NAMED = range(6)
KINDS = {
    TypeKind.STR: 16,
    TypeKind.BYTES: 17,
    TypeKind.HTML: 18,
    TypeKind.LIST: 19,
    TypeKind.MAP: 20,
    TypeKind.STRUCT: 21,
    TypeKind.ENUM: 22,
    TypeKind.RESULT: 23,
    TypeKind.TASK: 24,
    TypeKind.UNIT: UNIT,
}


def kind_of(lowering: Lowering, type_: ir.Type) -> int:
    layouts = lowering.layouts
    scalars = {layouts.i1: BOOL, layouts.i64: INT, layouts.f64: FLOAT}
    return scalars[type_] if type_ in scalars else KINDS[type_kind(type_)]


def make(lowering: Lowering, kind: int, payload: ir.Value) -> ir.Value:
    """The machine value of a kind and a payload of any machine type."""
    layouts, builder = lowering.layouts, lowering.builder
    if payload.type == layouts.pointer:
        payload = llvm.PtrToIntOp(layouts.i64, payload).result
    elif payload.type == layouts.i1:
        payload = arith.ExtUIOp(layouts.i64, payload).result
    elif payload.type == layouts.f64:
        payload = arith.BitcastOp(layouts.i64, payload).result
    return builder.aggregate(layouts.any, [builder.i64(kind), payload])


def object_of(lowering: Lowering, value: ir.Value) -> ir.Value:
    """The object that a value of a counted kind refers to."""
    return llvm.IntToPtrOp(lowering.layouts.pointer, lowering.builder.extract(value, 1)).result


def lower_null(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    return [lowering.builder.zero(lowering.layouts.any)]


def lower_named(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    callee = ir.FlatSymbolRefAttr.get(call_thunk(lowering, op.symbol("callee"))) if op.has("callee") else None
    texts = [op.op.attributes[name] for name in ("text", "plain", "type_name")]
    return [make(lowering, NAMED, fuse_rt.NamedOp(*texts, callee=callee).result)]


def call_thunk(lowering: Lowering, callee: str) -> str:
    """`call.f`, which the runtime calls with a list and the place of the result: it returns the error of `@f`."""
    layouts = lowering.layouts
    name = f"call.{callee}"
    entry = lowering.glue.define(name, [layouts.pointer, layouts.pointer], [layouts.pointer])
    if entry is None:
        return name
    arguments, out = entry.arguments
    good = entry.create_after()
    done = good.create_after()
    with ir.InsertionPoint(entry):
        results = func.CallOp([layouts.pointer, layouts.any], ir.FlatSymbolRefAttr.get(callee), [arguments]).results
        cf.CondBranchOp(lowering.builder.is_set(results[0]), [], [], done, good)
    with ir.InsertionPoint(good):
        llvm.StoreOp(results[1], out)
        cf.BranchOp([], done)
    with ir.InsertionPoint(done):
        func.ReturnOp([results[0]])
    return name


def lower_from(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """Consumes the value. Types whose values need a conversion were expanded by lower-any."""
    return [make(lowering, kind_of(lowering, op.operand_types[0]), op.operands[0])]


def lower_is_null(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    return [has_kind(lowering, op.operands[0], NULL)]


def has_kind(lowering: Lowering, value: ir.Value, kind: int) -> ir.Value:
    builder = lowering.builder
    return builder.compare(arith.CmpIPredicate.eq, builder.extract(value, 0), builder.i64(kind))


def lower_is(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """Which struct, variant or side of a result it is takes a look into the object, and so a function that branches."""
    builder, value = lowering.builder, op.operands[0]
    type_ = ir.TypeAttr(op.op.attributes["type"]).value
    if not (fuse.is_struct(type_) or fuse.is_enum(type_) or op.has("variant")):
        return [has_kind(lowering, value, kind_of(lowering, type_))]
    slot = builder.stack_slot(op.op, lowering.layouts.any)
    llvm.StoreOp(value, slot)
    if fuse.is_result(type_):
        operands, symbol = [slot, builder.i1(op.text("variant") == "Ok")], "fuse_rt_any_is_result"
    elif op.has("variant"):
        number = builder.i64(lowering.layouts.variant_index(type_, op.text("variant")))
        operands, symbol = [slot, shape(lowering, type_), number], "fuse_rt_any_has_variant"
    else:
        operands, symbol = [slot, shape(lowering, type_)], "fuse_rt_any_has_shape"
    return [builder.call(symbol, operands, [lowering.layouts.i1])]


def lower_get(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    layouts, payload = lowering.layouts, lowering.builder.extract(op.operands[0], 1)
    machine = layouts.convert(op.result_types[0])
    if machine == layouts.pointer:
        return [llvm.IntToPtrOp(machine, payload).result]
    if machine == layouts.f64:
        return [arith.BitcastOp(machine, payload).result]
    return [arith.TruncIOp(machine, payload).result if machine == layouts.i1 else payload]


def lower_pack(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """Consumes the parts."""
    builder, layouts = lowering.builder, lowering.layouts
    type_ = ir.TypeAttr(op.op.attributes["type"]).value
    if fuse.is_result(type_):
        first = make(lowering, BOOL, builder.i1(op.text("variant") == "Ok"))
    else:
        number = layouts.variant_index(type_, op.text("variant")) if fuse.is_enum(type_) else 0
        first = make(lowering, number, shape(lowering, type_))
    array = fuse_rt.ArrayAllocOp(builder.i64(1 + len(op.operands)), ir.TypeAttr.get(layouts.any)).result
    for index, part in enumerate([first, *op.operands]):
        fuse_rt.ArrayStoreOp(part, array, builder.i64(index))
    return [make(lowering, kind_of(lowering, type_), array)]


def shape(lowering: Lowering, type_: ir.Type) -> ir.Value:
    """The constant that tells a struct or an enum from the others of the program."""
    names = lowering.layouts.fields(type_) if fuse.is_struct(type_) else lowering.layouts.variants(type_)
    return fuse_rt.ShapeOp(fuse.symbol_name(type_), [name for name, _ in names]).result


def lower_part(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """Borrowed from the object."""
    position = lowering.builder.i64(1 + op.integer("position"))
    return [fuse_rt.ArrayLoadOp(lowering.layouts.any, object_of(lowering, op.operands[0]), position).result]


def lower_store(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """Consumes root and value; the runtime writes the new root over the old one."""
    builder, layouts = lowering.builder, lowering.layouts
    root, value, *keys = op.operands
    places = [builder.scratch(op.op, layouts.any, use) for use in ("root", "value")]
    for held, place in zip((root, value), places, strict=True):
        llvm.StoreOp(held, place)
    steps = builder.stack_slot(op.op, layouts.i64, len(keys))
    path = builder.stack_slot(op.op, layouts.any, len(keys))
    for index, (step, key) in enumerate(zip(ir.DenseI64ArrayAttr(op.op.attributes["steps"]), keys, strict=True)):
        builder.store_at(steps, index, builder.i64(step))
        builder.store_at(path, index, key)
    error = builder.call("fuse_rt_any_store", [*places, builder.i64(len(keys)), steps, path], [layouts.pointer])
    return [error, llvm.LoadOp(layouts.any, places[0]).result]


DYNAMIC_HANDLERS: dict[str, Handler] = {
    "fuse.any.null": lower_null,
    "fuse.any.named": lower_named,
    "fuse.any.from": lower_from,
    "fuse.any.is_null": lower_is_null,
    "fuse.any.is": lower_is,
    "fuse.any.get": lower_get,
    "fuse.any.pack": lower_pack,
    "fuse.any.part": lower_part,
    "fuse.any.store.try": lower_store,
}
