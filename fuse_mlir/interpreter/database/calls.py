"""`db.exec`, `db.query`, `db.one`, `db.from`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..builtins.arguments import expect, expect_count, expect_string
from ..values import UNIT_VALUE, Value
from .query import from_table

if TYPE_CHECKING:
    from ..machine import Machine


def _statement(name: str, args: list[Value]) -> tuple[str, list[Value]]:
    expect_count(name, args, 1, 2)
    sql = expect_string(args[0], f"{name} expects a SQL string")
    params = args[1] if len(args) == 2 else ()
    expect(isinstance(params, tuple), f"{name} params must be a list")
    return sql, list(params)


def _exec(args: list[Value], machine: Machine) -> Value:
    sql, params = _statement("db.exec", args)
    machine.database.execute(sql, params)
    return UNIT_VALUE


def _query(args: list[Value], machine: Machine) -> Value:
    sql, params = _statement("db.query", args)
    return tuple(machine.database.query(sql, params))


def _one(args: list[Value], machine: Machine) -> Value:
    sql, params = _statement("db.one", args)
    rows = machine.database.query(sql, params)
    return rows[0] if rows else None


def _from(args: list[Value], machine: Machine) -> Value:
    message = "db.from expects a table name string"
    expect(len(args) == 1, message)
    return from_table(expect_string(args[0], message))


BUILTINS = {"db.exec": _exec, "db.query": _query, "db.one": _one, "db.from": _from}
