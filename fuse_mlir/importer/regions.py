"""Values that are made in regions: one of two, and step by step in a loop."""

from __future__ import annotations

from collections.abc import Callable

from mlir import ir

from .emitter import Emitter


def either(
    f: Emitter,
    condition: ir.Value,
    type_: ir.Type,
    then: Callable[[], ir.Value],
    otherwise: Callable[[], ir.Value],
    loc: ir.Location,
) -> ir.Value:
    """The value that one of the branches makes."""
    op = f.op("scf.if", [condition], [type_], loc, regions=2)
    for region, branch in zip(op.regions, (then, otherwise), strict=True):
        with f.inside(region, region.blocks.append()):
            f.op("scf.yield", [branch()], [], loc)
    return op.result


def accumulated(
    f: Emitter, count: ir.Value, first: ir.Value, step: Callable[[ir.Value, ir.Value], ir.Value], loc: ir.Location
) -> ir.Value:
    """What `step` makes of `first` for the positions from 0 on, one after the other."""
    op = f.op("scf.for", [f.const_int(0, loc), count, f.const_int(1, loc), first], [first.type], loc, regions=1)
    block = op.regions[0].blocks.append(f.types.int, first.type, arg_locs=[loc, loc])
    with f.inside(op.regions[0], block):
        f.op("scf.yield", [step(*block.arguments)], [], loc)
    return op.result


def each(f: Emitter, count: ir.Value, emit: Callable[[ir.Value], None], loc: ir.Location) -> None:
    """What `emit` emits, for the positions from 0 on."""
    op = f.op("scf.for", [f.const_int(0, loc), count, f.const_int(1, loc)], [], loc, regions=1)
    block = op.regions[0].blocks.append(f.types.int, arg_locs=[loc])
    with f.inside(op.regions[0], block):
        emit(block.arguments[0])
        f.op("scf.yield", [], [], loc)


def when(f: Emitter, condition: ir.Value, emit: Callable[[], None], loc: ir.Location) -> None:
    """What `emit` emits, where a condition holds."""
    op = f.op("scf.if", [condition], [], loc, regions=2)
    with f.inside(op.regions[0], op.regions[0].blocks.append()):
        emit()
        f.op("scf.yield", [], [], loc)
