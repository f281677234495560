"""One program, run one way, in a process of its own.

In:   a checked program, its expectation, a way.
Out:  what it printed and how it ended. The process is a fork of this one, in which everything is already imported: starting the
      compiler anew for each program would take most of the time.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from expectation import Expectation

from fuse_mlir.frontend.canonical.program import Program

# `aot-plain` is an executable without any optimization, neither ours nor LLVM's: only the passes that are needed for correctness
# have run.
WAYS = ("ast", "native", "aot", "aot-plain", "aot-release")

COMPILER_FAULT = 70
_SECONDS = 60
# Profile and level of the ways that make executables; the fuzzer alone runs the last.
_BUILDS = {"aot": ("debug", None), "aot-plain": ("debug", 0), "aot-release": ("release", None), "aot-O2": ("release", 2)}
# What the compiler itself needs of the environment; programs get nothing else but their own variables.
_KEPT = ("HOME", "PATH", "TMPDIR", "XDG_CACHE_HOME")


@dataclass(frozen=True, slots=True)
class Outcome:
    status: int
    stdout: str
    stderr: str


def run_program(program: Program, expectation: Expectation, way: str, seconds: int = _SECONDS) -> Outcome:
    """Runs the program in an empty folder with nothing but its own environment and config file.

    A program, or a compilation, that takes longer than `seconds` counts as ended by SIGALRM; a compiler that raised anything as
    ended with COMPILER_FAULT.
    """
    with tempfile.TemporaryDirectory(prefix="fuse-parity.") as name:
        folder = Path(name)
        place = folder / "run"
        place.mkdir()
        if expectation.config is not None:
            (place / "config.toml").write_text(expectation.config, encoding="utf-8")
        environment = {key: os.environ[key] for key in _KEPT if key in os.environ} | expectation.environment
        if way == "ast":
            return _in_fork(folder, lambda: _interpret(program, place, environment), seconds)
        if way == "native":
            return _in_fork(folder, lambda: _run_natively(program, place, environment), seconds)
        executable = folder / "program"
        built = _in_fork(folder, lambda: _build(program, executable, way), seconds)
        return _execute(executable, place, environment, seconds) if built.status == 0 else built


def _enter(place: Path, environment: dict[str, str]) -> None:
    os.chdir(place)
    os.environ.clear()
    os.environ.update(environment)


def _interpret(program: Program, place: Path, environment: dict[str, str]) -> int:
    from fuse_mlir.interpreter import run

    _enter(place, environment)
    return run(program, environ=os.environ, stdout=FileIO(1, "wb", closefd=False), stderr=FileIO(2, "wb", closefd=False))


def _run_natively(program: Program, place: Path, environment: dict[str, str]) -> int:
    from fuse_mlir.jit.in_process import run

    _enter(place, environment)
    return run(program)


def _build(program: Program, executable: Path, way: str) -> int:
    from fuse_mlir.codegen.build import build
    from fuse_mlir.codegen.stages import BuildOptions

    profile, level = _BUILDS[way]
    build(program, executable, BuildOptions(profile, opt_level=level, leak_check=True))
    return 0


def _execute(executable: Path, place: Path, environment: dict[str, str], seconds: int) -> Outcome:
    try:
        done = subprocess.run(
            [executable], cwd=place, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=seconds
        )
    except subprocess.TimeoutExpired as error:
        return Outcome(-signal.SIGALRM, _text(error.stdout or b""), _text(error.stderr or b""))
    return Outcome(done.returncode, _text(done.stdout), _text(done.stderr))


def _in_fork(folder: Path, body: Callable[[], int], seconds: int) -> Outcome:
    """The outcome of `body` in a forked process whose output goes to files in `folder`."""
    paths = (folder / "stdout", folder / "stderr")
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        os._exit(_child(paths, body, seconds))
    _, status = os.waitpid(child, 0)
    return Outcome(os.waitstatus_to_exitcode(status), *(_text(path.read_bytes()) for path in paths))


def _child(paths: tuple[Path, Path], body: Callable[[], int], seconds: int) -> int:
    signal.alarm(seconds)
    for number, path in zip((1, 2), paths, strict=True):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), number)
    try:
        status = body()
    except BaseException:
        traceback.print_exc()
        status = COMPILER_FAULT
    sys.stdout.flush()
    sys.stderr.flush()
    return status


def _text(data: bytes) -> str:
    return data.decode("utf-8", "backslashreplace")
