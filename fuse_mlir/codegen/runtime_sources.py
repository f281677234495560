"""Where the sources of the C runtime are."""

from __future__ import annotations

import re
from pathlib import Path

from .errors import BuildError

_PACKAGE = Path(__file__).resolve().parent.parent
_DATABASE = re.compile(r"(database(_calls|_params|_statement)?|query(_text)?)\.c")


def runtime_folder() -> Path:
    """Inside an installed package, or beside it in a checkout."""
    installed = _PACKAGE / "runtime"
    return installed if installed.is_dir() else _PACKAGE.parent / "runtime"


def runtime_files() -> dict[str, bytes]:
    """The sources and headers by relative path. Errors: BuildError where there are none."""
    folder = runtime_folder()
    paths = [path for pattern in ("include/*.h", "src/*.h", "src/*.c") for path in sorted(folder.glob(pattern))]
    if not any(path.suffix == ".c" for path in paths):
        raise BuildError(f"the runtime's sources are missing: no C file in {folder / 'src'}", "install fuse-mlir again")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def uses_sqlite(path: str) -> bool:
    """Whether a source, or what it calls, is not whole without SQLite."""
    return _DATABASE.fullmatch(Path(path).name) is not None
