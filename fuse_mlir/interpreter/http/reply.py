"""Responses as bytes."""

from __future__ import annotations

from dataclasses import dataclass, field

from .exchange import REQUEST_ID
from .reasons import reason

HTML = "text/html; charset=utf-8"
JSON = "application/json"

# Statuses whose responses have neither a body nor a length.
_BODILESS = (204, 304)


@dataclass(slots=True)
class Reply:
    """`id_first`: the request id stands before the content type, as it does where no handler ran. `request_id` None: none is
    sent."""

    status: int
    body: bytes
    content_type: str | None = JSON
    headers: list[tuple[str, str]] = field(default_factory=list)
    cookies: list[str] = field(default_factory=list)
    request_id: str | None = None
    id_first: bool = False

    def to_bytes(self, *, without_body: bool) -> bytes:
        """`without_body`: the answer to HEAD, which says how long the body would be."""
        lines = [] if self.content_type is None else [f"Content-Type: {self.content_type}"]
        if self.request_id is not None:
            lines.insert(0 if self.id_first else len(lines), f"X-Request-Id: {self.request_id}")
        lines += [f"{name}: {value}" for name, value in self.headers if name.lower() != REQUEST_ID]
        lines += [f"Set-Cookie: {cookie}" for cookie in self.cookies]
        has_body = self.status not in _BODILESS
        if has_body:
            lines.append(f"Content-Length: {len(self.body)}")
        head = "\r\n".join([f"HTTP/1.1 {self.status} {reason(self.status)}", *lines, "", ""])
        return head.encode() + (self.body if has_body and not without_body else b"")
