"""Reading a source file: the one place of the frontend that touches the file system for FUSE text.

In: a path as the user gave it. Out: a `SourceFile`, or the diagnostic that says why there is none.
"""

from __future__ import annotations

import os

from .diagnostics import Diagnostic
from .source import SourceFile


def load_source(path: str, shown: str | None = None) -> SourceFile | Diagnostic:
    """Read a file of UTF-8 text. `shown` is the path that messages have, where it is not `path` itself.

    Errors:  a missing file, a directory, a file that may not be read, malformed UTF-8 (with the place of the first bad byte):
             an error without span, because there is no text that it could point into.
    """
    shown = path if shown is None else shown
    try:
        with open(path, "rb") as file:
            data = file.read()
    except FileNotFoundError:
        return _unreadable(shown, "no such file")
    except IsADirectoryError:
        return _unreadable(shown, "is a directory, not a source file")
    except PermissionError:
        # Windows says so of directories, too.
        return _unreadable(shown, "is a directory, not a source file" if os.path.isdir(path) else "permission denied")
    except OSError as error:
        return _unreadable(shown, f"cannot be read: {(error.strerror or 'input/output error').lower()}")
    except ValueError:
        return _unreadable(shown, "is not a valid path: it contains a NUL character")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        where = f"line {line}, column {column}, byte offset {error.start}"
        return _unreadable(shown, f"malformed UTF-8: byte 0x{data[error.start]:02x} at {where}", "save the file as UTF-8")
    return SourceFile(shown, text)


def _unreadable(path: str, message: str, hint: str | None = None) -> Diagnostic:
    return Diagnostic("error", message, None, path, hint=hint)
