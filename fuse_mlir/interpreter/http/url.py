"""Addresses of requests: `http://host:port/path?query#fragment` taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FORBIDDEN = re.compile(r"[\x00-\x20\x7f]")


class UrlError(Exception):
    """`code` is the error's code for the program."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Url:
    """`host` without brackets; `authority` is what the Host header says: no default port in it."""

    is_secure: bool
    host: str
    port: int
    target: str
    authority: str


def parse_url(raw: str) -> Url:
    text = raw.strip()
    if not text:
        raise UrlError("invalid_url", "http.* requires a non-empty URL")
    scheme, separator, rest = text.partition("://")
    if scheme not in ("http", "https") and separator:
        raise UrlError("unsupported_scheme", f"http.* does not support {scheme}:// URLs")
    # A blank or a line end inside would end the request line early.
    if not separator or _FORBIDDEN.search(text):
        raise UrlError("invalid_url", "http.* requires an http:// or https:// URL")
    end = re.search(r"[/?#]", rest)
    authority, remainder = (rest, "") if end is None else (rest[: end.start()], rest[end.start() :])
    if not authority:
        raise UrlError("invalid_url", "http.* URL is missing a host")
    target = remainder.partition("#")[0]
    default = 443 if scheme == "https" else 80
    host, port = _host_and_port(authority, default)
    shown = host if port == default else f"{host}:{port}"
    return Url(scheme == "https", host.strip("[]"), port, target if target.startswith("/") else f"/{target}", shown)


def _host_and_port(authority: str, default: int) -> tuple[str, int]:
    """`[::1]:80`, `host:80` or `host`."""
    if authority.startswith("["):
        address, bracket, rest = authority.partition("]")
        if not bracket:
            raise UrlError("invalid_url", "http.* URL has an invalid IPv6 host")
        if rest and not rest.startswith(":"):
            raise UrlError("invalid_url", "http.* URL has an invalid host:port")
        return address + bracket, _port(rest[1:]) if rest else default
    host, colon, port = authority.rpartition(":")
    if not colon:
        return authority, default
    if not host or not port:
        raise UrlError("invalid_url", "http.* URL has an invalid host:port")
    if not (port.isascii() and port.isdigit()):
        return authority, default
    return host, _port(port)


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 10 and int(text) < 65536:
        return int(text)
    raise UrlError("invalid_url", f"http.* URL has an invalid port {text}")
