"""Pass elide-rc: a part that outlives its container takes over the container's count.

In:      fuse + func, cf, arith, ub, flat, with counts (from insert-rc).
Out:     the same, fewer counts; some fuse.option.get, fuse.struct.get and fuse.enum.get carry the unit attribute `move`: they
         consume the container, their result is owned, and whatever else the container held is released.
Why here: insert-rc retains a part before it is consumed and releases the container when nothing else needs it. Where both happen
          at one
         place the count only goes up and down again; worse, in between a list inside has two owners, so that an update would copy
         it.
Method:  `retain part; release container` becomes a second reading of the part that moves it; what follows in the block uses that.
         Between the two stand nothing but other counts. Only parts that no other block uses: elsewhere the first reading may be
         meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from mlir.ir import InsertionPoint, Operation, OpResult, UnitAttr, Value

from .call_graph import functions_of
from .ownership_facts import FACTS, MOVE

COUNTS = ("fuse.retain", "fuse.release")


def elide_rc(module: Operation) -> dict[str, int]:
    """Rewrite all functions of the module; returns how many retains and releases went."""
    elided = 0
    for function in functions_of(module):
        for block in function.regions[0].blocks:
            for run in _runs_of_counts([view.operation for view in block.operations]):
                elided += 2 * _move_parts(run)
    return {"elided": elided}


def _runs_of_counts(ops: list[Operation]) -> Iterator[list[Operation]]:
    """The runs of neighbouring retains and releases, in order."""
    run: list[Operation] = []
    for op in ops:
        if op.name in COUNTS:
            run.append(op)
        elif run:
            yield run
            run = []


def _move_parts(run: list[Operation]) -> int:
    """Turn retains of parts, with the releases of their containers, into moves; returns how many."""
    releases = {op.operands[0]: op for op in run if op.name == "fuse.release"}
    retains = [op for op in run if op.name == "fuse.retain"]
    parts = [op.operands[0] for op in retains]
    moved = 0
    for retain, part in zip(retains, parts, strict=True):
        # Retained twice here, a part is needed twice: the container's count is only one of them.
        read = _reading_of(part) if parts.count(part) == 1 else None
        release = releases.get(read.operands[0]) if read is not None else None
        if release is None or not retain.is_before_in_block(release) or not _used_here_only(retain):
            continue
        del releases[release.operands[0]]
        _move(read, retain, release)
        moved += 1
    return moved


def _reading_of(part: Value) -> Operation | None:
    """The op that read the part out of an option, a struct or an enum; None for any other value."""
    if not isinstance(part, OpResult):
        return None
    maker = part.owner.operation
    row = FACTS.get(maker.name)
    return maker if row is not None and row.movable and MOVE not in maker.attributes else None


def _used_here_only(retain: Operation) -> bool:
    """Whether all uses of the part stand in the block of its retain."""
    return all(use.owner.operation.block == retain.block for use in retain.operands[0].uses)


def _move(read: Operation, retain: Operation, release: Operation) -> None:
    part = retain.operands[0]
    later = [use for use in _uses(part) if release.is_before_in_block(use)]
    with InsertionPoint(release), read.location:
        moving = read.clone()
    moving.attributes[MOVE] = UnitAttr.get(read.context)
    for user in later:
        for position, operand in enumerate(user.operands):
            if operand == part:
                user.operands[position] = moving.results[0]
    retain.erase()
    release.erase()
    if not _uses(part):
        read.erase()


def _uses(value: Value) -> list[Operation]:
    """The ops that use the value."""
    return [use.owner.operation for use in value.uses]
