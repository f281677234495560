"""Running a program inside this process.

The program goes the same way as to an executable, up to the object code; LLVM's JIT loads that, with the runtime's shared library.
A failure is reported by the runtime as `run error: …`, since the program carries no build line.

While the program runs, the process behaves like the program: what Python has buffered is written first, and the signals that Python
handles itself have their default action, so that an interrupt ends a loop and a closed pipe ends the output.
"""

from __future__ import annotations

import ctypes
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from fuse_mlir.codegen.build import in_process_module
from fuse_mlir.codegen.runtime_archive import Variant, runtime_file
from fuse_mlir.codegen.sqlite import calls_database
from fuse_mlir.codegen.stages import BuildOptions, StageFile
from fuse_mlir.codegen.targets import default_target
from fuse_mlir.frontend.canonical.program import App, Program
from fuse_mlir.frontend.source import Span

from .code import load_code

# No function of a program can have this name: theirs begin with `fuse.`.
_START = "fuse_run"
# Runtime and code, which stay until the process ends: a task that nobody awaited may still run when its program has ended.
_LOADED: list[tuple[ctypes.CDLL, object]] = []
_REPORT_TYPE = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_int64)
_MAIN_TYPE = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, ctypes.POINTER(ctypes.c_char_p))


def run(
    source: Program | StageFile,
    arguments: Sequence[str] = (),
    *,
    opt_level: int = 1,
    report: Callable[[str], None] | None = None,
    trace: bool = False,
    root: str | None = None,
) -> int:
    """Compiles and runs `source`; gives its exit status. `arguments[0]` is the name the program sees as its own.
    `report` gets the text of an uncaught error, which is printed as `run error: …` without it. `trace`: the error knows the frames
    that it came through, with file names relative to `root`; the runtime prints them where `FUSE_BACKTRACE` asks for it.

    Errors: BuildError where it cannot be compiled or the runtime cannot be made.
    """
    if isinstance(source, Program) and source.app is None and len(arguments) > 1:
        # Arguments are for `fn main`: the app, which would run without them, does not.
        source = replace(source, app=App("main", [], Span(0, 0)))
    options = BuildOptions(target=default_target("debug").name, opt_level=opt_level, root=root, debug_info=trace)
    compiled = in_process_module(source, _START, options)
    variant = Variant.SHARED_DATABASE if calls_database(compiled.undefined_symbols()) else Variant.SHARED
    runtime = ctypes.CDLL(str(runtime_file(default_target("debug"), variant)))
    loaded = load_code(compiled, runtime, [_START])
    _LOADED.append((runtime, loaded))
    main = _MAIN_TYPE(loaded[_START])
    words = [argument.encode(errors="surrogateescape") for argument in arguments]
    with _program_signals(), _reporting(runtime, report):
        sys.stdout.flush()
        sys.stderr.flush()
        return main(len(words), (ctypes.c_char_p * (len(words) + 1))(*words, None))


class _TaskStatistics(ctypes.Structure):
    """`fuse_rt_task_statistics`."""

    _fields_ = (
        *((name, ctypes.c_int64) for name in ("workers", "spawned", "completed", "queued", "total_us")),
        ("classes", ctypes.c_int64 * 5),
    )


def task_counts() -> dict[str, object] | None:
    """Counts of the tasks of the program that ran last, by the names of `interpreter.task_metrics.snapshot_of`; None when it made
    none."""
    runtime, _ = _LOADED[-1]
    runtime.fuse_rt_tasks_statistics.restype = _TaskStatistics
    found = runtime.fuse_rt_tasks_statistics()
    if not found.workers:
        return None
    return {name: list(found.classes) if name == "classes" else getattr(found, name) for name, _ in found._fields_}


@contextmanager
def _reporting(runtime: ctypes.CDLL, report: Callable[[str], None] | None) -> Iterator[None]:
    """Has the runtime hand the text of an uncaught error to `report`."""
    if report is None:
        yield
        return
    reporter = _REPORT_TYPE(lambda text, length: report(ctypes.string_at(text, length).decode()))
    runtime.fuse_rt_report_with(reporter)
    try:
        yield
    finally:
        runtime.fuse_rt_report_with(_REPORT_TYPE())


@contextmanager
def _program_signals() -> Iterator[None]:
    """Gives SIGINT and SIGPIPE the action they have in a program of its own. Only the main thread may change them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    kept = {number: signal.signal(number, signal.SIG_DFL) for number in (signal.SIGINT, signal.SIGPIPE)}
    try:
        yield
    finally:
        for number, action in kept.items():
            signal.signal(number, action)
