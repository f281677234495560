"""Pass verify-owned: prove that each owned value is consumed once on each path and that no value is used after it died.

In:      fuse + func, cf, arith, ub, flat, with counts (from insert-rc, elide-rc).
Out:     nothing changes.
Why here: the last place where ownership is visible; the machine form below has only counts and pointers.
Method:  walks each function forward, blocks in reverse postorder, with the number of counts that each value holds. Where paths
         meet they must hold the same counts, so one visit a block is enough. A borrowed part is alive while it holds a count
         itself or what it is part of is alive. It reads the ownership table and signatures, and shares nothing else with the
         passes that it checks.
Errors:  each value wrongly counted, once a function, at the op where it shows.
"""

from __future__ import annotations

from mlir.ir import BlockArgument, Location, Operation

from ..dialects import fuse
from .call_graph import callee_of, functions_of, has_body, symbol_of
from .cfg import BlockNode, Edge, FunctionGraph, OpNode
from .counted_types import CountedTypes
from .ownership_facts import FACTS, MOVE, ResultKind, Use
from .ownership_signature import signatures
from .pass_failure import PassFailure, Problem

TAKE_OF = {"fuse.list.put": "fuse.list.take", "fuse.map.put": "fuse.map.take", "fuse.struct.put": "fuse.struct.take"}

# Counts by value number; a value without an entry holds none.
State = dict[int, int]


def verify_owned(module: Operation) -> None:
    """Check every function with a body."""
    types = CountedTypes(module)
    parameters = signatures(module)
    problems: list[Problem] = []
    for function in functions_of(module):
        if has_body(function):
            problems.extend(_Checker(function, types, parameters).check())
    if problems:
        raise PassFailure(*problems)


class _Checker:
    """Abstract interpretation of one function."""

    def __init__(self, function: Operation, types: CountedTypes, parameters: dict[str, list[Use | None]]) -> None:
        self._function = function
        self._name = symbol_of(function)
        self._graph = FunctionGraph(function)
        self._parameters = parameters
        self._types = types
        self._counted = [types.is_counted(value.type) for value in self._graph.values]
        # Always alive: borrowed parameters and globals. Always alive and never counted: free values.
        self._lent: set[int] = set()
        self._free: set[int] = set()
        self._source: dict[int, int] = {}
        # Rests of take ops, each with the op: only the put of the same place may use one.
        self._holes: dict[int, OpNode] = {}
        # Results that come with an error, by the error: they are valid where it is known to be none.
        self._guarded: dict[int, list[int]] = {}
        self._entry_states: dict[int, State] = {}
        self._reported: set[int] = set()
        self._problems: list[Problem] = []

    def check(self) -> list[Problem]:
        self._entry_states[0] = self._initial_state()
        for index in self._graph.reverse_postorder():
            self._check_block(self._graph.blocks[index], dict(self._entry_states[index]))
        return self._problems

    def _initial_state(self) -> State:
        state: State = {}
        for number, use in zip(self._graph.entry.arguments, self._parameters[self._name], strict=True):
            if not self._counted[number]:
                continue
            if use is Use.CONSUME:
                state[number] = 1
            elif use is Use.BORROW:
                self._lent.add(number)
            else:
                self._report(number, self._function.location, "has no ownership")
        return state

    # ---- blocks and ops

    def _check_block(self, block: BlockNode, state: State) -> None:
        for node in block.ops[:-1]:
            self._check_op(block, node, state)
        terminator = block.terminator
        if not block.successors:
            self._check_op(block, terminator, state)
            for number in sorted(state):
                self._report(number, terminator.op.location, "is never consumed on a path that ends here")
            return
        self._check_holes(terminator)
        for edge in block.successors:
            self._check_edge(block, edge, dict(state))

    def _check_op(self, block: BlockNode, node: OpNode, state: State) -> None:
        counted = self._counted
        operands = [(position, number) for position, number in enumerate(node.operands) if counted[number]]
        results = [number for number in node.results if counted[number]]
        if not operands and not results:
            return
        row = FACTS.get(node.name)
        if row is None:
            self._problems.append(Problem(node.op.location, f"@{self._name}: no ownership fact for '{node.name}'"))
            return
        if node.name == "func.return" and node.operands[0] in self._guarded and not self._is_raised(block, node.operands[0]):
            # A tail call: whoever called this function tests the error.
            state.update(dict.fromkeys(self._guarded[node.operands[0]], 1))
        callee = self._parameters[callee_of(node.op)] if node.name == "func.call" else None
        kind = row.result
        if row.movable and MOVE in node.op.attributes:
            self._consume(node.operands[0], node, state)
            operands, kind = [], ResultKind.OWNED
        uses = [(number, callee[position] if callee is not None else row.use_of(position)) for position, number in operands]
        # An operand that the op borrows must be alive in spite of what the op consumes, so consuming comes first.
        for number, use in uses:
            if use is Use.CONSUME:
                self._consume(number, node, state)
        for number, use in uses:
            if use is Use.BORROW and not self._alive(number, state):
                self._report(number, node.op.location, f"is used by '{node.name}' after it was consumed")
            elif use is None:
                self._report(number, node.op.location, f"is an operand of '{node.name}' without an ownership fact")
        self._check_holes(node)
        if node.name == "fuse.retain":
            self._retain(node.operands[0], node, state)
        for number in results:
            self._define(number, node, kind, state)
        if len(results) > 1 and fuse.is_error(self._graph.values[results[0]].type):
            self._guarded[results[0]] = results[1:]
            for number in results[1:]:
                del state[number]

    def _check_holes(self, node: OpNode) -> None:
        """A container with a hole goes into the put that fills it, and a put gets one."""
        is_put = node.name in TAKE_OF
        for position, number in enumerate(node.operands):
            take = self._holes.get(number)
            if take is not None and not (is_put and position == 0 and _same_place(take, node)):
                self._report(number, node.op.location, f"has a hole, but is used by '{node.name}'")
            elif is_put and position == 0 and take is None:
                self._report(number, node.op.location, f"has no hole for '{node.name}' to fill")
        if node.name in TAKE_OF.values():
            self._holes[node.results[0]] = node

    def _define(self, number: int, node: OpNode, kind: ResultKind, state: State) -> None:
        if kind is ResultKind.INHERITED:
            free = all(operand in self._free for operand in node.operands if self._counted[operand])
            # A struct or an enum that contains itself is a new cell, whatever is in it.
            free = free and not self._types.is_boxed(self._graph.values[number].type)
            kind = ResultKind.FREE if free else ResultKind.OWNED
        if kind is ResultKind.OWNED:
            state[number] = 1
        elif kind is ResultKind.FREE:
            self._free.add(number)
        elif kind is ResultKind.GLOBAL:
            self._lent.add(number)
        elif kind is ResultKind.PART:
            self._source[number] = node.operands[FACTS[node.name].source]
        else:
            self._report(number, node.op.location, f"is a result of '{node.name}' without an ownership fact")

    def _check_edge(self, block: BlockNode, edge: Edge, state: State) -> None:
        terminator = block.terminator
        if edge.slot == 1 and terminator.name == "cf.cond_br":
            # First, because the results that the test guards may be operands of this very edge.
            error = self._error_of_test(terminator.op)
            state.pop(error, None)
            state.update(dict.fromkeys(self._guarded.get(error, ()), 1))
        for number in edge.operands:
            if self._counted[number]:
                self._consume(number, terminator, state)
        target = self._graph.blocks[edge.target]
        for number in target.arguments:
            if number in state:
                # The argument of the round before.
                self._report(number, terminator.op.location, "is never consumed in a round of a loop")
            if self._counted[number]:
                state[number] = 1
        known = self._entry_states.setdefault(edge.target, state)
        if known is state:
            return
        for number in sorted(known.keys() | state.keys()):
            if known.get(number, 0) != state.get(number, 0):
                self._report(number, terminator.op.location, "is owned on one way into a block and not on another")

    def _is_raised(self, block: BlockNode, error: int) -> bool:
        """Whether the block is reached only behind a test that found the error set: what came with it is not there."""
        while len(block.predecessors) == 1:
            edge = block.predecessors[0]
            block = self._graph.blocks[edge.source]
            if edge.slot == 0 and block.terminator.name == "cf.cond_br" and self._error_of_test(block.terminator.op) == error:
                return True
        return False

    def _error_of_test(self, terminator: Operation) -> int:
        """The error that fuse.error.is_set tests for this branch; -1 for another condition.

        On the false way it is none, so nothing is left to consume, and the results that came with it are valid.
        """
        condition = terminator.operands[0]
        if isinstance(condition, BlockArgument):
            return -1
        test = condition.owner.operation
        return self._graph.number[test.operands[0]] if test.name == "fuse.error.is_set" else -1

    # ---- values

    def _alive(self, number: int, state: State) -> bool:
        while True:
            if state.get(number, 0) or number in self._lent or number in self._free:
                return True
            if number not in self._source:
                return False
            number = self._source[number]

    def _consume(self, number: int, node: OpNode, state: State) -> None:
        if number in self._free:
            return
        count = state.get(number, 0)
        if count > 1:
            state[number] = count - 1
        elif count == 1:
            del state[number]
        elif any(number in results for results in self._guarded.values()):
            self._report(number, node.op.location, f"is consumed by '{node.name}' where its error was not tested, or again")
        elif number in self._lent or number in self._source:
            self._report(number, node.op.location, f"is borrowed, but '{node.name}' consumes it")
        else:
            self._report(number, node.op.location, f"is consumed by '{node.name}' after it was consumed")

    def _retain(self, number: int, node: OpNode, state: State) -> None:
        if fuse.is_error(self._graph.values[number].type):
            self._report(number, node.op.location, "is an error, which must not be retained")
        elif number not in self._free:
            state[number] = state.get(number, 0) + 1

    def _report(self, number: int, location: Location, what: str) -> None:
        if number not in self._reported:
            self._reported.add(number)
            self._problems.append(Problem(location, f"@{self._name}: {self._describe(number)} {what}"))

    def _describe(self, number: int) -> str:
        value = self._graph.values[number]
        if not isinstance(value, BlockArgument):
            return f"result {value.result_number} of '{value.owner.operation.name}'"
        block = next(block for block in self._graph.blocks if number in block.arguments)
        if block.index == 0:
            return f"parameter {value.arg_number}"
        return f"argument {value.arg_number} of block {block.index}"


def _same_place(take: OpNode, put: OpNode) -> bool:
    """Whether a put fills the element or field that the take emptied."""
    if take.name != TAKE_OF[put.name]:
        return False
    if take.name != "fuse.struct.take":
        return take.operands[1] == put.operands[1]
    return take.op.attributes["field"] == put.op.attributes["field"]
