"""Line tables: which source line each instruction of a debug build comes from.

In:   a module in the llvm dialect whose ops have file locations.
Out:  the same module; each function has a debug scope, so that LLVM writes DWARF line tables. Debuggers, profilers and stack traces
      then name FUSE files and lines. Variables are not described.

An instruction that was inlined has the line it was written on, in the scope of the function it stands in now: the passes of MLIR
leave no scope of the function it came from. The file is named as the module's locations name it; nothing is said about the folder
or the machine it was compiled on.
"""

from __future__ import annotations

from mlir import ir
from mlir.passmanager import PassManager

_PIPELINE = "builtin.module(ensure-debug-info-scope-on-llvm-func{emission-kind=LineTablesOnly})"


def add_line_tables(module: ir.Module) -> None:
    """Gives every function of `module` a debug scope, and every op a plain file location."""

    def flatten(op: ir.Operation) -> ir.WalkResult:
        if not op.location.is_a_file():
            op.location = _written_at(op.location)
        return ir.WalkResult.ADVANCE

    module.operation.walk(flatten)
    PassManager.parse(_PIPELINE, module.context).run(module.operation)


def _written_at(location: ir.Location) -> ir.Location:
    """The file location inside `location`, or `location` where there is none."""
    if location.is_a_name():
        return _written_at(location.child_loc)
    if location.is_a_callsite():
        return _written_at(location.callee)
    if location.is_a_fused():
        return next((found for found in map(_written_at, location.locations) if found.is_a_file()), location)
    return location
