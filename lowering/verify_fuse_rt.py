"""Gate verify-fuse-rt: what the phase lower-to-fuse-rt promises.

In:      the IR after lower-to-fuse-rt.
Out:     nothing changes.
Checks:  only fuse_rt, llvm, func, cf, arith, math and ub; no type of fuse in results, block arguments and signatures.
Errors:  each such op or type, with the pass that should have removed it.
"""

from __future__ import annotations

from mlir.ir import Operation

from ..dialects import fuse
from .gate import check_each, dialect_of, leftover, types_of

_DIALECTS = ("arith", "cf", "func", "fuse_rt", "llvm", "math", "ub")
_BY = "lower-fuse-to-fuse-rt"


def verify_fuse_rt(module: Operation) -> None:
    """Check every op."""
    check_each(module, _fault)


def _fault(op: Operation) -> str | None:
    if dialect_of(op) not in _DIALECTS:
        return leftover("lower-to-fuse-rt", f"'{op.name}'", _BY)
    for type_ in types_of(op):
        if fuse.is_fuse_type(type_):
            return leftover("lower-to-fuse-rt", f"the type '{type_}' in '{op.name}'", _BY)
    return None
