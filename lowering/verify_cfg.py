"""Gate verify-cfg: what the phase lower-to-cfg promises.

In:      the IR after lower-to-cfg.
Out:     nothing changes.
Checks:  no op of scf; no op that raises; functions with `fuse.raises`, and @entry, return `!fuse.error` first; every body is a
         flat CFG.
Errors:  each leftover op, with the pass that should have removed it.
"""

from __future__ import annotations

from mlir.ir import Operation

from ..dialects import fuse
from .call_graph import functions_of, symbol_of
from .infer_raises import ENTRY, RAISES
from .ownership_signature import function_type
from .pass_failure import PassFailure, Problem
from .raise_facts import RAISING_OPS, reason_to_raise


def verify_cfg(module: Operation) -> None:
    """Check every function."""
    problems: list[Problem] = []
    for function in functions_of(module):
        _check_signature(function, problems)
        for block in function.regions[0].blocks:
            for view in block.operations:
                _check_op(view.operation, problems)
    if problems:
        raise PassFailure(*problems)


def _check_signature(function: Operation, problems: list[Problem]) -> None:
    name = symbol_of(function)
    results = function_type(function).results
    returns_error = bool(results) and fuse.is_error(results[0])
    if (RAISES in function.attributes or name == ENTRY) and not returns_error:
        text = f"phase lower-to-cfg left @{name} without an error as first result; 'lower-raises' should have added it"
        problems.append(Problem(function.location, text))


def _check_op(op: Operation, problems: list[Problem]) -> None:
    if op.name.startswith("scf."):
        problems.append(_leftover(op, "convert-scf-to-cf"))
    elif op.name == "fuse.builtin":
        if reason_to_raise(op) is not None:
            problems.append(_leftover(op, "lower-raises"))
    elif op.name in RAISING_OPS or len(op.regions):
        problems.append(_leftover(op, "lower-raises"))


def _leftover(op: Operation, by: str) -> Problem:
    return Problem(op.location, f"phase lower-to-cfg left '{op.name}'; '{by}' should have removed it")
