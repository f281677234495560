"""Blocks: `if` and loops that something leaves early.

The variables a statement assigns become arguments of the block after it, and of the header of a loop. A block gets its branch
when the target exists, so the blocks of a function stand in source order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mlir import ir

from ..frontend.canonical import program as c
from .dynamic_operations import truth
from .flow import Flow
from .loops import add_without_overflow, begin_step, steps_of
from .state import FunctionState, Importing, Loop

# A block that arrives at a join, and the values of the joined variables there.
End = tuple[ir.Block, list[ir.Value]]


def joining_block(f: FunctionState, flow: Flow) -> ir.Block:
    """A new block whose arguments are the variables the statement assigns."""
    return f.new_block(f.types_of(flow.assigned), f.places_of(flow.assigned))


def resume(f: FunctionState, flow: Flow, block: ir.Block, arguments: Sequence[ir.Value]) -> None:
    """Go on in `block`, where the assigned variables are `arguments`."""
    f.enter(block)
    f.assign(flow.assigned, arguments)
    f.reachable = True


def join(f: FunctionState, flow: Flow, ends: list[End], loc: ir.Location) -> None:
    """Go on after a statement that arrives from `ends`; from nowhere, nothing after it is reached."""
    if not ends:
        f.reachable = False
        return
    after = joining_block(f, flow)
    for block, values in ends:
        f.branch(block, after, values, loc)
    resume(f, flow, after, after.arguments)


def if_(f: FunctionState, node: c.If) -> Importing:
    loc = f.at(node.span)
    flow = f.flow.of(node)
    condition = truth(f, (yield node.condition), loc)
    origin, before = f.block, f.current(flow.assigned)
    targets: list[ir.Block] = []
    ends: list[End] = []
    for body in (node.then, node.otherwise):
        targets.append(f.new_block())
        resume(f, flow, targets[-1], before)
        yield body
        if f.reachable:
            ends.append((f.block, f.current(flow.assigned)))
    f.branch_if(origin, condition, targets[0], targets[1], loc)
    join(f, flow, ends, loc)


def for_(f: FunctionState, node: c.For) -> Importing:
    loc = f.at(node.span)
    flow = f.flow.of(node)
    steps = yield from steps_of(f, node)
    types, places = f.types_of(flow.assigned), f.places_of(flow.assigned)
    header = f.new_block([f.types.int, *types], [loc, *places])
    f.branch(f.block, header, [f.const_int(0, loc), *f.current(flow.assigned)], loc)
    step, *carried = header.arguments
    resume(f, flow, header, carried)
    condition = f.compare("slt", step, steps.count, loc)

    def repeat(place: ir.Location) -> None:
        following = add_without_overflow(f, step, f.const_int(1, place), place)
        f.branch(f.block, header, [following, *f.current(flow.assigned)], place)

    yield from _body(f, node, condition, lambda: begin_step(f, node, steps, step), repeat)


def while_(f: FunctionState, node: c.While) -> Importing:
    loc = f.at(node.span)
    flow = f.flow.of(node)
    header = joining_block(f, flow)
    f.branch(f.block, header, f.current(flow.assigned), loc)
    resume(f, flow, header, header.arguments)
    condition = truth(f, (yield node.condition), loc)

    def repeat(place: ir.Location) -> None:
        f.branch(f.block, header, f.current(flow.assigned), place)

    yield from _body(f, node, condition, lambda: None, repeat)


def _body(
    f: FunctionState,
    node: c.For | c.While,
    condition: ir.Value,
    begin: Callable[[], None],
    repeat: Callable[[ir.Location], None],
) -> Importing:
    """The rest of a loop whose header, the current block, goes on when `condition` holds."""
    loc = f.at(node.span)
    flow = f.flow.of(node)
    header_end, arriving = f.block, f.current(flow.assigned)
    body = f.new_block()
    f.enter(body)
    begin()
    f.loops.append(Loop(flow.assigned, repeat))
    yield node.body
    if f.reachable:
        repeat(loc)
    loop = f.loops.pop()
    done = f.new_block()
    f.branch_if(header_end, condition, body, done, loc)
    join(f, flow, [(done, arriving), *loop.exits], loc)


def enclosed(f: FunctionState, node: c.For | c.While, make: Callable[[FunctionState, c.Stmt], Importing]) -> Importing:
    """A loop of blocks in a region of its own, for a place where only one block may stand."""
    loc = f.at(node.span)
    flow = f.flow.of(node)
    op = f.op("scf.execute_region", [], f.types_of(flow.assigned), loc, regions=1)
    with f.inside(op.regions[0], op.regions[0].blocks.append(), structured=False):
        yield from make(f, node)
        f.op("scf.yield", f.current(flow.assigned), [], loc)
    f.assign(flow.assigned, op.results)
