"""`env` and its typed forms as values, and `asset`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...frontend.types import BOOL, FLOAT, INT, Type
from ..conversion import ConversionError, convert, trim
from ..failures import RuntimeFailure
from ..values import Value
from .arguments import expect, expect_count, expect_string

if TYPE_CHECKING:
    from ..machine import Machine


def _env(args: list[Value], machine: Machine) -> Value:
    return machine.variable(_name("env", args))


def _name(builtin: str, args: list[Value]) -> str:
    message = f"{builtin} expects a string argument"
    expect(bool(args), message)
    return expect_string(args[0], message)


def _typed(builtin: str, type_: Type):
    def read(args: list[Value], machine: Machine) -> Value:
        name = _name(builtin, args)
        raw = machine.variable(name)
        try:
            return None if raw is None else convert(raw, type_)
        except ConversionError as error:
            raise RuntimeFailure(f"{error.text} (env {name})") from None

    return read


def _asset(args: list[Value], machine: Machine) -> Value:
    """The address that an asset is served under: looked up in the map of hashed names, else its path."""
    expect_count("asset", args, 1)
    raw = expect_string(args[0], "asset expects a string path")
    raw = trim(raw)
    split = min((place for place in (raw.find("?"), raw.find("#")) if place >= 0), default=len(raw))
    path, suffix = raw[:split], raw[split:]
    key = trim(path).replace("\\", "/").lstrip("/")
    if not key:
        return f"/{suffix}"
    return (_mapped(key, machine) or f"/{key}") + suffix


def _mapped(key: str, machine: Machine) -> str | None:
    from ...frontend.json_value import JsonError, parse_json

    raw = machine.variable("FUSE_ASSET_MAP")
    if raw is None:
        return None
    try:
        entries = parse_json(raw)
    except JsonError:
        # The language says that a broken map counts as none.
        return None
    for candidate in (key, f"/{key}"):
        found = entries.get(candidate) if isinstance(entries, dict) else None
        if isinstance(found, str):
            return found if found.startswith("/") else f"/{found}"
    return None


BUILTINS = {
    "env": _env,
    "env_int": _typed("env_int", INT),
    "env_float": _typed("env_float", FLOAT),
    "env_bool": _typed("env_bool", BOOL),
    "asset": _asset,
}
