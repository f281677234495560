"""The order in which the functions of a program are elaborated.

In:      the functions of all modules, methods included. Out: the canonical function of each that has no type parameters.
Method:  functions whose result is inferred come first, callees before callers: their callers need the result. What a name does not
         lead to (a method, an instance of a generic function) is elaborated when a call asks for its result. A generic function is
         elaborated once with its parameters as types of their own, for its mistakes; that body is dropped.
"""

from __future__ import annotations

from .. import ast
from ..canonical import program as ir
from . import call_order
from . import static_types as st
from .declarations import FunctionInfo
from .functions import elaborate_boxed, elaborate_default_values, elaborate_defaults, elaborate_function
from .representation import represent
from .state import ModuleState


class Elaboration:
    """`made`: by symbol."""

    def __init__(self, states: list[ModuleState]) -> None:
        self.made: dict[str, ir.Function] = {}
        self._states = states
        self._program = states[0].symbols.program
        self._shared = states[0].shared
        self._shared.demand = self.demand
        self._started: set[str] = set()
        self._defaulted: set[str] = set()
        self._boxed = 0

    def run(self) -> None:
        """All functions, and the instances whose results they need."""
        names = [state.symbols for state in self._states]
        for group in call_order.groups(names):
            waiting = [info for info in group if info.symbol not in self._started]
            if waiting:
                itself = len(waiting) == 1 and _calls_its_own_name(waiting[0])
                self._elaborate(waiting, itself or call_order.is_recursive(group, names))
        for info in list(self._program.functions.values()):
            self.demand(info)

    def finish(self) -> None:
        """What all bodies ask for: instances that are called, defaults, functions that are called with boxes."""
        bodies = self._shared.boxed_bodies
        while len(self._defaulted) < len(self._program.functions) or self._boxed < len(bodies):
            for info in list(self._program.functions.values()):
                self.demand(info)
                if info.symbol not in self._defaulted:
                    self._defaulted.add(info.symbol)
                    elaborate_defaults(self._states[info.module - 1], info, {}, info.symbol)
                    if info.is_component:
                        elaborate_default_values(self._states[info.module - 1], info)
            for info, boxes, symbol in bodies[self._boxed :]:
                elaborate_boxed(self._states[info.module - 1], info, boxes, symbol)
                self._boxed += 1

    def demand(self, info: FunctionInfo) -> None:
        """Elaborates a function whose elaboration has not begun."""
        if info.symbol not in self._started:
            self._elaborate([info], _calls_its_own_name(info))

    def _elaborate(self, group: list[FunctionInfo], recursive: bool) -> None:
        self._started.update(info.symbol for info in group)
        if recursive:
            _assume_results(group)
        for info in group:
            made = elaborate_function(self._states[info.module - 1], info)
            if not info.type_params:
                self.made[info.symbol] = made
        if recursive:
            _settle_assumptions(group)


def _calls_its_own_name(info: FunctionInfo) -> bool:
    """Whether a function that is elaborated by itself mentions its own name: `f(...)`, `x.m(...)`."""
    name = info.decl.name.name
    for node in call_order.descendants(info.decl.body):
        if (isinstance(node, ast.Name) and node.name == name) or (isinstance(node, ast.Member) and node.name.name == name):
            return True
    return False


def _assume_results(group: list[FunctionInfo]) -> None:
    """A recursion without declared results may only be one of procedures: nothing is returned and no call's value is used."""
    inferred = [info for info in group if info.decl.return_type is None]
    if any(_returns_a_value(info.decl.body) for info in inferred):
        return
    for info in inferred:
        info.result, info.result_representation = st.UNIT, represent(st.UNIT)
        info.drops_result = info.result_is_provisional = True


def _settle_assumptions(group: list[FunctionInfo]) -> None:
    failed = any(info.cannot_infer for info in group)
    drops = any(info.drops_result for info in group) and not failed
    for info in group:
        info.result_is_provisional = False
        info.drops_result = drops
        if failed and info.decl.return_type is None:
            info.result = st.POISON


def _returns_a_value(block: ast.Block) -> bool:
    for stmt in block.stmts:
        match stmt:
            case ast.Return(value=value):
                found = value is not None
            case ast.If(then_block=then_block, else_ifs=else_ifs, else_block=else_block):
                blocks = [then_block, *(branch.block for branch in else_ifs), *([else_block] if else_block else [])]
                found = any(_returns_a_value(inner) for inner in blocks)
            case ast.Match(cases=cases):
                found = any(_returns_a_value(case.block) for case in cases)
            case ast.For(block=inner) | ast.While(block=inner) | ast.Transaction(block=inner):
                found = _returns_a_value(inner)
            case _:
                found = False
        if found:
            return True
    return False
