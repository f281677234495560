"""Where a program lives: its package, its entry file, and the environment that the package gives it.

In:   the command line's file, manifest and app; the working directory.
Out:  a Project. `.env` is read into the process environment and `FUSE_CONFIG` is set, because programs that run in this process
      read them there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..frontend.loader import ProjectLayout
from ..frontend.record import record
from ..package.errors import PackageError
from ..package.layout import project_layout
from ..package.lock_mode import LockMode
from ..package.manifest import MANIFEST, Manifest, find_manifest, read_manifest
from .console import Console
from .errors import UserError, os_reason


@record(frozen=True)
class Project:
    """`entry`: the file as the user wrote it, or as the manifest's folder makes it; `root`: the folder that `.fuse` belongs in;
    `app` and `backend`: chosen names, None when nobody chose; `manifest`: None for a file without a package; `layout`: where its
    dependencies are, for the loader."""

    entry: Path
    root: Path
    app: str | None
    backend: str | None
    manifest: Manifest | None
    layout: ProjectLayout


def open_project(
    file: str | None, manifest_path: str | None, app: str | None, backend: str | None, console: Console, *, frozen: bool
) -> Project:
    """Finds the package, its dependencies and the entry file, and sets up the environment.

    `frozen`: the lock file of the dependencies must be up to date; else it is brought up to date.
    Errors: UserError for a manifest that is missing, unreadable or malformed, for dependencies that cannot be had, and when nothing
    names an entry file.
    """
    if file is not None and manifest_path is None and Path(file, MANIFEST).is_file():
        file, manifest_path = None, file
    path = manifest_file(manifest_path)
    with package_errors():
        manifest = read_manifest(path) if path is not None else None
        layout = project_layout(manifest, LockMode.FROZEN if frozen else LockMode.UPDATE)
    root = path.parent if path is not None else Path()
    _apply_dotenv(root / ".env", console)
    if manifest is not None and "FUSE_CONFIG" not in os.environ and (root / "config.toml").exists():
        os.environ["FUSE_CONFIG"] = str(root / "config.toml")
    if manifest is not None:
        os.environ.setdefault("FUSE_SVG_DIR", str(root / "assets" / "svg"))
    entry = file or (manifest.entry if manifest is not None else None)
    if not entry:
        raise UserError("missing entry: pass a file path or set package.entry in fuse.toml")
    if manifest is not None:
        app = manifest.app if app is None and file is None else app
        backend = backend or manifest.backend
    return Project(root / entry, root, app, backend, manifest, layout)


@contextmanager
def package_errors() -> Iterator[None]:
    """What goes wrong with a package is the user's to put right."""
    try:
        yield
    except PackageError as error:
        raise UserError(error.message) from None


def manifest_file(given: str | None) -> Path | None:
    """The manifest at a path (a file, or the folder that has it), else the nearest one; None where there is none.

    Errors: UserError when the working directory is gone.
    """
    if given is not None:
        path = Path(given)
        return path / MANIFEST if path.is_dir() else path
    try:
        folder = Path.cwd()
    except OSError as error:
        raise UserError(f"cwd error: {os_reason(error)}") from None
    found = find_manifest(folder)
    # Paths in messages stay as short as what the user typed.
    return None if found is None else Path(os.path.relpath(found))


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
