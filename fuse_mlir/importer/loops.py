"""Loops that nothing leaves early, as `scf.for` and `scf.while`; and what one step of any `for` does.

A `for` counts from 0 in steps of 1, over the length of a list or map or over the number of steps of an Int range, which is never
built as a list. Its element is `low + step`, which cannot overflow: `fuse.range.check` made sure of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from .dynamic import builtin
from .dynamic_operations import truth
from .flow import Flow
from .maps import value_at
from .patterns import bind, irrefutable, matches
from .state import FunctionState, Importing


@dataclass(slots=True)
class Steps:
    """How often a `for` runs, and how to get the element of a step."""

    count: ir.Value
    element: Callable[[ir.Value, ir.Location], ir.Value]
    type: t.Type


def steps_of(f: FunctionState, node: c.For) -> Importing:
    """Evaluate the iterable of a `for`, once."""
    iterable = node.iterable
    loc = f.at(iterable.span)
    if isinstance(iterable.type, t.MapType):
        map_ = yield iterable
        element = iterable.type.value
        count = f.value("fuse.map.length", [map_], f.types.int, loc)
        return Steps(count, lambda step, place: value_at(f, map_, step, f.types.of(element), place), element)
    if iterable.type == t.ANY:
        items = builtin(f, "any.items", [(yield iterable)], loc)
        return _elements(f, items, t.ANY, loc)
    element = iterable.type.element
    if isinstance(iterable, c.Range) and element == t.INT:
        low = yield iterable.low
        high = yield iterable.high
        count = f.value("fuse.range.check", [low, high], f.types.int, loc)
        return Steps(count, lambda step, place: add_without_overflow(f, low, step, place), element)
    return _elements(f, (yield iterable), element, loc)


def _elements(f: FunctionState, list_: ir.Value, element: t.Type, loc: ir.Location) -> Steps:
    count = f.value("fuse.list.length", [list_], f.types.int, loc)
    type_ = f.types.of(element)
    return Steps(count, lambda step, place: f.value("fuse.list.get_unchecked", [list_, step], type_, place), element)


def begin_step(f: FunctionState, node: c.For, steps: Steps, step: ir.Value) -> None:
    """Get the element of `step` and bind the pattern to it."""
    pattern = node.pattern
    loc = f.at(pattern.span)
    if isinstance(pattern, c.AnyPattern):
        return
    named = isinstance(pattern, c.BindPattern)
    element = steps.element(step, f.module.locations.named(pattern.local.name, pattern.span) if named else loc)
    if not irrefutable(pattern, steps.type):
        with f.check(matches(f, pattern, element, steps.type), loc):
            f.raise_text(["for pattern did not match value"], loc)
    with f.block_of_source(pattern.span, node.body):
        bind(f, pattern, element, steps.type)


def counted(f: FunctionState, node: c.For) -> Importing:
    """`scf.for` that carries the variables its body assigns."""
    loc = f.at(node.span)
    flow = f.flow.of(node)
    steps = yield from steps_of(f, node)
    bounds = [f.const_int(0, loc), steps.count, f.const_int(1, loc)]
    op = f.op("scf.for", [*bounds, *f.current(flow.assigned)], f.types_of(flow.assigned), loc, regions=1)
    block = op.regions[0].blocks.append(f.types.int, *f.types_of(flow.assigned), arg_locs=[loc, *f.places_of(flow.assigned)])
    with f.inside(op.regions[0], block):
        step, *carried = block.arguments
        f.assign(flow.assigned, carried)
        begin_step(f, node, steps, step)
        yield node.body
        f.op("scf.yield", f.current(flow.assigned), [], loc)
    f.assign(flow.assigned, op.results)


def repeated(f: FunctionState, node: c.While) -> Importing:
    """`scf.while` that carries the variables its body assigns."""
    loc = f.at(node.span)
    flow = f.flow.of(node)
    op = f.op("scf.while", f.current(flow.assigned), f.types_of(flow.assigned), loc, regions=2)
    before, after = op.regions
    with f.inside(before, _carrying_block(f, before, flow)):
        condition = truth(f, (yield node.condition), loc)
        f.op("scf.condition", [condition, *f.current(flow.assigned)], [], loc)
    with f.inside(after, _carrying_block(f, after, flow)):
        yield node.body
        f.op("scf.yield", f.current(flow.assigned), [], loc)
    f.assign(flow.assigned, op.results)


def _carrying_block(f: FunctionState, region: ir.Region, flow: Flow) -> ir.Block:
    """The block of a region of `scf.while`; its arguments are the variables from here on."""
    block = region.blocks.append(*f.types_of(flow.assigned), arg_locs=f.places_of(flow.assigned))
    f.assign(flow.assigned, block.arguments)
    return block


def add_without_overflow(f: FunctionState, left: ir.Value, right: ir.Value, loc: ir.Location) -> ir.Value:
    """`left + right` where the sum is known to be an Int."""
    return f.value("arith.addi", [left, right], f.types.int, loc, {"overflowFlags": f.module.no_signed_wrap})
