"""Executables for every target: the parity corpus in emulators, release builds, and nothing of this machine in any of them.

A target whose emulator is not installed is skipped with the command that installs it; `.ci/run` installs what it can. macOS has no
emulator: `codegen/test_macho.py` reads its executables.
"""

from __future__ import annotations

import getpass
import json
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "parity"))

import run_parity
from emulation import emulated_ways, prepared, target_of

from fuse_mlir.codegen.cache import cache_root
from fuse_mlir.codegen.targets import TARGETS, Target, runs_here
from fuse_mlir.frontend.analysis import analyze
from fuse_mlir.frontend.source import SourceFile

_ROOT = Path(__file__).resolve().parent.parent.parent
_PROGRAMS = run_parity.programs()


def _skip_without_emulator(target: Target) -> None:
    emulator = target.emulator
    if emulator is not None and not emulator.is_installed():
        pytest.skip(f"{target.name}: {emulator.name} is not installed ({emulator.install})")


@pytest.mark.parametrize("way", emulated_ways())
def test_corpus(way: str) -> None:
    _skip_without_emulator(target_of(way))
    corpus = [case for case in _PROGRAMS if run_parity.is_for_every_way(case, way)]
    results = run_parity.run_in_parallel(corpus, [way], min(4, os.cpu_count() or 1))
    assert len(results) == len(corpus)
    problems = [f"{result.program}: {problem}" for result in results if (problem := run_parity.judge(result))]
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("profile", ["--aot", "--release"])
@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_executable_has_nothing_of_this_machine(target: Target, profile: str, tmp_path: Path) -> None:
    """Paths, user and host names would differ from machine to machine, and tell where a program was built."""
    source = tmp_path / "folder_of_the_source" / "program.fuse"
    source.parent.mkdir()
    source.write_text((_ROOT / "examples" / "project_demo.fuse").read_text())
    output = tmp_path / f"folder_of_the_output{target.suffix}"
    command = [Path(sys.executable).parent / "fuse-mlir", "build", profile, "--target", target.name, source.name, "-o", output]
    subprocess.run(command, cwd=source.parent, check=True, capture_output=True)
    data = output.read_bytes()
    folders = {str(path) for path in (tmp_path, _ROOT, Path.home(), cache_root(), Path(sys.prefix), Path(sys.base_prefix))}
    words = {
        word for word in (getpass.getuser(), platform.node(), "folder_of_the", "fuse-mlir.", "/tmp/", "/home/") if len(word) > 4
    }
    assert [text for text in sorted(folders | words) if text.encode() in data or text.encode("utf-16-le") in data] == []


def _targets(*options: str, **variables: str) -> str:
    command = [Path(sys.executable).parent / "fuse-mlir", "targets", *options]
    return subprocess.run(command, env={**os.environ, **variables}, check=True, capture_output=True, text=True).stdout


def test_targets_are_listed(tmp_path: Path) -> None:
    """One line a target; without emulators and with an empty cache it says how to get there."""
    heading, *lines = _targets(PATH="/nowhere", XDG_CACHE_HOME=str(tmp_path)).splitlines()
    assert heading.split() == ["target", "link", "needs", "libraries", "runs", "here"]
    assert [line.split()[:2] for line in lines] == [[target.name, target.link] for target in TARGETS]
    shown = {line.split()[0]: line for line in lines}
    assert shown["linux-x64-musl"].endswith("as they are")
    assert shown["macos-arm64"].endswith("first build  not here")
    assert shown["windows-x64"].endswith("with wine, which is not installed: apt-get install wine wine64")


def test_targets_are_listed_for_tools() -> None:
    rows = [json.loads(line) for line in _targets("--diagnostics", "json").splitlines()]
    assert [row["target"] for row in rows] == [target.name for target in TARGETS]
    assert all(row.keys() == {"kind", "kit", "link", "needs", "runs", "target"} for row in rows)


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_release_program_runs(target: Target, tmp_path: Path) -> None:
    """The corpus runs as debug builds with the leak check; this is what `--release` writes."""
    from ways import run_program

    _skip_without_emulator(target)
    if target.emulator is None and not runs_here(target):
        pytest.skip(f"{target.name}: nothing here runs its executables; codegen/test_macho.py reads them")
    case = next(case for case in _PROGRAMS if case.name == "project_demo")
    program = analyze(SourceFile(case.file_name, case.text)).program
    assert program is not None
    with prepared([f"aot-shipped@{target.name}"]):
        outcome = run_program(program, case.description, f"aot-shipped@{target.name}")
    assert (outcome.status, outcome.stdout) == (0, case.description.stdout)
