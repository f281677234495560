"""Import paths: what kind of file a path names, and which file it is.

In: the path of an import as written, and the folder of the file that has the import. Out: a kind, or an absolute path.
Source: semantics 12.1.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from ..messages.loading import DEPENDENCY_PATH, NO_DEPENDENCIES, ROOT_ESCAPE, ROOT_PATH, UNKNOWN_DEPENDENCY
from ..messages.template import Message
from ..nearest import Hint, Suggestion
from .std_error import STD_ERROR

MODULE = "module"
MARKDOWN = "markdown"
JSON = "json"
UNSUPPORTED = "unsupported"

_KINDS = {"fuse": MODULE, "md": MARKDOWN, "json": JSON}


class PathFault(Exception):
    """A path that names no file; the message of the diagnostic and perhaps a hint."""

    def __init__(self, message: Message, hint: Hint = None) -> None:
        super().__init__(message.text)
        self.message = message
        self.hint = hint


def path_kind(written: str) -> str:
    """MODULE, MARKDOWN, JSON or UNSUPPORTED; letter case does not matter."""
    if written == STD_ERROR:
        return MODULE
    last = _last_part(written)
    name, _, extension = last.rpartition(".")
    if not name or last == "..":
        return MODULE  # no extension, or a name such as `.hidden`
    return _KINDS.get(extension.lower(), UNSUPPORTED)


def extension_of(written: str) -> str:
    return "." + _last_part(written).rpartition(".")[2]


def resolve_path(written: str, folder: Path, root: Path, dependencies: Mapping[str, Path]) -> Path:
    """The file that an import path means; `.fuse` is added where it has no extension.

    Errors:  PathFault for a `dep:` or `root:` path that is malformed, names no dependency or leaves the workspace.
    """
    if written.startswith("dep:"):
        return _with_extension(_dependency_path(written[len("dep:") :], dependencies))
    if written.startswith("root:"):
        return _with_extension(root / _root_path(written[len("root:") :]))
    return _with_extension(folder / written)


def _dependency_path(rest: str, dependencies: Mapping[str, Path]) -> Path:
    name, _, path = rest.partition("/")
    if not name or not path:
        raise PathFault(DEPENDENCY_PATH())
    folder = dependencies.get(name)
    if folder is None:
        known = sorted(dependencies)
        message = UNKNOWN_DEPENDENCY(name=name, known=", ".join(known)) if known else NO_DEPENDENCIES(name=name)
        raise PathFault(message, Suggestion(name, known))
    # An absolute path would replace the folder, so it counts as one inside it.
    return folder / path.lstrip("/")


def _root_path(path: str) -> Path:
    if not path:
        raise PathFault(ROOT_PATH())
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            if not parts:
                raise _escape()
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    if os.path.isabs(path) or not parts:
        raise _escape()
    return Path(*parts)


def _escape() -> PathFault:
    return PathFault(ROOT_ESCAPE())


def _with_extension(path: Path) -> Path:
    if path_kind(path.name) == MODULE and path.name not in ("", "..") and not path.name.lower().endswith(".fuse"):
        return path.with_name(f"{path.name}.fuse")
    return path


def _last_part(written: str) -> str:
    return written.rstrip("/").rpartition("/")[2]
