"""`fuse.toml`: finding and reading it.

In: a folder or a path. Out: `Manifest`, every value of the type that the tool contract gives it; unknown keys are ignored.
Source: semantics 12.2.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..frontend.messages.packages import (
    MANIFEST_INVALID,
    MANIFEST_MISSING,
    MANIFEST_READ,
    NOT_A_BOOLEAN,
    NOT_A_DEPENDENCY,
    NOT_A_NAME,
    NOT_A_STRING,
    NOT_A_TABLE,
    NOT_UTF8,
    TABLE_MISSING,
    TWO_ENTRIES,
)
from ..frontend.messages.template import Template
from ..frontend.record import record
from .errors import PackageError, reason

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

MANIFEST = "fuse.toml"

_DEPENDENCY_KEYS = ("version", "path", "git", "rev", "tag", "branch", "subdir")


@record(frozen=True)
class DependencyTable:
    """One dependency as it is written; a plain string has become `path` or `git`, or stays in `plain` where it is neither."""

    plain: str | None = None
    version: str | None = None
    path: str | None = None
    git: str | None = None
    rev: str | None = None
    tag: str | None = None
    branch: str | None = None
    subdir: str | None = None


@record(frozen=True)
class Manifest:
    """`path` is the file; the values of the sections are None where they are absent and have no default. `vite` has
    defaults where its table is there."""

    path: Path
    entry: str | None
    app: str | None
    backend: str | None
    name: str | None
    build_openapi: str | None
    build_native_bin: str | None
    serve_static_dir: str | None
    serve_static_index: str | None
    serve_openapi_ui: bool | None
    serve_openapi_path: str | None
    assets_css: str | None
    assets_watch: bool | None
    assets_hash: bool | None
    assets_before_build: str | None
    vite_dev_url: str | None
    vite_dist_dir: str | None
    dependencies: Mapping[str, DependencyTable]

    @property
    def folder(self) -> Path:
        return self.path.parent


def find_manifest(folder: Path) -> Path | None:
    """The nearest fuse.toml in an absolute folder or above it."""
    return next((each / MANIFEST for each in (folder, *folder.parents) if (each / MANIFEST).exists()), None)


def read_manifest(path: Path) -> Manifest:
    """Read a manifest file.

    Errors:  PackageError: `missing manifest: <path>`, `failed to read <path>: <reason>`, `invalid manifest: <reason>`.
    """
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise PackageError(MANIFEST_MISSING(path=path)) from None
    except OSError as error:
        raise PackageError(MANIFEST_READ(path=path, reason=reason(error))) from None
    except UnicodeDecodeError:
        raise _invalid(NOT_UTF8().text) from None
    return parse_manifest(path, text)


def parse_manifest(path: Path, text: str) -> Manifest:
    """A manifest from its text; see `read_manifest` for the errors."""
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _invalid(str(error)) from None
    package = _Section(document, "package", required=True)
    build = _Section(document, "build")
    serve = _Section(document, "serve")
    assets = _Section(document, "assets")
    vite = _Section(document, "vite")
    entry, main = package.text("entry"), package.text("main")
    if entry is not None and main is not None:
        raise _invalid(TWO_ENTRIES().text)
    return Manifest(
        path=path,
        entry=entry if entry is not None else main,
        app=package.text("app"),
        backend=package.text("backend"),
        name=package.text("name"),
        build_openapi=build.text("openapi"),
        build_native_bin=build.text("native_bin"),
        serve_static_dir=serve.text("static_dir"),
        serve_static_index=serve.text("static_index"),
        serve_openapi_ui=serve.flag("openapi_ui"),
        serve_openapi_path=serve.text("openapi_path"),
        assets_css=assets.text("css"),
        assets_watch=assets.flag("watch"),
        assets_hash=assets.flag("hash"),
        assets_before_build=assets.section("hooks").text("before_build"),
        vite_dev_url=(vite.text("dev_url") or "http://127.0.0.1:5173") if vite.exists else None,
        vite_dist_dir=(vite.text("dist_dir") or "dist") if vite.exists else None,
        dependencies=_dependencies(_Section(document, "dependencies")),
    )


class _Section:
    """A table of the document, whose values are taken out by type."""

    def __init__(self, parent: Mapping[str, Any], key: str, name: str | None = None, required: bool = False) -> None:
        self.name = name or key
        table = parent.get(key)
        if required and table is None:
            raise _invalid(TABLE_MISSING(name=self.name).text)
        if table is not None and not isinstance(table, dict):
            raise _invalid(NOT_A_TABLE(name=self.name).text)
        self.exists = table is not None
        self.values: Mapping[str, Any] = table or {}

    def section(self, key: str) -> _Section:
        return _Section(self.values, key, f"{self.name}.{key}")

    def text(self, key: str) -> str | None:
        return self._typed(key, str, NOT_A_STRING)

    def flag(self, key: str) -> bool | None:
        return self._typed(key, bool, NOT_A_BOOLEAN)

    def _typed(self, key: str, wanted: type, otherwise: Template) -> Any:
        value = self.values.get(key)
        if value is not None and not isinstance(value, wanted):
            raise _invalid(otherwise(name=f"{self.name}.{key}").text)
        return value


def _dependencies(section: _Section) -> dict[str, DependencyTable]:
    found = {}
    for name in sorted(section.values):
        if not name or name in (".", "..") or any(char in name for char in "/\\:\0"):
            raise _invalid(NOT_A_NAME(name=repr(name)).text)
        value = section.values[name]
        if isinstance(value, str):
            found[name] = _plain(value)
        elif isinstance(value, dict):
            table = section.section(name)
            found[name] = DependencyTable(**{key: table.text(key) for key in _DEPENDENCY_KEYS})
        else:
            raise _invalid(NOT_A_DEPENDENCY(name=name).text)
    return found


def _plain(value: str) -> DependencyTable:
    if "://" in value or value.startswith("git@") or value.endswith(".git"):
        return DependencyTable(git=value)
    if value.startswith((".", "/")) or "/" in value or "\\" in value:
        return DependencyTable(path=value)
    return DependencyTable(plain=value)


def _invalid(why: str) -> PackageError:
    return PackageError(MANIFEST_INVALID(reason=why))
