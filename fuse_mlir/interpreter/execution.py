"""A program from start to exit status.

In:   a checked program; the environment; byte streams for its input, its output and for reports.
Out:  the exit status: 0, 1 for an uncaught error (2 where `fn main` was called with arguments), 101 for a panic; failures are
      reported on the error stream.

The interpreter recurses in Python for every FUSE call, so it runs on a thread with a large stack; a program that exhausts it panics
as compiled programs do.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import BinaryIO

from ..frontend.canonical.program import Program
from .config import load_configs
from .console import Console
from .failures import Failure, Panic
from .machine import Machine
from .report import ERROR_STATUS, failure_line
from .signals import SignalDesk
from .statements import execute_block
from .task_metrics import metrics_lines

BINDING_STATUS = 2

# A FUSE call takes about ten Python frames, so there is room for some 25 000 nested calls. CPython 3.10 spends about half a KiB of
# the thread's stack on a frame (later versions none), so the bound on frames is reached first. The stack is reserved, not touched.
_STACK_BYTES = 512 << 20
_PYTHON_FRAMES = 250_000


def run(
    program: Program,
    *,
    environ: Mapping[str, str],
    stdout: BinaryIO,
    stderr: BinaryIO,
    stdin: BinaryIO | None = None,
    diagnostics: str = "text",
    arguments: Sequence[str] = (),
    root: str | None = None,
) -> int:
    """Loads the configs, runs the app and reports an uncaught failure. With `arguments`, `fn main` runs instead of the app.
    `root`: what file names in backtraces are relative to, None: the folder of the entry file.

    Errors: BrokenPipeError when nobody reads what the program prints; OSError when `stderr` cannot be written.
    """
    machine = Machine(program, environ, Console(stdout, stderr), stdin)
    failure = run_on_machine(machine, lambda: _run_program(program, machine, arguments))
    if failure is None:
        _report_tasks(machine, diagnostics)
        return 0
    line, status = failure_line(failure, "json" if arguments else diagnostics, os.getpid())
    if arguments and status == ERROR_STATUS:
        status = BINDING_STATUS
    machine.console.report(line)
    if machine.variable("FUSE_BACKTRACE") == "1" and diagnostics == "text":
        from .backtrace import backtrace

        for place in backtrace(failure, program, root):
            machine.console.report(place)
    return status


def run_on_machine(machine: Machine, body: Callable[[], None]) -> Failure | None:
    """Runs `body` on a large stack and writes what was printed; the failure that either ends with."""
    return _on_large_stack(machine.signals, lambda: _run_to_end(body, machine))


def _run_to_end(body: Callable[[], None], machine: Machine) -> Failure | None:
    failure = caught_failure(body)
    try:
        machine.console.flush()
    except Panic as panic:
        return panic
    return failure


def caught_failure(body: Callable[[], None]) -> Failure | None:
    """What `body` fails with, exhaustion included."""
    try:
        body()
    except Failure as failure:
        return failure
    except RecursionError:
        return Panic("stack overflow")
    except MemoryError:
        return Panic("out of memory")
    return None


def _run_program(program: Program, machine: Machine, arguments: Sequence[str]) -> None:
    load_configs(program.configs, machine)
    if arguments:
        _run_main(program, machine, arguments)
    elif program.app is not None:
        execute_block(program.app.body, {}, machine)


def _run_main(program: Program, machine: Machine, arguments: Sequence[str]) -> None:
    """What `main` returns does not matter, and what it raises is not caught as its Err: there is nobody to look at it."""
    from .command_line import bind_main

    if program.main is None:
        raise ValueError("the program has no fn main")
    values = bind_main(program.main, list(arguments), machine)
    machine.run_body(machine.function(program.main.function), values)


def _report_tasks(machine: Machine, diagnostics: str) -> None:
    """The metrics of a program that used tasks, for who asked for them."""
    for line in metrics_lines(machine.tasks.snapshot(), diagnostics, machine.environ):
        machine.console.report(line)


def _on_large_stack(signals: SignalDesk, body: Callable[[], Failure | None]) -> Failure | None:
    """The result of `body`, or what it raises, from a thread whose stack holds deep recursion. The thread is a daemon: an interrupt
    ends the process although the program goes on."""
    outcome: list[tuple[Failure | None, BaseException | None]] = []

    def target() -> None:
        try:
            outcome.append((body(), None))
        except BaseException as error:  # handed to the caller, who sees it as its own
            outcome.append((None, error))
        finally:
            signals.close()

    old_limit, old_size = sys.getrecursionlimit(), threading.stack_size(_STACK_BYTES)
    sys.setrecursionlimit(_PYTHON_FRAMES)
    try:
        thread = threading.Thread(target=target, name="fuse", daemon=True)
        thread.start()
        signals.wait_for(thread)
    finally:
        threading.stack_size(old_size)
        sys.setrecursionlimit(old_limit)
    result, error = outcome[0]
    if error is not None:
        raise error
    return result
