"""`fuse-mlir package`: builds a release and packs it with its papers into `fuse-aot-<target>.tar.gz`, or `.zip` for Windows.

    fuse-aot-linux-x64-musl/
      notes                the executable, named for the package or its entry file
      BUILD_INFO.txt       the build line, which the executable prints with FUSE_AOT_BUILD_INFO=1
      LICENSES.txt         whose code the executable holds parts of
      SHA256SUMS           of everything else in the archive; `sha256sum -c` checks it
      provenance.json      inputs and tools
      sbom.spdx.json       the bill of materials

The same inputs give the same archive. Its times are SOURCE_DATE_EPOCH, without it the earliest time that archives know.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import asdict, replace
from importlib import metadata
from pathlib import Path
from typing import Any

import click

from ..codegen.errors import BuildError
from ..codegen.option_table import build_options
from ..codegen.output_file import make_output_folder, write_file
from ..codegen.stages import BuildOptions
from ..codegen.toolchain import ZIG_VERSION
from ..release.archive import EARLIEST, Member, tar_gz, zip_archive
from .arguments import FuseCommand, common_options, entry_argument, executable_options, frozen_option, manifest_option
from .backend import backend_errors
from .build import Request, build_folder, build_request
from .build_cache import TOOLS
from .build_report import BuildReport
from .errors import ArgumentError, UserError
from .faults import ERROR_STATUS, Progress
from .project import Project, open_project


@click.command("package", cls=FuseCommand)
@entry_argument
@manifest_option
@frozen_option
@executable_options
@click.option("-o", "--output", metavar="FOLDER", help="Where the archive goes. [default: dist in the folder of the package]")
@click.option("--app", metavar="NAME", help="The app that the executable runs. [default: the first]")
@click.option("--quiet", "-q", is_flag=True, help="No progress: only what is wrong.")
@common_options
@click.pass_obj
def package(
    progress: Progress,
    file: str | None,
    manifest_path: str | None,
    frozen: bool,
    output: str | None,
    app: str | None,
    quiet: bool,
    **choices: Any,
) -> int:
    """Build FILE for release and pack it with its licences, bill of materials and provenance.

    FILE defaults to the entry of the package (fuse.toml). --release is implied.
    """
    time_s = _archive_time()
    try:
        options = build_options({**choices, "release": True})
    except BuildError as error:
        raise ArgumentError(error.message, error.hint) from None
    progress.console.quiet = quiet
    project = open_project(file, manifest_path, app, None, progress.console, frozen=frozen)
    if project.manifest is not None:
        options = replace(options, root=str(project.root))
    progress.start("package")
    with backend_errors(project):
        name = _name(project)
        target = options.resolve_target()
        executable = build_folder(project) / "release" / target.name / f"{name}{target.suffix}"
        report = BuildReport(progress.console, timed=False)
        with report.running():
            built = build_request(
                Request("exe", None, executable, own_place=True, size_report=False, options=options), project, progress, report
            )
        if not built:
            progress.console.error("build failed")
            return progress.finish(ERROR_STATUS)
        progress.phase = "packing the executable"
        members = _members(project, options, name, executable)
        folder = f"fuse-aot-{target.name}"
        zipped = target.system[0] == "win32"
        data = (zip_archive if zipped else tar_gz)(folder, members, time_s)
        place = Path(output) if output is not None else project.root / "dist"
        make_output_folder(place)
        archive = place / f"{folder}{'.zip' if zipped else '.tar.gz'}"
        write_file(archive, data)
    progress.console.step("package", f"{archive} sha256={_sha256(data)}")
    return progress.finish(0)


def _name(project: Project) -> str:
    """What the executable is called: the package, where its name can be that of a file, else its entry file."""
    name = project.manifest.name if project.manifest is not None else None
    return name if name and Path(name).name == name else project.entry.stem


def _archive_time() -> int:
    """Seconds since 1970. Errors: UserError where SOURCE_DATE_EPOCH is no such number, or one that archives cannot hold."""
    text = os.environ.get("SOURCE_DATE_EPOCH", str(EARLIEST))
    # The last two-second step of zip's calendar, which ends in 2107.
    if not text.isascii() or not text.isdigit() or not EARLIEST <= int(text) < 4_354_819_200:
        raise UserError(
            f"SOURCE_DATE_EPOCH is not a time that archives can hold: {text}", "give seconds since 1970, from 315532800 (1980) on"
        )
    return int(text)


def _members(project: Project, options: BuildOptions, name: str, executable: Path) -> dict[str, Member]:
    """The files of the archive by name."""
    from ..codegen.build_info import build_line
    from ..release.components import components_of, licence_list
    from ..release.provenance import provenance
    from ..release.sbom import Product, sbom

    target, time_s = options.resolve_target(), _archive_time()
    data = executable.read_bytes()
    members = {executable.name: Member(data, executable=True)}
    debug_file = Path(f"{executable}.debug")
    if options.symbols and debug_file.is_file():
        members[debug_file.name] = Member(debug_file.read_bytes())
    components = components_of(target, data)
    product = Product(name, executable.name, data, list(project.layout.dependencies), components)
    texts = {
        "BUILD_INFO.txt": build_line(options, target) + "\n",
        "LICENSES.txt": licence_list(components),
        "sbom.spdx.json": sbom(product, time_s),
        "provenance.json": provenance(_origin(project, options, {name: _sha256(each.data) for name, each in members.items()})),
    }
    members |= {name: Member(text.encode()) for name, text in texts.items()}
    sums = "".join(f"{_sha256(members[name].data)}  {name}\n" for name in sorted(members))
    return {**members, "SHA256SUMS": Member(sums.encode())}


def _origin(project: Project, options: BuildOptions, subjects: dict[str, str]) -> Any:
    from ..frontend.loader import load_program
    from ..release.provenance import Origin
    from .input_record import contents_of, input_record

    record = input_record(project, contents_of(load_program(project.entry, project.layout)), "")
    inputs = {name: digest for name, digest in record["files"].items() if digest is not None}
    # The root is where the package is, seen from where the command runs: nothing that the result depends on.
    chosen = {key: value for key, value in asdict(options).items() if key != "root"}
    chosen |= {"entry": record["entry"], "app": project.app, "target": options.resolve_target().name}
    tools = {"ziglang": ZIG_VERSION, **{tool: metadata.version(tool) for tool in TOOLS}}
    return Origin(subjects, inputs, chosen, tools)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
