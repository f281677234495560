"""`request.*` and `response.*`: what a handler can ask about its request and add to its response."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..builtins.arguments import expect, expect_count, expect_string
from ..conversion import trim
from ..failures import RuntimeFailure
from ..values import UNIT_VALUE, Value
from .exchange import Exchange
from .message import field_name

if TYPE_CHECKING:
    from ..machine import Machine

_COOKIE_NAME = re.compile(r"[A-Za-z0-9_\-.]+")
_COOKIE_ATTRIBUTES = "Path=/; HttpOnly; SameSite=Lax"


def _exchange(name: str, machine: Machine) -> Exchange:
    if machine.exchange is None:
        raise RuntimeFailure(f"{name} is only available while handling an HTTP route")
    return machine.exchange


def _request_header(args: list[Value], machine: Machine) -> Value:
    expect_count("request.header", args, 1)
    name = expect_string(args[0], "request.header expects a string name")
    return _exchange("request.header", machine).request.headers.get(field_name(name))


def _request_cookie(args: list[Value], machine: Machine) -> Value:
    expect_count("request.cookie", args, 1)
    name = expect_string(args[0], "request.cookie expects a string name")
    return _exchange("request.cookie", machine).request.cookie(name)


def _name_and_value(builtin: str, args: list[Value]) -> tuple[str, str]:
    expect_count(builtin, args, 2)
    message = f"{builtin} expects string name and value"
    return expect_string(args[0], message), expect_string(args[1], message)


def _response_header(args: list[Value], machine: Machine) -> Value:
    name, value = _name_and_value("response.header", args)
    expect(trim(name) != "", "response.header requires a non-empty name")
    expect(not any(char in "\r\n" for char in name + value), "response.header rejects CR/LF characters")
    _exchange("response.header", machine).headers.append((name, value))
    return UNIT_VALUE


def _check_cookie_name(name: str) -> None:
    expect(name != "", "cookie name must not be empty")
    expect(_COOKIE_NAME.fullmatch(name) is not None, "cookie name contains unsupported characters")


def _response_cookie(args: list[Value], machine: Machine) -> Value:
    name, value = _name_and_value("response.cookie", args)
    _check_cookie_name(name)
    expect(not any(char in ";\r\n" for char in value), "cookie value contains unsupported characters")
    _exchange("response.cookie", machine).cookies.append(f"{name}={value}; {_COOKIE_ATTRIBUTES}")
    return UNIT_VALUE


def _delete_cookie(args: list[Value], machine: Machine) -> Value:
    expect_count("response.delete_cookie", args, 1)
    name = expect_string(args[0], "response.delete_cookie expects a string name")
    _check_cookie_name(name)
    _exchange("response.delete_cookie", machine).cookies.append(f"{name}=; {_COOKIE_ATTRIBUTES}; Max-Age=0")
    return UNIT_VALUE


BUILTINS = {
    "request.header": _request_header,
    "request.cookie": _request_cookie,
    "response.header": _response_header,
    "response.cookie": _response_cookie,
    "response.delete_cookie": _delete_cookie,
}
