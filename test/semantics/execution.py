"""A semantics program, interpreted in a process of its own.

In:   the path of a program and its description.
Out:  how it ended, what it wrote, and what its server answered. The process is a fork of this one, in which the interpreter is
      already imported; it runs in an empty folder with nothing but its own environment and files.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import tempfile
import time
import traceback
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from description import Description

from fuse_mlir.frontend.analysis import analyze_program
from fuse_mlir.frontend.canonical.program import Program
from fuse_mlir.frontend.diagnostics import render_text
from fuse_mlir.frontend.loader import load_program
from fuse_mlir.interpreter import run
from fuse_mlir.interpreter.migrate import run_migrations
from fuse_mlir.interpreter.program_tests import run_tests

_SECONDS = 20
_FAULT = 70


@dataclass(frozen=True, slots=True)
class Outcome:
    status: int
    stdout: str
    stderr: str
    responses: list[str]


def run_program(path: Path, description: Description) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="fuse-semantics.") as name:
        folder = Path(name)
        place = folder / "place"
        for relative, text in {**description.files, path.name: path.read_text(encoding="utf-8")}.items():
            (place / relative).parent.mkdir(parents=True, exist_ok=True)
            (place / relative).write_text(text, encoding="utf-8")
        program = _checked(place / path.name)
        environment = dict(description.environment)
        port = _free_port()
        if description.exchanges:
            environment |= {"PORT": str(port), "FUSE_MAX_REQUESTS": str(len(description.exchanges))}
        (folder / "stdin").write_text(description.stdin, encoding="utf-8")
        child = os.fork()
        if child == 0:
            os._exit(_child(program, description, environment, folder))
        responses = [_send(port, request) for request, _ in description.exchanges]
        _, status = os.waitpid(child, 0)
        stdout, stderr = ((folder / name).read_text(encoding="utf-8") for name in ("stdout", "stderr"))
        return Outcome(os.waitstatus_to_exitcode(status), stdout, _without_pid(stderr), responses)


def _checked(path: Path) -> Program:
    analysis = analyze_program(load_program(path), None)
    if analysis.program is None:
        found = [render_text(diagnostic, analysis.sources.get(diagnostic.path), False) for diagnostic in analysis.diagnostics]
        raise AssertionError("\n".join(found))
    return analysis.program


def _child(program: Program, description: Description, environment: dict[str, str], folder: Path) -> int:
    signal.alarm(_SECONDS)
    os.chdir(folder / "place")
    try:
        with (
            open(folder / "stdin", "rb") as stdin,
            FileIO(folder / "stdout", "wb") as stdout,
            FileIO(folder / "stderr", "wb") as stderr,
        ):
            streams = {"environ": environment, "stdin": stdin, "stdout": stdout, "stderr": stderr}
            if description.command == "test":
                return run_tests(program, description.filter, **streams)
            if description.command == "migrate":
                return run_migrations(program, **streams)
            return run(program, arguments=description.arguments, **streams)
    except BaseException:
        traceback.print_exc()
        return _FAULT


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _send(port: int, request: str) -> str:
    """The whole response, once the server listens; the text `no answer` when it does not in time."""
    deadline = time.monotonic() + _SECONDS
    while time.monotonic() < deadline:
        try:
            with socket.create_connection(("127.0.0.1", port), _SECONDS) as connection:
                connection.sendall(request.encode())
                connection.shutdown(socket.SHUT_WR)
                return b"".join(iter(lambda: connection.recv(65536), b"")).decode()
        except ConnectionRefusedError:
            time.sleep(0.02)
    return "no answer"


def _without_pid(stderr: str) -> str:
    return re.sub(r"^fatal: class=panic pid=\d+ ", "fatal: class=panic ", stderr, flags=re.MULTILINE)
