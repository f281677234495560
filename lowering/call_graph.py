"""The functions of a module and who calls whom.

Interprocedural passes (infer-raises, infer-ownership, infer-unique) compute fixpoints over it. Calls are direct: `func.call`
names its callee. Everything is in module order, so fixpoints visit functions in the same order on every run.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from mlir.ir import FlatSymbolRefAttr, Operation, StringAttr, WalkOrder, WalkResult

# Unit attribute of a function that is called from outside, or through its address: its signature is fixed. It returns an error
# first, and its parameters say themselves whether they are owned or borrowed.
EXPORTED = "fuse.exported"


def symbol_of(function: Operation) -> str:
    """The name of a func.func."""
    return StringAttr(function.attributes["sym_name"]).value


def callee_of(call: Operation) -> str:
    """The name of the function that a func.call calls."""
    return FlatSymbolRefAttr(call.attributes["callee"]).value


def has_body(function: Operation) -> bool:
    return len(function.regions[0].blocks) > 0


def functions_of(module: Operation) -> list[Operation]:
    """All func.func of a module, declarations included, in order."""
    return [view.operation for view in module.regions[0].blocks[0] if view.operation.name == "func.func"]


@dataclass(eq=False, slots=True)
class CallGraph:
    """`functions` by name in module order; `callers[name]` are the names of functions with a call of it, each once, in module
    order."""

    functions: dict[str, Operation]
    calls: dict[str, list[Operation]] = field(default_factory=dict)
    callers: dict[str, list[str]] = field(default_factory=dict)

    @staticmethod
    def of(module: Operation) -> CallGraph:
        graph = CallGraph({symbol_of(function): function for function in functions_of(module)})
        for name, function in graph.functions.items():
            calls: list[Operation] = []

            def note(op: Operation, calls: list[Operation] = calls) -> WalkResult:
                if op.name == "func.call":
                    calls.append(op.operation)
                return WalkResult.ADVANCE

            function.walk(note, WalkOrder.PRE_ORDER)
            graph.calls[name] = calls
            for callee in dict.fromkeys(callee_of(call) for call in calls):
                graph.callers.setdefault(callee, []).append(name)
        return graph
