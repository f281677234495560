"""fuse-opt when a pass itself is at fault; everything else about it is in test/Tools/fuse-opt."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

BROKEN = """
import sys
import fuse_mlir.lowering.insert_rc as broken
from fuse_mlir.cli.fuse_opt import main

def insert_rc(module):
    raise ValueError("lost count")

broken.insert_rc = insert_rc
main(sys.argv[1:])
"""


def run(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    (place / "in.mlir").write_text("func.func private @f()\n")
    command = [sys.executable, "-c", BROKEN, "in.mlir", *arguments]
    return subprocess.run(command, cwd=place, capture_output=True, text=True, timeout=60)


@pytest.mark.parametrize("extra", [[], ["--verify-diagnostics"]])
def test_fault_leaves_a_reproducer(tmp_path: Path, extra: list[str]) -> None:
    done = run(tmp_path, "--pass=canonicalize", "--pass=insert-rc", *extra)
    assert (done.returncode, done.stdout) == (70, "")
    assert done.stderr == (
        "in.mlir: internal error in pass 'insert-rc': ValueError: lost count\nreproducer: fuse-opt-reproducer.mlir\n"
    )
    reproducer = (tmp_path / "fuse-opt-reproducer.mlir").read_text()
    assert reproducer.startswith("// RUN: fuse-opt %s --pipeline='builtin.module(insert-rc)'\n")
    assert "func.func private @f()" in reproducer


def test_traceback_only_on_request(tmp_path: Path) -> None:
    assert "Traceback" not in run(tmp_path, "--pass=insert-rc").stderr
    assert "in insert_rc" in run(tmp_path, "--pass=insert-rc", "--debug").stderr


def test_reproducer_goes_with_the_dumps(tmp_path: Path) -> None:
    done = run(tmp_path, "--pass=insert-rc", "--dump-ir=dumps")
    assert done.returncode == 70
    assert [path.name for path in (tmp_path / "dumps").iterdir()] == ["fuse-opt-reproducer.mlir"]
