"""Which ops may raise: the one table that infer-raises, lower-raises and verify-cfg read.

An op of the table carries the effect "raises" in the dialect, a builtin by its attribute; a division by a constant that is
neither 0 nor -1 does not raise,
whether or not a canonicalization has replaced it.
"""

from __future__ import annotations

from enum import Enum

from mlir.ir import IntegerAttr, Operation, Value


class RaiseReason(Enum):
    """Why a function may raise."""

    ENTRY = "the caller outside expects an error"
    CHECK = "a check may fail"
    INDEX = "an index may be out of bounds"
    DIVISION = "a division may panic"
    RANGE = "a range may have invalid bounds"
    CONFIG_FILE = "the config file may be unreadable"
    BUILTIN = "a builtin may fail"
    TASK = "a task may have failed"
    CONVERSION = "a value may be of another type"
    STORE = "there may be no such place"
    CALL = "it calls a function that may raise"


RAISING_OPS: dict[str, RaiseReason] = {
    "fuse.any.store": RaiseReason.STORE,
    "fuse.any.to": RaiseReason.CONVERSION,
    "fuse.builtin": RaiseReason.BUILTIN,
    "fuse.await": RaiseReason.TASK,
    "fuse.check": RaiseReason.CHECK,
    "fuse.config.lookup": RaiseReason.CONFIG_FILE,
    "fuse.int.div": RaiseReason.DIVISION,
    "fuse.int.rem": RaiseReason.DIVISION,
    "fuse.list.get": RaiseReason.INDEX,
    "fuse.list.range": RaiseReason.RANGE,
    "fuse.list.set": RaiseReason.INDEX,
    "fuse.range.check": RaiseReason.RANGE,
}


def constant_int(value: Value) -> int | None:
    """The value of an integer constant, None for anything else."""
    owner = value.owner
    if not isinstance(owner, Operation):
        owner = getattr(owner, "operation", None)
    if owner is None or owner.name != "arith.constant":
        return None
    attribute = owner.attributes["value"]
    return attribute.value if isinstance(attribute, IntegerAttr) else None


def reason_to_raise(op: Operation) -> RaiseReason | None:
    """Why this op may raise on its own; None when it cannot. Calls are the call graph's business."""
    reason = RAISING_OPS.get(op.name)
    if reason is RaiseReason.BUILTIN and "raises" not in op.attributes:
        return None
    if reason is RaiseReason.DIVISION and constant_int(op.operands[1]) not in (None, 0, -1):
        return None
    return reason
