"""`serve`: answers requests one at a time, until a signal or a limit ends it.

One connection carries one request. SIGINT and SIGTERM are looked at between requests: a request in progress is finished, then one
line on standard error says how many were handled, and the program goes on after `serve`.
"""

from __future__ import annotations

import re
import select
import socket
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from ...frontend.canonical.program import Service
from ..builtins.arguments import expect
from ..failures import ErrorFailure, RuntimeFailure
from ..report import internal_error
from ..values import UNIT_VALUE, Value
from .events import ServerEvent, report_server
from .exchange import HttpRequest, RequestIds
from .message import HEAD_END
from .proxy import proxied_response
from .reading import DEFAULT_BODY_BYTES, SILENCE_SECONDS, RequestError, read_request
from .reply import Reply
from .resources import openapi_reply, static_reply
from .routing import answer, failure_reply, verbs_of_path

if TYPE_CHECKING:
    from ..machine import Machine

_VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_POLL_SECONDS = 0.025
_NOT_FOUND = b'{"error":{"code":"not_found","message":"not found"}}'


def _serve(args: list[Value], machine: Machine) -> Value:
    expect(bool(args), "serve expects a port number")
    port = _port(args[0])
    service = _service(machine)
    if not 0 <= port <= 65535:
        raise RuntimeFailure("invalid port")
    with _listen(machine.variable("FUSE_HOST") or "127.0.0.1", port) as listener, machine.signals.caught() as signals:
        machine.console.flush()
        handled = 0
        limit = _whole(machine.variable("FUSE_MAX_REQUESTS")) or 0
        ids = RequestIds()
        while not limit or handled < limit:
            if signals.name is not None:
                machine.console.report(f"shutdown: runtime=native signal={signals.name} handled_requests={handled}")
                break
            if not select.select([listener], [], [], _POLL_SECONDS)[0]:
                continue
            connection = _accept(listener)
            if connection is not None:
                with connection:
                    _handle(connection, service, ids, machine)
                handled += 1
    return UNIT_VALUE


def _port(value: Value) -> int:
    if type(value) is int:
        return value
    if type(value) is float:
        return int(value) if abs(value) < 1e18 else -1
    expect(isinstance(value, str), "serve expects a port number")
    return int(value) if re.fullmatch(r"[+-]?[0-9]{1,18}", value) else 0


def _service(machine: Machine) -> Service:
    services = machine.program.services
    if not services:
        raise RuntimeFailure("no service declared")
    name = machine.variable("FUSE_SERVICE")
    if name is not None:
        for service in services:
            if service.name == name:
                return service
        raise RuntimeFailure(f"service not found: {name}")
    if len(services) > 1:
        raise RuntimeFailure("multiple services declared; set FUSE_SERVICE")
    return services[0]


def _listen(host: str, port: int) -> socket.socket:
    try:
        address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(*address[:3])
    except (OSError, UnicodeError):
        raise RuntimeFailure(f"failed to bind {host}:{port}: unknown host") from None
    try:
        # A server that was just stopped leaves connections behind that would keep its successor from the address.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address[4])
        listener.listen(128)
        listener.setblocking(False)
        return listener
    except OSError as error:
        listener.close()
        raise RuntimeFailure(f"failed to bind {host}:{port}: {error.strerror} (os error {error.errno})") from None


def _accept(listener: socket.socket) -> socket.socket | None:
    """The next connection; None when the client has gone since."""
    try:
        connection, _ = listener.accept()
    except (BlockingIOError, InterruptedError, ConnectionError):
        return None
    except OSError as error:
        raise RuntimeFailure(f"failed to accept connection: {error.strerror} (os error {error.errno})") from None
    connection.settimeout(SILENCE_SECONDS)
    return connection


def _handle(connection: socket.socket, service: Service, ids: RequestIds, machine: Machine) -> None:
    max_body = _whole(machine.variable("FUSE_MAX_BODY_BYTES"))
    try:
        request = read_request(connection, DEFAULT_BODY_BYTES if max_body is None else max_body, ids)
    except RequestError as error:
        _send(connection, Reply(error.status, internal_error(error.message).encode()).to_bytes(without_body=False))
        return
    started_ns = time.monotonic_ns()
    data, status = _response(service, request, machine)
    duration_ms = (time.monotonic_ns() - started_ns) // 1_000_000
    body_bytes = len(data.partition(HEAD_END)[2])
    machine.console.flush()
    report_server(ServerEvent(duration_ms, request.method, request.target, request.request_id, body_bytes, status), machine)
    _send(connection, data)


def _send(connection: socket.socket, data: bytes) -> None:
    # A client that went away misses its answer; the server goes on.
    with suppress(OSError):
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)


def _response(service: Service, request: HttpRequest, machine: Machine) -> tuple[bytes, int]:
    """The response as bytes, and its status."""
    # HEAD is GET without the body.
    verb = "GET" if request.method == "HEAD" else request.method
    reply = _reply(service, verb, request, machine)
    if reply is None:
        data = proxied_response(request, machine)
        if data is not None:
            words = data.split(None, 2)
            return data, int(words[1]) if len(words) > 1 and words[1].isdigit() else 200
        reply = Reply(404, _NOT_FOUND)
    reply.request_id = request.request_id
    return reply.to_bytes(without_body=request.method == "HEAD"), reply.status


def _reply(service: Service, verb: str, request: HttpRequest, machine: Machine) -> Reply | None:
    if verb not in _VERBS:
        return _other_method(service, verb, request)
    if verb == "GET":
        found = openapi_reply(request.path, machine) or static_reply(request.path, machine)
        if found is not None:
            found.id_first = True
            return found
    try:
        return answer(service, verb, request, machine)
    except (ErrorFailure, RuntimeFailure) as failure:
        return failure_reply(failure)


def _other_method(service: Service, verb: str, request: HttpRequest) -> Reply | None:
    """OPTIONS asks what a path allows; any other method is not allowed."""
    verbs = verbs_of_path(service, request.path)
    if verb == "OPTIONS" and not verbs:
        return None
    allowed = [*(verbs or _VERBS), *(["HEAD"] if "GET" in (verbs or _VERBS) else []), "OPTIONS"]
    allow = [("Allow", ", ".join(allowed))]
    if verb == "OPTIONS":
        return Reply(204, b"", None, allow)
    return Reply(405, internal_error("method not allowed").encode(), headers=allow)


def _whole(text: str | None) -> int | None:
    """A number from the environment; None when it is unset or none."""
    return int(text) if text is not None and re.fullmatch(r"[0-9]{1,18}", text) else None


BUILTINS = {"serve": _serve}
