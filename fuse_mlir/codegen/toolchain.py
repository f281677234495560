"""The external program the back end runs: zig, which is the C compiler of the runtime and the linker of every target.

It comes with the `ziglang` package, at the version below. Every call goes through `run_zig`: no call inherits the user's compiler
variables, and a missing, failing or interrupted zig is one BuildError that says what was being done.
"""

from __future__ import annotations

import importlib.util
import os
import signal
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from .cache import cache_root
from .errors import BuildError

# Part of every cache key: stated here rather than asked of the program, which would cost a process per build. `check_zig` compares.
ZIG_VERSION = "0.17.1"

_REINSTALL = f"install it again: python -m pip install --force-reinstall ziglang=={ZIG_VERSION}"
# What of the caller's environment zig needs. Everything else (CC, C_INCLUDE_PATH, LIBRARY_PATH, SOURCE_DATE_EPOCH, ...) could
# change the bytes of the output.
_PASSED_VARIABLES = ("HOME", "PATH", "TMPDIR", "SYSTEMROOT")


@cache
def zig_path() -> Path:
    """Where the zig program is."""
    spec = importlib.util.find_spec("ziglang")
    if spec is None or not spec.submodule_search_locations:
        raise BuildError("the linker is missing: the Python package ziglang is not installed", _REINSTALL)
    program = Path(next(iter(spec.submodule_search_locations))) / ("zig.exe" if os.name == "nt" else "zig")
    if not program.is_file():
        raise BuildError(f"the linker is missing: no file {program}", _REINSTALL)
    return program


def check_zig() -> None:
    """Refuses a zig of another version than the cache keys state."""
    found = run_zig(["version"], "asking zig for its version").stdout.strip()
    if found != ZIG_VERSION:
        raise BuildError(f"zig {ZIG_VERSION} is needed, found {found}", _REINSTALL)


def run_zig(
    arguments: Sequence[str | os.PathLike[str]],
    doing: str,
    *,
    folder: Path | None = None,
    variables: dict[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Runs zig with `arguments` in `folder`; `doing` completes "failed while ...".

    Errors: BuildError with zig's own words when it fails.
    """
    zig_cache = str(cache_root() / "zig")
    environment = {name: os.environ[name] for name in _PASSED_VARIABLES if name in os.environ}
    # Messages in one language, and zig's own cache inside ours.
    environment |= {"LC_ALL": "C", "ZIG_GLOBAL_CACHE_DIR": zig_cache, "ZIG_LOCAL_CACHE_DIR": zig_cache}
    environment |= variables or {}
    program = zig_path()
    try:
        result = subprocess.run(
            [program, *arguments],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
        )
    except OSError as error:
        raise BuildError(f"cannot run {program} while {doing}: {os.strerror(error.errno or 0)}", _REINSTALL) from error
    if result.returncode < 0:
        # The linker writes its output through mapped memory: a full disk shows as this signal.
        full = result.returncode == -signal.SIGBUS
        hint = "the disk may be full: make room and run the build again" if full else "run the build again"
        raise BuildError(f"zig was stopped by signal {-result.returncode} while {doing}", hint)
    if result.returncode > 0:
        raise BuildError(f"zig failed while {doing}: {_first_lines(result.stderr or result.stdout)}")
    return result


def _first_lines(text: str, limit: int = 6) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    rest = len(lines) - limit
    return "\n  ".join(lines[:limit] + ([f"and {rest} more lines"] if rest > 0 else [])) or "no message"
