"""What the gates of the phases share: finding and reporting the ops that a stage may not hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mlir.ir import Operation

from ..dialects.native import find_leftovers
from .pass_failure import PassFailure, Problem


def check_stage(
    module: Operation,
    dialects: Sequence[str],
    refused: Sequence[str] = (),
    *,
    fuse_types: bool = True,
    message: Callable[[Operation], str],
) -> None:
    """Check that each op below the module is of these dialects, none of the refused ops, and where `fuse_types` is false without a
    type of fuse.

    Errors:  PassFailure with `message` of each op that is not, in program order.
    """
    found = find_leftovers(module, dialects, refused, fuse_types=fuse_types)
    if found:
        raise PassFailure(*(Problem(op.location, message(op)) for op in found))


def dialect_of(op: Operation) -> str:
    """`fuse` for `fuse.list.get`."""
    return op.name.partition(".")[0]


def leftover(phase: str, what: str, by: str) -> str:
    """The message for `what`, which the pass `by` should have removed in `phase`."""
    return f"phase {phase} left {what}; '{by}' should have removed it"
