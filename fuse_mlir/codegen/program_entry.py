"""The start of a program: the function the system (or the JIT) calls, in the llvm dialect.

In:   a module in the llvm dialect with the function `fuse.entry`, which runs the program and returns its error or null; a program
      whose arguments are the flags of `fn main` has `fuse.entry.main` too, which runs that.
Out:  the same module with

        @fuse.build_line = internal constant "…\\00"        (executables only)
        @fuse.program    = internal constant { ptr @fuse.entry, ptr @fuse.build_line or null, ptr @fuse.entry.main or null,
                                               ptr @fuse_rt_cli or null }
        i32 @main(i32 argc, ptr argv)  =  fuse_rt_main(argc, argv, @fuse.program)

The struct is `fuse_rt_program` of `runtime/include/fuse_rt.h`. It stands here, after the last stage that can be emitted, so
an emitted module is the program alone and can be resumed from for any target and for the JIT.
"""

from __future__ import annotations

from mlir import ir
from mlir.dialects import llvm

from .errors import BuildError

ENTRY_FUNCTION = "fuse.entry"
_MAIN_FUNCTION = "fuse.entry.main"
_RUNTIME_MAIN = "fuse_rt_main"
_RUNTIME_CLI = "fuse_rt_cli"


def add_program_entry(module: ir.Module, symbol: str, build_line: str | None) -> None:
    """Adds the function `symbol` that starts the program, with `build_line` or none.

    Errors: BuildError where the module has no `fuse.entry`, or defines what is added here.
    """
    names = {ir.StringAttr(op.attributes["sym_name"]).value for op in module.body.operations if "sym_name" in op.attributes}
    if ENTRY_FUNCTION not in names:
        raise BuildError(f"the module has no function {ENTRY_FUNCTION}", "resume from a module emitted with --emit=llvm")
    for name in (symbol, "fuse.program", "fuse.build_line"):
        if name in names:
            raise BuildError(f"the module already defines {name}", "resume from a module emitted with --emit=llvm")
    with module.context, ir.Location.name("program start"), ir.InsertionPoint(module.body):
        pointer, i32 = ir.Type.parse("!llvm.ptr"), ir.IntegerType.get_signless(32)
        if build_line is not None:
            _add_text("fuse.build_line", build_line)
        has_main = _MAIN_FUNCTION in names
        if has_main:
            llvm.GlobalOp(pointer, _RUNTIME_CLI, ir.Attribute.parse("#llvm.linkage<external>"), constant=True)
        main = [_MAIN_FUNCTION, _RUNTIME_CLI] if has_main else [None, None]
        _add_program("fuse.program", [ENTRY_FUNCTION, "fuse.build_line" if build_line is not None else None, *main], pointer)
        main_type = ir.TypeAttr.get(ir.Type.parse("!llvm.func<i32 (i32, ptr)>"))
        if _RUNTIME_MAIN not in names:
            llvm.LLVMFuncOp(_RUNTIME_MAIN, ir.TypeAttr.get(ir.Type.parse("!llvm.func<i32 (i32, ptr, ptr)>")))
        main = llvm.LLVMFuncOp(symbol, main_type)
        block = main.body.blocks.append(i32, pointer)
        with ir.InsertionPoint(block):
            program = llvm.AddressOfOp(pointer, ir.FlatSymbolRefAttr.get("fuse.program"))
            status = _call(_RUNTIME_MAIN, [*block.arguments, program.result], i32)
            llvm.ReturnOp(arg=status)


def _add_text(name: str, text: str) -> None:
    data = text.encode() + b"\0"
    byte_array = ir.Type.parse(f"!llvm.array<{len(data)} x i8>")
    llvm.GlobalOp(byte_array, name, _internal(), constant=True, value=ir.StringAttr.get(data))


def _add_program(name: str, symbols: list[str | None], pointer: ir.Type) -> None:
    """A constant struct of addresses; None for null."""
    struct = ir.Type.parse(f"!llvm.struct<({', '.join(['ptr'] * len(symbols))})>")
    table = llvm.GlobalOp(struct, name, _internal(), constant=True)
    with ir.InsertionPoint(table.initializer.blocks.append()):
        value = llvm.UndefOp(struct).result
        for index, symbol in enumerate(symbols):
            field = llvm.ZeroOp(pointer) if symbol is None else llvm.AddressOfOp(pointer, ir.FlatSymbolRefAttr.get(symbol))
            value = llvm.InsertValueOp(value, field.result, ir.DenseI64ArrayAttr.get([index])).result
        llvm.ReturnOp(arg=value)


def _call(callee: str, arguments: list[ir.Value], result: ir.Type) -> ir.Value:
    call = llvm.CallOp(result, arguments, [], ir.DenseI32ArrayAttr.get([]), callee=ir.FlatSymbolRefAttr.get(callee))
    return call.result


def _internal() -> ir.Attribute:
    return ir.Attribute.parse("#llvm.linkage<internal>")
