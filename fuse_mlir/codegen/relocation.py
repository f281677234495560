"""File names in what is compiled: relative to the package, so that nothing of the machine gets in.

In:   a program whose files are named as messages name them.
Out:  the same program with names relative to one folder; where a program lies does not change the bytes it is compiled to.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from fuse_mlir.frontend.canonical.program import Program
from fuse_mlir.frontend.source import SourceFile


def relocated(program: Program, root: str | None) -> Program:
    """The program with its files named as seen from `root`, None: from the folder of the entry file."""
    if program.source is None:
        return program
    folder = os.path.dirname(program.source.path) if root is None else root

    def moved(source: SourceFile) -> SourceFile:
        # A module without a file, `std.Error`, has a name that is no path.
        is_file = source.path.endswith(".fuse")
        return SourceFile(Path(os.path.relpath(source.path, folder or ".")).as_posix(), source.text) if is_file else source

    modules = [replace(module, source=moved(module.source)) for module in program.modules]
    return replace(program, source=moved(program.source), modules=modules)
