"""Gate verify-llvm: what the phase lower-to-llvm promises.

In:      the IR after lower-to-llvm.
Out:     nothing changes.
Checks:  only the llvm dialect.
Errors:  each other op, with the pass that should have removed it.
"""

from __future__ import annotations

from mlir.ir import Operation

from .gate import check_each, dialect_of, leftover

_BY = {"fuse_rt": "lower-fuse-rt-to-llvm", "builtin": "reconcile-unrealized-casts"}


def verify_llvm(module: Operation) -> None:
    """Check every op."""
    check_each(module, _fault)


def _fault(op: Operation) -> str | None:
    dialect = dialect_of(op)
    if dialect == "llvm":
        return None
    return leftover("lower-to-llvm", f"'{op.name}'", _BY.get(dialect, "convert-to-llvm"))
