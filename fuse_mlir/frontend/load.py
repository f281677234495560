"""Reading a source file: the one place of the frontend that touches the file system for FUSE text.

In: a path as the user gave it. Out: a `SourceFile`, or the diagnostic that says why there is none.
"""

from __future__ import annotations

import os

from .diagnostics import Diagnostic, error
from .messages.sources import CANNOT_BE_READ, IS_A_DIRECTORY, MALFORMED_UTF8, NO_SUCH_FILE, NUL_IN_PATH, PERMISSION_DENIED
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
        return error(NO_SUCH_FILE(), None, shown)
    except IsADirectoryError:
        return error(IS_A_DIRECTORY(), None, shown)
    except PermissionError:
        # Windows says so of directories, too.
        return error(IS_A_DIRECTORY() if os.path.isdir(path) else PERMISSION_DENIED(), None, shown)
    except OSError as fault:
        return error(CANNOT_BE_READ(reason=(fault.strerror or "input/output error").lower()), None, shown)
    except ValueError:
        return error(NUL_IN_PATH(), None, shown)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        column = fault.start - data.rfind(b"\n", 0, fault.start)
        message = MALFORMED_UTF8(byte=f"{data[fault.start]:02x}", line=line, column=column, offset=fault.start)
        return error(message, None, shown)
    return SourceFile(shown, text)
