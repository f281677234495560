"""The connections of a program to its database.

In:   `FUSE_DB_URL` and `FUSE_DB_POOL_SIZE`, else the loaded config's `App.dbUrl` and `App.dbPoolSize`.
Out:  statements run. All connections open at once and take turns; a transaction keeps one to itself.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..conversion import trim
from ..failures import Failure, RuntimeFailure
from ..values import Value, unboxed
from .parameters import summary, to_sql

if TYPE_CHECKING:
    from ..machine import Machine

Row = dict[str, Value]


def open_database(machine: Machine) -> Database:
    """Errors: RuntimeFailure where the settings or the file are no good."""
    size = _pool_size(machine)
    path = _sqlite_path(_url(machine))
    try:
        return Database([_open(path) for _ in range(size)])
    except sqlite3.Error as error:
        raise RuntimeFailure(f"db open failed: {error}") from None


def _open(path: str) -> sqlite3.Connection:
    if "\0" in path:
        raise RuntimeFailure("db open failed: unable to open database file")
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, uri=path.startswith("file:"))
    connection.execute("PRAGMA foreign_keys = on")
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    return connection


def _url(machine: Machine) -> str:
    url = machine.variable("FUSE_DB_URL")
    if url is None:
        url = unboxed(machine.configs.get("App", {}).get("dbUrl"))
    if not isinstance(url, str):
        raise RuntimeFailure("db url not configured (set FUSE_DB_URL or App.dbUrl)")
    return url


def _sqlite_path(url: str) -> str:
    url = trim(url)
    for prefix in ("sqlite://", "sqlite:"):
        if url.startswith(prefix):
            if url == prefix:
                raise RuntimeFailure("sqlite url missing path")
            return url.removeprefix(prefix)
    raise RuntimeFailure("unsupported db url (expected sqlite://...)")


def _pool_size(machine: Machine) -> int:
    raw: Value = machine.variable("FUSE_DB_POOL_SIZE")
    source = "FUSE_DB_POOL_SIZE"
    if raw is None:
        app = machine.configs.get("App", {})
        if "dbPoolSize" not in app:
            return 1
        raw, source = unboxed(app["dbPoolSize"]), "App.dbPoolSize"
    if isinstance(raw, str):
        digits = trim(raw).removeprefix("+")
        raw = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 19 else None
    if type(raw) is not int or raw < 1:
        raise RuntimeFailure(f"invalid {source}: expected integer >= 1")
    return raw


class Transaction:
    """One that is running; it commits at the end of its block unless it was rolled back."""

    def __init__(self, database: Database, connection: sqlite3.Connection) -> None:
        self._database = database
        self._connection = connection
        self.is_open = True

    def roll_back(self) -> None:
        self._end("ROLLBACK")

    def commit(self) -> None:
        try:
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            self.roll_back()
            raise RuntimeFailure(f"db exec failed: {error}") from None
        self._end(None)

    def _end(self, statement: str | None) -> None:
        self.is_open = False
        self._database.pinned = None
        # SQLite rolls back by itself after some errors.
        if statement is not None and self._connection.in_transaction:
            self._connection.execute(statement)


class Database:
    """`pinned` is the connection of the running transaction."""

    def __init__(self, connections: list[sqlite3.Connection]) -> None:
        self._connections = connections
        self._next = 0
        self.pinned: sqlite3.Connection | None = None

    def execute(self, sql: str, params: list[Value]) -> None:
        """Runs one statement, which must not return rows."""
        cursor = self._run("exec", sql, params)
        returns_rows = cursor.description is not None
        cursor.close()
        if returns_rows:
            raise _failed("exec", "Execute returned results - did you mean to call query?", sql, params)

    def query(self, sql: str, params: list[Value]) -> list[Row]:
        """The rows of one statement: a value for each column label, the last one where labels repeat."""
        cursor = self._run("query", sql, params)
        try:
            labels = [column[0] for column in cursor.description or ()]
            return [dict(zip(labels, row, strict=True)) for row in cursor]
        except sqlite3.Error as error:
            raise _failed("query", str(error), sql, params) from None
        finally:
            cursor.close()

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """COMMIT when the block ends; any failure in it rolls back and goes on."""
        if self.pinned is not None:
            raise RuntimeFailure("db transaction already active")
        connection = self._take()
        try:
            connection.execute("BEGIN")
        except sqlite3.Error as error:
            raise RuntimeFailure(f"db exec failed: {error}") from None
        self.pinned = connection
        transaction = Transaction(self, connection)
        try:
            yield transaction
        except BaseException:
            transaction.roll_back()
            raise
        if transaction.is_open:
            transaction.commit()

    def _take(self) -> sqlite3.Connection:
        if self.pinned is not None:
            return self.pinned
        connection = self._connections[self._next]
        self._next = (self._next + 1) % len(self._connections)
        return connection

    def _run(self, action: str, sql: str, params: list[Value]) -> sqlite3.Cursor:
        try:
            converted = [to_sql(param) for param in params]
        except RuntimeFailure as failure:
            raise _failed(action, failure.text, sql, params) from None
        if "\0" in sql:
            raise _failed(action, "the query contains a null character", sql, params)
        try:
            return self._take().execute(sql, converted)
        except (sqlite3.Error, sqlite3.Warning) as error:
            # Python words the one error that it finds itself; before 3.11 it is a Warning.
            several = "You can only execute one statement" in str(error)
            raise _failed(action, "Multiple statements provided" if several else str(error), sql, params) from None


def _failed(action: str, reason: str, sql: str, params: list[Value]) -> Failure:
    return RuntimeFailure(f"db {action} failed: {reason}; sql: {sql}; params: [{', '.join(map(summary, params))}]")
