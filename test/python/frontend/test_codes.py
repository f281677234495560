"""The table of diagnostic codes: complete, used, shown, and true: the examples give the errors that they are examples of."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from fuse_mlir.frontend import codes
from fuse_mlir.frontend.analysis import analyze_program
from fuse_mlir.frontend.code_table import CODE_TABLE, UNUSED, CodeEntry
from fuse_mlir.frontend.code_table.document import document
from fuse_mlir.frontend.code_table.entry import explained
from fuse_mlir.frontend.loader import load_program
from fuse_mlir.package.errors import PackageError
from fuse_mlir.package.layout import project_layout
from fuse_mlir.package.manifest import read_manifest

ROOT = Path(__file__).resolve().parents[3]
NAMES = {name for name in vars(codes) if name.startswith("FUSE_")}

# Wrong and right are programs for these sections; elsewhere they need a repository, a broken disk or a terminal. A file that is no
# text cannot be shown as one, an orphan needs two more packages, and what the native backend lacks is no mistake.
PROGRAMS = [
    entry
    for entry in CODE_TABLE.values()
    if entry.section in ("Syntax", "Checking", "Tasks and typed queries", "Modules, imports and assets")
    and entry.code not in ("FUSE_ASSET_UTF8", "FUSE_IMPL_ORPHAN", "FUSE_UNSUPPORTED")
]

# The manifests that are wrong whatever a repository has.
REFUSED = """INVALID_SOURCE SOURCE_REQUIRED PATH_EMPTY PATH_NOT_FOUND PATH_FIELDS_INVALID GIT_REQUIRED_FOR_REFS GIT_EMPTY
GIT_REF_CONFLICT SUBDIR_EMPTY CONFLICTING_SPECS"""


def uses() -> set[str]:
    """The codes that something reports: imported from `codes` by a file that is not the table."""
    found = set()
    for path in sorted((ROOT / "fuse_mlir").rglob("*.py")):
        if "code_table" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").rpartition(".")[2] == "codes":
                found |= {alias.name for alias in node.names}
            if isinstance(node, ast.Constant) and node.value in NAMES:
                assert path.name == "codes.py", f"{path}: import {node.value} from frontend.codes"
    return found


def test_names_are_their_values() -> None:
    assert all(getattr(codes, name) == name for name in NAMES)


def test_table_has_every_name_and_no_other() -> None:
    assert sorted(CODE_TABLE) == sorted(NAMES)


def test_every_code_is_reported() -> None:
    assert uses() == NAMES


def test_codes_that_nothing_reports_say_why() -> None:
    assert not set(UNUSED) & NAMES
    assert all(code.startswith("FUSE_") and why and not why.endswith(".") for code, why in UNUSED.items())


def test_entries_are_complete() -> None:
    for entry in CODE_TABLE.values():
        assert entry.title and not entry.title.endswith(".") and entry.text.endswith(".")
        assert entry.wrong.strip() and entry.right.strip() and entry.wrong != entry.right
        assert explained(entry).startswith(f"{entry.code}: {entry.title}\n")


def test_page_is_true() -> None:
    assert (ROOT / "docs" / "diagnostics.md").read_text() == document(), "python -m fuse_mlir.frontend.code_table.document"


def write_example(folder: Path, example: str) -> Path:
    """Write the files of an example; the entry file."""
    pieces = re.split(r"^# ([\w/.-]+)\n", example.lstrip("\n"), flags=re.MULTILINE)
    files = {"main.fuse": pieces[0]} | dict(zip(pieces[1::2], pieces[2::2], strict=True))
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder / "main.fuse"


def reported(folder: Path, example: str) -> set[str | None]:
    """The codes of the errors of a program."""
    entry = write_example(folder, example)
    manifest = read_manifest(folder / "fuse.toml") if (folder / "fuse.toml").exists() else None
    analysis = analyze_program(load_program(entry, project_layout(manifest)))
    return {diagnostic.code for diagnostic in analysis.diagnostics if diagnostic.level == "error"}


@pytest.mark.parametrize("entry", PROGRAMS, ids=lambda entry: entry.code)
def test_example(entry: CodeEntry, tmp_path: Path) -> None:
    assert reported(tmp_path / "right", entry.right) == set()
    assert reported(tmp_path / "wrong", entry.wrong) == {entry.code}


@pytest.mark.parametrize("name", REFUSED.split())
def test_dependency_example(name: str, tmp_path: Path) -> None:
    entry = CODE_TABLE[f"FUSE_DEP_{name}"]
    for folder in ("deps/auth", "deps/base"):
        (tmp_path / folder).mkdir(parents=True)
    write_example(tmp_path, entry.wrong)
    with pytest.raises(PackageError) as caught:
        project_layout(read_manifest(tmp_path / "fuse.toml"))
    assert caught.value.code == entry.code
