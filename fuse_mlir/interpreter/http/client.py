"""One HTTP request over one connection.

In:   a request that has been checked; a timeout that holds for connecting, for each read and for each write.
Out:  the response, or a ClientError that says what went wrong and where.
No redirects, no compression, no chunked decoding: the body is what the connection carries until Content-Length or its end.
"""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from dataclasses import dataclass

from .message import HEAD_END, HeaderLineError, content_length, split_head
from .url import Url

_CHUNK_BYTES = 64 * 1024
# What systems take as a time; about 24 days.
_LONGEST_MS = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Request:
    """`headers` sorted, names in lower case; `timeout_ms` 0 is none."""

    method: str
    url_text: str
    url: Url
    body: str
    headers: dict[str, str]
    timeout_ms: int


@dataclass(frozen=True, slots=True)
class Response:
    status: int
    headers: dict[str, str]
    body: str


class ClientError(Exception):
    """`code` and `message` are for the program; status, headers and body as far as they are known."""

    def __init__(self, code: str, message: str, status: int | None = None, body: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status
        self.headers: dict[str, str] = {}
        self.body = body


def send(request: Request, extra_certificates: str | None) -> Response:
    """The response to a request. `extra_certificates`: a file of certificates to trust besides the system's."""
    connection = _connect(request)
    try:
        if request.url.is_secure:
            connection = _encrypt(connection, request, extra_certificates)
        _write(connection, request)
        return _parse(_read(connection, request), request)
    finally:
        connection.close()


def _failed(request: Request, phase: str, error: OSError) -> ClientError:
    subject = f"{request.method.lower()} {request.url_text}"
    if isinstance(error, TimeoutError):
        return ClientError("timeout", f"{subject} timed out during {phase} after {request.timeout_ms}ms")
    return ClientError("network_error", f"{subject} {phase} failed: {_reason(error)}")


def _reason(error: OSError) -> str:
    return f"{error.strerror} (os error {error.errno})" if error.strerror else str(error)


def _connect(request: Request) -> socket.socket:
    url = request.url
    try:
        addresses = socket.getaddrinfo(url.host, url.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise ClientError("network_error", f"failed to resolve {url.host}: {reason}") from None
    last: OSError = OSError("no resolved addresses")
    for family, kind, protocol, _, address in addresses:
        connection = socket.socket(family, kind, protocol)
        connection.settimeout(min(request.timeout_ms, _LONGEST_MS) / 1000 if request.timeout_ms else None)
        try:
            connection.connect(address)
            return connection
        except OSError as error:
            connection.close()
            last = error
    raise _failed(request, "connect", last)


def _encrypt(connection: socket.socket, request: Request, extra_certificates: str | None) -> socket.socket:
    import ssl

    subject = f"{request.method.lower()} {request.url_text}"
    try:
        context = ssl.create_default_context()
        if extra_certificates is not None:
            context.load_verify_locations(cafile=extra_certificates)
    except OSError as error:
        name = "" if extra_certificates is None else os.path.basename(extra_certificates)
        raise ClientError("tls_error", f"failed to load root certificates {name}: {_reason(error)}") from None
    try:
        return context.wrap_socket(connection, server_hostname=request.url.host)
    except TimeoutError as error:
        raise _failed(request, "TLS handshake", error) from None
    except (ssl.SSLError, OSError) as error:
        reason = getattr(error, "verify_message", "") or getattr(error, "reason", "") or _reason(error)
        raise ClientError("tls_error", f"{subject} TLS handshake failed: {reason}") from None
    except ValueError:
        raise ClientError("invalid_url", f"http.* URL has an invalid TLS host {request.url.host}") from None


def _write(connection: socket.socket, request: Request) -> None:
    body = request.body.encode()
    lines = [
        f"{request.method} {request.url.target} HTTP/1.1",
        f"Host: {request.url.authority}",
        "Connection: close",
        f"Content-Length: {len(body)}",
        *[f"{name}: {value}" for name, value in request.headers.items()],
    ]
    try:
        connection.sendall("\r\n".join(lines).encode() + HEAD_END + body)
    except OSError as error:
        raise _failed(request, "write", error) from None
    if not request.url.is_secure:
        # The server may have closed already: what it sent can still be read.
        with suppress(OSError):
            connection.shutdown(socket.SHUT_WR)


def _read(connection: socket.socket, request: Request) -> bytes:
    data = bytearray()
    expected: int | None = None
    try:
        while expected is None or len(data) < expected:
            chunk = connection.recv(_CHUNK_BYTES)
            if not chunk:
                break
            data += chunk
            if expected is None:
                expected = _expected_bytes(data)
    except OSError as error:
        raise _failed(request, "read", error) from None
    return bytes(data)


def _expected_bytes(data: bytearray) -> int | None:
    """How long the whole response is; None while that is unknown."""
    end = data.find(HEAD_END)
    if end < 0:
        return None
    try:
        length = content_length(split_head(data[:end].decode("utf-8", "replace"))[1])
    except HeaderLineError:
        return None
    return None if length is None else end + len(HEAD_END) + length


def _parse(data: bytes, request: Request) -> Response:
    subject = f"{request.method.lower()} {request.url_text}"
    head, separator, rest = data.partition(HEAD_END)
    if not separator:
        raise ClientError("invalid_response", f"{subject} returned an invalid HTTP response")
    body = rest.decode("utf-8", "replace")
    first, _, lines = head.decode("utf-8", "replace").partition("\r\n")
    words = first.split()
    status = words[1] if len(words) > 1 else ""
    if not (status.isascii() and status.isdigit() and int(status[:6]) < 65536):
        raise ClientError("invalid_response", f"{subject} returned an invalid status line")
    try:
        _, headers = split_head(f"\r\n{lines}")
    except HeaderLineError:
        raise ClientError("invalid_response", f"{subject} returned an invalid header line", int(status), body) from None
    return Response(int(status), headers, body)
