"""A program from start to exit status.

In:   a checked program; the environment; byte streams for its output and for reports.
Out:  the exit status: 0, 1 for an uncaught error, 101 for a panic; failures are reported on the error stream.

The interpreter recurses in Python for every FUSE call, so it runs on a thread with a large stack; a program that exhausts it panics
as compiled programs do.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Mapping
from typing import BinaryIO

from ..frontend.canonical.program import Program
from .config import load_configs
from .console import Console
from .failures import Failure, Panic
from .machine import Machine
from .report import failure_line
from .statements import execute_block

# A FUSE call takes about ten Python frames, so there is room for some 25 000 nested calls. CPython 3.10 spends about half a KiB of
# the thread's stack on a frame (later versions none), so the bound on frames is reached first. The stack is reserved, not touched.
_STACK_BYTES = 512 << 20
_PYTHON_FRAMES = 250_000


def run(program: Program, *, environ: Mapping[str, str], stdout: BinaryIO, stderr: BinaryIO, diagnostics: str = "text") -> int:
    """Loads the configs, runs the app and reports an uncaught failure.

    Errors: BrokenPipeError when nobody reads what the program prints; OSError when `stderr` cannot be written.
    """
    console = Console(stdout, stderr)
    machine = Machine(program, environ, console)
    failure = _on_large_stack(lambda: _run_to_end(program, machine))
    if failure is None:
        return 0
    line, status = failure_line(failure, diagnostics, os.getpid())
    console.report(line)
    return status


def _run_to_end(program: Program, machine: Machine) -> Failure | None:
    """The failure that the program, or the last of its output, ends with."""
    failure = _run_app(program, machine)
    try:
        machine.console.flush()
    except Panic as panic:
        return panic
    return failure


def _run_app(program: Program, machine: Machine) -> Failure | None:
    try:
        load_configs(program.configs, machine)
        if program.app is not None:
            execute_block(program.app.body, {}, machine)
    except Failure as failure:
        return failure
    except RecursionError:
        return Panic("stack overflow")
    except MemoryError:
        return Panic("out of memory")
    return None


def _on_large_stack(body):
    """The result of `body`, or what it raises, from a thread whose stack holds deep recursion."""
    outcome: list = []

    def target() -> None:
        try:
            outcome.append((body(), None))
        except BaseException as error:  # handed to the caller, who sees it as its own
            outcome.append((None, error))

    old_limit, old_size = sys.getrecursionlimit(), threading.stack_size(_STACK_BYTES)
    sys.setrecursionlimit(_PYTHON_FRAMES)
    try:
        thread = threading.Thread(target=target, name="fuse")
        thread.start()
        thread.join()
    finally:
        threading.stack_size(old_size)
        sys.setrecursionlimit(old_limit)
    result, error = outcome[0]
    if error is not None:
        raise error
    return result
