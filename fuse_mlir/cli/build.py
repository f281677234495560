"""`fuse-mlir build`: compiles a program to an executable, or to any stage on the way there."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..codegen.errors import BuildError
from ..codegen.option_table import build_options
from ..codegen.stages import MLIR_STAGES, STAGES, STEPS, BuildOptions, StageFile
from ..frontend.record import record
from .arguments import FuseCommand, OneOf, common_options, entry_argument, executable_options, frozen_option, manifest_option
from .backend import backend_errors, is_compilable, load_backend
from .build_cache import BuildCache
from .build_report import BuildReport
from .errors import ArgumentError
from .faults import ERROR_STATUS, Progress
from .openapi_file import document_of, write_document
from .package_assets import prepare_assets
from .project import Project, open_project

if TYPE_CHECKING:
    from ..frontend.analysis import Analysis
    from ..frontend.canonical.program import Program
    from ..frontend.loader import LoadedProgram

_INPUT_STAGES = ("canonical", *MLIR_STAGES)
_STDOUT = Path("-")
_UNCHANGED = "unchanged since the last build"


@record(frozen=True)
class Request:
    """What the options ask for.

    emit        the stage to stop at; None: go to the end
    from_stage  the stage of the input; None: it is FUSE source
    output      where an executable goes, or a stage that was given a place; None: nothing is written, or to the usual place
    own_place   the output is where the manifest or the contract has it: its folder is made when it is needed
    size_report say the sizes of the executable's parts
    options     what changes the bytes
    """

    emit: str | None
    from_stage: str | None
    output: Path | None
    own_place: bool
    size_report: bool
    options: BuildOptions

    @property
    def executable(self) -> bool:
        """Whether an executable is asked for."""
        return self.emit == "exe" or (self.emit is None and self.output is not None)


@click.command("build", cls=FuseCommand)
@entry_argument
@manifest_option
@frozen_option
@click.option("--aot", is_flag=True, help="Write an executable: .fuse/build/program.aot, or the path given with -o.")
@executable_options
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
@click.option("--app", metavar="NAME", help="The app that the executable runs. [default: the first]")
@click.option("--clean", is_flag=True, help="Remove the build folder .fuse/build, and build nothing.")
@click.option("--time", "timed", is_flag=True, help="Say where the time went.")
@click.option("--size-report", is_flag=True, help="Say which parts of the executable take how many of its bytes.")
@click.option("--quiet", "-q", is_flag=True, help="No progress: only what is wrong, and what was asked for.")
@click.option("--locations", is_flag=True, help="Write source locations, too, with the stages that are MLIR.")
@click.option("--debug-info", is_flag=True, help="Have what debuggers need in the stages that are MLIR, too.")
@common_options
@click.pass_obj
def build(
    progress: Progress,
    file: str | None,
    manifest_path: str | None,
    frozen: bool,
    aot: bool,
    output: str | None,
    emit: str | None,
    from_stage: str | None,
    app: str | None,
    clean: bool,
    timed: bool,
    size_report: bool,
    quiet: bool,
    locations: bool,
    debug_info: bool,
    **choices: Any,
) -> int:
    """Compile FILE.

    FILE defaults to the entry of the package (fuse.toml). Without --aot, --release, --emit or -o the program is compiled to the
    end, to see that it can be, and nothing is written. What has not changed since the last build is not built again.
    """
    options = replace(_options(choices, locations=locations), debug_info=True if debug_info else None)
    if aot and emit not in (None, "exe"):
        raise ArgumentError(f"--emit {emit} cannot be combined with --aot")
    if emit == "canonical" and from_stage not in (None, "canonical"):
        raise ArgumentError(f"stage canonical comes before {from_stage}, the stage of the input")
    if output == str(_STDOUT) and (emit or "exe") == "exe":
        raise ArgumentError("an executable cannot go to standard output; -o expects a path")
    progress.console.quiet = quiet
    project = open_project(file, manifest_path, app, None, progress.console, frozen=frozen)
    if project.manifest is not None:
        options = replace(options, root=str(project.root))
    progress.start("build")
    if clean:
        progress.phase = "removing the build folder"
        shutil.rmtree(build_folder(project), ignore_errors=not build_folder(project).exists())
        return progress.finish(0)
    with backend_errors(project, from_stage=from_stage is not None):
        place = _output(output, project, emit, executable=aot or options.profile == "release", options=options)
        own_place = (output is None and emit is None) or (place is not None and place.parent == build_folder(project))
        request = Request(emit, from_stage, place, own_place, size_report, options)
        report = BuildReport(progress.console, timed=timed)
        with report.running():
            built = build_request(request, project, progress, report)
    if not built:
        progress.console.error("build failed")
    return progress.finish(0 if built else ERROR_STATUS)


def _options(choices: dict[str, Any], *, locations: bool) -> BuildOptions:
    try:
        return build_options(choices, locations=locations)
    except BuildError as error:
        raise ArgumentError(error.message, error.hint) from None


def build_folder(project: Project) -> Path:
    """What builds and checks of the project leave behind; it may be deleted at any time."""
    return project.root / ".fuse" / "build"


def _output(given: str | None, project: Project, emit: str | None, *, executable: bool, options: BuildOptions) -> Path | None:
    """Where the result goes: stages beside the user, executables of the package where its manifest or the contract says."""
    if given is not None:
        return Path(given)
    if emit == "exe":
        return Path(project.entry.stem + options.resolve_target().suffix)
    if emit == "obj":
        return Path(project.entry.stem + ".o")
    if emit is not None:
        return None
    wanted = project.manifest.build_native_bin if project.manifest is not None else None
    if wanted:
        return project.root / wanted
    return build_folder(project) / "program.aot" if executable else None


def build_request(request: Request, project: Project, progress: Progress, report: BuildReport) -> bool:
    """Whether what was asked for is there; what is wrong with the program has been shown otherwise."""
    if request.from_stage is not None:
        from .stage_input import read_stage

        report.phase("read the stage")
        return _compile(read_stage(project.entry, request.from_stage), request, progress, report)
    prepare_assets(project, progress, report)
    if request.emit not in (None, "exe") or (request.output is None and project.manifest is None):
        return _compile(_checked(project, progress, report)[1].program, request, progress, report)
    report.phase("look for an earlier build")
    cache = BuildCache(project, request.options, request.output, own_place=request.own_place)
    # What was kept says nothing about the parts of an executable.
    kept = None if request.size_report else cache.restore()
    if kept is not None:
        for finding in kept.findings:
            progress.console.kept_diagnostic(finding)
        write_document(project, kept.document)
        progress.console.step("build", _UNCHANGED)
        return True
    return _build_and_keep(request, project, progress, report, cache)


def _build_and_keep(request: Request, project: Project, progress: Progress, report: BuildReport, cache: BuildCache) -> bool:
    loaded, analysis = _checked(project, progress, report, executable=request.executable)
    if analysis.program is None:
        return False
    with cache.turn(lambda: progress.console.step("build", "waiting for another build of the same output")) as waited:
        if waited and not request.size_report and (kept := cache.restore()) is not None:
            write_document(project, kept.document)
            progress.console.step("build", _UNCHANGED)
            return True
        if not _compile(analysis.program, request, progress, report):
            return False
        if request.executable:
            report.begin(len(STEPS), STEPS[-1])
        document = document_of(project, analysis.program)
        cache.keep(loaded, analysis, document)
        write_document(project, document)
        return True


def _checked(
    project: Project, progress: Progress, report: BuildReport, *, executable: bool = False
) -> tuple[LoadedProgram, Analysis]:
    """All that is known about the project; what is wrong with it has been shown."""
    from .analysis import runnable

    if executable:
        report.begin(1, STEPS[0])
    else:
        report.phase(STEPS[0])
    return runnable(project, progress.console)


def _compile(source: Program | StageFile | None, request: Request, progress: Progress, report: BuildReport) -> bool:
    """Whether there is a program, and it could be compiled; what the back end does not take has been shown otherwise."""
    if source is None:
        return False
    report.phase("load the compiler")
    load_backend()
    from ..codegen.build import build as build_executable
    from ..codegen.build import emit
    from ..frontend.canonical.program import Program

    if isinstance(source, Program) and request.emit != "canonical" and not is_compilable(source, progress.console, request.options):
        return False
    progress.phase = "compiling the program"
    if request.executable:
        built = build_executable(
            source, request.output, request.options, report, make_folder=request.own_place, size_report=request.size_report
        )
        report.conclude(built.summary(), [(each.component, each.size_bytes) for each in built.sizes])
        return True
    report.phase("compile")
    if request.emit == "canonical":
        from ..frontend.canonical.json_text import to_json

        data = to_json(source, source.source).encode()
    else:
        data = emit(source, request.emit or "obj", request.options, report)
    if request.emit is not None:
        _write(data, request.output)
    return True


def _write(data: bytes, output: Path | None) -> None:
    """Writes a stage to its place, or to standard output."""
    from ..codegen.output_file import write_file

    if output not in (None, _STDOUT):
        write_file(output, data)
        return
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
