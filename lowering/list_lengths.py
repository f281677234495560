"""Which lists have the same length because one was made from the other.

In:      a function of fuse, scf and cf ops.
Out:     for each list value its origin: the earliest value in scope that surely has the same length. A store and
         `fuse.list.unique` keep the length; a carried variable has the length of what it starts with when every iteration hands on
         a list of that origin.
Method:  optimistic: a value that others flow into has no origin at first; it takes the one its sources agree on, and is its own
         origin when they do not. Origins only ever move towards the value itself, so the rounds end.
"""

from __future__ import annotations

from mlir.ir import Block, Operation, Region, Value, WalkOrder, WalkResult

from ..dialects import fuse
from .value_sources import Sources

_KEEP_LENGTH = ("fuse.list.set", "fuse.list.set_unchecked", "fuse.list.unique")


class ListLengths:
    """Origins of the list values of one function."""

    def __init__(self, function: Operation, sources: Sources) -> None:
        self._sources = {value: incoming for value, incoming in sources.items() if fuse.is_list(value.type)}
        self._add_stores(function)
        self._origins: dict[Value, Value] = {}
        pending = True
        while pending:
            pending = False
            for value, incoming in self._sources.items():
                origin = self._agreed(value, incoming)
                if origin is not None and not self._has_origin(value, origin):
                    self._origins[value] = origin
                    pending = True

    def origin(self, value: Value) -> Value:
        """The earliest list with the length of `value`; the value itself when none is known."""
        return self._origins.get(value, value)

    def _has_origin(self, value: Value, origin: Value) -> bool:
        return value in self._origins and self._origins[value] == origin

    def _add_stores(self, function: Operation) -> None:
        def visit(op: Operation) -> WalkResult:
            if op.name in _KEEP_LENGTH:
                self._sources[op.result] = [op.operands[0]]
            return WalkResult.ADVANCE

        function.walk(visit, WalkOrder.PRE_ORDER)

    def _agreed(self, value: Value, incoming: list[Value]) -> Value | None:
        """The origin of all sources that have one by now; None while none has."""
        if self._has_origin(value, value):
            return value
        agreed: Value | None = None
        for source in incoming:
            origin = self._origins.get(source) if source in self._sources else source
            if origin is None or origin == value:
                continue
            if agreed is None:
                agreed = origin
            elif agreed != origin:
                return value
        return agreed if agreed is None or in_scope(agreed, value) else value


def in_scope(value: Value, user: Value) -> bool:
    """Whether `value` is defined in a region around the definition of `user`, or in the same one."""
    region = region_of(value)
    around = region_of(user)
    while around != region:
        parent = around.owner.operation
        if parent.name == "func.func":
            return False
        around = parent.block.region
    return True


def region_of(value: Value) -> Region:
    """The region in which a value is defined."""
    owner = value.owner
    return owner.region if isinstance(owner, Block) else owner.operation.block.region
