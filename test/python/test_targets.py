"""Executables for every target: the parity corpus in emulators, release builds, and nothing of this machine in any of them.

A target whose emulator is not installed is skipped with the command that installs it; `.ci/run` installs what it can. macOS has no
emulator: `codegen/test_macho.py` reads its executables.
"""

from __future__ import annotations

import getpass
import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "parity"))

import run_parity
from emulation import emulated_ways, target_of

from fuse_mlir.codegen.cache import cache_root
from fuse_mlir.codegen.targets import TARGETS, Target

_ROOT = Path(__file__).resolve().parent.parent.parent
_CORPUS = [case for case in run_parity.programs() if "/" not in case.name]


def _skip_without_emulator(target: Target) -> None:
    emulator = target.emulator
    if emulator is not None and not emulator.is_installed():
        pytest.skip(f"{target.name}: {emulator.name} is not installed ({emulator.install})")


@pytest.mark.parametrize("way", emulated_ways())
def test_corpus(way: str) -> None:
    _skip_without_emulator(target_of(way))
    results = run_parity.run_in_parallel(_CORPUS, [way], min(4, os.cpu_count() or 1))
    assert len(results) == len(_CORPUS)
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
