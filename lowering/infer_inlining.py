"""Pass infer-inlining: decide which functions the inliner may put into their callers.

In:      fuse + func, scf, cf, arith.
Out:     the same; the unit attribute `no_inline` on each func.func that has to stay a function.
Why here: MLIR's inliner takes every call it may, and a chain of functions that call each other twice would double at each link.
         What is inlined here lets bounds and lists of the caller be seen in the callee; LLVM inlines again with a cost model of its
         own.
Method:  callees before callers. A function that can reach itself stays. Else its size is that of its ops and of the callees that
         are inlined into it; it is inlined when that size is at most `size`, or when it has one call and its caller does not
         grow beyond `limit`: passes, here and in LLVM, take more than twice the time for a function of twice the size.
Order:   functions in postorder of the call graph, from the module's functions in order.
"""

from __future__ import annotations

from mlir.ir import Operation, UnitAttr, WalkOrder, WalkResult

from .call_graph import CallGraph, callee_of, has_body
from .graph_order import nodes_on_cycles, postorder
from .raise_blocks import keeps_errors

NO_INLINE = "no_inline"


def infer_inlining(module: Operation, size: int, limit: int) -> dict[str, int]:
    """Mark the functions that stay.

    Units:  size and limit in ops.
    """
    graph = CallGraph.of(module)
    call_counts = _call_counts(graph)
    callees = {name: list(dict.fromkeys(callee_of(call) for call in calls)) for name, calls in graph.calls.items()}
    recursive = nodes_on_cycles(graph.functions, callees.__getitem__)
    sizes: dict[str, int] = {}
    stays: dict[str, None] = dict.fromkeys(name for name, function in graph.functions.items() if has_body(function))
    for name in postorder(graph.functions, callees.__getitem__):
        function = graph.functions[name]
        if not has_body(function):
            continue
        total = _op_count(function)
        for callee in map(callee_of, graph.calls[name]):
            if callee in stays or callee not in sizes:
                continue
            if sizes[callee] > size and total + sizes[callee] > limit:
                # It has this one call, so nobody has counted on it yet.
                stays[callee] = None
            else:
                total += sizes[callee]
        # What is raised in such a function ends there, not in its caller.
        if name not in recursive and not keeps_errors(function) and (total <= size or call_counts.get(name, 0) == 1):
            sizes[name] = total
            del stays[name]
    for name, function in graph.functions.items():
        if name in stays:
            function.attributes[NO_INLINE] = UnitAttr.get(module.context)
        elif NO_INLINE in function.attributes:
            del function.attributes[NO_INLINE]
    return {"kept": len(stays)}


def _call_counts(graph: CallGraph) -> dict[str, int]:
    counts: dict[str, int] = {}
    for calls in graph.calls.values():
        for call in calls:
            counts[callee_of(call)] = counts.get(callee_of(call), 0) + 1
    return counts


def _op_count(function: Operation) -> int:
    count = 0

    def visit(op: Operation) -> WalkResult:
        nonlocal count
        count += 1
        return WalkResult.ADVANCE

    function.walk(visit, WalkOrder.PRE_ORDER)
    return count
