"""Simple statements, and the choice of the form of compound ones.

A compound statement that nothing leaves early becomes `scf` (structured.py); one that a `return`, `break` or `continue` leaves
becomes blocks (branches.py), and so does every statement around it, up to the loop or function that is left. A loop whose own body
leaves its iterations is made of blocks too; inside an `scf` region it gets a region of its own, `scf.execute_region`, so that
the loops around it stay counted loops.
"""

from __future__ import annotations

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from . import branches, loops, matching, structured
from .errors import ImportFault
from .state import FunctionState, Handler, Importing
from .stores import store


def _sequence(f: FunctionState, statements: list[c.Stmt]) -> Importing:
    """Statements in order; those after one that leaves are never reached."""
    if not statements:
        return
    with f.block_of_source(statements[0].span, statements):
        for statement in statements:
            if not f.reachable:
                return
            yield statement


def _set(f: FunctionState, node: c.Let | c.Assign) -> Importing:
    value = yield node.value
    if value is None:
        return
    if isinstance(value.owner, ir.OpView) and not _is_variable(node.value):
        value.owner.operation.location = f.module.locations.named(node.local.name, node.value.span)
    f.set(node.local, value, f.at(node.span))


def _is_variable(expr: c.Expr) -> bool:
    """Whether the value of `expr` is that of another variable, whose op keeps its own name."""
    while isinstance(expr, c.Validate | c.Some):
        expr = expr.operand
    return isinstance(expr, c.LocalRef)


def _expression(f: FunctionState, node: c.ExprStmt) -> Importing:
    yield node.expr


def _return(f: FunctionState, node: c.Return) -> Importing:
    returned = node.value if f.answer is None else f.answer(node)
    value = (yield returned) if returned is not None else None
    values = [] if f.result == t.UNIT else [value]
    f.reachable = False
    if f.in_tail:
        f.returned = values
    else:
        f.op("func.return", values, [], f.at(node.span))


def _if(f: FunctionState, node: c.If) -> Importing:
    flow = f.flow.of(node)
    if flow.tail:
        yield from structured.tail(f, node, structured.if_)
    elif flow.leaves:
        yield from branches.if_(f, node)
    else:
        yield from structured.if_(f, node)


def _match(f: FunctionState, node: c.Match) -> Importing:
    flow = f.flow.of(node)
    if flow.tail:
        yield from structured.tail(f, node, matching.structured)
    elif flow.leaves:
        yield from matching.branching(f, node)
    else:
        yield from matching.structured(f, node)


def _loop(f: FunctionState, node: c.For | c.While) -> Importing:
    flow = f.flow.of(node)
    if not flow.jumps:
        yield from (loops.counted(f, node) if isinstance(node, c.For) else loops.repeated(f, node))
        return
    make = branches.for_ if isinstance(node, c.For) else branches.while_
    if f.structured:
        yield from branches.enclosed(f, node, make)
    else:
        yield from make(f, node)


def _break(f: FunctionState, node: c.Break) -> None:
    if not f.loops:
        raise ImportFault("break outside of a loop")
    loop = f.loops[-1]
    loop.exits.append((f.block, f.current(loop.assigned)))
    f.reachable = False


def _continue(f: FunctionState, node: c.Continue) -> None:
    if not f.loops:
        raise ImportFault("continue outside of a loop")
    f.loops[-1].repeat(f.at(node.span))
    f.reachable = False


STATEMENTS: dict[type, Handler] = {
    list: _sequence,
    c.Let: _set,
    c.Assign: _set,
    c.Store: store,
    c.ExprStmt: _expression,
    c.Return: _return,
    c.If: _if,
    c.Match: _match,
    c.For: _loop,
    c.While: _loop,
    c.Break: _break,
    c.Continue: _continue,
}
