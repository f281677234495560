"""`json.encode` and `json.decode`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...frontend.json_value import JsonError, parse_json
from ..failures import RuntimeFailure
from ..json_decoding import untyped_value
from ..json_encoding import encode_json
from ..values import Value
from .arguments import expect, expect_string

if TYPE_CHECKING:
    from ..machine import Machine


def _encode(args: list[Value], machine: Machine) -> Value:
    expect(bool(args), "json.encode expects a value")
    return encode_json(args[0])


def _decode(args: list[Value], machine: Machine) -> Value:
    message = "json.decode expects a string argument"
    expect(bool(args), message)
    return decode_text(expect_string(args[0], message))


def decode_text(text: str) -> Value:
    """The untyped value of a JSON text."""
    try:
        return untyped_value(parse_json(text))
    except JsonError as error:
        raise RuntimeFailure(f"invalid json: {error}") from None


BUILTINS = {"json.encode": _encode, "json.decode": _decode}
