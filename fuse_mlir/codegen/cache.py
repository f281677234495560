"""The user's cache folder: things built once for a machine and used by every later build.

`$XDG_CACHE_HOME/fuse-mlir`, else `~/.cache/fuse-mlir`. It holds folders named by the hash of everything they were made from, so an
entry is never stale, and the whole may be deleted at any time. An entry is made in a folder of its own and renamed into place,
under a lock: two builds that start together make it once, and a reader never sees half of one. An entry that lost something (a full
disk, a machine that went down) is made again: a file beside it says how long each of its files is.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from .errors import BuildError
from .file_lock import exclusive_lock

# Behind the name of an entry: the lengths of its files.
_INDEX = ".files"


def cache_root() -> Path:
    """The cache folder; it need not exist."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    # The XDG rules say that a relative path is to be ignored.
    root = Path(base) if os.path.isabs(base) else Path(os.path.expanduser("~")) / ".cache"
    return root / "fuse-mlir"


def cached_path(kind: str, key: str) -> Path:
    """Where the entry `kind`/`key` is, once it is made."""
    return cache_root() / kind / key


def cached_folder(kind: str, key: str, make: Callable[[Path], None]) -> Path:
    """The entry `kind`/`key`; `make(folder)` fills it when it does not exist yet.

    Errors: BuildError where the cache folder cannot be written; whatever `make` raises, leaving no entry.
    """
    entry = cached_path(kind, key)
    if _is_whole(entry):
        return entry
    try:
        entry.parent.mkdir(parents=True, exist_ok=True)
        with exclusive_lock(entry.parent / f"{key}.lock"):
            if not _is_whole(entry):
                _make_entry(entry, make)
    except OSError as error:
        raise BuildError(
            f"cannot write the cache folder {cache_root()}: {error.strerror or error}",
            "make it writable, or set XDG_CACHE_HOME to another folder",
        ) from error
    return entry


def _make_entry(entry: Path, make: Callable[[Path], None]) -> None:
    # Of processes that were killed: whoever holds the lock is the only one at work here.
    for left in [path for path in entry.parent.glob(f"{entry.name}.*") if path.is_dir()]:
        shutil.rmtree(left, ignore_errors=True)
    scratch = Path(tempfile.mkdtemp(prefix=f"{entry.name}.", dir=entry.parent))
    try:
        folder = scratch / entry.name
        folder.mkdir()
        make(folder)
        if entry.exists():
            entry.rename(scratch / "damaged")
        index = scratch / _INDEX
        index.write_text(_index_of(folder))
        index.rename(_index_path(entry))
        folder.rename(entry)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _is_whole(entry: Path) -> bool:
    """Whether every file is there, and as long as it was when it was made; of entries of earlier versions nobody knows."""
    if not entry.is_dir():
        return False
    try:
        return _index_path(entry).read_text() == _index_of(entry)
    except FileNotFoundError:
        return True


def _index_path(entry: Path) -> Path:
    return entry.parent / f"{entry.name}{_INDEX}"


def _index_of(folder: Path) -> str:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return "".join(f"{path.stat().st_size} {path.relative_to(folder).as_posix()}\n" for path in files)
