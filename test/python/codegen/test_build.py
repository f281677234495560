"""From a module in the llvm dialect to bytes and executables: what is emitted, what runs, what is refused."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from modules import HELLO, PANIC

from fuse_mlir.codegen.build import build, emit
from fuse_mlir.codegen.errors import BuildError
from fuse_mlir.codegen.observer import BuildObserver
from fuse_mlir.codegen.runtime_archive import Variant, runtime_file
from fuse_mlir.codegen.stages import STEPS, BuildOptions, StageFile
from fuse_mlir.codegen.targets import find_target


def module(text: str) -> StageFile:
    return StageFile("llvm", "program.mlir", text)


def executed(program: Path, **variables: str) -> tuple[int, str, str]:
    result = subprocess.run([program], capture_output=True, text=True, env={**os.environ, **variables})
    return result.returncode, result.stdout, result.stderr


@pytest.mark.parametrize(("profile", "triple"), [("debug", "x86_64-unknown-linux-gnu"), ("release", "x86_64-unknown-linux-musl")])
def test_executable_runs_and_knows_its_build(tmp_path: Path, profile: str, triple: str) -> None:
    result = build(module(HELLO), tmp_path / "hello", BuildOptions(profile=profile))
    assert executed(result.path) == (0, "hello\n", "")
    status, line, _ = executed(result.path, FUSE_AOT_BUILD_INFO="1")
    assert status == 0
    assert line.startswith(f"mode=aot profile={profile} target={triple} rustc=LLVM ")
    assert line.endswith(" runtime_cache=1 contract=aot-v1\n")
    assert result.size_bytes == result.path.stat().st_size


@pytest.mark.parametrize("profile", ["debug", "release"])
def test_hello_links_only_what_it_needs(tmp_path: Path, profile: str) -> None:
    executable = build(module(HELLO), tmp_path / "hello", BuildOptions(profile=profile)).path.read_bytes()
    # A text of each part that only some programs use.
    for text in (b"unexpected end of input", b"unsupported arithmetic operands", b"cannot iterate over ", b"std.Error.Validation"):
        assert text not in executable
    assert b"panic_static_str" in executable


def test_release_hello_is_small_and_static(tmp_path: Path) -> None:
    path = build(module(HELLO), tmp_path / "hello", BuildOptions(profile="release")).path
    assert path.stat().st_size < 80 * 1024
    # The name of a dynamic loader is the mark of a dynamic executable.
    assert b"ld-linux" not in path.read_bytes()


def test_panic_has_its_status_and_envelope(tmp_path: Path) -> None:
    path = build(module(PANIC), tmp_path / "panic", BuildOptions()).path
    status, _, errors = executed(path)
    assert status == 101
    assert "message=panic_kind=panic_static_str attempt to divide by zero mode=aot profile=debug" in errors


def test_steps_are_reported_in_order(tmp_path: Path) -> None:
    steps: list[tuple[int, str]] = []

    class Steps(BuildObserver):
        def begin(self, number: int, text: str) -> None:
            steps.append((number, text))

    build(module(HELLO), tmp_path / "hello", BuildOptions(), Steps())
    # The first and the last are the command's own.
    assert steps == list(enumerate(STEPS, start=1))[1:-1]


def test_bytes_do_not_depend_on_folder_environment_or_process(tmp_path: Path) -> None:
    script = (
        "import sys, pathlib; from fuse_mlir.codegen.build import build, emit; from fuse_mlir.codegen.stages import *\n"
        "source = StageFile('llvm', sys.argv[1], pathlib.Path(sys.argv[1]).read_text())\n"
        "build(source, pathlib.Path('out'), BuildOptions(profile=sys.argv[2]))\n"
        "pathlib.Path('obj').write_bytes(emit(source, 'obj', BuildOptions(profile=sys.argv[2])))\n"
    )
    for profile in ("debug", "release"):
        outputs = []
        for name, seed in (("a", "1"), ("a longer one", "2")):
            folder = tmp_path / profile / name
            folder.mkdir(parents=True)
            (folder / "program.mlir").write_text(HELLO)
            variables = {**os.environ, "PYTHONHASHSEED": seed, "LIBRARY_PATH": str(folder), "CPATH": str(folder)}
            subprocess.run([sys.executable, "-c", script, folder / "program.mlir", profile], cwd=folder, env=variables, check=True)
            outputs.append(((folder / "out").read_bytes(), (folder / "obj").read_bytes()))
            assert str(tmp_path).encode() not in outputs[-1][0]
        assert outputs[0] == outputs[1]


def test_other_architecture_is_emitted_and_linked(tmp_path: Path) -> None:
    options = BuildOptions(target="linux-arm64-musl")
    assert b"\tret" in emit(module(HELLO), "asm", options)
    machine = emit(module(HELLO), "obj", options)[18:20]
    assert machine == (183).to_bytes(2, "little"), "ELF machine number of AArch64"


def test_text_stages() -> None:
    assert b"llvm.func internal @fuse.entry()" in emit(module(HELLO), "llvm", BuildOptions())
    text = emit(module(HELLO), "llvm-ir", BuildOptions()).decode()
    assert 'target triple = "x86_64-unknown-linux-gnu"' in text
    assert "define i32 @main(i32 %0, ptr %1)" in text
    assert "nounwind" in text
    assert b".globl\tmain" in emit(module(HELLO), "asm", BuildOptions())


def test_optimization_levels_differ_in_code_not_in_result(tmp_path: Path) -> None:
    objects = []
    for level in (0, 2, 3):
        path = build(module(HELLO), tmp_path / f"level-{level}", BuildOptions(opt_level=level)).path
        assert executed(path) == (0, "hello\n", "")
        objects.append(emit(module(HELLO), "asm", BuildOptions(opt_level=level)))
    assert objects[0] != objects[2]


def test_emitted_executable_is_the_built_one(tmp_path: Path) -> None:
    path = build(module(HELLO), tmp_path / "hello", BuildOptions()).path
    assert emit(module(HELLO), "exe", BuildOptions()) == path.read_bytes()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("llvm.func @x()", "the module has no function fuse.entry"),
        (HELLO + "llvm.func @main()", "the module already defines main"),
        ("llvm.func @x(", "program.mlir is not a module of stage llvm"),
    ],
)
def test_module_that_is_no_program_is_refused(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=message):
        build(module(text), tmp_path / "program", BuildOptions())
    assert list(tmp_path.iterdir()) == []


def test_earlier_stage_cannot_be_emitted_from_a_later_one() -> None:
    with pytest.raises(BuildError, match="stage cfg comes before llvm"):
        emit(module(HELLO), "cfg", BuildOptions())


@pytest.mark.parametrize("stage", ["canonical", "nonsense"])
def test_stage_that_is_none_of_the_back_end_s_is_refused(stage: str) -> None:
    with pytest.raises(BuildError, match=f"cannot emit stage {stage}"):
        emit(module(HELLO), stage, BuildOptions())


def test_missing_output_folder_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match=r"cannot write .*/missing/hello: No such file or directory"):
        build(module(HELLO), tmp_path / "missing" / "hello", BuildOptions())


def test_full_disk_is_one_error_and_leaves_no_file(tmp_path: Path) -> None:
    # A limit on the size of files has the linker meet a refused write, as a full disk does.
    script = (
        "import resource, signal, sys, pathlib\n"
        "from fuse_mlir.codegen.build import build; from fuse_mlir.codegen.errors import BuildError\n"
        "from fuse_mlir.codegen.stages import *\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try: build(StageFile('llvm', 'x', sys.stdin.read()), pathlib.Path('out'), BuildOptions())\n"
        "except BuildError as error: print(error.message)\n"
    )
    # Made beforehand: the limit is about the executable.
    runtime_file(find_target("linux-x64"), Variant.ARCHIVE)
    result = subprocess.run([sys.executable, "-c", script], input=HELLO, cwd=tmp_path, capture_output=True, text=True)
    assert "linking out" in result.stdout
    assert result.stderr == ""
    assert list(tmp_path.iterdir()) == []


def test_leak_checked_runtime_is_another_one(tmp_path: Path) -> None:
    target = find_target("linux-x64")
    assert runtime_file(target, Variant.CHECKED).read_bytes() != runtime_file(target, Variant.ARCHIVE).read_bytes()
    assert executed(build(module(HELLO), tmp_path / "hello", BuildOptions(leak_check=True)).path)[:2] == (0, "hello\n")
