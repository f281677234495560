"""`fuse-mlir build`: compiles a program to an executable, or to any stage on the way there."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import click

from ..codegen.stages import MLIR_STAGES, STAGES, STEPS, BuildOptions, StageFile
from ..codegen.targets import target_names
from ..frontend.canonical.program import Program
from .arguments import FuseCommand, OneOf, common_options, entry_argument, frozen_option, manifest_option
from .backend import backend_errors, is_compilable
from .errors import ArgumentError, UserError, os_reason
from .faults import ERROR_STATUS, Progress
from .project import Project, open_project

_INPUT_STAGES = ("canonical", *MLIR_STAGES)
_STDOUT = Path("-")
_BINARY_STAGES = ("obj", "exe")


@dataclass(frozen=True, slots=True)
class Request:
    """What the options ask for. `emit`: the stage to stop at; `executable`: write one; `output`: None for the usual place."""

    emit: str | None
    executable: bool
    output: Path | None
    options: BuildOptions


@click.command("build", cls=FuseCommand)
@entry_argument
@manifest_option
@frozen_option
@click.option("--aot", is_flag=True, help="Write an executable: .fuse/build/program.aot, or the path given with -o.")
@click.option("--release", is_flag=True, help="Write the fastest executable, without symbols; implies --aot.")
@click.option(
    "-o", "--output", metavar="PATH", help="Where the result goes; - is standard output, where text stages go without it, too."
)
@click.option(
    "--emit",
    type=OneOf(STAGES, "unknown stage: {value} (stages: " + ", ".join(STAGES) + ")"),
    help="Stop at a stage and write it: " + ", ".join(STAGES) + ".",
)
@click.option(
    "--from",
    "from_stage",
    type=OneOf(_INPUT_STAGES, "cannot resume from stage {value} (stages: " + ", ".join(_INPUT_STAGES) + ")"),
    help="FILE is the text of a stage that --emit wrote, not FUSE source.",
)
@click.option("--target", metavar="NAME", help="What machine to build for: " + ", ".join(target_names()) + ". [default: this one]")
@click.option("--app", metavar="NAME", help="The app that the executable runs. [default: the first]")
@click.option("--locations", is_flag=True, help="Write source locations, too, with the stages that are MLIR.")
@click.option("--leak-check", is_flag=True, help="Link the runtime that counts live objects and reports them at exit.")
@common_options
@click.pass_obj
def build(
    progress: Progress,
    file: str | None,
    manifest_path: str | None,
    frozen: bool,
    aot: bool,
    release: bool,
    output: str | None,
    emit: str | None,
    from_stage: str | None,
    target: str | None,
    app: str | None,
    locations: bool,
    leak_check: bool,
) -> int:
    """Compile FILE.

    FILE defaults to the entry of the package (fuse.toml). Without --aot, --release, --emit or -o the program is compiled to the
    end, to see that it can be, and nothing is written.
    """
    options = BuildOptions(profile="release" if release else "debug", target=target, leak_check=leak_check, locations=locations)
    executable = aot or release or (output is not None and emit is None)
    if aot and emit not in (None, "exe"):
        raise ArgumentError(f"--emit {emit} cannot be combined with --aot")
    if emit == "canonical" and from_stage not in (None, "canonical"):
        raise ArgumentError(f"stage canonical comes before {from_stage}, the stage of the input")
    if output == str(_STDOUT) and (emit or "exe") == "exe":
        raise ArgumentError("an executable cannot go to standard output; -o expects a path")
    project = open_project(file, manifest_path, app, None, progress.console, frozen=frozen)
    progress.start("build")
    source = _source(project, from_stage, progress)
    if source is None or (isinstance(source, Program) and emit != "canonical" and not is_compilable(source, progress.console)):
        progress.console.error("build failed")
        return progress.finish(ERROR_STATUS)
    progress.phase = "compiling the program"
    request = Request(emit, executable, None if output is None else Path(output), options)
    with backend_errors(project, from_stage=from_stage is not None):
        _build(source, request, project, progress)
    return progress.finish(0)


def _source(project: Project, from_stage: str | None, progress: Progress) -> Program | StageFile | None:
    """What to compile; None when the program has an error, which has then been shown."""
    if from_stage is None:
        from .analysis import runnable_program

        return runnable_program(project, progress.console)
    from .stage_input import read_stage

    return read_stage(project.entry, from_stage)


def _build(source: Program | StageFile, request: Request, project: Project, progress: Progress) -> None:
    from ..codegen.build import build as build_executable
    from ..codegen.build import emit
    from ..codegen.output_file import write_file
    from ..frontend.canonical.json_text import to_json

    if request.emit == "exe" or (request.emit is None and request.executable):
        output = request.output or _default_output(project, request)
        console = progress.console
        build_executable(
            source, output, request.options, lambda number, text: console.step("build", f"aot [{number}/{len(STEPS)}] {text}")
        )
        return
    if isinstance(source, Program) and request.emit == "canonical":
        data = to_json(source, source.source).encode()
    else:
        data = emit(source, request.emit or "obj", request.options)
    if request.emit is None:
        return
    to_stdout = request.output == _STDOUT or (request.output is None and request.emit not in _BINARY_STAGES)
    if not to_stdout:
        write_file(request.output or _default_output(project, request), data)
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def _default_output(project: Project, request: Request) -> Path:
    """Where a result goes that nobody named: stages beside the user, executables of the package in its build folder."""
    if request.emit == "obj":
        return Path(project.entry.stem + ".o")
    if request.emit == "exe":
        return Path(project.entry.stem + request.options.resolve_target().suffix)
    folder = project.root / ".fuse" / "build"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"cannot write {folder}: {os_reason(error)}", "choose another place with -o") from None
    return folder / "program.aot"
