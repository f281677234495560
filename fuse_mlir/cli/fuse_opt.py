"""`fuse-opt`: reads MLIR, runs passes, prints MLIR. The tool of the tests, and for looking at one pass at a time.

Exit status: 0; 1 when the input is malformed, a pass refuses it, diagnostics are not as expected, or the command line is wrong; 70
when a pass itself is at fault.
"""

from __future__ import annotations

import sys
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import __version__
from .expected_diagnostics import Seen, compare

if TYPE_CHECKING:
    from mlir import ir

    from ..lowering.driver import LoweringError, StepRecord
    from ..lowering.steps import Step

ERROR_STATUS = 1
FAULT_STATUS = 70  # EX_SOFTWARE
SEPARATOR = "// -----"
REPRODUCER = "fuse-opt-reproducer.mlir"


@dataclass(slots=True)
class Request:
    """One command line."""

    path: str
    steps: list[Step]
    split: bool
    verify: bool
    locations: bool
    debug: bool
    dump_folder: Path | None
    reproducer: Path | None
    records: list[StepRecord] = field(default_factory=list)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("file", default="-")
@click.option("--pass", "passes", multiple=True, metavar="NAME[{OPT=VALUE ...}]", help="Run a pass; may be repeated.")
@click.option("--pipeline", metavar="TEXT", help="Run a pipeline: builtin.module(pass,pass,...).")
@click.option("--phase", metavar="NAME", help="Run a phase of the compiler.")
@click.option("-O0", "no_speed", is_flag=True, help="With --phase: leave out what only makes programs faster.")
@click.option("-o", "output", default="-", metavar="FILE", help="Where the result goes.")
@click.option("--split-input-file", "split", is_flag=True, help=f"The file has several modules, parted by lines `{SEPARATOR}`.")
@click.option("--verify-diagnostics", "verify", is_flag=True, help="Compare diagnostics with `expected-error` comments.")
@click.option("--locations", is_flag=True, help="Print source locations.")
@click.option("--dump-ir", "dump_folder", metavar="DIR", type=click.Path(path_type=Path), help="Write the IR after each pass.")
@click.option("--time", "timing", is_flag=True, help="Report how long each pass took, and what it counted.")
@click.option("--reproducer", metavar="FILE", type=click.Path(path_type=Path), help="Where a failing pass leaves its input.")
@click.option("--list-passes", is_flag=True, help="List the passes of the compiler and its phases.")
@click.option("--debug", is_flag=True, help="Show the Python traceback of a pass at fault.")
@click.version_option(__version__, prog_name="fuse-opt", message="%(prog)s %(version)s")
def cli(
    file: str,
    passes: tuple[str, ...],
    pipeline: str | None,
    phase: str | None,
    no_speed: bool,
    output: str,
    split: bool,
    verify: bool,
    locations: bool,
    dump_folder: Path | None,
    timing: bool,
    reproducer: Path | None,
    list_passes: bool,
    debug: bool,
) -> int:
    """Read MLIR from FILE (`-`: standard input), run passes, print the result."""
    if list_passes:
        click.echo(_pass_list(), nl=False)
        return 0
    steps = _steps(passes, pipeline, phase, not no_speed)
    request = Request(file, steps, split, verify, locations, debug, dump_folder, reproducer)
    text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    status, result = _run(request, text)
    if timing:
        _print_times(request.records)
    if status == 0 and not verify:
        if output == "-":
            sys.stdout.write(result)
        else:
            Path(output).write_text(result, encoding="utf-8")
    return status


def main(args: list[str] | None = None) -> None:
    """The entry point of the `fuse-opt` program."""
    sys.exit(run_command(sys.argv[1:] if args is None else args))


def run_command(args: list[str]) -> int:
    """Runs one command line and returns its exit status."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")
    try:
        status = cli.main(args, prog_name="fuse-opt", standalone_mode=False)
        sys.stdout.flush()
        return status
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        _complain(error.format_message())
    except UnicodeDecodeError:
        _complain("the input is not UTF-8")
    except OSError as error:
        _complain(f"{error.filename}: {error.strerror}" if error.filename is not None else error.strerror or str(error))
    return ERROR_STATUS


def _steps(passes: tuple[str, ...], pipeline: str | None, phase: str | None, speed: bool) -> list[Step]:
    from ..lowering.pipeline_text import parse_element, parse_pipeline
    from ..lowering.pipelines import find_phase, phase_steps

    if sum((bool(passes), pipeline is not None, phase is not None)) > 1:
        raise click.UsageError("--pass, --pipeline and --phase exclude each other")
    try:
        if pipeline is not None:
            return parse_pipeline(pipeline)
        if phase is not None:
            return phase_steps(find_phase(phase), speed=speed)
        return [parse_element(text) for text in passes]
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _run(request: Request, text: str) -> tuple[int, str]:
    """Status and printed result of all modules of the input."""
    status = 0
    results: list[str] = []
    for number, part in enumerate(_parts(text) if request.split else [text]):
        part_status, result = _run_part(request, part, number)
        status = max(status, part_status)
        results.append(result)
    return status, f"\n{SEPARATOR}\n".join(results)


def _parts(text: str) -> list[str]:
    """Each part begins with as many empty lines as there are lines before it, so that positions are those of the file."""
    parts: list[str] = [""]
    for number, line in enumerate(text.split("\n"), 1):
        if line.rstrip() == SEPARATOR:
            parts.append("\n" * number)
        else:
            parts[-1] += line + "\n"
    return parts


def _run_part(request: Request, text: str, number: int) -> tuple[int, str]:
    from ..dialects.context import create_context

    context = create_context()
    seen: list[Seen] = []
    # With a handler of ours, errors are for it alone.
    context.emit_error_diagnostics = True
    context.attach_diagnostic_handler(lambda diagnostic: _receive(request, diagnostic, seen))
    status, result = _transform(request, context, text, number)
    if not request.verify or status == FAULT_STATUS:
        return status, result
    faults = compare(text, seen)
    for line, message in faults:
        click.echo(f"{_name(request)}:{line}: error: {message}", err=True)
    return (ERROR_STATUS if faults else 0), ""


def _transform(request: Request, context: ir.Context, text: str, number: int) -> tuple[int, str]:
    from mlir import ir

    from ..lowering.driver import LoweringError, run_steps

    try:
        module = ir.Module.parse(text, context)
    except ir.MLIRError:
        return ERROR_STATUS, ""
    try:
        run_steps(module, request.steps, observer=lambda record, op: _observe(request, record, op, number))
    except ValueError as error:  # MLIR does not know an element of the pipeline
        raise click.UsageError(str(error).strip()) from error
    except LoweringError as error:
        return _report_failure(request, error), ""
    if not module.operation.verify():
        return ERROR_STATUS, ""
    return 0, module.operation.get_asm(enable_debug_info=request.locations).rstrip("\n") + "\n"


def _receive(request: Request, diagnostic: ir.Diagnostic, seen: list[Seen]) -> bool:
    """Shows a diagnostic and its notes, or keeps them for --verify-diagnostics."""
    for item, kind in [(diagnostic, diagnostic.severity.name.lower()), *((note, "note") for note in diagnostic.notes)]:
        place, line = _place(request, item.location)
        if request.verify:
            seen.append(Seen(kind, line, item.message))
        else:
            click.echo(f"{place}: {kind}: {item.message}", err=True)
    return True


def _place(request: Request, location: ir.Location) -> tuple[str, int]:
    """The place as text, and its line in the input (0: elsewhere)."""
    from ..lowering.file_locations import file_location, location_text

    found = file_location(location)
    if found is None or found.filename != "-":
        return location_text(location), 0
    return f"{_name(request)}:{found.start_line}:{found.start_col}", found.start_line


def _name(request: Request) -> str:
    return "<stdin>" if request.path == "-" else request.path


def _report_failure(request: Request, error: LoweringError) -> int:
    target = request.reproducer
    if error.internal:
        click.echo(f"{_name(request)}: internal error in pass '{error.step}': {error.diagnostics[-1]}", err=True)
        if request.debug and error.__cause__ is not None:
            click.echo("".join(traceback.format_exception(error.__cause__)).rstrip(), err=True)
        target = target or (request.dump_folder or Path()) / REPRODUCER
    elif not request.verify:
        click.echo(f"{_name(request)}: pass '{error.step}' failed", err=True)
    if target is not None:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(error.reproducer, encoding="utf-8")
        click.echo(f"reproducer: {target}", err=True)
    return FAULT_STATUS if error.internal else ERROR_STATUS


def _observe(request: Request, record: StepRecord, op: ir.Operation, number: int) -> None:
    """Keeps the record; dumps to `<part>-<step number>-<pass>.mlir`, whose numbers sort in the order of the run."""
    request.records.append(record)
    if request.dump_folder is None:
        return
    request.dump_folder.mkdir(parents=True, exist_ok=True)
    target = request.dump_folder / f"{number:02}-{record.index:02}-{record.step}.mlir"
    target.write_text(op.get_asm(enable_debug_info=request.locations).rstrip("\n") + "\n", encoding="utf-8")


def _print_times(records: list[StepRecord]) -> None:
    for record in records:
        counts = "".join(f"  {name}={value}" for name, value in record.statistics.items())
        click.echo(f"{record.duration_ns / 1e6:10.3f} ms  {record.step}{counts}", err=True)
    click.echo(f"{sum(record.duration_ns for record in records) / 1e6:10.3f} ms  total", err=True)


def _pass_list() -> str:
    from ..lowering.pipelines import PHASES
    from ..lowering.registry import PASSES

    width = max(len(entry.name) for entry in (*PASSES, *PHASES))
    lines = ["passes:", *(f"  {info.name:{width}}  {info.summary}" for info in PASSES)]
    lines += ["phases:", *(f"  {phase.name:{width}}  {phase.before.value} -> {phase.after.value}" for phase in PHASES)]
    return "\n".join([*lines, "any pass of MLIR by its name"]) + "\n"


def _complain(message: str) -> None:
    click.echo(f"fuse-opt: error: {message}", err=True)


if __name__ == "__main__":
    main()
