"""Tasks: `spawn` blocks become functions of their own, `@lift.<function>.<n>`, which are called on another thread.

In:   a `Spawn` with its captures, an `Await`.
Out:  `fuse.spawn` with the captured values, `fuse.await`. The functions have a fixed signature (`fuse.exported`): they only look at
      their parameters and always return an error first.
Order: the functions stand behind all others, numbered in order of their blocks.
"""

from __future__ import annotations

from dataclasses import dataclass

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from .dynamic import narrowed
from .functions import define, import_body
from .state import FunctionState, Handler, Importing, ModuleState

_ANY_TASK = t.TaskType(t.ANY)


@dataclass(frozen=True, slots=True)
class Lifted:
    """A block that is to become the function `symbol`; `module` is the FUSE module that it is in."""

    symbol: str
    node: c.Spawn
    module: int


def _spawn(f: FunctionState, node: c.Spawn) -> ir.Value:
    loc = f.at(node.span)
    symbol = f.next_lifted()
    f.module.lifted.append(Lifted(symbol, node, f.module.locations.module))
    captures = [capture.outer for capture in node.captures if capture.outer.type != t.UNIT]
    attributes = {"callee": ir.FlatSymbolRefAttr.get(symbol)}
    return f.value("fuse.spawn", f.current(captures), f.types.of(node.type), loc, attributes)


def _await(f: FunctionState, node: c.Await) -> Importing:
    loc = f.at(node.span)
    task = yield node.task
    result = t.ANY
    if node.task.type == t.ANY:
        with f.check(f.is_kind(task, _ANY_TASK, loc), loc):
            f.raise_text(["await expects a Task value"], loc)
        task = narrowed(f, task, _ANY_TASK, loc)
    else:
        result = node.task.type.value
    value = f.value("fuse.await", [task], f.types.of(result), loc)
    return None if node.type == t.UNIT else value


def define_lifted(module: ModuleState, block: ir.Block) -> None:
    """Define the functions of all blocks, and of the blocks in these, at the end of `block`."""
    for lifted in module.lifted:
        if module.claim(lifted.symbol):
            _define(module, block, lifted)


def _define(module: ModuleState, block: ir.Block, lifted: Lifted) -> None:
    module.locations.enter(lifted.module)
    node = lifted.node
    result = node.type.value
    f = FunctionState(module, result, node.body, lifted.symbol)
    params = [capture.inner for capture in node.captures if capture.inner.type != t.UNIT]
    type_ = ir.FunctionType.get(f.types_of(params), f.types.results(result))
    region, entry = define(f, block, lifted.symbol, type_, f.at(node.span), f.places_of(params), public=False)
    region.owner.attributes["fuse.exported"] = ir.UnitAttr.get()
    borrowed = ir.DictAttr.get({"fuse.borrow": ir.UnitAttr.get()})
    region.owner.attributes["arg_attrs"] = ir.ArrayAttr.get([borrowed] * len(params))
    f.assign(params, entry.arguments)
    import_body(f, region, entry, params, node.body, node.span)


EXPRESSIONS: dict[type, Handler] = {c.Spawn: _spawn, c.Await: _await}
