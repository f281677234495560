"""Writing a file whole or not at all: beside its place, then renamed into it.

In: a path and its new bytes. Out: the file; its permissions stay, and a link stays a link to the file that changes.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path


def replace_file(path: Path, data: bytes) -> None:
    """Give `path` new contents.

    Errors:  OSError; `path` then has its old contents, and nothing is left beside it.
    """
    place = Path(os.path.realpath(path))
    handle, name = tempfile.mkstemp(prefix=f".{place.name}.", dir=place.parent)
    scratch = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        if place.exists():
            shutil.copymode(place, scratch)
        else:
            os.chmod(scratch, 0o666 & ~_umask())
        os.replace(scratch, place)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise


def _umask() -> int:
    # The only way to read it is to set it.
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
