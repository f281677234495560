"""Base64 text of Bytes, with the language's own failure texts.

The standard alphabet; blanks around it are trimmed, empty text is no bytes. Padding is judged chunk by chunk, so that two padded
texts one after the other are one text.
"""

from __future__ import annotations

from binascii import a2b_base64

from .conversion import trim

_ALPHABET = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")


class Base64Error(Exception):
    """The text is not base64; the message is the reason."""


def decode_base64(text: str) -> bytes:
    """The bytes that `text` stands for. Errors: Base64Error."""
    text = trim(text)
    if len(text.encode()) % 4:
        raise Base64Error("invalid base64 length")
    chunks = [text[start : start + 4] for start in range(0, len(text), 4)]
    return b"".join([_chunk(chunk, number) for number, chunk in enumerate(chunks)])


def _chunk(chunk: str, number: int) -> bytes:
    padding = 0
    for char in chunk:
        if char == "=":
            padding += 1
        elif padding:
            raise Base64Error(f"invalid base64 padding at chunk {number}")
        elif char not in _ALPHABET:
            raise Base64Error(f"invalid base64 character '{char}'")
    if padding > 2:
        raise Base64Error(f"invalid base64 padding at chunk {number}")
    return a2b_base64(chunk)
