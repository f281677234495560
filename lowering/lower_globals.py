"""Declarations and globals, for lower-fuse-to-fuse-rt.

Globals start as all zero and are stored once, by the config functions. What they hold is released when the program ends: every
return of `@entry`, or of a library's `@library.end`, calls the glue `@release_globals` first, so that a leak check counts only real
leaks. In a program with tasks the glue first ends these.
"""

from __future__ import annotations

from mlir import ir
from mlir.dialects import cf, func, llvm

from .machine_lowering import FuseOp, Handler, Lowering

# With what a program, or the use of one as a library, ends.
ENDS = ("entry", "entry.main", "library.end")


def lower_load(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    machine = lowering.layouts.convert(op.result_types[0])
    return [llvm.LoadOp(machine, address(lowering, op.symbol("global"))).result]


def lower_store(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """Consumes the value. Tasks read globals too."""
    if lowering.has_tasks:
        lowering.share.share(op.operands[0], op.operand_types[0])
    llvm.StoreOp(op.operands[0], address(lowering, op.symbol("global")))
    return []


def address(lowering: Lowering, symbol: str) -> ir.Value:
    return llvm.AddressOfOp(lowering.layouts.pointer, ir.FlatSymbolRefAttr.get(symbol)).result


def lower_globals(module: ir.Operation, lowering: Lowering) -> None:
    """Replace the global declarations, remove those of types, and release counted globals where the program ends."""
    counted: list[tuple[str, ir.Type]] = []
    for op in [op.operation for op in module.regions[0].blocks[0]]:
        if op.name in ("fuse.struct.def", "fuse.enum.def"):
            op.erase()
        elif op.name == "fuse.global":
            type_, name = ir.TypeAttr(op.attributes["type"]).value, ir.StringAttr(op.attributes["sym_name"]).value
            with ir.InsertionPoint(op), op.location:
                define_global(lowering, name, type_)
            op.erase()
            if lowering.layouts.is_counted(type_):
                counted.append((name, type_))
    if counted or lowering.has_tasks:
        release_at_end(module, lowering, counted)


def define_global(lowering: Lowering, name: str, type_: ir.Type) -> None:
    machine = lowering.layouts.convert(type_)
    linkage = ir.Attribute.parse("#llvm.linkage<internal>")
    variable = llvm.GlobalOp(ir.TypeAttr.get(machine), name, linkage)
    with ir.InsertionPoint(variable.initializer.blocks.append()):
        llvm.ReturnOp(arg=lowering.builder.zero(machine))


def release_at_end(module: ir.Operation, lowering: Lowering, counted: list[tuple[str, ir.Type]]) -> None:
    """A config that failed leaves later globals null, so every reference counts as nullable."""
    ends = [op.operation for op in module.regions[0].blocks[0] if symbol_name(op.operation) in ENDS]
    if not ends:
        return
    with ir.InsertionPoint(module.regions[0].blocks[0]), ends[0].location:
        glue = func.FuncOp("release_globals", ir.FunctionType.get([], []), visibility="private")
        with ir.InsertionPoint(after_tasks(lowering, glue.add_entry_block())):
            for name, type_ in counted:
                value = llvm.LoadOp(lowering.layouts.convert(type_), address(lowering, name)).result
                lowering.glue.release(value, type_, nullable=True)
            func.ReturnOp([])
    for block in [block for end in ends for block in end.regions[0].blocks]:
        last = block.operations[len(block.operations) - 1].operation
        if last.name == "func.return":
            with ir.InsertionPoint(last), last.location:
                func.CallOp([], ir.FlatSymbolRefAttr.get("release_globals"), [])


def after_tasks(lowering: Lowering, block: ir.Block) -> ir.Block:
    """Where globals can be released: tasks that still run use them, and are abandoned with them."""
    if not lowering.has_tasks:
        return block
    quiet = block.create_after()
    busy = quiet.create_after()
    with ir.InsertionPoint(block):
        is_quiet = lowering.builder.call("fuse_rt_tasks_end", [], [lowering.layouts.i1])
        cf.CondBranchOp(is_quiet, [], [], quiet, busy)
    with ir.InsertionPoint(busy):
        func.ReturnOp([])
    return quiet


def symbol_name(op: ir.Operation) -> str | None:
    return ir.StringAttr(op.attributes["sym_name"]).value if "sym_name" in op.attributes else None


GLOBAL_HANDLERS: dict[str, Handler] = {"fuse.global.load": lower_load, "fuse.global.store": lower_store}
