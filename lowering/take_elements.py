"""Pass take-elements: nested stores move the inner value out and back instead of copying it.

In:      fuse + func, cf, arith, ub, flat, value semantics; no counts yet.
Out:     the same; nested stores use fuse.list.take / .put, fuse.map.take / .put and fuse.struct.take / .put.
Why here: `m[i][j] = v` reads the row, updates it and stores it back. While the matrix still holds the row, the row has two
          owners, so the
         update copies it. Moved out, it has one. Counts follow from the new form, so this comes before infer-ownership and
         insert-rc.
Method:  a store whose value is made, in the same block, by updating what was read from the same place of the same container is a
         nest; nests go as deep as the source does. Just before the innermost update each level is taken, outermost first; the
         stores become puts. Folding reads a field that was not stored from the struct before the store: such reads first go back
         to the newest version of the struct, so that the old one ends. Only where the container is used for nothing else from there
         on: otherwise its old value is still needed, and a copy with it.
"""

from __future__ import annotations

from dataclasses import dataclass

from mlir.ir import InsertionPoint, Operation, StringAttr, Value

from ..dialects import fuse
from .call_graph import functions_of, has_body
from .cfg import BlockNode, FunctionGraph, OpNode
from .counted_types import CountedTypes
from .liveness import Liveness
from .merged_reads import split_merged_reads
from .owned_values import OwnedValues
from .ownership_facts import Use
from .ownership_signature import function_type

# The stores, with the op that reads the same place; the stored value is the last operand.
READ_OF = {
    "fuse.list.set_unchecked": "fuse.list.get_unchecked",
    "fuse.map.set_at": "fuse.map.value_at",
    "fuse.struct.set": "fuse.struct.get",
}
# What updates its first operand in place when it has one owner.
UPDATES = (
    "fuse.list.concat",
    "fuse.list.push",
    "fuse.list.set_unchecked",
    "fuse.list.unique",
    "fuse.map.set",
    "fuse.map.set_at",
    "fuse.str.append",
    "fuse.struct.set",
)


def take_elements(module: Operation) -> dict[str, int]:
    """Rewrite all functions of the module; returns how many levels were taken."""
    types = CountedTypes(module)
    taken = 0
    for function in functions_of(module):
        if has_body(function) and _has_stores(function, types):
            _read_newest(function)
            split_merged_reads(function, UPDATES)
            taken += _FunctionNests(function, types).rewrite()
    return {"taken": taken}


def _has_stores(function: Operation, types: CountedTypes) -> bool:
    """Whether anything counted is stored anywhere: most functions need no closer look."""
    for block in function.regions[0].blocks:
        for view in block.operations:
            if view.operation.name in READ_OF and types.is_counted(list(view.operation.operands)[-1].type):
                return True
    return False


def _read_newest(function: Operation) -> None:
    """Make each read of a struct's field read from the last version of the struct in its block with the same field."""
    for block in function.regions[0].blocks:
        stores: dict[Value, Operation] = {}
        for op in [view.operation for view in block.operations]:
            if op.name == "fuse.struct.set":
                stores[op.operands[0]] = op
            elif op.name == "fuse.struct.get":
                struct = op.operands[0]
                while (store := stores.get(struct)) is not None and store.attributes["field"] != op.attributes["field"]:
                    struct = store.results[0]
                op.operands[0] = struct


@dataclass(slots=True)
class _Level:
    """One level of a nest: `store` puts back into its container what `inner` made of what `read` read there."""

    store: OpNode
    read: OpNode
    inner: OpNode


class _FunctionNests:
    """Finds and rewrites the nests of one function."""

    def __init__(self, function: Operation, types: CountedTypes) -> None:
        self._graph = graph = FunctionGraph(function)
        # Whether parameters are owned is decided later; a parameter that a nest stores into will be.
        owned = OwnedValues(graph, types, [Use.CONSUME] * len(function_type(function).inputs))
        self._counted = owned.counted
        self._roots = owned.roots
        self._liveness = Liveness(graph, owned.roots)
        self._maker: dict[int, tuple[int, OpNode]] = {}
        self._use_count = [0] * len(graph.values)
        for block in graph.blocks:
            for node in block.ops:
                for number in node.results:
                    self._maker[number] = (block.index, node)
                for number in node.operands:
                    self._use_count[number] += 1

    def rewrite(self) -> int:
        taken = 0
        for block in self._graph.blocks:
            covered: set[int] = set()
            # Outermost stores come last, and a later nest may start from the result of an earlier one.
            for node in reversed(block.ops):
                if node.name not in READ_OF or node.position in covered:
                    continue
                levels = self._nest(block, node)
                if levels and self._nothing_else_needs(block, levels):
                    covered.update(level.store.position for level in levels)
                    self._rewrite_nest(levels)
                    taken += len(levels)
        return taken

    # ---- finding

    def _nest(self, block: BlockNode, store: OpNode) -> list[_Level]:
        levels: list[_Level] = []
        while store.name in READ_OF and self._counted[store.operands[-1]]:
            inner = self._first_update(block, store.operands[-1])
            if inner is None:
                break
            _, read = self._maker.get(inner.operands[0], (0, None))
            if read is None or read.name != READ_OF[store.name] or not _same_place(store, read):
                break
            levels.append(_Level(store, read, inner))
            store = inner
        return levels

    def _first_update(self, block: BlockNode, number: int) -> OpNode | None:
        """The first of the updates that lead to this value, each made for the next one alone and in this block."""
        first: OpNode | None = None
        while self._use_count[number] == 1:
            index, node = self._maker.get(number, (-1, None))
            if node is None or index != block.index or node.name not in UPDATES:
                break
            first, number = node, node.operands[0]
        return first

    def _nothing_else_needs(self, block: BlockNode, levels: list[_Level]) -> bool:
        """Whether the outermost container, and every part of it, has no use from the innermost update on but the nest itself."""
        store, inner = levels[0].store, levels[-1].inner
        root = self._roots[store.operands[0]]
        if root is None or self._liveness.live_out[block.index] >> root & 1:
            return False
        own = {inner.position} | {level.store.position for level in levels}
        for node in block.ops[inner.position :]:
            operands = node.operands[1:] if node.position in own else node.operands
            if any(self._roots[number] == root for number in operands):
                return False
        return True

    # ---- rewriting

    def _rewrite_nest(self, levels: list[_Level]) -> None:
        inner = levels[-1].inner.op
        # Asked of the op: an earlier nest may have replaced the value since it was numbered.
        container = levels[0].store.op.operands[0]
        rests: list[Value] = []
        for level in levels:
            with InsertionPoint(inner), level.store.op.location:
                rest, container = self._take(level, container)
            rests.append(rest)
        inner.operands[0] = container
        for level, rest in zip(levels, rests, strict=True):
            with InsertionPoint(level.store.op), level.store.op.location:
                put = self._put(level, rest)
            level.store.op.results[0].replace_all_uses_with(put)
            level.store.op.erase()
        for level in reversed(levels):
            if not any(True for _ in level.read.op.results[0].uses):
                level.read.op.erase()

    def _take(self, level: _Level, container: Value) -> tuple[Value, Value]:
        if level.read.name == "fuse.list.get_unchecked":
            take = fuse.ListTakeOp(container, level.store.op.operands[1])
        elif level.read.name == "fuse.map.value_at":
            take = fuse.MapTakeOp(container, level.store.op.operands[1])
        else:
            take = fuse.StructTakeOp(container.type, level.read.op.results[0].type, container, level.read.op.attributes["field"])
        return take.results[0], take.results[1]

    def _put(self, level: _Level, rest: Value) -> Value:
        if level.read.name == "fuse.list.get_unchecked":
            return fuse.ListPutOp(rest, *list(level.store.op.operands)[1:]).result
        if level.read.name == "fuse.map.value_at":
            return fuse.MapPutOp(rest, *list(level.store.op.operands)[1:]).result
        return fuse.StructPutOp(rest, level.store.op.attributes["field"], level.store.op.operands[1]).result


def _same_place(store: OpNode, read: OpNode) -> bool:
    """Whether the store writes the element or field that was read, of the same container value."""
    if store.operands[0] != read.operands[0]:
        return False
    if store.name != "fuse.struct.set":
        return store.operands[1] == read.operands[1]
    return StringAttr(store.op.attributes["field"]).value == StringAttr(read.op.attributes["field"]).value
