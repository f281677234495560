"""What the gates of the phases share: walking a module and reporting each op or type that a stage no longer has."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mlir.ir import FunctionType, Operation, Type, TypeAttr, WalkOrder, WalkResult

from .pass_failure import PassFailure, Problem


def check_each(module: Operation, fault: Callable[[Operation], str | None]) -> None:
    """Ask `fault` about each op below the module, in program order.

    Errors:  PassFailure with all faults.
    """
    problems: list[Problem] = []

    def visit(op: Operation) -> WalkResult:
        text = fault(op)
        if text is not None:
            problems.append(Problem(op.location, text))
        return WalkResult.ADVANCE

    for region in module.regions:
        for block in region:
            for op in block:
                op.operation.walk(visit, WalkOrder.PRE_ORDER)
    if problems:
        raise PassFailure(*problems)


def dialect_of(op: Operation) -> str:
    """`fuse` for `fuse.list.get`."""
    return op.name.partition(".")[0]


def leftover(phase: str, what: str, by: str) -> str:
    """The message for `what`, which the pass `by` should have removed in `phase`."""
    return f"phase {phase} left {what}; '{by}' should have removed it"


def types_of(op: Operation) -> Iterator[Type]:
    """Types of results, of arguments of blocks, and of a function's signature; an operand has the type of one of these."""
    yield from (result.type for result in op.results)
    for region in op.regions:
        for block in region:
            yield from (argument.type for argument in block.arguments)
    if "function_type" in op.attributes:
        signature = TypeAttr(op.attributes["function_type"]).value
        if isinstance(signature, FunctionType):
            yield from signature.inputs
            yield from signature.results
