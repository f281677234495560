"""A request that is being answered, and what the handler adds to the response."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .message import BLANKS

REQUEST_ID = "x-request-id"
_CORRELATION_ID = "x-correlation-id"
_VALID_ID = re.compile(r"[A-Za-z0-9\-_.:/@]{1,128}")


@dataclass(frozen=True, slots=True)
class HttpRequest:
    """`target` is the path with its query, `headers` have names in lower case and always a request id."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    @property
    def request_id(self) -> str:
        return self.headers[REQUEST_ID]

    def cookie(self, name: str) -> str | None:
        """The last cookie of that name."""
        found = None
        for part in self.headers.get("cookie", "").split(";"):
            key, equals, value = part.partition("=")
            if equals and key.strip(BLANKS) == name:
                found = value.strip(BLANKS)
        return found


@dataclass(slots=True)
class Exchange:
    """`headers` and `cookies` are sent in the order of the calls."""

    request: HttpRequest
    headers: list[tuple[str, str]] = field(default_factory=list)
    cookies: list[str] = field(default_factory=list)


@dataclass(slots=True)
class RequestIds:
    """Names for requests that bring none along."""

    count: int = 0

    def identify(self, headers: dict[str, str]) -> str:
        for name in (REQUEST_ID, _CORRELATION_ID):
            given = headers.get(name, "")
            if _VALID_ID.fullmatch(given):
                return given
        self.count += 1
        return f"req-{self.count:016x}"
