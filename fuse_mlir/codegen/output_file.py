"""Files the user asked for: written beside their place and renamed into it.

Whoever looks at the path sees the old file or the whole new one, never a part, and a failed build leaves what was there. A device
or a pipe (`-o /dev/null`) is not replaced: it is written to once the result is complete.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import BuildError


@contextmanager
def replaced_file(path: Path, *, executable: bool = False) -> Iterator[Path]:
    """Gives the path of an empty file in the folder of `path`; it takes the place of `path` when the block ends well.

    Errors: BuildError naming `path` where the folder or the disk refuses.
    """
    scratch: Path | None = None
    try:
        special = path.exists() and not path.is_file() and not path.is_dir()
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=None if special else path.parent)
        os.close(handle)
        scratch = Path(name)
        yield scratch
        if special:
            path.write_bytes(scratch.read_bytes())
            return
        os.chmod(scratch, (0o777 if executable else 0o666) & ~_umask())
        os.replace(scratch, path)
        scratch = None
    except OSError as error:
        raise BuildError(f"cannot write {path}: {error.strerror or error}") from error
    finally:
        if scratch is not None:
            scratch.unlink(missing_ok=True)


def write_file(path: Path, data: bytes, *, executable: bool = False) -> None:
    """Writes `data` to `path`, whole or not at all."""
    with replaced_file(path, executable=executable) as scratch:
        scratch.write_bytes(data)


def make_output_folder(folder: Path) -> None:
    """Makes a folder for outputs, where it is missing.

    Errors: BuildError.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BuildError(f"cannot write {folder}: {error.strerror or error}", "choose another place with -o") from error


def _umask() -> int:
    # The only way to read it is to set it.
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
