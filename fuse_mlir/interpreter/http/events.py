"""What is said about requests on standard error: log lines and metrics, where the environment asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..json_encoding import encode_json

if TYPE_CHECKING:
    from ..machine import Machine

_LOG_WORDS = ("1", "true", "structured", "json")
# The label is the same for every way to run a program.
_RUNTIME = "native"


@dataclass(frozen=True, slots=True)
class ServerEvent:
    duration_ms: int
    method: str
    path: str
    request_id: str
    response_bytes: int
    status: int


@dataclass(frozen=True, slots=True)
class ClientEvent:
    """`error_code` None: success."""

    duration_ms: int
    error_code: str | None
    method: str
    response_bytes: int
    status: int | None
    url: str


def report_server(event: ServerEvent, machine: Machine) -> None:
    fields = {
        "duration_ms": event.duration_ms,
        "method": event.method,
        "path": event.path,
        "request_id": event.request_id,
        "runtime": _RUNTIME,
        "status": event.status,
    }
    _report("http.server.request", "http.request", fields, {"response_bytes": event.response_bytes}, machine)


def report_client(event: ClientEvent, machine: Machine) -> None:
    fields = {
        "duration_ms": event.duration_ms,
        "error_code": event.error_code,
        "method": event.method,
        "outcome": "success" if event.error_code is None else "error",
        "response_bytes": event.response_bytes,
        "runtime": _RUNTIME,
        "status": event.status,
        "url": event.url,
    }
    _report("http.client.request", "http.client.request", fields, {}, machine)


def _report(metric: str, event: str, fields: dict, logged_only: dict, machine: Machine) -> None:
    if (machine.variable("FUSE_REQUEST_LOG") or "").strip().lower() in _LOG_WORDS:
        machine.console.report(encode_json({"event": event, **fields, **logged_only}))
    if (machine.variable("FUSE_METRICS_HOOK") or "").strip().lower() == "stderr":
        machine.console.report("metrics: " + encode_json({"metric": metric, **fields}))
