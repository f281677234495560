"""`fuse.lock`: reading, writing and comparing it.

In: the path of the file. Out: `Lockfile`. Version 1 is TOML with one table a dependency, by name; a file that does not exist
counts as version 0 without entries.
Source: semantics 12.3.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from ..frontend.codes import (
    FUSE_LOCK_FROZEN,
    FUSE_LOCK_OUT_OF_DATE,
    FUSE_LOCK_PARSE_FAILED,
    FUSE_LOCK_READ_FAILED,
    FUSE_LOCK_UNSUPPORTED_VERSION,
    FUSE_LOCK_WRITE_FAILED,
)
from .errors import PackageError, coded, lock_fault, reason
from .replace_file import replace_file

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

LOCKFILE = "fuse.lock"
VERSION = 1

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


@dataclass(frozen=True, slots=True)
class LockedDependency:
    """One entry; the fields in the order of the file."""

    source: str
    git: str | None = None
    rev: str | None = None
    path: str | None = None
    subdir: str | None = None
    requested: str | None = None


@dataclass(frozen=True, slots=True)
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
        raise lock_fault(FUSE_LOCK_READ_FAILED, f"failed to read {path}: {reason(error)}") from None
    except UnicodeDecodeError:
        raise lock_fault(FUSE_LOCK_READ_FAILED, f"failed to read {path}: not valid UTF-8") from None
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _malformed(path, str(error)) from None
    version = document.get("version", 0)
    if not isinstance(version, int) or isinstance(version, bool):
        raise _malformed(path, "version must be an integer")
    if version not in (0, VERSION):
        text = f"unsupported lockfile version {version} in {path} (supported: 0, 1)"
        raise lock_fault(FUSE_LOCK_UNSUPPORTED_VERSION, text)
    tables = document.get("dependencies", {})
    if not isinstance(tables, dict):
        raise _malformed(path, "dependencies must be a table")
    return Lockfile(version, {name: _entry(path, name, tables[name]) for name in sorted(tables)})


def write_lock(path: Path, lock: Lockfile) -> None:
    """Write a lock file, whole or not at all.

    Errors:  PackageError(FUSE_LOCK_WRITE_FAILED)
    """
    try:
        replace_file(path, lock_text(lock).encode())
    except OSError as error:
        raise lock_fault(FUSE_LOCK_WRITE_FAILED, f"failed to write {path}: {reason(error)}") from None


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
    text = f"lockfile drift detected in {path}: {drift(current, wanted)}"
    return coded(FUSE_LOCK_OUT_OF_DATE, text, "run 'fuse deps lock' to refresh fuse.lock")


def frozen(path: Path, current: Lockfile, wanted: Lockfile) -> PackageError:
    """The error of `--frozen`."""
    text = f"lockfile drift detected in {path}: {drift(current, wanted)}"
    return coded(FUSE_LOCK_FROZEN, text, "run 'fuse deps lock' before retrying with --frozen")


def _entry(path: Path, name: str, table: Any) -> LockedDependency:
    if not isinstance(table, dict):
        raise _malformed(path, f"dependencies.{name} must be a table")
    values = {each.name: table.get(each.name) for each in fields(LockedDependency)}
    for key, value in values.items():
        if value is not None and not isinstance(value, str):
            raise _malformed(path, f"dependencies.{name}.{key} must be a string")
    if values["source"] is None:
        raise _malformed(path, f"dependencies.{name} has no source")
    return LockedDependency(**values)


def _malformed(path: Path, why: str) -> PackageError:
    return lock_fault(FUSE_LOCK_PARSE_FAILED, f"invalid lockfile {path}: {why}")


def _quoted(text: str) -> str:
    escaped = (_ESCAPES.get(char) or (f"\\u{ord(char):04x}" if ord(char) < 0x20 or ord(char) == 0x7F else char) for char in text)
    return '"' + "".join(escaped) + '"'
