"""Where errors come from: the place that debug executables print, and the frames that FUSE_BACKTRACE asks for."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from fuse_mlir.codegen.build import build
from fuse_mlir.codegen.stages import BuildOptions
from fuse_mlir.frontend.analysis import analyze_program
from fuse_mlir.frontend.canonical.program import Program
from fuse_mlir.frontend.loader import load_program

MAIN = """
import { half } from "./lib/numbers"

fn pick(xs: List<Int>, at1: Int, at2: Int) -> Int:
  let first = xs[at1]
  let second = xs[at2]
  return half(first, second)

fn last(n: Int) -> Int:
  return pick([6, 3, 0], 0, n)

fn loop(n: Int) -> Int:
  if n == 0:
    return pick([1], 0, 9)
  return loop(n - 1) + 1

app "Shop":
  let which = env_int("WHICH") ?? 0
  if which == 99:
    print(loop(100))
  print(last(which))
"""
LIB = """
fn half(a: Int, b: Int) -> Int:
  assert(a > b, "wrong order")
  return a / b
"""


@pytest.fixture(scope="module")
def program(tmp_path_factory) -> Program:
    folder = tmp_path_factory.mktemp("package")
    (folder / "src" / "lib").mkdir(parents=True)
    (folder / "src" / "shop.fuse").write_text(MAIN, encoding="utf-8")
    (folder / "src" / "lib" / "numbers.fuse").write_text(LIB, encoding="utf-8")
    analysis = analyze_program(load_program(folder / "src" / "shop.fuse"))
    assert analysis.program is not None, analysis.diagnostics
    return analysis.program


def _root(program: Program) -> str:
    return str(Path(program.path).parent.parent)


@pytest.fixture(scope="module", params=["linux-x64", "linux-x64-musl"])
def executable(request, program, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("build") / "shop"
    build(program, path, BuildOptions(target=request.param, root=_root(program), leak_check=True))
    return path


def _run(executable: Path, which: int, **environment: str) -> tuple[int, str]:
    result = subprocess.run([executable], env={"WHICH": str(which), **environment}, capture_output=True, text=True)
    return result.returncode, re.sub(r"pid=\d+|mode=aot.*", "…", result.stderr).removesuffix("fuse-rt: live objects: 0\n")


def test_the_place_follows_the_fatal_line(executable):
    assert _run(executable, 0) == (
        1,
        "fatal: class=runtime_fatal … message=assert failed: wrong order …\n  at src/lib/numbers.fuse:3:3\n",
    )
    assert _run(executable, 7) == (1, "fatal: class=runtime_fatal … message=index out of bounds …\n  at src/shop.fuse:6:16\n")
    status, text = _run(executable, 2)
    assert status == 101
    assert text.endswith("attempt to divide by zero …\n  at src/lib/numbers.fuse:4:10\n")


def test_frames_on_request(executable):
    assert _run(executable, 2, FUSE_BACKTRACE="1")[1].splitlines()[1:] == [
        "  at half (src/lib/numbers.fuse:4:10)",
        "  at pick (src/shop.fuse:7:10)",
        "  at last (src/shop.fuse:10:10)",
        "  at app Shop (src/shop.fuse:21:9)",
    ]
    assert _run(executable, 2, FUSE_BACKTRACE="0")[1].splitlines()[1:] == ["  at src/lib/numbers.fuse:4:10"]


def test_the_middle_of_a_deep_recursion_is_left_out(executable):
    frames = _run(executable, 99, FUSE_BACKTRACE="1")[1].splitlines()[1:]
    assert frames[:3] == [
        "  at pick (src/shop.fuse:6:16)",
        "  at loop (src/shop.fuse:14:12)",
        "  at loop (src/shop.fuse:15:10)",
    ]
    assert frames[32] == "  ... 39 more"
    assert frames[33:] == ["  at loop (src/shop.fuse:15:10)"] * 31 + ["  at app Shop (src/shop.fuse:20:11)"]


def test_release_executables_say_nothing(program, tmp_path):
    path = tmp_path / "shop"
    build(program, path, BuildOptions(profile="release"))
    assert _run(path, 7, FUSE_BACKTRACE="1") == (1, "fatal: class=runtime_fatal … message=index out of bounds …\n")
    assert b"fuse_rt_error_trace" not in path.read_bytes() and b"numbers.fuse" not in path.read_bytes()


@pytest.mark.parametrize("backend", ["native", "ast"])
def test_run_shows_frames_on_request_only(program, backend):
    command = [sys.executable, "-m", "fuse_mlir.cli.main", "run", "--backend", backend, program.path]
    environment = {**os.environ, "WHICH": "7"}
    plain = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert plain.stderr.endswith("run error: index out of bounds\n[run] failed\n"), plain.stderr
    traced = subprocess.run(command, env={**environment, "FUSE_BACKTRACE": "1"}, capture_output=True, text=True)
    frames = "  at pick (shop.fuse:6:16)\n  at last (shop.fuse:10:10)\n  at app Shop (shop.fuse:21:9)\n"
    assert f"run error: index out of bounds\n{frames}" in traced.stderr


_CORPUS = Path(__file__).resolve().parents[2] / "parity"


@pytest.mark.parametrize(
    "name",
    ["error_deep", "error_in_default", "error_in_store", "loop_pattern_mismatch", "panic_divide_by_zero", "range_error_in_for"],
)
def test_interpreter_and_compiled_code_agree_on_frames(name):
    program = _CORPUS / f"{name}.fuse"
    environment = {**os.environ, "FUSE_BACKTRACE": "1"}
    frames = []
    for backend in ("ast", "native"):
        command = [sys.executable, "-m", "fuse_mlir.cli.main", "run", "--backend", backend, program]
        shown = subprocess.run(command, env=environment, capture_output=True, text=True).stderr
        frames.append([line for line in shown.splitlines() if line.startswith("  at ")])
    assert frames[0] == frames[1] != []
