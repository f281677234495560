"""One program, run one way, in a process of its own.

In:   a checked program, its description, a way.
Out:  its Outcome. The process is a fork of this one, in which everything is already imported: starting the compiler anew for each
      program would take most of the time.
"""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import replace
from io import FileIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "semantics"))

from description import Description
from emulation import own_stderr, run_emulated, target_of
from outcome import Outcome
from sockets import Peer, free_port, responses_of

from fuse_mlir.codegen.targets import Target
from fuse_mlir.frontend.canonical.program import Program

# `aot-plain` is an executable without any optimization, neither ours nor LLVM's: only the passes that are needed for correctness
# have run. `aot@<target>` is an executable for another system, run by its emulator (`emulation.py`).
WAYS = ("ast", "native", "aot", "aot-plain", "aot-release")

COMPILER_FAULT = 70
_SECONDS = 60
# How much longer than the processor time that it may take a program may run.
_PATIENCE = 10
# How a process ends that took too long.
TOO_LONG = (-signal.SIGPROF, -signal.SIGALRM)
# Profile and level of the ways that make executables; `aot-O2` is the fuzzer's, `aot-shipped`, without the leak check, that of
# test_targets.py.
_BUILDS = {
    "aot": ("debug", None),
    "aot-plain": ("debug", 0),
    "aot-release": ("release", None),
    "aot-O2": ("release", 2),
    "aot-shipped": ("release", None),
}
# What the compiler itself needs of the environment; programs get nothing else but their own variables.
_KEPT = ("HOME", "PATH", "TMPDIR", "XDG_CACHE_HOME")


def run_program(program: Program, description: Description, way: str, seconds: int = _SECONDS) -> Outcome:
    """Runs the program in an empty folder with nothing but its own environment, files and input.

    A program, or a compilation, that takes longer than `seconds` ends with one of TOO_LONG; a compiler that raised anything as
    ended with COMPILER_FAULT.
    """
    with tempfile.TemporaryDirectory(prefix="fuse-parity.") as name, Peer(description.peer) as peer:
        run = _Run(program, description, Path(name), seconds, peer.environment)
        return peer.normal(run.outcome(way))


class _Run:
    """A program with all that it needs, in a folder."""

    def __init__(self, program: Program, description: Description, folder: Path, seconds: int, more: dict[str, str]) -> None:
        self._program = program
        self._description = description
        self._folder = folder
        self._seconds = seconds
        self._place = folder / "run"
        self._place.mkdir()
        for path, text in description.files.items():
            (self._place / path).parent.mkdir(parents=True, exist_ok=True)
            (self._place / path).write_text(text, encoding="utf-8")
        (folder / "stdin").write_text(description.stdin, encoding="utf-8")
        self._port = free_port() if description.exchanges else 0
        served = {"PORT": str(self._port), "FUSE_MAX_REQUESTS": str(len(description.exchanges))} if self._port else {}
        kept = {key: os.environ[key] for key in _KEPT if key in os.environ}
        self._environment = kept | served | description.environment | more

    def outcome(self, way: str) -> Outcome:
        if way == "ast":
            return self._in_fork(self._interpret, self._requests)
        if way == "native":
            return self._in_fork(self._run_natively, self._requests)
        target = target_of(way) if "@" in way else None
        executable = self._folder / ("program" + (target.suffix if target else ""))
        built = self._in_fork(lambda: self._build(executable, way.partition("@")[0], target))
        if built.status != 0:
            return built
        if target is None:
            return self._in_fork(lambda: self._execute(executable), self._requests)
        emulated = self._in_fork(lambda: self._emulate(executable, target), self._requests)
        return replace(emulated, stderr=own_stderr(emulated.stderr))

    def _requests(self) -> list[str]:
        return responses_of(self._port, [request for request, _ in self._description.exchanges])

    def _interpret(self) -> int:
        from fuse_mlir.interpreter import run

        self._enter()
        streams = {"stdout": FileIO(1, "wb", closefd=False), "stderr": FileIO(2, "wb", closefd=False)}
        with open(0, "rb", closefd=False) as stdin:
            return run(self._program, environ=os.environ, arguments=self._description.arguments, stdin=stdin, **streams)

    def _run_natively(self) -> int:
        from fuse_mlir.jit.in_process import run

        self._enter()
        return run(self._program, ["program", *self._description.arguments])

    def _build(self, executable: Path, way: str, target: Target | None) -> int:
        from fuse_mlir.codegen.build import build
        from fuse_mlir.codegen.stages import BuildOptions

        profile, level = _BUILDS[way]
        name = None if target is None else target.name
        build(self._program, executable, BuildOptions(profile, name, opt_level=level, leak_check=way != "aot-shipped"))
        return 0

    def _execute(self, executable: Path) -> int:
        self._enter()
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        # The limit of time goes on in the program that takes the place of this process.
        os.execve(executable, [str(executable), *self._description.arguments], self._environment)

    def _emulate(self, executable: Path, target: Target) -> int:
        os.chdir(self._place)
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
        overflows = "stack overflow" in self._description.stderr
        return run_emulated(target, executable, self._description.arguments, self._environment, overflows)

    def _enter(self) -> None:
        os.chdir(self._place)
        os.environ.clear()
        os.environ.update(self._environment)

    def _in_fork(self, body: Callable[[], int], meanwhile: Callable[[], list[str]] = list) -> Outcome:
        """How a process that runs `body` ends and what it writes; `meanwhile` gives the responses of its server."""
        paths = (self._folder / "stdin", self._folder / "stdout", self._folder / "stderr")
        sys.stdout.flush()
        sys.stderr.flush()
        child = os.fork()
        if child == 0:
            os._exit(_child(paths, body, self._seconds))
        responses = meanwhile()
        _, status = os.waitpid(child, 0)
        stdout, stderr = (path.read_bytes().decode("utf-8", "backslashreplace") for path in paths[1:])
        return Outcome(os.waitstatus_to_exitcode(status), stdout, stderr, responses)


def limit_time(seconds: int) -> None:
    """Ends this process after so many seconds of processor time. What only waits is ended, too: later, since a busy machine
    is slow."""
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.alarm(_PATIENCE * seconds)


def _child(paths: tuple[Path, ...], body: Callable[[], int], seconds: int) -> int:
    limit_time(seconds)
    for number, (path, flags) in enumerate(zip(paths, (os.O_RDONLY, *(os.O_WRONLY | os.O_CREAT | os.O_TRUNC,) * 2), strict=True)):
        os.dup2(os.open(path, flags, 0o600), number)
    try:
        status = body()
    except BaseException:
        traceback.print_exc()
        status = COMPILER_FAULT
    sys.stdout.flush()
    sys.stderr.flush()
    return status
