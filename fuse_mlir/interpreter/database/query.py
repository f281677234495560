"""The query builder: values that describe a statement, and its text.

Every method gives a changed copy. Names of tables and columns are checked, so that they can stand in the text unquoted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..conversion import trim
from ..failures import RuntimeFailure
from ..values import StructValue, Value, unboxed
from .parameters import to_sql

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)?")
_OPERATORS = ("=", "!=", "<", "<=", ">", ">=", "like", "in")
_WRITES = ("insert", "upsert")


@dataclass(frozen=True, slots=True)
class Where:
    column: str
    operator: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class QueryValue:
    """`kind` is select, count, insert, upsert, update or delete; `sets` are the columns and values that the last three but one
    write."""

    table: str
    kind: str = "select"
    columns: tuple[str, ...] = ()
    sets: tuple[tuple[str, Value], ...] = ()
    wheres: tuple[Where, ...] = ()
    order: tuple[str, str] | None = None
    limit_rows: int | None = None

    def select(self, columns: list[str]) -> QueryValue:
        _require(self.kind == "select", "select is only supported on select queries")
        _require(bool(columns), "select expects at least one column")
        for column in columns:
            check_column(column)
        return replace(self, columns=tuple(columns))

    def where(self, column: str, operator: str, value: Value) -> QueryValue:
        _require(self.kind not in _WRITES, "where is not supported for insert/upsert queries")
        check_column(column)
        operator = _word(operator)
        _require(operator in _OPERATORS, "unsupported where operator")
        values: tuple[Value, ...] = (value,)
        if operator == "in":
            items = unboxed(value)
            _require(isinstance(items, tuple), "in expects a list value")
            _require(bool(items), "in expects a non-empty list")
            values = items
        for item in values:
            to_sql(item)
        return replace(self, wheres=(*self.wheres, Where(column, operator, values)))

    def order_by(self, column: str, direction: str) -> QueryValue:
        _require(self.kind == "select", "order_by is only supported on select queries")
        check_column(column)
        direction = _word(direction)
        _require(direction in ("asc", "desc"), "order_by expects asc or desc")
        return replace(self, order=(column, direction))

    def limit(self, rows: int) -> QueryValue:
        _require(self.kind == "select", "limit is only supported on select queries")
        _require(rows >= 0, "limit must be >= 0")
        return replace(self, limit_rows=rows)

    def write(self, kind: str, value: Value) -> QueryValue:
        """An insert or upsert of a struct, columns sorted by name."""
        _require(isinstance(value, StructValue), f"{kind} expects a struct value")
        _require(bool(value.fields), f"{kind} expects a struct with at least one field")
        for column in sorted(value.fields):
            check_column(column)
            to_sql(value.fields[column])
        return QueryValue(self.table, kind, sets=tuple((column, value.fields[column]) for column in sorted(value.fields)))

    def update(self, column: str, value: Value) -> QueryValue:
        check_column(column)
        to_sql(value)
        _require(self.kind not in _WRITES, "update is not supported after insert/upsert")
        sets = self.sets if self.kind == "update" else ()
        return self._plain("update", (*sets, (column, value)))

    def delete(self) -> QueryValue:
        _require(self.kind not in _WRITES, "delete is not supported after insert/upsert")
        return self._plain("delete")

    def count(self) -> QueryValue:
        _require(self.kind not in _WRITES, "count is not supported for insert/upsert queries")
        return self._plain("count")

    def _plain(self, kind: str, sets: tuple[tuple[str, Value], ...] = ()) -> QueryValue:
        """Another kind of query with the same conditions and nothing else."""
        return QueryValue(self.table, kind, sets=sets, wheres=self.wheres)

    def statement(self, default_limit: int | None = None) -> tuple[str, list[Value]]:
        """The text and its parameters; `default_limit` holds for a select without a limit."""
        columns = ", ".join(column for column, _ in self.sets)
        values = [value for _, value in self.sets]
        match self.kind:
            case "insert" | "upsert":
                verb = "insert" if self.kind == "insert" else "insert or replace"
                marks = ", ".join("?" for _ in values)
                return f"{verb} into {self.table} ({columns}) values ({marks})", values
            case "update":
                written = ", ".join(f"{column} = ?" for column, _ in self.sets)
                head = f"update {self.table} set {written}"
            case "delete":
                head = f"delete from {self.table}"
            case "count":
                head = f"select count(*) as c from {self.table}"
            case _:
                return self._select_statement(default_limit)
        where, params = self._where_text()
        return head + where, values + params

    def _select_statement(self, default_limit: int | None) -> tuple[str, list[Value]]:
        where, params = self._where_text()
        sql = f"select {', '.join(self.columns) or '*'} from {self.table}{where}"
        if self.order is not None:
            sql += f" order by {self.order[0]} {self.order[1]}"
        limit = default_limit if self.limit_rows is None else self.limit_rows
        return (sql, params) if limit is None else (f"{sql} limit ?", [*params, limit])

    def _where_text(self) -> tuple[str, list[Value]]:
        conditions, params = [], []
        for where in self.wheres:
            marks = f"({', '.join('?' for _ in where.values)})" if where.operator == "in" else "?"
            conditions.append(f"{where.column} {where.operator} {marks}")
            params.extend(where.values)
        return (f" where {' and '.join(conditions)}" if conditions else ""), params


def from_table(name: str) -> QueryValue:
    _require(_NAME.fullmatch(name) is not None, "invalid table name")
    return QueryValue(name)


def check_column(name: str) -> None:
    _require(_NAME.fullmatch(name) is not None, f"invalid column name {name}")


def _word(text: str) -> str:
    """A keyword without white space around it, its ASCII letters small."""
    return "".join(char.lower() if char.isascii() else char for char in trim(text))


def _require(holds: bool, message: str) -> None:
    if not holds:
        raise RuntimeFailure(message)
