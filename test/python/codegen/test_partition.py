"""Programs compiled in parts: they do the same as in one piece, and their parts are the same on every machine."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from fuse_mlir.dialects.context import create_context
from mlir import ir
from modules import HELLO

from fuse_mlir.codegen import build as build_module
from fuse_mlir.codegen import object_files, part_compiler
from fuse_mlir.codegen.build import build
from fuse_mlir.codegen.errors import BuildError
from fuse_mlir.codegen.observer import BuildObserver
from fuse_mlir.codegen.partition import partition
from fuse_mlir.codegen.stages import BuildOptions
from fuse_mlir.frontend.analysis import analyze
from fuse_mlir.frontend.load import load_source

_ROOT = Path(__file__).resolve().parents[3]
# Together: variables, constants, strings, lists in lists, enums, errors through calls, glue functions, configuration, methods.
_PROGRAMS = (
    "examples/bank.fuse",
    "examples/project_demo.fuse",
    "test/parity/config_defaults.fuse",
    "test/parity/opaque_results_of_failing_calls.fuse",
    "test/parity/list_nested_values.fuse",
    "test/parity/methods_and_generics.fuse",
    "test/parity/program_stack_machine.fuse",
)
_SMALL_PARTS = 80
_OPTIONS = (BuildOptions("release"), BuildOptions("debug"), BuildOptions("release", leak_check=True))


def executed(program: Path) -> tuple[int, str, str]:
    result = subprocess.run([program], capture_output=True, text=True, cwd=program.parent)
    words = [word for word in result.stderr.split(" ") if not word.startswith("pid=")]
    return result.returncode, result.stdout, " ".join(words)


@pytest.fixture
def in_parts(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Has programs compiled in small parts, and notes how many each had."""
    counts: list[int] = []

    def small(module: ir.Module) -> list[ir.Module]:
        parts = partition(module, _SMALL_PARTS)
        counts.append(len(parts))
        return parts

    monkeypatch.setattr(build_module, "partition", small)
    return counts


@pytest.mark.parametrize("name", _PROGRAMS)
def test_parts_do_what_the_whole_does(name: str, tmp_path: Path, in_parts: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    program = analyze(load_source(str(_ROOT / name))).program
    options = _OPTIONS[_PROGRAMS.index(name) % len(_OPTIONS)]
    split = build(program, tmp_path / "split", options).path
    assert in_parts[0] > 1
    monkeypatch.undo()
    whole = build(program, tmp_path / "whole", options).path
    assert executed(split) == executed(whole)


def test_small_program_is_one_part() -> None:
    module = ir.Module.parse(HELLO, create_context())
    assert partition(module) == [module]


def test_parts_do_not_depend_on_the_number_of_processors(
    tmp_path: Path, in_parts: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    program = analyze(load_source(str(_ROOT / "examples/bank.fuse"))).program
    outputs = []
    for processors in (1, 5):
        monkeypatch.setattr(object_files, "_processors", lambda count=processors: count)
        outputs.append(build(program, tmp_path / str(processors), BuildOptions("release")).path.read_bytes())
    assert outputs[0] == outputs[1]
    assert in_parts[0] == in_parts[1] > 1


def test_progress_counts_parts(tmp_path: Path, in_parts: list[int]) -> None:
    seen: list[tuple[int, int]] = []

    class Progress(BuildObserver):
        def advance(self, done: int, total: int) -> None:
            seen.append((done, total))

    build(analyze(load_source(str(_ROOT / "examples/bank.fuse"))).program, tmp_path / "bank", BuildOptions("release"), Progress())
    # One more than the program has: what of the runtime it reaches.
    count = in_parts[0] + 1
    assert seen == [(done, count) for done in range(count + 1)]


def test_names_of_parts_are_hidden(tmp_path: Path, in_parts: list[int]) -> None:
    """A release executable has no names left, whatever its parts call each other."""
    path = build(analyze(load_source(str(_ROOT / "examples/bank.fuse"))).program, tmp_path / "bank", BuildOptions("release")).path
    assert in_parts[0] > 1
    assert b"fuse.entry" not in path.read_bytes()
    assert b"fuse_rt.own" not in path.read_bytes()


def test_process_that_is_killed_is_one_error(tmp_path: Path, in_parts: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(part_compiler, "_CHILD", "import os; os.kill(os.getpid(), 9)")
    program = analyze(load_source(str(_ROOT / "examples/bank.fuse"))).program
    with pytest.raises(BuildError, match="stopped by signal 9") as caught:
        build(program, tmp_path / "bank", BuildOptions("release"))
    assert "memory" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_child_takes_no_module_of_the_working_folder(tmp_path: Path, in_parts: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(3)\n")
    monkeypatch.chdir(tmp_path)
    program = analyze(load_source(str(_ROOT / "examples/bank.fuse"))).program
    assert os.access(build(program, tmp_path / "bank", BuildOptions("release")).path, os.X_OK)


def test_module_with_more_than_functions_and_variables_stays_whole() -> None:
    text = HELLO
    text += "llvm.mlir.alias internal @other : !llvm.ptr { %0 = llvm.mlir.addressof @text : !llvm.ptr llvm.return %0 : !llvm.ptr }"
    module = ir.Module.parse(text, create_context())
    assert partition(module, 1) == [module]
