"""`http.request`, `http.get`, `http.post`.

All three are one function of the runtime, which gets what they leave out as a constant and says what is wrong with what it is
given.
Source: FUSE semantics, section 10.11; fuse_mlir/interpreter/http/client_calls.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from .dynamic import narrowed, widened
from .runtime import builtin
from .state import FunctionState, Handler, Importing

_DEFAULT_TIMEOUT_MS = 30_000
_HEADERS = t.MapType(t.STRING)


@dataclass(frozen=True, slots=True)
class _Shape:
    """`method`: None for one that is given. `least`, `most`: numbers of arguments: method and address, the body where there is one,
    headers, time."""

    method: str | None
    has_body: bool
    least: int
    most: int


_SHAPES = {
    "http.request": _Shape(None, True, 2, 5),
    "http.get": _Shape("GET", False, 1, 3),
    "http.post": _Shape("POST", True, 2, 4),
}


def _call(f: FunctionState, node: c.BuiltinCall) -> Importing:
    loc = f.at(node.span)
    given = []
    for arg in node.args:
        given.append(widened(f, (yield arg), loc))
    shape = _SHAPES[node.name]
    if not shape.least <= len(given) <= shape.most:
        return f.fails(node, f"{node.name} expects {shape.least} to {shape.most} arguments", loc)
    operands = [f.text(node.name, loc), *_operands(f, shape, given, loc)]
    return narrowed(f, builtin(f, "http.perform", operands, loc), node.type, loc)


def _operands(f: FunctionState, shape: _Shape, given: list[ir.Value], loc: ir.Location) -> list[ir.Value]:
    """Method, address, body, headers, time."""

    def text(value: str) -> ir.Value:
        return widened(f, f.text(value, loc), loc)

    left = list(given)
    method = left.pop(0) if shape.method is None else text(shape.method)
    url = left.pop(0)
    body = left.pop(0) if shape.has_body and left else text("")
    headers = left.pop(0) if left else widened(f, f.value("fuse.map.make", [], f.types.of(_HEADERS), loc), loc)
    timeout_ms = left.pop(0) if left else widened(f, f.const_int(_DEFAULT_TIMEOUT_MS, loc), loc)
    return [method, url, body, headers, timeout_ms]


CALLS: dict[str, Handler] = dict.fromkeys(_SHAPES, _call)
