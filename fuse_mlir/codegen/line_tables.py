"""Line tables: which source line each instruction of an optimized build comes from, for profilers and stack traces.

In:   a module in the llvm dialect whose ops have file locations.
Out:  the same module; each function has a debug scope, so that LLVM writes DWARF line tables. Debuggers, profilers and stack traces
      then name FUSE files and lines. Variables are not described.

An instruction that was inlined has the line it was written on, in the scope of the function it stands in now: the passes of MLIR
leave no scope of the function it came from. What the compiler added has line 0. The file is named as the module's locations name
it; nothing is said about the folder or the machine it was compiled on.
"""

from __future__ import annotations

from mlir import ir
from mlir.passmanager import PassManager

from fuse_mlir.lowering.file_locations import file_location

_PIPELINE = "builtin.module(ensure-debug-info-scope-on-llvm-func{emission-kind=LineTablesOnly})"


def add_line_tables(module: ir.Module) -> None:
    """Gives every function of `module` a debug scope, and every op a plain file location."""
    nowhere = _nowhere(module)

    def flatten(op: ir.Operation) -> ir.WalkResult:
        op.location = file_location(op.location) or nowhere
        return ir.WalkResult.ADVANCE

    module.operation.walk(flatten)
    PassManager.parse(_PIPELINE, module.context).run(module.operation)


def _nowhere(module: ir.Module) -> ir.Location:
    """The place of what was written nowhere: line 0, as debuggers know it. LLVM wants every call of a function with a scope to have
    a place, or it loses what it inlines."""
    found: list[ir.Location] = []

    def look(op: ir.Operation) -> ir.WalkResult:
        location = file_location(op.location)
        if location is None:
            return ir.WalkResult.ADVANCE
        found.append(location)
        return ir.WalkResult.INTERRUPT

    module.operation.walk(look)
    return ir.Location.file(found[0].filename if found else "program", 0, 0, module.context)
