"""Heads of HTTP messages: the first line and the headers."""

from __future__ import annotations

HEAD_END = b"\r\n\r\n"

# White space in heads.
BLANKS = " \t\n\v\f\r"
_UPPER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


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
        headers[field_name(name)] = value.strip(BLANKS)
    return first, headers


def field_name(name: str) -> str:
    """The name of a header as it is looked up."""
    return name.strip(BLANKS).translate(_UPPER)


def decode(data: bytes) -> str:
    """The text of what was received, with U+FFFD for what is not UTF-8."""
    return data.decode("utf-8", "replace")


def content_length(headers: dict[str, str]) -> int | None:
    """None where it is missing or no number."""
    text = headers.get("content-length", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
