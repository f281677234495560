"""Pass infer-unique: mark list updates whose list is proven to have one owner with the unit attribute `unique`.

In:      fuse + func, cf, arith, ub, flat, with counts (from insert-rc, elide-rc).
Out:     the same; `unique` on fuse.list.set_unchecked and fuse.list.unique where the lowering needs no test of the count.
Why here: counts say who else holds a list: a list made here and never retained is held once. Later nothing may add a retain.
Method:  a list is unique when it is a fresh result (`unique` and `unique_like` of the ownership table) and is never retained in its
         function. Block arguments, owned parameters and results of calls are unique when everything that flows into them is. All
         are assumed unique first, and what is not takes the values it flows into with it, across the whole program (greatest
         fixed point).
"""

from __future__ import annotations

from collections.abc import Iterator

from mlir.ir import Operation, Type, UnitAttr

from ..dialects import fuse
from .call_graph import callee_of, functions_of, has_body, symbol_of
from .cfg import FunctionGraph, OpNode
from .ownership_facts import FACTS, ResultKind, Use
from .ownership_signature import parameter_uses

UNIQUE = "unique"
UPDATES = ("fuse.list.set_unchecked", "fuse.list.take", "fuse.list.unique")

# A place where lists flow together: a value of a function (name, value number), or one of its parameters or results (name,
# "parameter", "lent" or "result", position).
Place = tuple[str, int] | tuple[str, str, int]


class _Flow:
    """Where lists flow from and to, and which places hold lists that may be shared."""

    def __init__(self, module: Operation) -> None:
        self._list_types: dict[Type, bool] = {}
        self._targets: dict[Place, list[Place]] = {}
        # A dict for its order.
        self._shared: dict[Place, None] = {}
        # Borrowed parameters: their position. A place (name, "lent", position) is shared when the function keeps a count of one.
        self._lent: dict[Place, int] = {}
        self._updates: list[tuple[Place, Operation]] = []
        functions = functions_of(module)
        self._bodies = {symbol_of(function) for function in functions if has_body(function)}
        called: set[str] = set()
        for function in functions:
            if has_body(function):
                called.update(self._read(symbol_of(function), FunctionGraph(function), parameter_uses(function)))
        for function in functions:
            # Nobody known calls it, so nobody promises anything about its arguments.
            if symbol_of(function) not in called:
                for position in range(len(parameter_uses(function))):
                    self._share((symbol_of(function), "parameter", position))

    def mark(self) -> int:
        """Spread sharing, then mark the updates of unique lists; returns how many."""
        pending = list(self._shared)
        for place in pending:
            for target in self._targets.get(place, ()):
                if target not in self._shared:
                    self._share(target)
                    pending.append(target)
        marked = 0
        for place, op in self._updates:
            if place not in self._shared:
                op.attributes[UNIQUE] = UnitAttr.get(op.context)
                marked += 1
        return marked

    def _share(self, place: Place) -> None:
        self._shared.setdefault(place)

    def _is_list(self, type_: Type) -> bool:
        known = self._list_types.get(type_)
        if known is None:
            known = self._list_types[type_] = fuse.is_list(type_)
        return known

    def _flow(self, source: Place, target: Place) -> None:
        self._targets.setdefault(source, []).append(target)

    def _read(self, name: str, graph: FunctionGraph, uses: list[Use | None]) -> Iterator[str]:
        """Note the flow in one function; yields the functions that it calls."""
        is_list = [self._is_list(value.type) for value in graph.values]
        for position, (number, use) in enumerate(zip(graph.entry.arguments, uses, strict=True)):
            if use is Use.CONSUME:
                self._flow((name, "parameter", position), (name, number))
            else:
                self._share((name, number))
                self._lent[name, number] = position
        for block in graph.blocks:
            for edge in block.successors:
                for source, target in zip(edge.operands, graph.blocks[edge.target].arguments, strict=True):
                    if is_list[source]:
                        self._flow((name, source), (name, target))
            for node in block.ops:
                if node.name == "func.call":
                    yield callee_of(node.op)
                self._read_op(name, node, is_list)

    def _read_op(self, name: str, node: OpNode, is_list: list[bool]) -> None:
        if node.name == "fuse.retain":
            self._share((name, node.operands[0]))
            if (name, node.operands[0]) in self._lent:
                self._share((name, "lent", self._lent[name, node.operands[0]]))
        elif node.name == "func.call":
            self._read_call(name, node, is_list)
        elif node.name == "func.return":
            for position, number in enumerate(node.operands):
                self._flow((name, number), (name, "result", position))
        else:
            row = FACTS.get(node.name)
            if row is not None and row.unique_like is not None:
                self._flow((name, node.operands[row.unique_like]), (name, node.results[0]))
                return
            for position, number in enumerate(node.results):
                # A constant list is shared by all who read it.
                free = row is not None and row.result is ResultKind.FREE and node.name != "fuse.list.constant"
                fresh = free or (row is not None and position in row.unique)
                if is_list[number] and not fresh:
                    self._share((name, number))
        if node.name in UPDATES:
            self._updates.append(((name, node.operands[0]), node.op))

    def _read_call(self, name: str, node: OpNode, is_list: list[bool]) -> None:
        callee = callee_of(node.op)
        for position, number in enumerate(node.operands):
            if is_list[number]:
                self._flow((name, number), (callee, "parameter", position))
                self._flow((callee, "lent", position), (name, number))
                if (name, number) in self._lent:
                    self._flow((callee, "lent", position), (name, "lent", self._lent[name, number]))
        for position, number in enumerate(node.results):
            if not is_list[number]:
                continue
            if callee in self._bodies:
                self._flow((callee, "result", position), (name, number))
            else:
                self._share((name, number))


def infer_unique(module: Operation) -> dict[str, int]:
    """Attach `unique`; returns how many updates have it."""
    return {"unique": _Flow(module).mark()}
