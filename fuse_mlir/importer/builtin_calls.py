"""Calls of builtins: what they expect of their arguments, and how they become calls of the runtime.

In:   a call with its arguments, which have the types that the checker found: the wanted ones, options of them, `any`, or, where it
      does not look, any others.
Out:  `fuse.builtin` ops. An argument that is not what the builtin expects is its runtime error, after all arguments were evaluated.
Source: FUSE semantics, section 10; texts as in fuse_mlir/interpreter/builtins.
"""

from __future__ import annotations

from dataclasses import dataclass

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from . import database, http_calls
from .dynamic import builtin, narrowed, widened
from .environment import ENVIRONMENT, read_environment
from .json_calls import json_decode, json_encode
from .log_calls import log
from .services import serve
from .state import FunctionState, Handler, Importing, choose


@dataclass(frozen=True, slots=True)
class Param:
    """`message` is the error for a value of another type. `whole`: a Float will do for an Int and loses its fraction."""

    type: t.Type
    message: str
    whole: bool = False


_PARAMS: dict[str, tuple[Param, ...]] = {
    "time.now": (),
    "time.sleep": (Param(t.INT, "time.sleep expects an Int", whole=True),),
    "time.format": (
        Param(t.INT, "time.format expects epoch as Int"),
        Param(t.STRING, "time.format expects format as String"),
    ),
    "time.parse": (
        Param(t.STRING, "time.parse expects text as String"),
        Param(t.STRING, "time.parse expects format as String"),
    ),
    "crypto.hash": (
        Param(t.STRING, "crypto.hash expects algorithm as String"),
        Param(t.BYTES, "crypto.hash expects data as Bytes"),
    ),
    "crypto.hmac": (
        Param(t.STRING, "crypto.hmac expects algorithm as String"),
        Param(t.BYTES, "crypto.hmac expects key as Bytes"),
        Param(t.BYTES, "crypto.hmac expects data as Bytes"),
    ),
    "crypto.random_bytes": (Param(t.INT, "crypto.random_bytes expects an Int", whole=True),),
    "crypto.constant_time_eq": (Param(t.BYTES, "crypto.constant_time_eq expects Bytes arguments"),) * 2,
    "html.text": (Param(t.STRING, "html.text expects a String"),),
    "html.raw": (Param(t.STRING, "html.raw expects a String"),),
    "html.render": (Param(t.HTML, "html.render expects an Html value"),),
    "html.node": (Param(t.STRING, "html.node expects a String tag"), Param(t.ANY, ""), Param(t.ANY, "")),
    "svg.inline": (Param(t.STRING, "svg.inline expects a String path"),),
    "asset": (Param(t.STRING, "asset expects a string path"),),
    "input": (Param(t.STRING, "input expects a string prompt"),),
    "request.header": (Param(t.STRING, "request.header expects a string name"),),
    "request.cookie": (Param(t.STRING, "request.cookie expects a string name"),),
    "response.header": (Param(t.STRING, "response.header expects string name and value"),) * 2,
    "response.cookie": (Param(t.STRING, "response.cookie expects string name and value"),) * 2,
    "response.delete_cookie": (Param(t.STRING, "response.delete_cookie expects a string name"),),
    **{name: (Param(t.STRING, f"{name} expects a string argument"),) for name in ENVIRONMENT},
}


def _builtin_call(f: FunctionState, node: c.BuiltinCall) -> Importing:
    if node.name in _OWN:
        return (yield from _OWN[node.name](f, node))
    loc = f.at(node.span)
    values = []
    for arg in node.args:
        values.append((yield arg))
    if node.name == "input" and not values:
        return builtin(f, "input", [f.text("", loc)], loc)
    params = _PARAMS[node.name]
    types = [arg.type for arg in node.args]
    if node.name in ENVIRONMENT:
        # Called through a value, it looks at the first only.
        values, types = values[:1], types[:1]
    if len(values) != len(params):
        return _wrong_count(f, node, loc)
    operands = []
    for value, type_, param in zip(values, types, params, strict=True):
        operands.append((yield from expected(f, value, type_, param, loc)))
    if node.name in ENVIRONMENT:
        return (yield from read_environment(f, operands[0], ENVIRONMENT[node.name], loc))
    if node.name == "time.parse":
        return (yield from _time_parse(f, operands, loc))
    if node.name in _OPS:
        return f.value(_OPS[node.name], operands, f.types.of(node.type), loc)
    return builtin(f, node.name, operands, loc)


def _wrong_count(f: FunctionState, node: c.BuiltinCall, loc: ir.Location) -> ir.Value | None:
    count = len(_PARAMS[node.name])
    wanted = "0 or 1 arguments" if node.name == "input" else f"{count} argument{'' if count == 1 else 's'}"
    text = _PARAMS[node.name][0].message if node.name in ENVIRONMENT else f"{node.name} expects {wanted}"
    return f.fails(node, text, loc)


# ---- arguments --------------------------------------------------------------------------------------------------------------


def expected(f: FunctionState, value: ir.Value | None, type_: t.Type, param: Param, loc: ir.Location) -> Importing:
    """The argument as a value of the parameter's type, or the error that it is none."""
    if type_ == param.type:
        return value
    if param.type == t.ANY:
        return widened(f, value, loc)
    if isinstance(type_, t.OptionType) and (type_.inner == param.type or param.whole):
        _require(f, f.is_some(value, loc), param, loc)
        return (yield from expected(f, f.content(value, f.types.of(type_.inner), loc), type_.inner, param, loc))
    if param.whole and type_ == t.FLOAT:
        return builtin(f, "float.truncate", [value], loc)
    if type_ != t.ANY:
        _require(f, f.const_bool(False, loc), param, loc)
        return f.poison(f.types.of(param.type), loc)
    if param.whole:
        return (yield from _whole(f, value, param, loc))
    _require(f, f.is_kind(value, param.type, loc), param, loc)
    return narrowed(f, value, param.type, loc)


def _require(f: FunctionState, condition: ir.Value, param: Param, loc: ir.Location) -> None:
    with f.check(condition, loc):
        f.raise_text([param.message], loc)


def _whole(f: FunctionState, value: ir.Value, param: Param, loc: ir.Location) -> Importing:
    def from_float() -> list[ir.Value]:
        return [builtin(f, "float.truncate", [narrowed(f, value, t.FLOAT, loc)], loc)]

    is_float = f.is_kind(value, t.FLOAT, loc)
    other = f.value("arith.ori", [is_float, f.is_kind(value, t.INT, loc)], f.types.bool, loc)
    _require(f, other, param, loc)
    return (yield from choose(f, is_float, [f.types.int], from_float, lambda: [narrowed(f, value, t.INT, loc)], loc))[0]


# ---- builtins that are more than a call -------------------------------------------------------------------------------------


def _time_parse(f: FunctionState, operands: list[ir.Value], loc: ir.Location) -> Importing:
    """The milliseconds, or a std.Error that names the format."""
    found = builtin(f, "time.parse", operands, loc)
    type_ = f.types.of(t.ResultType(t.INT))

    def parsed() -> list[ir.Value]:
        return [f.value("fuse.result.ok", [f.content(found, f.types.int, loc)], type_, loc)]

    def failed() -> list[ir.Value]:
        message = f.join(["time.parse failed for format `", operands[1], "`"], loc)
        return [f.value("fuse.result.err", [builtin(f, "any.std_error", [message], loc)], type_, loc)]

    return (yield from choose(f, f.is_some(found, loc), [type_], parsed, failed, loc))[0]


# Builtins that read their arguments themselves.
_OWN: dict[str, Handler] = {
    "log": log,
    "json.encode": json_encode,
    "json.decode": json_decode,
    "serve": serve,
    **database.CALLS,
    **http_calls.CALLS,
}

# Builtins that an op of the dialect does.
_OPS = {"html.raw": "fuse.html.raw", "html.render": "fuse.html.markup"}

EXPRESSIONS: dict[type, Handler] = {c.BuiltinCall: _builtin_call}
