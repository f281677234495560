"""Writing a file whole or not at all: beside its place, then renamed into it.

In: a path and its new bytes. Out: the file; its permissions stay, and a link stays a link to the file that changes.
"""

from __future__ import annotations

import os
import stat
from itertools import count
from pathlib import Path


def replace_file(path: Path, data: bytes) -> None:
    """Give `path` new contents.

    Errors:  OSError; `path` then has its old contents, and nothing is left beside it.
    """
    place = Path(os.path.realpath(path))
    handle, scratch = _new_file_beside(place)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        if place.exists():
            os.chmod(scratch, stat.S_IMODE(place.stat().st_mode))
        else:
            os.chmod(scratch, 0o666 & ~_umask())
        os.replace(scratch, place)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise


def _new_file_beside(place: Path) -> tuple[int, Path]:
    """A file of its own for this call, which nobody else may read yet. `tempfile` does the same, but takes longer to load than a
    small program to check."""
    for number in count():
        scratch = place.with_name(f".{place.name}.{os.getpid()}-{number}")
        try:
            return os.open(scratch, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600), scratch
        except FileExistsError:
            continue
    raise AssertionError("count() has no end")


def _umask() -> int:
    # The only way to read it is to set it.
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
