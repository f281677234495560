"""Requests that no route answers go to a development server, where the environment names one."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

from .exchange import HttpRequest
from .message import HEAD_END
from .url import UrlError, parse_url

if TYPE_CHECKING:
    from ..machine import Machine

_SECONDS = 30
_CHUNK_BYTES = 64 * 1024


def proxied_response(request: HttpRequest, machine: Machine) -> bytes | None:
    """The bytes of the other server's response, with the request id behind its first line; None when it gives none."""
    base = machine.variable("FUSE_VITE_PROXY_URL") or ""
    if not base.strip().startswith("http://"):
        return None
    try:
        url = parse_url(base)
        data = _exchange((url.host, url.port), _head(request, url.host, url.target) + request.body)
    except (OSError, UrlError):
        # Whatever goes wrong, the request counts as one that nobody answers.
        return None
    first, separator, rest = data.partition(b"\r\n")
    return first + separator + f"X-Request-Id: {request.request_id}\r\n".encode() + rest if separator else None


def _head(request: HttpRequest, host: str, base: str) -> bytes:
    target = base.rstrip("/") + "/" + request.target.lstrip("/")
    lines = [
        f"{request.method} {target} HTTP/1.1",
        f"Host: {host}",
        "Connection: close",
        f"Content-Length: {len(request.body)}",
    ]
    if request.body:
        lines.append("Content-Type: application/json")
    lines.append(f"X-Request-Id: {request.request_id}")
    return "\r\n".join(lines).encode() + HEAD_END


def _exchange(address: tuple[str, int], data: bytes) -> bytes:
    with socket.create_connection(address, _SECONDS) as connection:
        connection.sendall(data)
        response = bytearray()
        while chunk := connection.recv(_CHUNK_BYTES):
            response += chunk
    return bytes(response)
