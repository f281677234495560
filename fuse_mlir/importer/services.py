"""Services: a function for each route, and the table that the runtime finds them with.

In:   the services of a program; calls of `serve`.
Out:  `@service.serve(port)`, where the program serves: it hands the names of the services, their routes as texts and the handlers
      to the runtime, which answers requests until something ends that. And `@service.<Service>.route.<n>` for each route, called
      like any function of a value: it takes the texts of the path's parameters as far as the path fits, and, where all of it does,
      the body of the request (null for a blank one). It returns JSON as a String, markup as Html, or an Err. Unit: a literal behind
      the last parameter that was given does not fit.
Why:  parameters are converted from left to right while the path is compared, so a handler may be called for a path that does not
      fit. What a route returns is made into text where its type is known, by code for just that type.
Source: FUSE semantics, section 10.12; fuse_mlir/interpreter/http/routing.py.
"""

from __future__ import annotations

from dataclasses import dataclass

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from ..frontend.source import Span
from .dynamic import named_function, narrowed, widened
from .functions import define
from .json_decode import decoded_text
from .json_decode_named import converted
from .regions import either
from .runtime import builtin
from .schemas import check_schema, type_of
from .state import FunctionState, Handler, Importing, ModuleState
from .text_values import from_text

_SERVE = "service.serve"
_TEXTS = t.ListType(t.STRING)
_VALUES = t.ListType(t.ANY)


@dataclass(eq=False, slots=True)
class _Answer:
    """What a route returns, to be made into a response."""

    value: c.Expr | None
    html: bool
    span: Span


# ---- `serve` -----------------------------------------------------------------------------------------------------------------


def serve(f: FunctionState, node: c.BuiltinCall) -> Importing:
    """A call of `serve`, which takes whatever it is given as the port."""
    loc = f.at(node.span)
    arguments = []
    for arg in node.args:
        arguments.append((yield arg))
    if not arguments:
        f.fails(node, "serve expects a port number", loc)
        return
    f.module.serves = True
    f.op("func.call", [widened(f, arguments[0], loc)], [], loc, {"callee": ir.FlatSymbolRefAttr.get(_SERVE)})


def define_services(module: ModuleState, block: ir.Block) -> None:
    """The functions of all routes, at the end of `block`, where a function of the program serves, or may by a call of a value."""
    if not (module.serves or "serve" in module.value_builtins) or not module.claim(_SERVE):
        return
    loc = module.locations.start
    f = FunctionState(module, t.UNIT, [], _SERVE)
    region, entry = define(f, block, _SERVE, ir.FunctionType.get([f.types.any], []), loc, [loc], public=False)
    with f.inside(region, entry, structured=False):
        routes = [(number, service, route) for number, service in enumerate(module.services) for route in service.routes]
        names = [f.text(service.name, loc) for service in module.services]
        texts = [f.text(_route_text(number, route), loc) for number, _, route in routes]
        handlers = [named_function(f, symbol, loc) for symbol in _symbols(module)]
        lists = [
            f.value("fuse.list.make", items, f.types.of(type_), loc)
            for items, type_ in ((names, _TEXTS), (texts, _TEXTS), (handlers, _VALUES))
        ]
        builtin(f, "http.serve", [entry.arguments[0], *lists], loc)
        f.op("func.return", [], [], loc)
    for symbol, (_, service, route) in zip(_symbols(module), routes, strict=True):
        _define_route(module, block, service, route, symbol)


def _symbols(module: ModuleState) -> list[str]:
    return [f"service.{service.name}.route.{number}" for service in module.services for number in range(len(service.routes))]


def _route_text(service: int, route: c.Route) -> str:
    """A route as the runtime reads it: the number of its service, its verb, and the segments with a mark each."""
    segments = ["/:" if segment is None else f"/={segment}" for segment in route.segments]
    return f"{service} {route.verb.upper()} {''.join(segments)}"


# ---- handlers ----------------------------------------------------------------------------------------------------------------


def _define_route(module: ModuleState, block: ir.Block, service: c.Service, route: c.Route, symbol: str) -> None:
    module.locations.enter(service.module)
    f = FunctionState(module, t.ANY, route.body, symbol)
    f.answer = lambda node: _Answer(node.value, route.html, node.span)
    loc = f.at(route.span)
    named = module.locations.named(f"{route.verb} {route.path}", route.span)
    type_ = ir.FunctionType.get([f.types.of(_VALUES)], [f.types.any])
    region, entry = define(f, block, symbol, type_, named, [loc], public=False)
    region.owner.attributes["fuse.exported"] = ir.UnitAttr.get()
    region.owner.attributes["arg_attrs"] = ir.ArrayAttr.get([ir.DictAttr.get({"fuse.borrow": ir.UnitAttr.get()})])
    with f.inside(region, entry, structured=False), f.block_of_source(route.span, route.body):
        f.begin_activation(region.owner, loc)
        _bind_params(f, route, entry.arguments[0], loc)
        _bind_body(f, route, entry.arguments[0], loc)
        f.run(route.body)
        if f.reachable:
            place = f.at(route.body[-1].span if route.body else route.span)
            f.op("func.return", [_answered(f, None, t.UNIT, route.html, place)], [], place)


def _bind_params(f: FunctionState, route: c.Route, arguments: ir.Value, loc: ir.Location) -> None:
    literals = [position for position, segment in enumerate(route.segments) if segment is not None]
    last_literal = max(literals, default=-1)
    for index, param in enumerate(route.params):
        _bind_param(f, param, _argument(f, arguments, index, t.STRING, loc), loc)
        if param.position < last_literal:
            _stop_after(f, arguments, index + 1, loc)


def _bind_param(f: FunctionState, param: c.RouteParam, text: ir.Value, loc: ir.Location) -> None:
    name, local = param.local.name, param.local
    text = f.value("fuse.str.trim", [text], f.types.string, loc)
    value = from_text(f, text, param.schema, lambda parts: f.raise_invalid((name,), parts, loc), loc)
    type_ = type_of(param.schema, f.module.enums)
    check_schema(f, value, type_, param.schema, (name,), loc)
    if local.type != t.UNIT:
        f.set(local, converted(f, value, type_, local.type, loc), loc)


def _stop_after(f: FunctionState, arguments: ir.Value, count: int, loc: ir.Location) -> None:
    """Return where no more than `count` texts were given: what is behind them in the path does not fit."""
    length = f.value("fuse.list.length", [arguments], f.types.int, loc)
    origin, stop, go_on = f.block, f.new_block(), f.new_block()
    f.branch_if(origin, f.compare("eq", length, f.const_int(count, loc), loc), stop, go_on, loc)
    f.enter(stop)
    f.op("func.return", [widened(f, None, loc)], [], loc)
    f.enter(go_on)


def _bind_body(f: FunctionState, route: c.Route, arguments: ir.Value, loc: ir.Location) -> None:
    if route.body_local is None or route.body_schema is None:
        return
    value = _argument(f, arguments, len(route.params), t.ANY, loc)
    is_blank = f.value("fuse.any.is_null", [value], f.types.bool, loc)
    with f.check(f.negate(is_blank, loc), loc):
        f.raise_invalid(("body",), ["missing JSON body"], loc, "missing_field")

    def fail(problem: ir.Value) -> None:
        f.raise_invalid(("body",), [problem], loc, "invalid_json")

    body = decoded_text(f, narrowed(f, value, t.STRING, loc), route.body_schema, ("body",), fail, loc)
    local = route.body_local
    if local.type != t.UNIT:
        f.set(local, converted(f, body, type_of(route.body_schema, f.module.enums), local.type, loc), loc)


def _argument(f: FunctionState, arguments: ir.Value, index: int, type_: t.Type, loc: ir.Location) -> ir.Value:
    value = f.value("fuse.list.get_unchecked", [arguments, f.const_int(index, loc)], f.types.any, loc)
    return narrowed(f, value, type_, loc)


# ---- answers -----------------------------------------------------------------------------------------------------------------


def _answer(f: FunctionState, node: _Answer) -> Importing:
    expr = node.value
    if isinstance(expr, c.Widen):
        expr = expr.operand
    value = None if expr is None else (yield expr)
    return _answered(f, value, t.UNIT if expr is None else expr.type, node.html, f.at(node.span))


def _answered(f: FunctionState, value: ir.Value | None, type_: t.Type, html: bool, loc: ir.Location) -> ir.Value:
    """A value as what a handler returns."""
    match type_:
        case t.BoxType(content):
            return _answered(f, f.value("fuse.box.load", [value], f.types.of(content), loc), content, html, loc)
        case t.ResultType(ok):
            return _of_result(f, value, ok, html, loc)
        case t.HTML if html:
            return widened(f, value, loc)
    if html or not _is_plain(type_):
        return builtin(f, "http.answer", [widened(f, value, loc), f.const_bool(html, loc)], loc)
    text = f.text("null", loc) if type_ == t.UNIT else f.value("fuse.json.encode", [value], f.types.string, loc)
    return widened(f, text, loc)


def _of_result(f: FunctionState, value: ir.Value, ok: t.Type, html: bool, loc: ir.Location) -> ir.Value:
    is_ok = f.value("fuse.result.is_ok", [value], f.types.bool, loc)

    def content() -> ir.Value:
        found = f.value("fuse.result.get", [value], f.types.of(ok), loc)
        return _answered(f, None if ok == t.UNIT else found, ok, html, loc)

    return either(f, is_ok, f.types.any, content, lambda: widened(f, value, loc), loc)


def _is_plain(type_: t.Type) -> bool:
    """Whether all values of the type are sent as their JSON, whatever they are."""
    if isinstance(type_, t.OptionType):
        return _is_plain(type_.inner)
    return type_ != t.ANY and not isinstance(type_, t.ResultType | t.BoxType)


EXPRESSIONS: dict[type, Handler] = {_Answer: _answer}
