"""Builtins by name.

In:   the full name of a builtin and its argument values; the type argument of a typed query.
Out:  its value. Arguments come out of their boxes here, for all builtins alike.
Why:  databases, sockets and cryptography take long to load; a program that uses none of them must start fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ...frontend.canonical.program import Schema
from ..failures import RuntimeFailure
from ..values import Value, unboxed

if TYPE_CHECKING:
    from ..machine import Machine

_MODULES = {
    "builtins.console": ("print", "input", "log", "assert"),
    "builtins.environment": ("env", "env_int", "env_float", "env_bool", "asset"),
    "builtins.json": ("json.encode", "json.decode"),
    "builtins.html": ("html.node", "html.text", "html.raw", "html.render"),
    "builtins.svg": ("svg.inline",),
    "builtins.clock": ("time.now", "time.sleep", "time.format", "time.parse"),
    "builtins.crypto": ("crypto.hash", "crypto.hmac", "crypto.random_bytes", "crypto.constant_time_eq"),
    "database.calls": ("db.exec", "db.query", "db.one", "db.from"),
    "database.query_calls": (
        "query.select",
        "query.where",
        "query.order_by",
        "query.limit",
        "query.insert",
        "query.upsert",
        "query.update",
        "query.delete",
        "query.count",
        "query.sql",
        "query.params",
        "query.exec",
        "query.all",
        "query.one",
    ),
    "http.client_calls": ("http.request", "http.get", "http.post"),
    "http.server": ("serve",),
    "http.exchange_calls": (
        "request.header",
        "request.cookie",
        "response.header",
        "response.cookie",
        "response.delete_cookie",
    ),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}


def call_builtin(name: str, args: list[Value], machine: Machine, schema: Schema | None = None) -> Value:
    """The value of a builtin. Each is a function of the arguments and the machine in the table `BUILTINS` of its module; those of
    typed queries, in `TYPED`, take the schema too."""
    if name not in _MODULE_OF:
        raise RuntimeFailure(f"unknown builtin {name}")
    module = import_module(f"..{_MODULE_OF[name]}", __package__)
    args = [unboxed(arg) for arg in args]
    if schema is not None:
        return module.TYPED[name](args, machine, schema)
    return module.BUILTINS[name](args, machine)
