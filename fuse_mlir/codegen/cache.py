"""The user's cache folder: things built once for a machine and used by every later build.

`$XDG_CACHE_HOME/fuse-mlir`, else `~/.cache/fuse-mlir`. It holds folders named by the hash of everything they were made from, so an
entry is never stale, and the whole may be deleted at any time. An entry is made in a folder of its own and renamed into place,
under a lock: two builds that start together make it once, and a reader never sees half of one.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import BuildError


def cache_root() -> Path:
    """The cache folder; it need not exist."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    # The XDG rules say that a relative path is to be ignored.
    root = Path(base) if os.path.isabs(base) else Path(os.path.expanduser("~")) / ".cache"
    return root / "fuse-mlir"


def cached_folder(kind: str, key: str, make: Callable[[Path], None]) -> Path:
    """The entry `kind`/`key`; `make(folder)` fills it when it does not exist yet.

    Errors: BuildError where the cache folder cannot be written; whatever `make` raises, leaving no entry.
    """
    entry = cache_root() / kind / key
    if entry.is_dir():
        return entry
    try:
        entry.parent.mkdir(parents=True, exist_ok=True)
        with _locked(entry.parent / f"{key}.lock"):
            if not entry.is_dir():
                _make_entry(entry, make)
    except OSError as error:
        raise BuildError(
            f"cannot write the cache folder {cache_root()}: {error.strerror or error}",
            "make it writable, or set XDG_CACHE_HOME to another folder",
        ) from error
    return entry


def _make_entry(entry: Path, make: Callable[[Path], None]) -> None:
    scratch = Path(tempfile.mkdtemp(prefix=f"{entry.name}.", dir=entry.parent))
    try:
        folder = scratch / entry.name
        folder.mkdir()
        make(folder)
        folder.rename(entry)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Holds an exclusive lock on `path`. The system drops it when the process ends, however it ends."""
    with open(path, "w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
