"""Object code in this process: linked to the runtime's shared library by LLVM's JIT."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Mapping

from llvmlite.binding.orcjit import JITLibraryBuilder, create_lljit_compiler

from fuse_mlir.codegen.llvm_ir import LlvmModule

_RUNTIME_PREFIX = "fuse_rt_"


def load_code(module: LlvmModule, runtime: ctypes.CDLL, symbols: Iterable[str]) -> Mapping[str, int]:
    """Compiles and loads an optimized module; the addresses of `symbols`, which it defines, for as long as the result lives."""
    builder = JITLibraryBuilder().add_object_img(module.object_code())
    for symbol in symbols:
        builder.export_symbol(symbol)
    for symbol in module.undefined_symbols():
        if symbol.startswith(_RUNTIME_PREFIX):
            builder.import_symbol(symbol, _address(runtime, symbol))
    # What LLVM itself calls (memcpy, fmod): this process has the C library.
    return builder.add_current_process().link(create_lljit_compiler(), "program")


def _address(library: ctypes.CDLL, name: str) -> int:
    return ctypes.addressof(ctypes.c_char.in_dll(library, name))
