"""The outer boundary of every command: what an exception becomes.

A mistake of the user is one line and exit status 1; an interrupted or abandoned command ends quietly; anything else is a fault of
the compiler: one line that says so and in which phase, exit status 70, and the Python traceback only on request.
"""

from __future__ import annotations

import os
import sys
from dataclasses import field

from ..frontend.record import record
from .console import Console
from .errors import ArgumentError, CompilerFault, UserError, os_reason

ERROR_STATUS = 1
FAULT_STATUS = 70  # EX_SOFTWARE
INTERRUPT_STATUS = 130  # as a shell reports SIGINT
PIPE_STATUS = 141  # as a shell reports SIGPIPE


@record()
class Progress:
    """What the process is doing, for whoever has to report that it failed."""

    console: Console = field(default_factory=Console)
    usage: str = "Usage: fuse-mlir [OPTIONS] COMMAND [ARGS]..."
    phase: str = "reading the command line"
    command: str | None = None  # set once its start line is out
    debug: bool = False
    verbose: bool = False
    program_arguments: list[str] = field(default_factory=list)  # what stands behind `--`

    def start(self, command: str) -> None:
        self.command = command
        self.phase = "checking the program"
        self.console.step(command, "start")

    def finish(self, status: int) -> int:
        return self.console.finish(self.command, status)


def report_exception(error: BaseException, progress: Progress) -> int:
    """Reports `error` and gives the exit status."""
    status = _explain(error, progress)
    return progress.finish(status) if progress.command is not None and status <= FAULT_STATUS else status


def _explain(error: BaseException, progress: Progress) -> int:
    console = progress.console
    if isinstance(error, BrokenPipeError):
        # Nobody reads any more. Python would complain again when it flushes the stream at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_STATUS
    if isinstance(error, KeyboardInterrupt):
        return INTERRUPT_STATUS
    if isinstance(error, UserError):
        console.error(error.message, error.hint)
        if error.command is not None and progress.verbose:
            console.tool_command(error.command)
        if isinstance(error, ArgumentError):
            console.usage(progress.usage)
        return ERROR_STATUS
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename is not None else ""
        console.error(f"{place}{os_reason(error)} (while {progress.phase})")
        return ERROR_STATUS
    _explain_fault(error, progress)
    return FAULT_STATUS


def _explain_fault(error: BaseException, progress: Progress) -> None:
    console = progress.console
    what = str(error) if isinstance(error, CompilerFault) else _one_line(error)
    console.line(f"fuse-mlir: internal error: {what} (while {progress.phase})")
    console.line("hint: this is a fault of the compiler, not of the program")
    if isinstance(error, CompilerFault):
        console.line(f"hint: {error.remedy}")
    if progress.debug:
        import traceback  # here, because hardly a command needs it and all have to start quickly

        console.line("".join(traceback.format_exception(error)).rstrip())
    else:
        console.line("hint: run the command again with --debug for the traceback")


def _one_line(error: BaseException) -> str:
    first = next(iter(str(error).splitlines()), "")
    return f"{type(error).__name__}: {first}" if first else type(error).__name__
