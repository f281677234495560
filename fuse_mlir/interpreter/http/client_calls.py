"""`http.request`, `http.get`, `http.post`: requests from values, results to values, and the log of requests."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from ..builtins.arguments import expect, expect_count, expect_string, expect_texts
from ..values import ResultValue, StructValue, Value
from .client import ClientError, Request, Response, send
from .events import ClientEvent, report_client
from .url import UrlError, parse_url

if TYPE_CHECKING:
    from ..machine import Machine

_DEFAULT_TIMEOUT_MS = 30_000
_MANAGED = ("host", "connection", "content-length")


def _request(args: list[Value], machine: Machine) -> Value:
    expect_count("http.request", args, 2, 5)
    method = expect_string(args[0], "http.request expects method as String")
    url = expect_string(args[1], "http.request expects url as String")
    body = expect_string(args[2], "http.request expects body as String") if len(args) > 2 else ""
    return _perform(method, url, body, *_options("http.request", args[3:]), machine)


def _get(args: list[Value], machine: Machine) -> Value:
    expect_count("http.get", args, 1, 3)
    url = expect_string(args[0], "http.get expects url as String")
    return _perform("GET", url, "", *_options("http.get", args[1:]), machine)


def _post(args: list[Value], machine: Machine) -> Value:
    expect_count("http.post", args, 2, 4)
    url = expect_string(args[0], "http.post expects url as String")
    body = expect_string(args[1], "http.post expects body as String")
    return _perform("POST", url, body, *_options("http.post", args[2:]), machine)


def _options(name: str, args: list[Value]) -> tuple[dict[str, str], int]:
    """Headers and timeout in milliseconds, as far as they are given."""
    message = f"{name} expects headers as Map<String, String>"
    headers = expect_texts(args[0], message, message) if args else {}
    if len(args) < 2:
        return headers, _DEFAULT_TIMEOUT_MS
    expect(type(args[1]) is int, f"{name} expects timeout_ms as Int")
    return headers, args[1]


def _perform(method: str, url: str, body: str, headers: dict[str, str], timeout_ms: int, machine: Machine) -> Value:
    """The Result of the request; every request is logged, however it ends."""
    started_ns = time.monotonic_ns()
    response: Response | None = None
    error: ClientError | None = None
    try:
        method = _checked_method(method)
        request = _checked_request(method, url, body, headers, timeout_ms)
        response = send(request, machine.variable("FUSE_EXTRA_CA_CERT_FILE"))
        if not 200 <= response.status <= 299:
            message = f"{method.lower()} {url} returned status {response.status}"
            error = ClientError("http_status", message, response.status, response.body)
            error.headers = response.headers
    except ClientError as failure:
        error = failure
    outcome = response if error is None else error
    event = ClientEvent(
        (time.monotonic_ns() - started_ns) // 1_000_000,
        None if error is None else error.code,
        method,
        len((outcome.body or "").encode()),
        outcome.status,
        url,
    )
    report_client(event, machine)
    fields = {"method": method, "url": url, "status": outcome.status, "headers": outcome.headers, "body": outcome.body}
    if error is None:
        return ResultValue(True, StructValue("http.Response", fields))
    return ResultValue(False, StructValue("http.Error", {"code": error.code, "message": error.message, **fields}))


def _checked_method(raw: str) -> str:
    method = raw.strip()
    if not method:
        raise ClientError("invalid_request", "http.request requires a non-empty method")
    if any(char.isspace() or ord(char) < 32 or ord(char) == 127 for char in method):
        raise ClientError("invalid_request", "http.request rejects whitespace/control characters in method")
    return method.upper()


def _checked_request(method: str, url: str, body: str, headers: dict[str, str], timeout_ms: int) -> Request:
    try:
        parsed = parse_url(url)
    except UrlError as error:
        raise ClientError(error.code, error.message) from None
    if timeout_ms < 0:
        raise ClientError("invalid_request", "http.* timeout_ms must be >= 0")
    checked = {}
    for name, value in headers.items():
        _check_header(name, value)
        checked[name.lower()] = value
    return Request(method, url, parsed, body, dict(sorted(checked.items())), timeout_ms)


def _check_header(name: str, value: str) -> None:
    if not name.strip():
        raise ClientError("invalid_request", "http.* headers require a non-empty name")
    if any(char in ":\r\n" or ord(char) < 32 or ord(char) == 127 for char in name):
        raise ClientError("invalid_request", "http.* headers reject control characters and ':' in names")
    if "\r" in value or "\n" in value:
        raise ClientError("invalid_request", "http.* headers reject CR/LF characters in values")
    if name.lower() in _MANAGED:
        raise ClientError("invalid_request", f"http.* manages header {name.lower()} automatically")


BUILTINS = {"http.request": _request, "http.get": _get, "http.post": _post}
