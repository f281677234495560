"""Requests from connections, within limits.

A head may have 64 KiB, a body 8 MiB or what `FUSE_MAX_BODY_BYTES` says. A client that stays silent for too long is given up: the
server answers one client at a time, and the others wait.
"""

from __future__ import annotations

import re
import socket

from .exchange import REQUEST_ID, HttpRequest, RequestIds
from .message import BLANKS, HEAD_END, content_length, decode, split_head

_HEAD_BYTES = 64 * 1024
DEFAULT_BODY_BYTES = 8 * 1024 * 1024
SILENCE_SECONDS = 30
_CHUNK_BYTES = 64 * 1024


class RequestError(Exception):
    """The request cannot be answered; `status` and `message` go back."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def read_request(connection: socket.socket, max_body_bytes: int, ids: RequestIds) -> HttpRequest:
    """The next request. Errors: RequestError."""
    data = bytearray()
    while (end := data.find(HEAD_END)) < 0:
        if len(data) > _HEAD_BYTES:
            raise RequestError(431, "request header too large")
        chunk = _receive(connection, "request")
        if not chunk:
            raise RequestError(500, "invalid HTTP request: missing headers")
        data += chunk
    if end > _HEAD_BYTES:
        raise RequestError(431, "request header too large")
    method, target, headers = _parse_head(decode(data[:end]))
    headers[REQUEST_ID] = ids.identify(headers)
    length = content_length(headers) or 0
    if length > max_body_bytes:
        raise RequestError(413, "request body too large")
    body = data[end + len(HEAD_END) :]
    while len(body) < length:
        chunk = _receive(connection, "body")
        if not chunk:
            break
        body += chunk
    return HttpRequest(method, target, headers, bytes(body[:length]))


def _receive(connection: socket.socket, what: str) -> bytes:
    try:
        return connection.recv(_CHUNK_BYTES)
    except OSError as error:
        raise RequestError(500, f"failed to read {what}: {error.strerror or error}") from None


def _parse_head(head: str) -> tuple[str, str, dict[str, str]]:
    line, _, rest = head.partition("\r\n")
    words = re.findall(f"[^{BLANKS}]+", line)
    if len(words) < 2:
        raise RequestError(500, "invalid HTTP request line")
    # Lines without a colon say nothing.
    lines = [text for text in rest.split("\r\n") if ":" in text]
    _, headers = split_head("\r\n".join(["", *lines]))
    return words[0], words[1], headers
