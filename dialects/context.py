"""Contexts with the compiler's dialects.

The bindings' own `ir.Context()` loads all upstream dialects (5 ms) and starts threads. This one loads what the compiler uses;
passes load what they depend on by themselves. One thread: diagnostics and IR then come in the same order on every run.
"""

from __future__ import annotations

from mlir import ir
from mlir._mlir_libs import _mlir

from . import native

# The bindings look for the Python module of each value's and op's dialect. Without this they do not find ours, and they try the
# import again for every single value: half of the time of a pass.
_mlir.globals.append_dialect_search_prefix(__package__)

UPSTREAM_DIALECTS = ("arith", "cf", "func", "llvm", "math", "scf", "ub")


def create_context() -> ir.Context:
    """A context with fuse, fuse_rt and UPSTREAM_DIALECTS loaded, one thread, and unknown dialects refused."""
    context = ir.Context(load_on_create_dialects=[])
    context.enable_multithreading(False)
    for name in UPSTREAM_DIALECTS:
        # Unlike `load_on_create_dialects`, this does not import the dialect's Python module: 20 ms for all of them.
        context.get_dialect_descriptor(name)
    native.register_dialects(context)
    return context
