"""Heads of HTTP messages: the first line and the headers."""

from __future__ import annotations

HEAD_END = b"\r\n\r\n"


class HeaderLineError(Exception):
    """A line of a head has no colon."""


def split_head(head: str) -> tuple[str, dict[str, str]]:
    """The first line and the headers: names in lower case, of duplicates the last."""
    first, *lines = head.split("\r\n")
    headers: dict[str, str] = {}
    for line in lines:
        if not line:
            continue
        name, colon, value = line.partition(":")
        if not colon:
            raise HeaderLineError
        headers[name.strip().lower()] = value.strip()
    return first, headers


def content_length(headers: dict[str, str]) -> int | None:
    """None where it is missing or no number."""
    text = headers.get("content-length", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
