"""`fuse.lock`: reading, writing and comparing it.

In: the path of the file. Out: `Lockfile`. Version 1 is TOML with one table a dependency, by name; a file that does not exist
counts as version 0 without entries.
Source: semantics 12.3.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import field, fields
from pathlib import Path
from typing import Any

from ..frontend.messages.packages import (
    ENTRY_WITHOUT_SOURCE,
    LOCK_INVALID,
    LOCK_IS_FROZEN,
    LOCK_OUT_OF_DATE,
    LOCK_READ,
    LOCK_VERSION,
    LOCK_WRITE,
    NOT_A_STRING,
    NOT_A_TABLE,
    NOT_UTF8,
    VERSION_NOT_AN_INTEGER,
)
from ..frontend.record import record
from .errors import PackageError, reason
from .replace_file import replace_file

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

LOCKFILE = "fuse.lock"
VERSION = 1

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


@record(frozen=True)
class LockedDependency:
    """One entry; the fields in the order of the file."""

    source: str
    git: str | None = None
    rev: str | None = None
    path: str | None = None
    subdir: str | None = None
    requested: str | None = None


@record(frozen=True)
class Lockfile:
    version: int = 0
    dependencies: Mapping[str, LockedDependency] = field(default_factory=dict)


def read_lock(path: Path) -> Lockfile:
    """Read a lock file.

    Errors:  PackageError: `FUSE_LOCK_READ_FAILED`, `FUSE_LOCK_PARSE_FAILED`, `FUSE_LOCK_UNSUPPORTED_VERSION`.
    """
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return Lockfile()
    except OSError as error:
        raise PackageError(LOCK_READ(path=path, reason=reason(error))) from None
    except UnicodeDecodeError:
        raise PackageError(LOCK_READ(path=path, reason=NOT_UTF8().text)) from None
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _malformed(path, str(error)) from None
    version = document.get("version", 0)
    if not isinstance(version, int) or isinstance(version, bool):
        raise _malformed(path, VERSION_NOT_AN_INTEGER().text)
    if version not in (0, VERSION):
        raise PackageError(LOCK_VERSION(version=version, path=path))
    tables = document.get("dependencies", {})
    if not isinstance(tables, dict):
        raise _malformed(path, NOT_A_TABLE(name="dependencies").text)
    return Lockfile(version, {name: _entry(path, name, tables[name]) for name in sorted(tables)})


def write_lock(path: Path, lock: Lockfile) -> None:
    """Write a lock file, whole or not at all.

    Errors:  PackageError(FUSE_LOCK_WRITE_FAILED)
    """
    try:
        replace_file(path, lock_text(lock).encode())
    except OSError as error:
        raise PackageError(LOCK_WRITE(path=path, reason=reason(error))) from None


def lock_text(lock: Lockfile) -> str:
    """The text of a lock file: entries by name, absent values left out."""
    lines = [f"version = {lock.version}"]
    for name in sorted(lock.dependencies):
        key = name if _BARE_KEY.fullmatch(name) else _quoted(name)
        lines += ["", f"[dependencies.{key}]"]
        entry = lock.dependencies[name]
        values = ((each.name, getattr(entry, each.name)) for each in fields(entry))
        lines += [f"{label} = {_quoted(value)}" for label, value in values if value is not None]
    return "\n".join(lines) + "\n"


def drift(current: Lockfile, wanted: Lockfile) -> str:
    """How two different lock files differ."""
    parts = []
    if current.version != wanted.version:
        parts.append(f"lockfile version {current.version} -> {wanted.version}")
    have, want = current.dependencies, wanted.dependencies
    changes = (
        ("add", [name for name in sorted(want) if name not in have]),
        ("remove", [name for name in sorted(have) if name not in want]),
        ("update", [name for name in sorted(want) if name in have and have[name] != want[name]]),
    )
    parts += [f"{verb} {', '.join(names)}" for verb, names in changes if names]
    return "; ".join(parts)


def out_of_date(path: Path, current: Lockfile, wanted: Lockfile) -> PackageError:
    """The error of `deps lock --check`."""
    return PackageError(LOCK_OUT_OF_DATE(path=path, changes=drift(current, wanted)))


def frozen(path: Path, current: Lockfile, wanted: Lockfile) -> PackageError:
    """The error of `--frozen`."""
    return PackageError(LOCK_IS_FROZEN(path=path, changes=drift(current, wanted)))


def _entry(path: Path, name: str, table: Any) -> LockedDependency:
    if not isinstance(table, dict):
        raise _malformed(path, NOT_A_TABLE(name=f"dependencies.{name}").text)
    values = {each.name: table.get(each.name) for each in fields(LockedDependency)}
    for key, value in values.items():
        if value is not None and not isinstance(value, str):
            raise _malformed(path, NOT_A_STRING(name=f"dependencies.{name}.{key}").text)
    if values["source"] is None:
        raise _malformed(path, ENTRY_WITHOUT_SOURCE(name=name).text)
    return LockedDependency(**values)


def _malformed(path: Path, why: str) -> PackageError:
    return PackageError(LOCK_INVALID(path=path, reason=why))


def _quoted(text: str) -> str:
    escaped = (_ESCAPES.get(char) or (f"\\u{ord(char):04x}" if ord(char) < 0x20 or ord(char) == 0x7F else char) for char in text)
    return '"' + "".join(escaped) + '"'
