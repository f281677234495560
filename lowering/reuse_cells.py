"""Pass reuse-cells: a cell that dies where another of the same size is made becomes that other one.

In:      fuse + func, cf, arith, ub, flat, with counts.
Out:     the same. A `fuse.release` whose cell is used again, and the `fuse.struct.make` or `fuse.enum.make` that uses it, carry the
         same number as `fuse.reuse`. Where parts of the cell are kept, the release names them: `fuse.kept` has their positions,
         `fuse.variant` the variant that the cell of an enum holds. Their `fuse.retain` ops stand right before the release and carry
         `fuse.moved`: where the cell has no other owner, its own counts move out, and nothing is counted.
         As a whole this counts as it did before, so verify-owned need not know of it.
Why here: after all that decides where counts stand; the lowering of cells obeys.
Method:  in each block a release of a cell is paired with the next unpaired making of a cell of the same type. The release moves up
         to the first retain of a part, and the reading and retaining of other parts with it, provided that nothing in between looks
         at the cell in another way. That is what makes the parts unique for what is called in between: `Node(insert(left), v,
         right)` then updates a tree in place from its root on.
Source:  Reinking et al., Perceus, PLDI 2021 (reuse analysis, drop specialization).
"""

from __future__ import annotations

from collections.abc import Iterator

from mlir import ir

from ..dialects import fuse
from .call_graph import functions_of, has_body
from .counted_types import CountedTypes

REUSE, KEPT, VARIANT, MOVED = "fuse.reuse", "fuse.kept", "fuse.variant", "fuse.moved"
MAKES = ("fuse.struct.make", "fuse.enum.make")
READS = ("fuse.struct.get", "fuse.enum.get")
_CONTENT = "fuse.option.get"
# They look at a reference, not at what it refers to.
_SHALLOW = (_CONTENT, "fuse.option.is_some")


def reuse_cells(module: ir.Operation) -> dict[str, int]:
    """Pair releases of cells with makings of others."""
    types = CountedTypes(module)
    fields = _field_names(module)
    pairs = 0
    for function in functions_of(module) if types.any_boxed else ():
        if not has_body(function):
            continue
        number = 0
        for block in function.regions[0].blocks:
            _part_moves(block, types)
            for release, make in list(_pairs(block, types)):
                _gather(block, release, fields)
                attribute = ir.IntegerAttr.get(ir.IntegerType.get_signless(64, module.context), number)
                release.attributes[REUSE] = make.attributes[REUSE] = attribute
                number += 1
        pairs += number
    return {"reused": pairs}


def _field_names(module: ir.Operation) -> dict[str, list[str]]:
    """The names of the fields of each struct, in order."""
    return {
        fuse.definition_name(view): [name for name, _ in fuse.struct_fields(view)]
        for view in module.regions[0].blocks[0]
        if view.operation.name == "fuse.struct.def"
    }


def _part_moves(block: ir.Block, types: CountedTypes) -> None:
    """A part moved out of a cell, which may have other owners, is a part retained and a cell released."""
    for op in [view.operation for view in block]:
        if op.name in READS and "move" in op.attributes and types.is_boxed(op.operands[0].type):
            del op.attributes["move"]
            with ir.InsertionPoint(op), op.location:
                retain, release = fuse.RetainOp(op.results[0]), fuse.ReleaseOp(op.operands[0])
            retain.operation.move_after(op)
            release.operation.move_after(retain.operation)


def _pairs(block: ir.Block, types: CountedTypes) -> Iterator[tuple[ir.Operation, ir.Operation]]:
    """Each release of a cell with the making of a cell that follows it in the block."""
    dying: dict[ir.Type, list[ir.Operation]] = {}
    for view in block:
        op = view.operation
        if op.name == "fuse.release" and types.is_boxed(op.operands[0].type):
            dying.setdefault(op.operands[0].type, []).append(op)
        elif op.name in MAKES and dying.get(op.results[0].type) and len(op.operands):
            yield dying[op.results[0].type].pop(), op


def _gather(block: ir.Block, release: ir.Operation, fields: dict[str, list[str]]) -> None:
    """Bring together what is done to the cell at its end: reading its parts, retaining those that are kept, releasing it."""
    cell = release.operands[0]
    before = _ops_before(block, release)
    kept = _first_retains(before, cell)
    if not kept or not _undisturbed(before[before.index(kept[0]) :], cell, kept):
        return
    first = last = kept[0]
    for op in before[before.index(first) :]:
        if _reads(op, cell) or (op.name == _CONTENT and _part_of(op.results[0], cell)):
            op.move_before(first)
    for op in [*kept[1:], release]:
        op.move_after(last)
        last = op
    reads = [_read_of(op.operands[0], cell) for op in kept]
    for op in kept:
        op.attributes[MOVED] = ir.UnitAttr.get(op.context)
    with release.context:
        release.attributes[KEPT] = ir.DenseI64ArrayAttr.get(sorted(_position(read, fields) for read in reads))
    if reads[0].name == "fuse.enum.get":
        release.attributes[VARIANT] = reads[0].attributes["variant"]


def _ops_before(block: ir.Block, last: ir.Operation) -> list[ir.Operation]:
    found = []
    for view in block:
        if view.operation == last:
            return found
        found.append(view.operation)
    return found


def _reads(op: ir.Operation, cell: ir.Value) -> bool:
    return op.name in READS and op.operands[0] == cell


def _source(value: ir.Value) -> ir.Operation | None:
    """The op whose result a value is; None for a block argument."""
    return None if isinstance(value.owner, ir.Block) else value.owner.operation


def _read_of(value: ir.Value, cell: ir.Value) -> ir.Operation | None:
    """The op that read a part out of the cell, when the value is that part or the content of the option that it is."""
    source = _source(value)
    if source is not None and source.name == _CONTENT:
        source = _source(source.operands[0])
    return source if source is not None and _reads(source, cell) else None


def _part_of(value: ir.Value, cell: ir.Value) -> bool:
    """Whether a value is a part of the cell, or part of a part."""
    while (source := _source(value)) is not None and source.name in (*READS, _CONTENT):
        value = source.operands[0]
        if value == cell:
            return True
    return False


def _first_retains(ops: list[ir.Operation], cell: ir.Value) -> list[ir.Operation]:
    """The first retain of each part of the cell that is retained."""
    found: dict[tuple[str, str], ir.Operation] = {}
    for op in ops:
        read = _read_of(op.operands[0], cell) if op.name == "fuse.retain" else None
        if read is not None:
            # The same part may have been read twice; its count moves out once.
            place = tuple([str(read.attributes[name]) if name in read.attributes else "" for name in ("field", "index")])
            found.setdefault(place, op)
    return list(found.values())


def _undisturbed(ops: list[ir.Operation], cell: ir.Value, kept: list[ir.Operation]) -> bool:
    """Whether ops may as well run after the end of the cell. What they read of it can be read before; what is kept they use once,
    because that use may be its last."""
    uses = {op.operands[0]: 0 for op in kept}
    for op in ops:
        if op in kept or _reads(op, cell) or op.name in _SHALLOW:
            continue
        for operand in op.operands:
            if operand in uses:
                uses[operand] += 1
            elif operand == cell or _part_of(operand, cell):
                return False
    return all(count <= 1 for count in uses.values())


def _position(source: ir.Operation, fields: dict[str, list[str]]) -> int:
    if source.name == "fuse.enum.get":
        return ir.IntegerAttr(source.attributes["index"]).value
    return fields[fuse.symbol_name(source.operands[0].type)].index(ir.StringAttr(source.attributes["field"]).value)
