"""Reading a source file: the one place of the frontend that touches the file system for FUSE text.

In: a path as the user gave it. Out: a `SourceFile`, or the diagnostic that says why there is none.
"""

from __future__ import annotations

import os

from .diagnostics import Diagnostic
from .source import SourceFile


def load_source(path: str) -> SourceFile | Diagnostic:
    """Read a file of UTF-8 text.

    Errors:  a missing file, a directory, a file that may not be read, malformed UTF-8 (with the place of the first bad byte):
             an error without span, because there is no text that it could point into.
    """
    try:
        with open(path, "rb") as file:
            data = file.read()
    except FileNotFoundError:
        return _unreadable(path, "no such file")
    except IsADirectoryError:
        return _unreadable(path, "is a directory, not a source file")
    except PermissionError:
        # Windows says so of directories, too.
        return _unreadable(path, "is a directory, not a source file" if os.path.isdir(path) else "permission denied")
    except OSError as error:
        return _unreadable(path, f"cannot be read: {(error.strerror or 'input/output error').lower()}")
    except ValueError:
        return _unreadable(path, "is not a valid path: it contains a NUL character")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        where = f"line {line}, column {column}, byte offset {error.start}"
        return _unreadable(path, f"malformed UTF-8: byte 0x{data[error.start]:02x} at {where}", "save the file as UTF-8")
    return SourceFile(path, text)


def _unreadable(path: str, message: str, hint: str | None = None) -> Diagnostic:
    return Diagnostic("error", message, None, path, hint=hint)
