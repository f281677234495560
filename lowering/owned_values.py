"""What each value of a function is to the ownership passes: owned, borrowed, part of another, free, or not counted.

`OwnedValues` classifies the values of a `FunctionGraph` by `ownership_facts.py` and the ownership of parameters. Parts are
followed to their root: the value whose count keeps them alive. Only owned roots have a life to track; parameters that are
borrowed, globals and free values live as long as the function runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from .call_graph import callee_of, symbol_of
from .cfg import FunctionGraph, OpNode
from .counted_types import CountedTypes
from .ownership_facts import FACTS, ResultKind, Row, Use
from .pass_failure import PassFailure, Problem


class ValueKind(Enum):
    UNCOUNTED = "holds no reference"
    OWNED = "to be consumed once"
    BORROWED = "kept alive by the caller or by a global"
    PART = "kept alive by its root"
    FREE = "refers to nothing that is freed"


class OwnedValues:
    """Classification of the values of one function.

    Shapes:  kinds: list[ValueKind], roots: list[int | None], both one per value number; a root is the number of an OWNED value.
    Errors:  PassFailure for a counted parameter without ownership, and for an op with counted operands or results that the table
             lacks.
    """

    def __init__(self, graph: FunctionGraph, types: CountedTypes, parameters: list[Use | None]) -> None:
        self.graph = graph
        self._types = types
        counted = [types.is_counted(value.type) for value in graph.values]
        self.counted = counted
        self.kinds = [ValueKind.UNCOUNTED] * len(counted)
        self.roots: list[int | None] = [None] * len(counted)
        self._sources: dict[int, int] = {}
        self._classify_parameters(parameters)
        for block in graph.blocks[1:]:
            for number in block.arguments:
                if counted[number]:
                    self._set_owned(number)
        # A part may stand in the textual order before its source: results are classified first and roots followed afterwards.
        for node in graph.ops():
            self._classify_results(node)
        for number in self._sources:
            self.roots[number] = self._root(number)

    def _classify_parameters(self, parameters: list[Use | None]) -> None:
        for number, (argument, use) in enumerate(zip(self.graph.entry.arguments, parameters, strict=True)):
            if not self.counted[argument]:
                continue
            if use is None:
                function = self.graph.function
                text = f"parameter {number} of @{symbol_of(function)} has neither fuse.own nor fuse.borrow (infer-ownership)"
                raise PassFailure(Problem(function.location, text))
            if use is Use.CONSUME:
                self._set_owned(argument)
            else:
                self.kinds[argument] = ValueKind.BORROWED

    def _set_owned(self, number: int) -> None:
        self.kinds[number] = ValueKind.OWNED
        self.roots[number] = number

    def _classify_results(self, node: OpNode) -> None:
        counted = self.counted
        results = [number for number in node.results if counted[number]]
        if not results and not any(counted[number] for number in node.operands):
            return
        row = row_of(node)
        kind = row.result
        if kind is ResultKind.INHERITED:
            free = all(not counted[n] or self.kinds[n] is ValueKind.FREE for n in node.operands)
            # A struct or an enum that contains itself is a new cell, whatever is in it.
            free = free and not self._types.is_boxed(self.graph.values[node.results[0]].type)
            kind = ResultKind.FREE if free else ResultKind.OWNED
        for number in results:
            if kind is ResultKind.OWNED:
                self._set_owned(number)
            elif kind is ResultKind.PART:
                self.kinds[number] = ValueKind.PART
                self._sources[number] = node.operands[row.source]
            elif kind is ResultKind.GLOBAL:
                self.kinds[number] = ValueKind.BORROWED
            elif kind is ResultKind.FREE:
                self.kinds[number] = ValueKind.FREE
            else:
                raise PassFailure(Problem(node.op.location, f"'{node.name}' has a counted result, but no ownership fact for it"))

    def _root(self, number: int) -> int | None:
        while number in self._sources:
            number = self._sources[number]
        return self.roots[number]


def row_of(node: OpNode) -> Row:
    """The ownership facts of an op.

    Errors:  PassFailure for an op that the table lacks.
    """
    row = FACTS.get(node.name)
    if row is None:
        raise PassFailure(Problem(node.op.location, f"no ownership fact for '{node.name}'"))
    return row


def operand_uses(node: OpNode, counted: list[bool], signatures: dict[str, list[Use | None]]) -> Iterator[tuple[int, int, Use]]:
    """Position, value number and use of each counted operand of an op.

    Errors:  PassFailure where the table or the callee's signature does not say what happens to an operand.
    """
    parameters: list[Use | None] | None = None
    row: Row | None = None
    for position, number in enumerate(node.operands):
        if not counted[number]:
            continue
        if row is None:
            row = row_of(node)
            parameters = signatures[callee_of(node.op)] if node.name == "func.call" else None
        use = row.use_of(position) if parameters is None else parameters[position]
        if use is None:
            raise PassFailure(Problem(node.op.location, f"no ownership fact for operand {position} of '{node.name}'"))
        yield position, number, use
