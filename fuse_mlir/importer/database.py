"""`db.*`, the methods of queries, and `transaction`.

Arguments go to the runtime as they are, as `any`: it says what is wrong with them. A query is a value of `any`. Rows come as
maps; a typed read decodes the JSON of each, which is how the language defines it.

A function with a transaction begins with `db.activation`, whose number is that of its transactions, and has the attribute
`fuse.unwinds`: an error that leaves it rolls back what it began (lowering/raise_blocks.py). Nothing else may leave a transaction.
Source: FUSE semantics, section 10.10; fuse_mlir/interpreter/database.
"""

from __future__ import annotations

from collections.abc import Callable

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from ..frontend.canonical.schema import Schema
from .config_reads import DATABASE_POOL_SIZE, DATABASE_URL, ConfigField
from .dynamic import narrowed, widened
from .expressions import load_global
from .json_decode import decoded_text
from .regions import accumulated, either
from .runtime import builtin
from .schemas import type_of
from .state import FunctionState, Handler, Importing

_STATEMENTS = ("db.exec", "db.query", "db.one")
# Methods that run a statement; the others make another query, or show one.
_RUNNING = ("query.exec", "query.all", "query.one", "query.count")
# The number of arguments, with the receiver.
_COUNTS = {
    "db.from": 1,
    "query.select": 2,
    "query.where": 4,
    "query.order_by": 3,
    "query.limit": 2,
    "query.insert": 2,
    "query.upsert": 2,
    "query.update": 3,
    **dict.fromkeys(("query.delete", "query.sql", "query.params", *_RUNNING), 1),
}
_ROWS = t.ListType(t.ANY)


def _call(f: FunctionState, node: c.BuiltinCall) -> Importing:
    loc = f.at(node.span)
    operands = []
    for arg in node.args:
        operands.append(widened(f, (yield arg), loc))
    problem = _wrong_count(node.name, len(operands))
    if problem is not None:
        return f.fails(node, problem, loc)
    if node.name in _STATEMENTS and len(operands) == 1:
        operands.append(widened(f, f.value("fuse.list.make", [], f.types.of(_ROWS), loc), loc))
    if node.name in _STATEMENTS or node.name in _RUNNING:
        operands = [*_settings(f, loc), *operands]
    result = builtin(f, node.name, operands, loc)
    if node.schema is not None:
        return (_typed_rows if node.name == "query.all" else _typed_row)(f, result, node.schema, loc)
    if result is None or result.type == f.types.of(node.type):
        return result
    return narrowed(f, widened(f, result, loc), node.type, loc)


def _wrong_count(name: str, count: int) -> str | None:
    if name in _STATEMENTS:
        return None if count in (1, 2) else f"{name} expects 1 or 2 arguments"
    wanted = _COUNTS[name]
    if count == wanted:
        return None
    if name == "db.from":
        return "db.from expects a table name string"
    return f"{name} expects {wanted} argument{'' if wanted == 1 else 's'}"


# ---- settings -------------------------------------------------------------------------------------------------------------------


def _settings(f: FunctionState, loc: ir.Location) -> list[ir.Value]:
    """What `config App` has as address and number of connections: null without it, one connection without a number."""
    url = _config_value(f, DATABASE_URL, lambda: f.none(f.types.any, loc), loc)
    return [url, _config_value(f, DATABASE_POOL_SIZE, lambda: widened(f, f.const_int(1, loc), loc), loc)]


def _config_value(f: FunctionState, field: ConfigField, missing: Callable[[], ir.Value], loc: ir.Location) -> ir.Value:
    """A field as `any`; what `missing` makes where there is none, or while it is not loaded."""
    type_ = f.module.config_types.get(field)
    if type_ is None:
        return missing()
    symbol = ".".join(field)

    def value() -> ir.Value:
        return widened(f, load_global(f, symbol, f.types.of(type_), loc), loc)

    if field not in f.module.early_reads:
        return value()
    return either(f, load_global(f, f"{symbol}.loaded", f.types.bool, loc), f.types.any, value, missing, loc)


# ---- typed reads ----------------------------------------------------------------------------------------------------------------


def _decoded_row(f: FunctionState, row: ir.Value, schema: Schema, loc: ir.Location) -> ir.Value:
    text = f.value("fuse.json.encode", [row], f.types.string, loc)
    return decoded_text(f, text, schema, ("$",), lambda problem: f.raise_text([problem], loc), loc)


def _typed_row(f: FunctionState, row: ir.Value, schema: Schema, loc: ir.Location) -> ir.Value:
    type_ = f.types.of(t.option_of(type_of(schema, f.module.enums)))
    is_none = f.value("fuse.any.is_null", [row], f.types.bool, loc)
    return either(f, is_none, type_, lambda: f.none(type_, loc), lambda: f.some(_decoded_row(f, row, schema, loc), type_, loc), loc)


def _typed_rows(f: FunctionState, rows: ir.Value, schema: Schema, loc: ir.Location) -> ir.Value:
    type_ = f.types.of(t.ListType(type_of(schema, f.module.enums)))

    def add(position: ir.Value, list_: ir.Value) -> ir.Value:
        row = f.value("fuse.list.get_unchecked", [rows, position], f.types.any, loc)
        made = f.value("fuse.list.make", [_decoded_row(f, row, schema, loc)], type_, loc)
        return f.value("fuse.list.concat", [list_, made], type_, loc)

    count = f.value("fuse.list.length", [rows], f.types.int, loc)
    return accumulated(f, count, f.value("fuse.list.make", [], type_, loc), add, loc)


# ---- transactions ---------------------------------------------------------------------------------------------------------------


def _transaction(f: FunctionState, node: c.Transaction) -> Importing:
    loc = f.at(node.span)
    builtin(f, "db.begin", [f.activation, *_settings(f, loc)], loc)
    yield node.body
    if f.reachable:
        builtin(f, "db.commit", [f.activation], loc)


CALLS: dict[str, Handler] = dict.fromkeys((*_STATEMENTS, *_COUNTS), _call)
STATEMENTS: dict[type, Handler] = {c.Transaction: _transaction}
