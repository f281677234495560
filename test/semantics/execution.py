"""A program of the corpus, interpreted.

In:   a Case.
Out:  its Outcome. It runs in this process, in an empty folder with nothing but its own environment and files; one that starts a
      server runs in a fork, so that the test can be its client.
"""

from __future__ import annotations

import os
import signal
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path

from corpus import Case
from description import Description
from outcome import Outcome, normal_stderr
from sockets import Peer, free_port, responses_of

from fuse_mlir.frontend.analysis import analyze_program
from fuse_mlir.frontend.canonical.program import Program
from fuse_mlir.frontend.diagnostics import render_text
from fuse_mlir.frontend.loader import load_program
from fuse_mlir.interpreter import run
from fuse_mlir.interpreter.migrate import run_migrations
from fuse_mlir.interpreter.program_tests import run_tests

_SECONDS = 20
_FAULT = 70


def interpret(case: Case) -> Outcome:
    """Errors: AssertionError with the diagnostics where the program does not check."""
    with tempfile.TemporaryDirectory(prefix="fuse-semantics.") as name, Peer(case.description.peer) as peer:
        folder = Path(name)
        program = checked(case, folder / "place")
        environment = case.description.environment | peer.environment
        responses: list[str] = []
        if case.description.exchanges:
            status, responses = _run_server(program, case.description, environment, folder)
        else:
            status = _run_commands(program, case.description, environment, folder)
        stdout, stderr = ((folder / stream).read_text(encoding="utf-8") for stream in ("stdout", "stderr"))
        return peer.normal(Outcome(status, stdout, normal_stderr(stderr), responses, peer.requests))


def checked(case: Case, place: Path) -> Program:
    """The program, from its files, which are written to `place`."""
    for relative, text in {**case.description.files, case.file_name: case.text}.items():
        (place / relative).parent.mkdir(parents=True, exist_ok=True)
        (place / relative).write_text(text, encoding="utf-8")
    analysis = analyze_program(load_program(place / case.file_name), None)
    if analysis.program is None:
        found = [render_text(diagnostic, analysis.sources.get(diagnostic.path), False) for diagnostic in analysis.diagnostics]
        raise AssertionError("\n".join(found))
    return analysis.program


def _run_server(program: Program, description: Description, environment: dict[str, str], folder: Path) -> tuple[int, list[str]]:
    port = free_port()
    environment = {"PORT": str(port), "FUSE_MAX_REQUESTS": str(len(description.exchanges))} | environment
    child = os.fork()
    if child == 0:
        os._exit(_child(program, description, environment, folder))
    responses = responses_of(port, [request for request, _ in description.exchanges])
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), responses


def _child(program: Program, description: Description, environment: dict[str, str], folder: Path) -> int:
    try:
        return _run_commands(program, description, environment, folder)
    except BaseException:
        traceback.print_exc()
        return _FAULT


def _run_commands(program: Program, description: Description, environment: dict[str, str], folder: Path) -> int:
    """The status of the last command."""
    (folder / "stdin").write_text(description.stdin, encoding="utf-8")
    with (
        _inside(folder / "place"),
        _time_limit(),
        open(folder / "stdin", "rb") as stdin,
        FileIO(folder / "stdout", "wb") as stdout,
        FileIO(folder / "stderr", "wb") as stderr,
    ):
        streams = {"environ": environment, "stdin": stdin, "stdout": stdout, "stderr": stderr}
        status = 0
        for command in description.commands:
            if command == "test":
                status = run_tests(program, description.filter, **streams)
            elif command == "migrate":
                status = run_migrations(program, **streams)
            else:
                status = run(program, arguments=description.arguments, **streams)
        return status


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@contextmanager
def _time_limit() -> Iterator[None]:
    """Raises TimeoutError on this thread, which waits for the program's, when the program does not end. That one goes on."""

    def give_up(number: int, frame: object) -> None:
        raise TimeoutError(f"the program runs for more than {_SECONDS} s")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(_SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
