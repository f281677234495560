"""Migrations: each pending one runs in a transaction of its own, together with the row that remembers it.

The table of what has run is shared with other implementations of the language, so its definition is exact.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import BinaryIO

from ..frontend.canonical.program import Migration, Program
from ..frontend.collection import fault_in_migrations
from .config import load_configs
from .console import Console
from .database.connection import Database
from .execution import run_on_machine
from .failures import Panic, RuntimeFailure
from .machine import Machine
from .report import PANIC_STATUS, error_text, failure_line
from .statements import execute_block

_COLUMNS = "(package TEXT NOT NULL DEFAULT '', name TEXT NOT NULL, applied_at TEXT NOT NULL, PRIMARY KEY (package, name))"
_INSERT = "INSERT INTO __fuse_migrations (package, name, applied_at) VALUES (?, ?, CURRENT_TIMESTAMP)"


def run_migrations(program: Program, *, environ: Mapping[str, str], stdout: BinaryIO, stderr: BinaryIO, stdin: BinaryIO) -> int:
    """Runs what has not run yet, in the program's order; the first failure ends it. A program without migrations opens no
    database."""
    if not program.migrations:
        return 0
    machine = Machine(program, environ, Console(stdout, stderr), stdin)
    fault = fault_in_migrations(program)
    if fault is not None:
        machine.console.report(f"migration error: {fault.text}")
        return 1
    failure = run_on_machine(machine, lambda: _run_pending(machine))
    if failure is None:
        return 0
    if isinstance(failure, Panic):
        machine.console.report(failure_line(failure, "text", os.getpid())[0])
        return PANIC_STATUS
    machine.console.report(f"migration error: {error_text(failure)}")
    return 1


def _run_pending(machine: Machine) -> None:
    load_configs(machine.program.configs, machine)
    database = machine.database
    _prepare_table(database)
    rows = database.query("SELECT package, name FROM __fuse_migrations", [])
    applied = {(row["package"], row["name"]) for row in rows}
    for migration in machine.program.migrations:
        if (migration.package, migration.name) not in applied:
            _run_one(migration, machine)


def _run_one(migration: Migration, machine: Machine) -> None:
    database = machine.database
    with database.transaction():
        if execute_block(migration.body, {}, machine) is not None:
            raise RuntimeFailure("return not allowed in migration")
        database.execute(_INSERT, [migration.package, migration.name])


def _prepare_table(database: Database) -> None:
    """Creates the table, or rebuilds one from before packages."""
    database.execute(f"CREATE TABLE IF NOT EXISTS __fuse_migrations {_COLUMNS}", [])
    columns = {row["name"] for row in database.query("PRAGMA table_info(__fuse_migrations)", [])}
    if {"package", "name"} <= columns:
        return
    if "id" not in columns:
        raise RuntimeFailure("unsupported __fuse_migrations schema; expected columns (package, name) or legacy id")
    with database.transaction():
        for statement in (
            "ALTER TABLE __fuse_migrations RENAME TO __fuse_migrations_legacy",
            f"CREATE TABLE __fuse_migrations {_COLUMNS}",
            "INSERT INTO __fuse_migrations (package, name, applied_at)"
            " SELECT '' as package, id as name, applied_at FROM __fuse_migrations_legacy",
            "DROP TABLE __fuse_migrations_legacy",
        ):
            database.execute(statement, [])
