"""`json.encode`, `json.decode`, and imports of JSON files.

Both take whatever they are given: missing and odd arguments are errors when they are called, after all of them were evaluated.
"""

from __future__ import annotations

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from .dynamic import builtin, widened
from .dynamic_operations import checked
from .state import FunctionState, Handler, Importing

_ENCODE_MESSAGE = "json.encode expects a value"
_DECODE_MESSAGE = "json.decode expects a string argument"


def json_encode(f: FunctionState, node: c.BuiltinCall) -> Importing:
    loc = f.at(node.span)
    arguments = yield from _arguments(node)
    if not arguments:
        return f.fails(node, _ENCODE_MESSAGE, loc)
    return f.value("fuse.json.encode", [f.held(arguments[0], loc)], f.types.string, loc)


def json_decode(f: FunctionState, node: c.BuiltinCall) -> Importing:
    loc = f.at(node.span)
    arguments = yield from _arguments(node)
    if not arguments:
        return f.fails(node, _DECODE_MESSAGE, loc)
    text = arguments[0]
    if text is None or text.type != f.types.string:
        text = checked(f, widened(f, text, loc), t.STRING, _DECODE_MESSAGE, loc)
    return builtin(f, "json.decode", [text], loc)


def _arguments(node: c.BuiltinCall) -> Importing:
    values = []
    for arg in node.args:
        values.append((yield arg))
    return values


def _asset(f: FunctionState, node: c.Asset) -> ir.Value:
    loc = f.at(node.span)
    text = f.text(node.text, loc)
    return text if node.kind == "text" else builtin(f, "json.decode", [text], loc)


EXPRESSIONS: dict[type, Handler] = {c.Asset: _asset}
