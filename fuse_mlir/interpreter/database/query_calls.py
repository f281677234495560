"""The methods of queries: `query.select`, `query.where`, …; the receiver is the first argument, and counts as one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ...frontend.canonical.program import Schema
from ...frontend.json_value import parse_json
from ..builtins.arguments import expect, expect_count, expect_string, expect_whole
from ..json_decoding import decode_json
from ..json_encoding import encode_json
from ..values import UNIT_VALUE, Value, unboxed
from .query import QueryValue

if TYPE_CHECKING:
    from ..machine import Machine

Builtin = Callable[..., Value]


def _method(name: str, count: int, body: Callable[..., Value]) -> Builtin:
    """A builtin that checks the number of its arguments and that the first is a query."""

    def call(args: list[Value], machine: Machine) -> Value:
        expect_count(f"query.{name}", args, count)
        expect(isinstance(args[0], QueryValue), f"query.{name} expects a Query value")
        return body(machine, *args)

    return call


def _select(machine: Machine, query: QueryValue, columns: Value) -> Value:
    message = "query.select expects a list of strings"
    expect(isinstance(columns, tuple), message)
    return query.select([expect_string(unboxed(column), message) for column in columns])


def _where(machine: Machine, query: QueryValue, column: Value, operator: Value, value: Value) -> Value:
    name = expect_string(column, "query.where expects a column string")
    return query.where(name, expect_string(operator, "query.where expects an operator string"), value)


def _order_by(machine: Machine, query: QueryValue, column: Value, direction: Value) -> Value:
    name = expect_string(column, "query.order_by expects a column string")
    return query.order_by(name, expect_string(direction, "query.order_by expects a direction string"))


def _limit(machine: Machine, query: QueryValue, rows: Value) -> Value:
    return query.limit(expect_whole(rows, "query.limit expects an Int"))


def _update(machine: Machine, query: QueryValue, column: Value, value: Value) -> Value:
    return query.update(expect_string(column, "query.update expects a column string"), value)


def _count(machine: Machine, query: QueryValue) -> Value:
    sql, params = query.count().statement()
    rows = machine.database.query(sql, params)
    found = rows[0].get("c") if rows else None
    return found if type(found) is int else 0


def _exec(machine: Machine, query: QueryValue) -> Value:
    machine.database.execute(*query.statement())
    return UNIT_VALUE


def _all(machine: Machine, query: QueryValue) -> Value:
    return tuple(machine.database.query(*query.statement()))


def _one(machine: Machine, query: QueryValue) -> Value:
    rows = machine.database.query(*query.statement(default_limit=1))
    return rows[0] if rows else None


BUILTINS: dict[str, Builtin] = {
    f"query.{name}": _method(name, count, body)
    for name, count, body in (
        ("select", 2, _select),
        ("where", 4, _where),
        ("order_by", 3, _order_by),
        ("limit", 2, _limit),
        ("insert", 2, lambda machine, query, value: query.write("insert", value)),
        ("upsert", 2, lambda machine, query, value: query.write("upsert", value)),
        ("update", 3, _update),
        ("delete", 1, lambda machine, query: query.delete()),
        ("count", 1, _count),
        ("sql", 1, lambda machine, query: query.statement()[0]),
        ("params", 1, lambda machine, query: tuple(query.statement()[1])),
        ("exec", 1, _exec),
        ("all", 1, _all),
        ("one", 1, _one),
    )
}


def _typed_row(row: Value, schema: Schema, machine: Machine) -> Value:
    """A row as a struct, by way of its JSON: that is how the language defines it."""
    return decode_json(parse_json(encode_json(row)), schema, "$", machine)


def _typed_one(args: list[Value], machine: Machine, schema: Schema) -> Value:
    row = BUILTINS["query.one"](args, machine)
    return None if row is None else _typed_row(row, schema, machine)


def _typed_all(args: list[Value], machine: Machine, schema: Schema) -> Value:
    return tuple([_typed_row(row, schema, machine) for row in BUILTINS["query.all"](args, machine)])


TYPED = {"query.one": _typed_one, "query.all": _typed_all}
