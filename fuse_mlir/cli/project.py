"""Where a program lives: its package, its entry file, and the environment that the package gives it.

In:   the command line's file, manifest and app; the working directory.
Out:  a Project. `.env` is read into the process environment and `FUSE_CONFIG` is set, because programs that run in this process
      read them there.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .console import Console
from .errors import UserError, os_reason

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


@dataclass(frozen=True, slots=True)
class Project:
    """`entry`: the file as the user wrote it, or as the manifest's folder makes it; `root`: the folder that `.fuse` belongs in;
    `app` and `backend`: chosen names, None when nobody chose."""

    entry: Path
    root: Path
    app: str | None
    backend: str | None


def open_project(file: str | None, manifest_path: str | None, app: str | None, backend: str | None, console: Console) -> Project:
    """Finds the package and the entry file, and sets up the environment.

    Errors: UserError for a manifest that is missing, unreadable or malformed, and when nothing names an entry file.
    """
    if file is not None and manifest_path is None and Path(file, "fuse.toml").is_file():
        file, manifest_path = None, file
    manifest_file = _find_manifest(manifest_path)
    package = _read_package(manifest_file) if manifest_file is not None else {}
    root = manifest_file.parent if manifest_file is not None else Path()
    _apply_dotenv(root / ".env", console)
    if manifest_file is not None and "FUSE_CONFIG" not in os.environ and (root / "config.toml").exists():
        os.environ["FUSE_CONFIG"] = str(root / "config.toml")
    entry = file or package.get("entry") or package.get("main")
    if entry is None:
        raise UserError("missing entry: pass a file path or set package.entry in fuse.toml")
    if app is None and file is None:
        app = package.get("app")
    return Project(root / entry, root, app, backend or package.get("backend"))


def _find_manifest(given: str | None) -> Path | None:
    if given is not None:
        path = Path(given)
        return path / "fuse.toml" if path.is_dir() else path
    try:
        folder = Path.cwd()
    except OSError as error:
        raise UserError(f"cwd error: {os_reason(error)}") from None
    found = next((candidate for candidate in (folder, *folder.parents) if (candidate / "fuse.toml").exists()), None)
    if found is None:
        return None
    # Paths in messages stay as short as what the user typed.
    return Path(os.path.relpath(found)) / "fuse.toml"


def _read_package(path: Path) -> dict[str, Any]:
    try:
        manifest = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UserError(f"missing manifest: {path}") from None
    except OSError as error:
        raise UserError(f"failed to read {path}: {os_reason(error)}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UserError(f"invalid manifest: {error}") from None
    package = manifest.get("package")
    if not isinstance(package, dict):
        raise UserError("invalid manifest: missing table [package]")
    for key in ("entry", "main", "app", "backend"):
        if not isinstance(package.get(key, ""), str):
            raise UserError(f"invalid manifest: package.{key} must be a string")
    return package


def _apply_dotenv(path: Path, console: Console) -> None:
    """Adds the variables of a `.env` file to the environment; those that exist win."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return
    except OSError as error:
        console.warning(f"failed to read {path}: {os_reason(error)}")
        return
    except UnicodeDecodeError:
        console.warning(f"failed to read {path}: not valid UTF-8")
        return
    for name, value in parse_dotenv(text):
        os.environ.setdefault(name, value)


def parse_dotenv(text: str) -> list[tuple[str, str]]:
    """The variables of a `.env` file: `NAME=value`, optionally after `export `, the value optionally in one pair of quotes."""
    variables = []
    for raw in text.split("\n"):
        line = raw.strip()
        if line.startswith("#"):
            continue
        name, equals, value = line.removeprefix("export ").partition("=")
        name, value = name.strip(), value.strip()
        if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        # A NUL cannot be part of the environment; a line that has one is no setting.
        if equals and name and "\0" not in line:
            variables.append((name, value))
    return variables
