"""`fuse-mlir`: finds the command, runs it and exits.

Commands are imported when they are used, so that `check` starts without the compiler's back end.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
from io import FileIO, TextIOWrapper

import click

from .. import __version__
from .arguments import FuseGroup, message_options
from .console import Console
from .faults import Progress, report_exception

# name: (module, summary); the module has a click command of the same name.
_COMMANDS = {
    "check": ("check", "Look for errors in a program without running it."),
    "run": ("run", "Run a program."),
    "build": ("build", "Compile a program to an executable, or to any stage on the way."),
    "package": ("package", "Build a program for release and pack it with what goes with it."),
    "test": ("test", "Run the tests of a program."),
    "migrate": ("migrate", "Run the database migrations of a program."),
    "openapi": ("openapi", "Show the OpenAPI document of a program's services."),
    "fmt": ("fmt", "Give source files their canonical layout."),
    "deps": ("deps", "Work with the dependencies of a package."),
    "explain": ("explain", "Say what a diagnostic code means."),
    "targets": ("targets", "List what programs can be built for."),
    "doctor": ("doctor", "Say which parts of the toolchain are installed and work."),
}


class CommandTable(FuseGroup):
    """The commands of the table above, imported on first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        module = importlib.import_module(f".{_COMMANDS[name][0]}", __package__)
        return getattr(module, name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in _COMMANDS.items()])


@click.group(
    cls=CommandTable,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with: fuse-mlir run examples/hello.fuse",
)
@click.version_option(__version__, prog_name="fuse-mlir", message="%(prog)s %(version)s")
def cli() -> None:
    """Compile and run programs in FUSE, a small strict language for command line apps and services."""


def main(args: list[str] | None = None) -> None:
    """The entry point of the `fuse-mlir` program; exits with the command's status."""
    # Trees live to the end of a command, so collecting finds nothing; looking would cost a third of the time of a large check, and
    # more the larger it is. The commands that execute a program in the interpreter switch it on again.
    gc.disable()
    sys.exit(run_command(sys.argv[1:] if args is None else args))


def run_command(args: list[str]) -> int:
    """Runs one command line and returns its exit status."""
    _prepare_streams()
    chosen = message_options(args)
    if "--color" in chosen:
        # Programs that run in this process colour their log by it.
        os.environ["FUSE_COLOR"] = chosen["--color"]
    progress = Progress(Console(json_lines=chosen.get("--diagnostics") == "json", color=chosen.get("--color", "auto")))
    progress.debug, progress.verbose = "--debug" in args, "--verbose" in args
    try:
        # Not click's own `main`, which has ideas of its own about broken pipes and interrupts.
        with cli.make_context("fuse-mlir", args, obj=progress) as context:
            status = cli.invoke(context) or 0
        # What is still buffered may meet a closed pipe or a full disk, and must do so here.
        sys.stdout.flush()
    except click.exceptions.Exit as error:
        return error.exit_code
    except BaseException as error:  # the boundary: nothing may leave as a traceback
        return report_exception(error, progress)
    return status


def _prepare_streams() -> None:
    """FUSE text is UTF-8 whatever the locale; a path that is not is shown with escapes."""
    for number, name in ((1, "stdout"), (2, "stderr")):
        if getattr(sys, name) is None:
            # The caller closed it: what is written goes nowhere, and no file that is opened later takes its number.
            os.dup2(os.open(os.devnull, os.O_WRONLY), number)
            setattr(sys, name, TextIOWrapper(FileIO(number, "w", closefd=False)))
        getattr(sys, name).reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    main()
