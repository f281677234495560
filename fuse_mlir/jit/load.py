"""`fuse_mlir.load`: from a FUSE file to a Python object with its functions.

In:   a file, or the folder of a package.
Out:  a Module. The program is checked, compiled for this process and loaded; its configs are read, its app is not run.
"""

from __future__ import annotations

import os
from pathlib import Path

from fuse_mlir.codegen.errors import BuildError
from fuse_mlir.codegen.library import build_library
from fuse_mlir.codegen.stages import BuildOptions
from fuse_mlir.codegen.targets import default_target
from fuse_mlir.frontend.analysis import analyze_program
from fuse_mlir.frontend.canonical.program import Program
from fuse_mlir.frontend.diagnostics import render_text
from fuse_mlir.frontend.loader import load_program
from fuse_mlir.package.errors import PackageError
from fuse_mlir.package.layout import project_layout
from fuse_mlir.package.manifest import MANIFEST, find_manifest, read_manifest

from . import arrays
from .errors import FuseCompileError
from .exports import exports_of
from .module import Module, make_module
from .runtime import Runtime, shared_runtime

# Compiling takes tens of milliseconds at any level; what is loaded is meant to be called often.
_LEVEL = 3


def load(path: str | os.PathLike[str], *, as_arrays: bool | None = None) -> Module:
    """The program at `path`: a FUSE file, or the folder of a package.

    `as_arrays`: whether functions give a `List<Int>` or `List<Float>` as a NumPy array; None: where NumPy is installed.
    Errors: FuseCompileError with the compiler's messages; FuseError or FusePanic of a config that cannot be loaded.
    """
    return load_into(shared_runtime(), path, as_arrays)


def load_into(runtime: Runtime, path: str | os.PathLike[str], as_arrays: bool | None) -> Module:
    """As `load`, with a runtime of the caller's choice; values of one runtime must not get into another."""
    name = os.fspath(path)
    program = _program(Path(name))
    exports = exports_of(program)
    options = BuildOptions(target=default_target("debug").name, opt_level=_LEVEL)
    try:
        library = build_library(program, exports.exported, options)
    except BuildError as error:
        raise FuseCompileError(str(error)) from error
    return make_module(name, library, exports, runtime, arrays.numpy() is not None if as_arrays is None else as_arrays)


def _program(path: Path) -> Program:
    """The checked program. FuseCompileError where there is none that can be compiled."""
    try:
        manifest_path = path / MANIFEST if path.is_dir() else find_manifest(path.absolute().parent)
        manifest = None if manifest_path is None else read_manifest(manifest_path)
        layout = project_layout(manifest)
    except PackageError as error:
        raise FuseCompileError(error.message) from error
    if path.is_dir():
        if manifest is None or manifest.entry is None:
            raise FuseCompileError(f"{path / MANIFEST} names no entry file: package.entry is missing")
        path = path / manifest.entry
    analysis = analyze_program(load_program(path, layout))
    if analysis.program is not None:
        return analysis.program
    texts = [render_text(each, analysis.sources.get(each.path)) for each in analysis.diagnostics if each.level == "error"]
    raise FuseCompileError("\n".join(texts))
