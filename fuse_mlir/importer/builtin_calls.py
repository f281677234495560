"""Calls of builtins, and assets: one handler a name.

Builtins take what they are given: missing and odd arguments are errors when they are called. All arguments are evaluated, in order.
"""

from __future__ import annotations

from collections.abc import Callable

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from .dynamic import builtin, widened
from .state import FunctionState, Handler, Importing

# The values of the arguments, None for Unit; the result, None for Unit.
BuiltinHandler = Callable[[FunctionState, c.BuiltinCall, list[ir.Value | None], ir.Location], ir.Value | None]


def _builtin_call(f: FunctionState, node: c.BuiltinCall) -> Importing:
    arguments = []
    for arg in node.args:
        arguments.append((yield arg))
    return BUILTIN_CALLS[node.name](f, node, arguments, f.at(node.span))


def _asset(f: FunctionState, node: c.Asset) -> ir.Value:
    loc = f.at(node.span)
    text = f.text(node.text, loc)
    return text if node.kind == "text" else builtin(f, "json.decode", [text], loc)


def failure(f: FunctionState, node: c.BuiltinCall, text: str, loc: ir.Location) -> ir.Value | None:
    """A call that always fails; what follows is imported as if it did not."""
    with f.check(f.const_bool(False, loc), loc):
        f.raise_text([text], loc)
    return None if node.type == t.UNIT else f.poison(f.types.of(node.type), loc)


def checked_text(f: FunctionState, value: ir.Value | None, message: str, loc: ir.Location) -> ir.Value:
    """An argument that has to be a String."""
    if value is not None and value.type == f.types.string:
        return value
    value = widened(f, value, loc)
    is_text = f.value("fuse.any.is", [value], f.types.bool, loc, {"type": ir.TypeAttr.get(f.types.string)})
    with f.check(is_text, loc):
        f.raise_text([message], loc)
    return f.value("fuse.any.get", [value], f.types.string, loc)


def _json_encode(f: FunctionState, node: c.BuiltinCall, arguments: list[ir.Value | None], loc: ir.Location) -> ir.Value | None:
    if not arguments:
        return failure(f, node, "json.encode expects a value", loc)
    return f.value("fuse.json.encode", [f.held(arguments[0], loc)], f.types.string, loc)


def _json_decode(f: FunctionState, node: c.BuiltinCall, arguments: list[ir.Value | None], loc: ir.Location) -> ir.Value | None:
    message = "json.decode expects a string argument"
    if not arguments:
        return failure(f, node, message, loc)
    return builtin(f, "json.decode", [checked_text(f, arguments[0], message, loc)], loc)


BUILTIN_CALLS: dict[str, BuiltinHandler] = {"json.encode": _json_encode, "json.decode": _json_decode}

EXPRESSIONS: dict[type, Handler] = {c.BuiltinCall: _builtin_call, c.Asset: _asset}
