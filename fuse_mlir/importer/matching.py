"""`match`, in both forms.

A match whose arms are plain variants of an enum (each payload bound or ignored), with or without a last arm that takes the rest,
becomes a switch on the tag; any other becomes a chain of tests in the order of the arms. When the arms name every variant, the
last of them needs no test: a tag is always that of a declared variant.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from . import structured as scf
from .branches import End, join, resume
from .patterns import bind, irrefutable, matches, tag_of
from .state import FunctionState, Handler, Importing


@dataclass(slots=True)
class Switch:
    """A match on tags: the arm of each case, and what the rest runs: an arm, or the statements for no match."""

    cases: list[tuple[int, c.Arm]]
    rest: c.Arm | None


@dataclass(slots=True)
class Chain:
    """The arms of a match from `first` on, tested against `subject`."""

    node: c.Match
    subject: ir.Value | None
    first: int


def switch_of(f: FunctionState, node: c.Match) -> Switch | None:
    """The match as a switch on tags, None where it is none. Arms that an earlier one hides are left out."""
    if not isinstance(node.subject.type, t.EnumType):
        return None
    tags = f.module.tags[node.subject.type.name]
    cases: dict[int, c.Arm] = {}
    for arm in node.arms:
        if irrefutable(arm.pattern, node.subject.type):
            return Switch(list(cases.items()), arm) if cases else None
        if not isinstance(arm.pattern, c.VariantPattern) or not _takes_all_payloads(f, arm.pattern, node.subject.type):
            return None
        cases.setdefault(tags[arm.pattern.variant], arm)
    if not cases:
        return None
    if len(cases) == len(tags):
        return Switch(list(cases.items())[:-1], list(cases.values())[-1])
    return Switch(list(cases.items()), None)


def _takes_all_payloads(f: FunctionState, pattern: c.VariantPattern, enum: t.EnumType) -> bool:
    payload = f.module.variants[enum.name][pattern.variant]
    return all(irrefutable(inner, part) for inner, part in zip(pattern.args, payload, strict=True))


def _rest_body(node: c.Match, switch: Switch) -> list[c.Stmt]:
    return node.otherwise if switch.rest is None else switch.rest.body


def _binder(f: FunctionState, arm: c.Arm | None, subject: ir.Value | None, node: c.Match) -> Callable[[], None]:
    """What binds the variables of an arm."""
    return lambda: None if arm is None else _bind(f, arm, subject, node)


def _bind(f: FunctionState, arm: c.Arm, subject: ir.Value | None, node: c.Match) -> None:
    with f.block_of_source(arm.pattern.span, arm.body):
        bind(f, arm.pattern, subject, node.subject.type)


# ---- scf --------------------------------------------------------------------------------------------------------------------


def structured(f: FunctionState, node: c.Match) -> Importing:
    flow = f.flow.of(node)
    subject = yield node.subject
    switch = switch_of(f, node)
    if switch is None:
        results = yield Chain(node, subject, 0)
    else:
        results = yield from _index_switch(f, node, subject, switch)
    scf.conclude(f, flow, results)


def _index_switch(f: FunctionState, node: c.Match, subject: ir.Value, switch: Switch) -> Importing:
    loc = f.at(node.span)
    flow = f.flow.of(node)
    index = f.value("arith.index_castui", [tag_of(f, subject, loc)], f.types.index, loc)
    attributes = {"cases": ir.DenseI64ArrayAttr.get([tag for tag, _ in switch.cases])}
    op = f.op("scf.index_switch", [index], scf.outcome_types(f, flow), loc, attributes, regions=len(switch.cases) + 1)
    default, *regions = op.regions
    for region, (_, arm) in zip(regions, switch.cases, strict=True):
        yield from scf.fill(f, region, arm.body, flow, loc, _binder(f, arm, subject, node))
    yield from scf.fill(f, default, _rest_body(node, switch), flow, loc, _binder(f, switch.rest, subject, node))
    return list(op.results)


def chain(f: FunctionState, link: Chain) -> Importing:
    """The arms from one on, as nested `scf.if`; returns the outcome at this place."""
    node, subject = link.node, link.subject
    loc = f.at(node.span)
    flow = f.flow.of(node)
    arm = node.arms[link.first] if link.first < len(node.arms) else None
    if arm is None or irrefutable(arm.pattern, node.subject.type):
        _binder(f, arm, subject, node)()
        yield node.otherwise if arm is None else arm.body
        return scf.outcome(f, flow, loc)
    condition = matches(f, arm.pattern, subject, node.subject.type)
    op = f.op("scf.if", [condition], scf.outcome_types(f, flow), loc, regions=2)
    matched, other = op.regions
    yield from scf.fill(f, matched, arm.body, flow, loc, _binder(f, arm, subject, node))
    if link.first + 1 == len(node.arms) and not node.otherwise and not op.results:
        return []
    saved = f.current(flow.assigned)
    with f.inside(other, other.blocks.append()):
        values = yield Chain(node, subject, link.first + 1)
        f.op("scf.yield", values, [], loc)
    f.assign(flow.assigned, saved)
    f.reachable = True
    return list(op.results)


# ---- blocks -----------------------------------------------------------------------------------------------------------------


def branching(f: FunctionState, node: c.Match) -> Importing:
    subject = yield node.subject
    switch = switch_of(f, node)
    if switch is None:
        yield from _tests(f, node, subject)
    else:
        yield from _tag_switch(f, node, subject, switch)


def _tag_switch(f: FunctionState, node: c.Match, subject: ir.Value, switch: Switch) -> Importing:
    loc = f.at(node.span)
    flow = f.flow.of(node)
    tag = tag_of(f, subject, loc)
    origin, before = f.block, f.current(flow.assigned)
    targets: list[ir.Block] = []
    ends: list[End] = []
    bodies = [(arm, arm.body) for _, arm in switch.cases] + [(switch.rest, _rest_body(node, switch))]
    for arm, body in bodies:
        targets.append(f.new_block())
        resume(f, flow, targets[-1], before)
        _binder(f, arm, subject, node)()
        yield body
        if f.reachable:
            ends.append((f.block, f.current(flow.assigned)))
    if switch.cases:
        f.switch(origin, tag, [tag for tag, _ in switch.cases], targets[:-1], targets[-1], loc)
    else:
        # The arm of an enum's only variant takes every value.
        f.branch(origin, targets[-1], [], loc)
    join(f, flow, ends, loc)


def _tests(f: FunctionState, node: c.Match, subject: ir.Value | None) -> Importing:
    loc = f.at(node.span)
    flow = f.flow.of(node)
    before = f.current(flow.assigned)
    ends: list[End] = []
    rest = node.otherwise
    for arm in node.arms:
        if irrefutable(arm.pattern, node.subject.type):
            _bind(f, arm, subject, node)
            rest = arm.body
            break
        condition = matches(f, arm.pattern, subject, node.subject.type)
        origin, matched = f.block, f.new_block()
        resume(f, flow, matched, before)
        _bind(f, arm, subject, node)
        yield arm.body
        if f.reachable:
            ends.append((f.block, f.current(flow.assigned)))
        other = f.new_block()
        f.branch_if(origin, condition, matched, other, loc)
        resume(f, flow, other, before)
    yield rest
    if f.reachable:
        ends.append((f.block, f.current(flow.assigned)))
    join(f, flow, ends, loc)


MATCH_NODES: dict[type, Handler] = {Chain: chain}
