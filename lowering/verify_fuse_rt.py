"""Gate verify-fuse-rt: what the phase lower-to-fuse-rt promises.

In:      the IR after lower-to-fuse-rt.
Out:     nothing changes.
Checks:  only fuse_rt, llvm, func, cf, arith, math and ub; no type of fuse in results, block arguments and signatures.
Errors:  each such op or type, with the pass that should have removed it.
"""

from __future__ import annotations

from mlir.ir import Operation

from .gate import check_stage, dialect_of, leftover

_DIALECTS = ("arith", "cf", "func", "fuse_rt", "llvm", "math", "ub")
_BY = "lower-fuse-to-fuse-rt"


def verify_fuse_rt(module: Operation) -> None:
    """Check every op."""
    check_stage(module, _DIALECTS, fuse_types=False, message=_message)


def _message(op: Operation) -> str:
    if dialect_of(op) not in _DIALECTS:
        return leftover("lower-to-fuse-rt", f"'{op.name}'", _BY)
    return leftover("lower-to-fuse-rt", f"a type of fuse in '{op.name}'", _BY)
