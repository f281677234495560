"""What LLVM may know about the functions of runtime/include/fuse_rt.h.

One row a function that is more than an ordinary C call: the LLVM function attributes of its declaration.
"""

from __future__ import annotations

from collections.abc import Sequence

from mlir import ir

from .llvm_builder import LlvmBuilder

# Making an error means the program is about to fail: calls mark their block as unlikely.
COLD = ("cold",)

ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "fuse_rt_error_text": COLD,
    "fuse_rt_error_panic": COLD,
    "fuse_rt_error_validation": COLD,
    "fuse_rt_error_trace": COLD,
    "fuse_rt_error_free": COLD,
    "fuse_rt_retain_shared": COLD,
    "fuse_rt_release_shared": COLD,
}


def declare(builder: LlvmBuilder, symbol: str, inputs: Sequence[ir.Type], result: ir.Type | None) -> str:
    """Declare a runtime function if the module has no declaration yet; its symbol."""
    builder.declare(symbol, inputs, result, ATTRIBUTES.get(symbol, ()))
    return symbol
