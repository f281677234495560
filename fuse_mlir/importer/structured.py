"""`scf` forms: what the regions of a compound statement yield, and `if`.

The results of an `scf` op are the variables its statement assigns, in order of declaration; a statement at the end of the function
(`Flow.tail`) yields the function's result instead.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mlir import ir

from ..frontend.canonical import program as c
from .dynamic_operations import truth
from .flow import Flow
from .state import FunctionState, Importing


def outcome_types(f: FunctionState, flow: Flow) -> list[ir.Type]:
    return f.types.results(f.result) if flow.tail else f.types_of(flow.assigned)


def outcome(f: FunctionState, flow: Flow, loc: ir.Location) -> list[ir.Value]:
    """What the region ends with; a path of a tail statement that ends in a raise has no value of its own."""
    if not flow.tail:
        return f.current(flow.assigned)
    return [f.poison(type_, loc) for type_ in outcome_types(f, flow)] if f.reachable else f.returned


def conclude(f: FunctionState, flow: Flow, results: Sequence[ir.Value]) -> None:
    """Go on after the statement, whose outcome is `results`."""
    if flow.tail:
        f.returned = list(results)
    else:
        f.assign(flow.assigned, results)


def fill(
    f: FunctionState,
    region: ir.Region,
    body: list[c.Stmt],
    flow: Flow,
    loc: ir.Location,
    before: Callable[[], None] = lambda: None,
) -> Importing:
    """Import `body` into an empty region, after what `before` emits; the variables around it are as they were."""
    saved = f.current(flow.assigned)
    with f.inside(region, region.blocks.append()):
        before()
        yield body
        f.op("scf.yield", outcome(f, flow, loc), [], loc)
    f.assign(flow.assigned, saved)
    f.reachable = True


def if_(f: FunctionState, node: c.If) -> Importing:
    loc = f.at(node.span)
    flow = f.flow.of(node)
    condition = truth(f, (yield node.condition), loc)
    types = outcome_types(f, flow)
    op = f.op("scf.if", [condition], types, loc, regions=2)
    yield from fill(f, op.regions[0], node.then, flow, loc)
    if node.otherwise or types:
        yield from fill(f, op.regions[1], node.otherwise, flow, loc)
    conclude(f, flow, op.results)


def tail(f: FunctionState, node: c.If | c.Match, make: Callable[[FunctionState, c.Stmt], Importing]) -> Importing:
    """A statement that ends the function: returns what it yields."""
    outer = f.in_tail
    f.in_tail = True
    yield from make(f, node)
    f.in_tail = outer
    f.reachable = False
    if not outer:
        f.op("func.return", f.returned, [], f.at(node.span))
