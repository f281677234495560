"""Pass hoist-uniqueness: a list that a loop stores into on every iteration is made unique before the loop.

In:      fuse + func, scf, arith.
Out:     the same; `fuse.list.unique` on the initial value of a carried list that the body of an `scf.for` or `scf.while` stores
         into unconditionally, and that is carried around through stores alone.
Why here: carried lists are still arguments of a loop. The ownership phase proves the stores inside to be on a unique list and
         drops their tests; a list that is unique already, as most are, costs one test before the loop.
Method:  outer loops first. A list whose origin has been made unique is not made unique again for a loop inside.
         A loop that runs no iteration pays for a copy of a shared list that it would not have made.
"""

from __future__ import annotations

from mlir.ir import InsertionPoint, Operation, Value, WalkOrder, WalkResult

from ..dialects import fuse
from .call_graph import functions_of, has_body
from .value_sources import terminator_of

_STORES = ("fuse.list.set", "fuse.list.set_unchecked")
_BOUNDS = {"scf.for": 3, "scf.while": 0}  # operands before the carried ones


def hoist_uniqueness(module: Operation) -> dict[str, int]:
    """Rewrite all functions of the module."""
    hoisted = 0
    for function in functions_of(module):
        if not has_body(function):
            continue
        done: dict[Value, None] = {}
        for loop in _loops_of(function):
            for position, argument in _stored_lists(loop):
                operand = _BOUNDS[loop.name] + position
                if _starts_unique(loop.operands[operand], done):
                    done[argument] = None
                    continue
                unique = fuse.ListUniqueOp(loop.operands[operand], loc=loop.location, ip=InsertionPoint(loop))
                loop.operands[operand] = unique.result
                done[argument] = None
                hoisted += 1
    return {"hoisted": hoisted}


def _loops_of(function: Operation) -> list[Operation]:
    """The loops of a function, outer before inner."""
    loops: list[Operation] = []

    def visit(op: Operation) -> WalkResult:
        if op.name in _BOUNDS:
            loops.append(op)
        return WalkResult.ADVANCE

    function.walk(visit, WalkOrder.PRE_ORDER)
    return loops


def _stored_lists(loop: Operation) -> list[tuple[int, Value]]:
    """Position and body argument of each carried list that each iteration stores into, and that is only ever stored into."""
    body = loop.regions[len(loop.regions) - 1].blocks[0]
    first = 1 if loop.name == "scf.for" else 0
    if loop.name == "scf.while" and not _passes_all(loop):
        return []
    found = []
    for position, result in enumerate(terminator_of(body).operands):
        argument = body.arguments[first + position]
        if fuse.is_list(argument.type) and _ends_at(result, argument):
            found.append((position, argument))
    return found


def _passes_all(loop: Operation) -> bool:
    """Whether an `scf.while` hands its arguments on to its body as they are."""
    before = loop.regions[0].blocks[0]
    return list(terminator_of(before).operands)[1:] == list(before.arguments)


def _ends_at(value: Value, start: Value) -> bool:
    """Whether `value` is `start` after stores, one at least, in the body of the loop or of counted loops directly in it."""
    stores = 0
    while value != start:
        stored = _before_store(value)
        if stored is None:
            return False
        value = stored
        stores += 1
    return stores > 0


def _before_store(value: Value) -> Value | None:
    """The list that `value` is after a store, or after a loop that stores into it on each iteration."""
    owner = value.owner
    op = getattr(owner, "operation", None)
    if op is None:
        return None
    if op.name in _STORES:
        return op.operands[0]
    if op.name in _BOUNDS:
        position = list(op.results).index(value)
        if any(position == stored for stored, _ in _stored_lists(op)):
            return op.operands[_BOUNDS[op.name] + position]
    return None


def _starts_unique(value: Value, done: dict[Value, None]) -> bool:
    """Whether `value` is an argument of an outer loop that is unique, after stores at most."""
    while value not in done:
        stored = _before_store(value)
        if stored is None:
            return False
        value = stored
    return True
