"""Gate verify-fuse-opt: what the phase optimize promises.

In:      the IR after optimize.
Out:     nothing changes.
Checks:  only fuse, func, scf, cf, arith, math and ub; no op that a later stage brings in.
Errors:  each such op, with the pass that may bring it in.
"""

from __future__ import annotations

from mlir.ir import Operation

from .gate import check_stage

_DIALECTS = ("arith", "cf", "func", "fuse", "math", "scf", "ub")

# Op of a later stage: the pass that brings it in.
_LATER = {
    "fuse.config.try_lookup": "lower-raises",
    "fuse.error.is_set": "lower-raises",
    "fuse.error.none": "lower-raises",
    "fuse.list.range_unchecked": "lower-raises",
    "fuse.release": "insert-rc",
    "fuse.retain": "insert-rc",
}


def verify_fuse_opt(module: Operation) -> None:
    """Check every op."""
    check_stage(module, _DIALECTS, tuple(_LATER), message=_message)


def _message(op: Operation) -> str:
    if op.name in _LATER:
        return f"phase optimize has '{op.name}'; only '{_LATER[op.name]}' may bring it in"
    return f"phase optimize has '{op.name}'; the stage fuse-opt has only {', '.join(_DIALECTS)}"
