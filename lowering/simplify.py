"""Pass simplify: folds and canonicalization patterns of all dialects.

In:      any stage before fuse_rt.
Out:     the same stage.
Why here: at the ends of phases, where upstream `canonicalize` would stand. That pass does not end on some programs: it can look at
         a loop that has just become unreachable and whose variable is defined by itself.
Method:  values and control flow take turns until control flow does not change, with unreachable blocks erased before each turn
         (native/Simplify.cpp).
"""

from __future__ import annotations

from mlir.ir import Operation

from ..dialects import native


def simplify(module: Operation) -> None:
    """Simplify all functions of the module."""
    native.simplify(module)
