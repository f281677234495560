"""`fuse-mlir fmt`: gives source files their canonical layout, or says which ones lack it. Imports nothing but the front end."""

from __future__ import annotations

import os
from pathlib import Path

import click

from ..frontend.diagnostics import Diagnostic
from ..frontend.formatting import format_source
from ..frontend.load import load_source
from ..package.replace_file import replace_file
from .arguments import FuseCommand, common_options
from .console import Console
from .errors import UserError, os_reason
from .faults import ERROR_STATUS, Progress
from .project import manifest_file

_ABORTED = "formatting aborted due to parse/sema errors"

# Folders of tools and of what they made, where sources are not the user's own; hidden folders are left out as well.
_IGNORED = ("fuse-target", "node_modules", "target")


@click.command("fmt", cls=FuseCommand)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--check", is_flag=True, help="Change nothing; name the files that would change, and fail if there are any.")
@common_options
@click.pass_obj
def fmt(progress: Progress, paths: tuple[str, ...], check: bool) -> int:
    """Give FUSE source files their canonical layout.

    A PATH is a file, or a folder for all .fuse files in it. [default: the folder of the package, else the working directory]

    Tokens, comments and line ends stay; indentation, blanks and empty lines change. A file with syntax errors is left as it is, and
    the exit status is then 1.
    """
    progress.phase = "formatting"
    console = progress.console
    formatted = [_format(path, check, console) for path in _sources(paths)]
    if not all(well_formed for well_formed, _ in formatted):
        raise UserError(_ABORTED)
    return ERROR_STATUS if check and any(changes for _, changes in formatted) else 0


def _format(path: Path, check: bool, console: Console) -> tuple[bool, bool]:
    """Format one file: whether it could be, and whether that changes it."""
    source = load_source(str(path))
    if isinstance(source, Diagnostic):
        console.diagnostic(source, None)
        return False, False
    result = format_source(source)
    for diagnostic in result.diagnostics:
        console.diagnostic(diagnostic, source)
    if result.text is None:
        return False, False
    changes = result.text != source.text
    if changes and check:
        console.error(f"not formatted: {path}")
    elif changes:
        try:
            replace_file(path, result.text.encode())
        except OSError as error:
            raise UserError(f"failed to write {path}: {os_reason(error)}") from None
    return True, changes


def _sources(paths: tuple[str, ...]) -> list[Path]:
    """The files that the paths mean, each once, in the order of the paths; those of a folder by name."""
    if not paths:
        manifest = manifest_file(None)
        paths = (str(manifest.parent if manifest is not None else Path()),)
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        for source in _sources_below(path) if path.is_dir() else [path]:
            found.setdefault(source)
    return list(found)


def _sources_below(folder: Path) -> list[Path]:
    found = []
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _IGNORED)
        found += [Path(place, name) for name in sorted(files) if name.endswith(".fuse")]
    return found
