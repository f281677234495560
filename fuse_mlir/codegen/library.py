"""A program as a library in this process: from the canonical program to object code with C entry points, and the layout of values.

    canonical ─ importer ─► fuse ─ lowering ─► llvm ─ entry points, LLVM ─► object code

Each exported function `f` of the importer's library gets `void fuse_library_<n>(const void *arguments, void *results)`: it
reads the arguments from a struct, calls `f`, and writes the error (null without one) and the result into another. So every call
from outside has the same signature, whatever the types are; where the parts of the structs lie is in `LibraryFunction`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mlir import ir
from mlir.dialects import llvm

from fuse_mlir.dialects.context import create_context
from fuse_mlir.frontend import types as t
from fuse_mlir.frontend.canonical import program as c
from fuse_mlir.importer import import_library
from fuse_mlir.importer.functions import symbol_of
from fuse_mlir.importer.library import END, START
from fuse_mlir.lowering.driver import LoweringOptions, lower
from fuse_mlir.lowering.lower_fuse_rt_to_llvm import function_name
from fuse_mlir.lowering.machine_extents import place

from .llvm_ir import LlvmModule, translate
from .stages import BuildOptions
from .value_layout import Fields, NoLayout, ValueLayout, ValueLayouts

# The error comes first in every result.
POINTER = ValueLayout(8, 8)


@dataclass(frozen=True, slots=True)
class LibraryFunction:
    """An exported function.

    symbol, drop, free   entry points: the call, the release of all arguments, the release of the result (None without one)
    result               lies at `result_offset`, behind the error; `result_type` is its type in FUSE
    """

    symbol: str
    drop: str
    free: str | None
    arguments: Fields
    result: ValueLayout | None
    result_type: str
    result_offset: int
    results_bytes: int


@dataclass(frozen=True, slots=True)
class Library:
    """`functions` by the name of the exported function; `start` loads the configs, `end` releases what they hold.
    `unavailable`: the type that keeps an exported function from being called, by its name. `declared`: structs and enums.
    """

    module: LlvmModule
    functions: dict[str, LibraryFunction]
    unavailable: dict[str, str]
    declared: dict[str, ValueLayout]
    start: str
    end: str

    def entry_points(self) -> list[str]:
        symbols = [(function.symbol, function.drop, function.free) for function in self.functions.values()]
        return [symbol for group in symbols for symbol in group if symbol is not None] + [self.start, self.end]


def build_library(program: c.Program, exported: Sequence[c.Function], options: BuildOptions) -> Library:
    """Compiles `program` with the functions `exported`, which it does not have yet, for this process.

    Errors: BuildError.
    """
    module = import_library(program, exported, create_context())
    described: dict[str, LibraryFunction] = {}
    unavailable: dict[str, str] = {}
    with module.context:
        layouts = ValueLayouts(program, module.operation)
        for function in exported:
            try:
                described[function.name] = _describe(layouts, function)
            except NoLayout as missing:
                unavailable[function.name] = missing.type_text
    lower(module, "fuse", "llvm", LoweringOptions(speed=options.level > 0))
    entries = _Entries(module)
    functions = {
        name: replace(
            one,
            symbol=entries.define(symbol_of(name)),
            drop=entries.define(f"drop.{name}"),
            free=None if one.result is None else entries.define(f"free.{name}"),
        )
        for name, one in described.items()
    }
    start, end = entries.define(START), entries.define(END)
    compiled = translate(module, options.resolve_target(), relocation="pic", level=options.level)
    compiled.optimize()
    return Library(compiled, functions, unavailable, layouts.declared, start, end)


def _describe(layouts: ValueLayouts, function: c.Function) -> LibraryFunction:
    arguments = layouts.fields([(param.name, param.type) for param in function.params])
    result = None if function.result == t.UNIT else layouts.of(function.result)
    parts = [POINTER] if result is None else [POINTER, result]
    offsets, size, _ = place((part.size, part.align) for part in parts)
    return LibraryFunction("", "", None, arguments, result, str(function.result), offsets[-1], size)


class _Entries:
    """Adds entry points to a module in the llvm dialect."""

    def __init__(self, module: ir.Module) -> None:
        self._module = module
        operations = [view.operation for view in module.body.operations if view.operation.name == "llvm.func"]
        self._functions = {ir.StringAttr(op.attributes["sym_name"]).value: op for op in operations}
        self._count = 0

    def define(self, function: str) -> str:
        """The entry point of a function, known by its name before it got its linker name."""
        callee = function_name(function)
        blocks = self._functions[callee].regions[0].blocks
        inputs = [argument.type for argument in blocks[0].arguments]
        last = next(op.operation for block in blocks for op in block if op.operation.name == "llvm.return")
        symbol = f"fuse_library_{self._count}"
        self._count += 1
        with self._module.context, ir.Location.name("library"), ir.InsertionPoint(self._module.body):
            pointer = ir.Type.parse("!llvm.ptr")
            entry = llvm.LLVMFuncOp(symbol, ir.TypeAttr.get(ir.Type.parse("!llvm.func<void (ptr, ptr)>")))
            block = entry.body.blocks.append(pointer, pointer)
            with ir.InsertionPoint(block):
                arguments = _loaded(block.arguments[0], inputs)
                result = llvm.CallOp(last.operands[0].type, arguments, [], [], callee=ir.FlatSymbolRefAttr.get(callee)).result
                llvm.StoreOp(result, block.arguments[1])
                llvm.ReturnOp()
        return symbol


def _loaded(address: ir.Value, types: list[ir.Type]) -> list[ir.Value]:
    """The fields of a struct in memory."""
    if not types:
        return []
    struct = ir.Type.parse(f"!llvm.struct<({', '.join(map(str, types))})>")
    whole = llvm.LoadOp(struct, address).result
    return [llvm.ExtractValueOp(type_, whole, [index]).result for index, type_ in enumerate(types)]
