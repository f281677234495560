"""What a command read, as a record that a later command can compare: files by their contents, and the compiler by its own.

In: a project, and the files that its program consists of. Out: plain data that is equal when everything the command depends on is.
Paths in it count from the folder of the package, so that the package can be moved with its records.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from .. import __version__
from ..frontend.loader import AssetBinding, LoadedProgram
from ..frontend.loader.files import Files
from ..package.lockfile import LOCKFILE
from ..package.manifest import MANIFEST
from .project import Project

_PACKAGE = Path(__file__).resolve().parent.parent


def contents_of(loaded: LoadedProgram) -> dict[Path, bytes]:
    """The files of a program as they were read, which may be another text already than what is in them now."""
    contents = {module.file: module.source.data for module in loaded.modules if module.file is not None}
    for module in loaded.modules:
        for binding in module.bindings.values():
            if isinstance(binding, AssetBinding):
                contents[Path(os.path.realpath(binding.path))] = binding.text.encode()
    return contents


def input_record(project: Project, contents: Mapping[Path, bytes | None], compiler: str) -> dict[str, object]:
    """The record of a command: `contents` by canonical path, None to read the file now; `compiler` is a hash of `compiler_hash`."""
    root = Path(os.path.realpath(project.root))
    entry = Path(os.path.realpath(project.entry))
    known = {root / MANIFEST: None, root / LOCKFILE: None, entry: None, **contents}
    layout = project.layout
    return {
        "version": __version__,
        "compiler": compiler,
        "entry": os.path.relpath(entry, root),
        "root": os.path.relpath(Files(entry).root, root),
        "dependencies": {name: os.path.relpath(folder, root) for name, folder in layout.dependencies.items()},
        "cycles": [list(cycle) for cycle in layout.cycles],
        "files": {os.path.relpath(file, root): _hash(file, data) for file, data in sorted(known.items())},
    }


def is_current(project: Project, record: object, compiler: str) -> bool:
    """Whether `record`, as it came from a file, says what `input_record` would say now."""
    files = record.get("files") if isinstance(record, dict) else None
    if not isinstance(files, dict):
        return False
    return record == input_record(project, {Path(os.path.realpath(project.root / name)): None for name in files}, compiler)


def compiler_hash(folders: Iterable[Path], suffixes: tuple[str, ...] = (".py",)) -> str:
    """The hash of the compiler's own files in `folders`: while it is worked on, its version says too little."""
    digest = hashlib.sha256()
    for folder in folders:
        for place, names, files in os.walk(folder):
            names.sort()
            for name in sorted(files):
                if name.endswith(suffixes):
                    file = os.path.join(place, name)
                    digest.update(f"{os.path.relpath(file, folder)}\0".encode())
                    digest.update(Path(file).read_bytes())
    return digest.hexdigest()


def frontend_hash() -> str:
    """Of what decides about a check."""
    return compiler_hash([_PACKAGE / "frontend"])


def _hash(file: Path, data: bytes | None) -> str | None:
    """The hash of a file's contents, None where there is no such file."""
    try:
        return hashlib.sha256(file.read_bytes() if data is None else data).hexdigest()
    except OSError:
        return None
