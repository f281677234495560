"""Line tables: which source line each instruction of a debug build comes from.

In:   a module in the llvm dialect whose ops have file locations.
Out:  the same module; each function has a debug scope, so that LLVM writes DWARF line tables. Debuggers, profilers and stack traces
      then name FUSE files and lines. Variables are not described.

The file is named as the module's locations name it; nothing is said about the folder or the machine it was compiled on.
"""

from __future__ import annotations

from mlir import ir
from mlir.passmanager import PassManager

_PIPELINE = "builtin.module(ensure-debug-info-scope-on-llvm-func{emission-kind=LineTablesOnly})"


def add_line_tables(module: ir.Module) -> None:
    """Gives every function of `module` a debug scope."""
    PassManager.parse(_PIPELINE, module.context).run(module.operation)
