"""Pass infer-ownership: decide for each counted parameter whether the function owns or borrows it.

In:      fuse + func, cf, arith, ub, flat, raises lowered.
Out:     the same; each counted parameter carries `fuse.own` or `fuse.borrow`. A declaration, and a function marked
         `fuse.exported`, keeps what it says and must say it.
         With the option `explain`, an owned parameter carries the string attribute `fuse.because`.
Why here: insert-rc needs the answer for every callee before it places the first count.
Method:  parameters start as borrowed. One becomes owned when the function consumes it: there the caller's count can move in
         instead of being copied. Two rules spread it over the call graph until nothing changes:
         1. a parameter passed to an owned parameter is owned;
         2. a tail call does not pass an owned value as borrowed, because the release after the call would make it an ordinary
            call: the callee's parameter becomes owned. Tail calls win over borrowing.
         A parameter in a cell is owned, too, where it is taken apart and another cell of its type is made: its cell may become that
         one, which takes an owner (reuse-cells).
         Both rules only ever turn borrowed into owned, so the least fixed point is reachability from the parameters owned at first.
Source:  Ullrich and de Moura, Counting Immutable Beans, 2019, section 5.2 (borrow inference); tail calls: the same, "preserving
         tail calls".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mlir.ir import Operation

from .call_graph import EXPORTED, callee_of, functions_of, has_body, symbol_of
from .cfg import BlockNode, FunctionGraph, OpNode, returns_directly
from .counted_types import CountedTypes
from .owned_values import OwnedValues, row_of
from .ownership_facts import OwnReason, Use
from .ownership_signature import function_type, parameter_uses, set_parameter_use
from .pass_failure import PassFailure, Problem
from .reuse_cells import MAKES, READS

# A parameter: name of the function, position.
Parameter = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a parameter is owned: `by` is the op name, or the callee for OwnReason.PASSED and the caller for OwnReason.TAIL_CALL."""

    kind: OwnReason
    by: str = ""

    def __str__(self) -> str:
        return f"{self.kind.value} {self.by}".rstrip()


class _Inference:
    """Seeds and implications of a module, then their closure."""

    def __init__(self, module: Operation) -> None:
        self._types = CountedTypes(module)
        self.functions = {symbol_of(function): function for function in functions_of(module)}
        self.owned: dict[Parameter, Reason] = {}
        self._implied: dict[Parameter, list[tuple[Parameter, Reason]]] = {}
        for name, function in self.functions.items():
            if not has_body(function) or EXPORTED in function.attributes:
                self._read_declaration(name, function)
            if has_body(function):
                self._read_body(name, function)

    def counted(self, function: Operation) -> list[bool]:
        return [self._types.is_counted(type_) for type_ in function_type(function).inputs]

    def close(self) -> None:
        """Spread ownership along the implications."""
        pending = list(self.owned)
        for parameter in pending:
            for other, reason in self._implied.get(parameter, ()):
                if other not in self.owned:
                    self.owned[other] = reason
                    pending.append(other)

    def _read_declaration(self, name: str, function: Operation) -> None:
        for position, (counted, use) in enumerate(zip(self.counted(function), parameter_uses(function), strict=True)):
            if counted and use is None:
                text = f"parameter {position} of the declaration @{name} has neither fuse.own nor fuse.borrow"
                raise PassFailure(Problem(function.location, text))
            if use is Use.CONSUME:
                self.owned[name, position] = Reason(OwnReason.DECLARED)

    def _read_body(self, name: str, function: Operation) -> None:
        graph = FunctionGraph(function)
        exported = EXPORTED in function.attributes
        # Parameters of an exported function are what they say, whatever its body does.
        counted = [one and not exported for one in self.counted(function)]
        # Which of the two a parameter is does not matter here: it is told apart by being a parameter.
        values = OwnedValues(graph, self._types, [Use.BORROW if exported else Use.CONSUME] * len(counted))
        parameter_of = {number: i for i, number in enumerate(graph.entry.arguments) if counted[i]}
        for block in graph.blocks:
            for node in block.ops:
                if node.name == "func.call":
                    self._read_call(name, graph, block, node, values, parameter_of)
                    continue
                for position in _parameters_consumed(node, parameter_of):
                    self.owned.setdefault((name, position), Reason(row_of(node).reason, node.name))
        for position, op_name in self._reused(graph, parameter_of):
            self.owned.setdefault((name, position), Reason(OwnReason.REUSED, op_name))

    def _reused(self, graph: FunctionGraph, parameter_of: dict[int, int]) -> Iterator[tuple[int, str]]:
        """The parameters in cells that are taken apart where cells of the same type are made: reuse-cells may use theirs."""
        if not self._types.any_boxed:
            return
        nodes = [node for block in graph.blocks for node in block.ops]
        made = {node.op.results[0].type: node.name for node in nodes if node.name in MAKES and node.operands}
        for node in nodes if made else ():
            if node.name in READS and node.operands[0] in parameter_of:
                type_ = node.op.operands[0].type
                if type_ in made and self._types.is_boxed(type_):
                    yield parameter_of[node.operands[0]], made[type_]

    def _read_call(
        self, name: str, graph: FunctionGraph, block: BlockNode, node: OpNode, values: OwnedValues, parameter_of: dict[int, int]
    ) -> None:
        callee = callee_of(node.op)
        tail = returns_directly(graph, block, node)
        for position, number in enumerate(node.operands):
            if not values.counted[number]:
                continue
            target = (callee, position)
            if number in parameter_of:
                self._imply(target, (name, parameter_of[number]), Reason(OwnReason.PASSED, f"@{callee}"))
            root = values.roots[number]
            if not tail or root is None or not has_body(self.functions[callee]):
                continue
            reason = Reason(OwnReason.TAIL_CALL, f"@{name}")
            if root in parameter_of:
                self._imply((name, parameter_of[root]), target, reason)
            else:
                self.owned.setdefault(target, reason)

    def _imply(self, premise: Parameter, conclusion: Parameter, reason: Reason) -> None:
        self._implied.setdefault(premise, []).append((conclusion, reason))


def _parameters_consumed(node: OpNode, parameter_of: dict[int, int]) -> Iterator[int]:
    """The position of each parameter that the op consumes."""
    for operand, number in enumerate(node.operands):
        if number in parameter_of and row_of(node).use_of(operand) is Use.CONSUME:
            yield parameter_of[number]


def infer_ownership(module: Operation, explain: bool = False) -> None:
    """Attach `fuse.own` and `fuse.borrow`."""
    inference = _Inference(module)
    inference.close()
    for name, function in inference.functions.items():
        counted = inference.counted(function)
        if not any(counted):
            continue
        uses: list[Use | None] = []
        because: list[str | None] = []
        for position, is_counted in enumerate(counted):
            reason = inference.owned.get((name, position))
            uses.append((Use.BORROW if reason is None else Use.CONSUME) if is_counted else None)
            because.append(str(reason) if explain and reason is not None else None)
        set_parameter_use(function, uses, because)
