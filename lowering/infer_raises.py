"""Pass infer-raises: mark each function that may raise with the unit attribute `fuse.raises`.

In:      fuse + func, scf, cf, arith.
Out:     the same; `fuse.raises` on each func.func that may raise. A declaration keeps what it says. With the option `explain`,
         the string attribute `fuse.raises_because` says why.
Why here: lower-raises changes the signatures of exactly these functions, so it must know all of them before it rewrites the first.
Method:  least fixed point over the call graph: functions with a raising op, the entry point, and every caller of one, found by
         walking callers from callees; each function is entered once.
"""

from __future__ import annotations

from dataclasses import dataclass

from mlir.ir import Operation, StringAttr, UnitAttr, WalkOrder, WalkResult

from .call_graph import EXPORTED, CallGraph, has_body
from .raise_facts import RaiseReason, reason_to_raise

RAISES = "fuse.raises"
BECAUSE = "fuse.raises_because"
ENTRY = "entry"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a function may raise; `callee` is set for RaiseReason.CALL."""

    kind: RaiseReason
    callee: str | None = None

    def __str__(self) -> str:
        return f"{self.kind.value}: @{self.callee}" if self.callee else self.kind.value


def raising_functions(graph: CallGraph) -> dict[str, Reason]:
    """The functions that may raise, each with its first reason.

    Order:  functions that raise on their own in module order, then their callers breadth first.
    """
    reasons: dict[str, Reason] = {}
    for name, function in graph.functions.items():
        kind = _own_reason(name, function)
        if kind is not None:
            reasons[name] = Reason(kind)
    pending = list(reasons)
    for callee in pending:
        for caller in graph.callers.get(callee, []):
            if caller not in reasons:
                reasons[caller] = Reason(RaiseReason.CALL, callee)
                pending.append(caller)
    return reasons


def _own_reason(name: str, function: Operation) -> RaiseReason | None:
    if not has_body(function):
        return RaiseReason.CALL if RAISES in function.attributes else None
    found: list[RaiseReason] = []

    def visit(op: Operation) -> WalkResult:
        reason = reason_to_raise(op)
        if reason is None:
            return WalkResult.ADVANCE
        found.append(reason)
        return WalkResult.INTERRUPT

    function.walk(visit, WalkOrder.PRE_ORDER)
    if found:
        return found[0]
    return RaiseReason.ENTRY if name == ENTRY or EXPORTED in function.attributes else None


def infer_raises(module: Operation, explain: bool = False) -> None:
    """Attach `fuse.raises`.

    Out:  functions with a body have the attribute exactly when they may raise.
    """
    graph = CallGraph.of(module)
    reasons = raising_functions(graph)
    for name, function in graph.functions.items():
        if not has_body(function):
            continue
        if name not in reasons:
            if RAISES in function.attributes:
                del function.attributes[RAISES]
            continue
        function.attributes[RAISES] = UnitAttr.get(module.context)
        if explain:
            function.attributes[BECAUSE] = StringAttr.get(str(reasons[name]), module.context)
