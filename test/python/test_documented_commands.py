"""The pages: every command in a block `sh` is run, and what a page says about variables and keys is what there is.

A page has a folder of its own with the `examples/` in it. A block whose first line is `# <name>.fuse`, or of another file, is that
file. The blocks `sh` of a page run one after the other in one shell that stops at the first command that fails; the block `output`
below one is what it prints on standard output.
"""

from __future__ import annotations

import dataclasses
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fuse_mlir.package.manifest import Manifest

_ROOT = Path(__file__).resolve().parents[2]
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
_NAMED_FILE = re.compile(r"# ([\w.]+\.\w+)\n")
_MARK = "==== end of block"

# Commands that are not run here, and why.
_NOT_RUN = {
    "./dev demo": "sets up the checkout from a package index; .ci/run and the tests of dev's parts do so",
    "./dev test": "runs all tests, this one too",
    "./dev bench": "takes minutes and a quiet machine",
    ".ci/run": "runs all tests, this one too",
}


def pages() -> list[Path]:
    """All pages with a block of commands."""
    folders = [_ROOT, *(_ROOT / name for name in ("docs", "docs/decisions", "spec", "ops", "rfcs", "test", "runtime"))]
    found = [page for folder in folders for page in sorted(folder.glob("*.md"))]
    return [page for page in found if any(language == "sh" for language, _ in _FENCE.findall(page.read_text(encoding="utf-8")))]


@dataclasses.dataclass(frozen=True, slots=True)
class Script:
    """A page as one script, which prints _MARK behind each block of commands; `outputs`: what each is to print, None where the page
    does not say."""

    text: str
    outputs: list[str | None]


def script_of(page: Path) -> Script:
    parts: list[str] = []
    outputs: list[str | None] = []
    for language, text in _FENCE.findall(page.read_text(encoding="utf-8")):
        named = _NAMED_FILE.match(text)
        if language == "sh":
            lines = [line for line in text.splitlines() if not line.startswith(tuple(_NOT_RUN))]
            parts += [*lines, f"echo '{_MARK}'"]
            outputs.append(None)
        elif language == "output":
            outputs[-1] = text
        elif named is not None:
            # When its turn comes: a file may change what the commands above it do.
            parts.append(f"cat >{named[1]} <<'END OF FILE'\n{text}END OF FILE")
    return Script("\n".join(parts), outputs)


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.relative_to(_ROOT).as_posix())
def test_commands_of_the_page(page: Path, tmp_path: Path) -> None:
    script = script_of(page)
    shutil.copytree(_ROOT / "examples", tmp_path / "examples")
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("APP_", "FUSE_", "SOURCE_DATE"))}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    command = ["sh", "-eu", "-c", script.text]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=600)
    printed = done.stdout.split(f"{_MARK}\n")
    assert done.returncode == 0, f"in block {len(printed)} of {len(script.outputs)}:\n{printed[-1]}{done.stderr}"
    for text, expected in zip(printed, script.outputs, strict=False):
        if expected is not None:
            assert text == expected


def test_commands_that_are_not_run_are_on_some_page() -> None:
    lines = {
        line
        for page in pages()
        for language, text in _FENCE.findall(page.read_text())
        if language == "sh"
        for line in text.splitlines()
    }
    unused = [command for command in _NOT_RUN if not any(line.startswith(command) for line in lines)]
    assert unused == []


def test_every_variable_is_on_the_page() -> None:
    """The page of the run-time contract names the variables that programs and tools read, and no others."""
    sources = [
        *(_ROOT / "runtime/src").glob("*.c"),
        *(_ROOT / "fuse_mlir/interpreter").rglob("*.py"),
        *(_ROOT / "fuse_mlir/cli").glob("*.py"),
    ]
    read = {name for path in sources for name in re.findall(r'"(FUSE_[A-Z_]+)"', path.read_text(encoding="utf-8"))}
    codes = set(re.findall(r"^(FUSE_[A-Z_]+)", (_ROOT / "fuse_mlir/frontend/codes.py").read_text(), re.MULTILINE))
    page = (_ROOT / "spec/runtime.md").read_text(encoding="utf-8")
    # How tests ask a leak-checked program for its counts is no part of the contract.
    assert set(re.findall(r"FUSE_[A-Z_]+", page)) - codes == read - codes - {"FUSE_RT_ALLOCATIONS"}


def test_every_key_of_the_manifest_is_on_the_page() -> None:
    page = (_ROOT / "spec/runtime.md").read_text(encoding="utf-8")
    keys = re.findall(r"`([a-z]+)\.(?:hooks\.)?([\w*<>]+)`", page)
    for field in dataclasses.fields(Manifest):
        section, _, key = field.name.partition("_")
        if field.name == "path":
            continue
        if not key:
            assert ("package", field.name) in keys or field.name == "dependencies"
        else:
            assert (section, key) in keys or (section, "*") in keys, field.name
