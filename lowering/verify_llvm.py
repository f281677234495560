"""Gate verify-llvm: what the phase lower-to-llvm promises.

In:      the IR after lower-to-llvm.
Out:     nothing changes.
Checks:  only the llvm dialect.
Errors:  each other op, with the pass that should have removed it.
"""

from __future__ import annotations

from mlir.ir import Operation

from .gate import check_stage, dialect_of, leftover

_BY = {"fuse_rt": "lower-fuse-rt-to-llvm", "builtin": "reconcile-unrealized-casts"}


def verify_llvm(module: Operation) -> None:
    """Check every op."""
    check_stage(module, ("llvm",), message=_message)


def _message(op: Operation) -> str:
    return leftover("lower-to-llvm", f"'{op.name}'", _BY.get(dialect_of(op), "convert-to-llvm"))
