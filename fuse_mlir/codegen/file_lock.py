"""Locks between processes, on files. The system drops a lock when its process ends, however that ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def exclusive_lock(path: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Holds the lock that the file `path` stands for, which is made where it is missing, with its folder; `waiting` is called when
    another process has it.

    Errors: OSError where the file cannot be made.
    """
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "ab") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                waiting()
                fcntl.flock(handle, fcntl.LOCK_EX)
            if _is_still(path, handle.fileno()):
                yield
                return


def _is_still(path: Path, descriptor: int) -> bool:
    """Whether the path still leads to the locked file: its folder may have been deleted while we waited, and made again."""
    try:
        return os.path.samestat(os.stat(path), os.fstat(descriptor))
    except FileNotFoundError:
        return False
