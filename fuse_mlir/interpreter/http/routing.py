"""Routes: which one a request means, its parameters and body as values, and the handler's result as a reply.

A parameter that cannot be converted ends the request, even where a later route would match.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...frontend.canonical import program as ir
from ...frontend.json_value import JsonError, parse_json
from ..conversion import ConversionError, convert_schema, trim
from ..failures import ErrorFailure, RuntimeFailure, ValidationFailure
from ..json_decoding import decode_json
from ..json_encoding import encode_json
from ..report import error_json, internal_error
from ..statements import Returned, execute_block
from ..validation import validate_schema
from ..values import UNIT_VALUE, HtmlValue, ResultValue, StructValue, Value, type_name, unboxed
from .exchange import Exchange, HttpRequest
from .live_reload import with_live_reload
from .message import decode
from .reply import HTML, Reply

if TYPE_CHECKING:
    from ..machine import Machine

_STATUSES = {
    "std.Error.Validation": 400,
    "std.Error.BadRequest": 400,
    "std.Error.Unauthorized": 401,
    "std.Error.Forbidden": 403,
    "std.Error.NotFound": 404,
    "std.Error.Conflict": 409,
}


def split_path(path: str) -> list[str]:
    """Segments; slashes on both ends do not count."""
    trimmed = path.strip("/")
    return trimmed.split("/") if trimmed else []


def verbs_of_path(service: ir.Service, path: str) -> list[str]:
    """The verbs of the routes that a path fits, in order of declaration."""
    found = [route.verb.upper() for route in service.routes if _fits(route, split_path(path))]
    return list(dict.fromkeys(found))


def _fits(route: ir.Route, segments: list[str]) -> bool:
    if len(route.segments) != len(segments):
        return False
    return all(wanted is None or wanted == segment for wanted, segment in zip(route.segments, segments, strict=True))


def answer(service: ir.Service, verb: str, request: HttpRequest, machine: Machine) -> Reply | None:
    """The reply of the route that fits; None when none does. Errors: what the handler, or the conversion before it, raises."""
    segments = split_path(request.path)
    for route in service.routes:
        reply = _attempt(route, segments, request, machine) if route.verb.upper() == verb else None
        if reply is not None:
            return reply
    return None


def _attempt(route: ir.Route, segments: list[str], request: HttpRequest, machine: Machine) -> Reply | None:
    """The reply of a route; None when it does not fit. Rules of parameters, and defaults of the body, can ask for the request."""
    before, machine.exchange = machine.exchange, Exchange(request)
    try:
        frame = _match(route, segments, machine)
        return None if frame is None else _run(route, frame, request, machine.exchange, machine)
    finally:
        machine.exchange = before


def _match(route: ir.Route, segments: list[str], machine: Machine) -> dict[int, Value] | None:
    """The parameters by local; None when the route does not fit. They are converted from left to right, as far as the path fits."""
    if len(route.segments) != len(segments):
        return None
    params = {param.position: param for param in route.params}
    frame: dict[int, Value] = {}
    for position, (wanted, segment) in enumerate(zip(route.segments, segments, strict=True)):
        if position in params:
            frame[params[position].local.id] = _parameter(params[position], segment, machine)
        elif wanted != segment:
            return None
    return frame


def _parameter(param: ir.RouteParam, segment: str, machine: Machine) -> Value:
    name = param.local.name
    try:
        value = convert_schema(segment, param.schema, machine)
    except ConversionError as error:
        raise ValidationFailure(name, "invalid_value", error.text) from None
    validate_schema(value, param.schema, name, machine)
    return value


def _run(route: ir.Route, frame: dict[int, Value], request: HttpRequest, exchange: Exchange, machine: Machine) -> Reply:
    if route.body_local is not None and route.body_schema is not None:
        frame[route.body_local.id] = _body(request, route.body_schema, machine)
    jump = execute_block(route.body, frame, machine)
    value = unboxed(jump.value if isinstance(jump, Returned) else UNIT_VALUE)
    reply = _reply(value, route, machine)
    reply.headers, reply.cookies = exchange.headers, exchange.cookies
    return reply


def _body(request: HttpRequest, schema: ir.Schema, machine: Machine) -> Value:
    text = decode(request.body)
    if not trim(text):
        raise ValidationFailure("body", "missing_field", "missing JSON body")
    try:
        json = parse_json(text)
    except JsonError as error:
        raise ValidationFailure("body", "invalid_json", str(error)) from None
    return decode_json(json, schema, "body", machine)


def _reply(value: Value, route: ir.Route, machine: Machine) -> Reply:
    if isinstance(value, ResultValue):
        if not value.is_ok:
            return error_reply(value.content)
        value = unboxed(value.content)
    if not route.html:
        return Reply(200, encode_json(value).encode())
    if not isinstance(value, HtmlValue):
        raise RuntimeFailure(f"expected Html response, got {type_name(value)}")
    return Reply(200, with_live_reload(value.markup, machine).encode(), HTML)


def failure_reply(failure: ErrorFailure | RuntimeFailure) -> Reply:
    """The reply to a request whose handler failed."""
    if isinstance(failure, ErrorFailure):
        return error_reply(failure.value)
    return Reply(500, internal_error(failure.text).encode())


def error_reply(value: Value) -> Reply:
    """The reply that an error value stands for."""
    json = error_json(value)
    return Reply(_status(value), (internal_error("internal error") if json is None else json).encode())


def _status(value: Value) -> int:
    if not isinstance(value, StructValue):
        return 500
    if value.name == "std.Error":
        status = unboxed(value.fields.get("status"))
        return status if type(status) is int and 100 <= status <= 999 else 500
    return _STATUSES.get(value.name, 500)
