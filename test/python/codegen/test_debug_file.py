"""`--release --symbols`: the executable is that of `--release`, and what it lacks is in a file that debuggers find and trust."""

from __future__ import annotations

import subprocess
import zlib
from pathlib import Path

import pytest

from fuse_mlir.codegen.build import build, emit
from fuse_mlir.codegen.stages import BuildOptions
from fuse_mlir.codegen.targets import TARGETS
from fuse_mlir.codegen.toolchain import run_llvm_tool
from fuse_mlir.frontend.analysis import analyze
from fuse_mlir.frontend.canonical.program import Program
from fuse_mlir.frontend.source import SourceFile

_LINKED = ("linux-x64", "linux-x64-musl", "linux-arm64", "windows-x64")
_HELLO = """
fn greet(name: String) -> String:
  "Hello, ${name}!"

app "hello":
  for name in ["Ada", "Grace"]:
    print(greet(name))
"""
_PANIC = """
fn divide(a: Int, b: Int) -> Int:
  a / b

app "panic":
  print("before")
  var zero = 1
  for i in 0..3:
    zero = zero - 1
    print(divide(i, zero + 1))
"""


def _program(text: str) -> Program:
    analysis = analyze(SourceFile("program.fuse", text))
    assert analysis.program is not None, analysis.diagnostics
    return analysis.program


def _built(folder: Path, target: str, text: str = _HELLO, *, symbols: bool = True) -> Path:
    """The executable `program` in a new folder."""
    folder.mkdir()
    options = BuildOptions(profile="release", target=target, symbols=symbols)
    return build(_program(text), folder / "program", options).path


def _section(executable: Path, name: str) -> bytes:
    output = executable.with_name("section")
    run_llvm_tool(
        "llvm-objcopy", [f"--dump-section={name}={output}", executable, executable.with_name("rest")], "reading a section"
    )
    return output.read_bytes()


def _lines(debug_file: Path) -> str:
    return run_llvm_tool("llvm-dwarfdump", ["--debug-line", debug_file], "reading line tables").stdout


@pytest.mark.parametrize("text", [_HELLO, _PANIC], ids=["hello", "panic"])
def test_both_behave_alike(text: str, tmp_path: Path) -> None:
    outcomes = []
    for symbols in (False, True):
        program = _built(tmp_path / f"symbols-{symbols}", "linux-x64-musl", text, symbols=symbols)
        done = subprocess.run([program], capture_output=True, text=True)
        outcomes.append((done.returncode, done.stdout, done.stderr.partition(" message=")[2]))
    assert outcomes[0] == outcomes[1]


@pytest.mark.parametrize("target", ["linux-x64", "linux-x64-musl", "windows-x64"])
def test_code_is_the_same(target: str, tmp_path: Path) -> None:
    """Compared before the link, which gives other addresses to an executable with an id."""
    sections = []
    for symbols in (False, True):
        path = tmp_path / f"symbols-{symbols}"
        path.write_bytes(emit(_program(_PANIC), "obj", BuildOptions(profile="release", target=target, symbols=symbols)))
        sections.append(_section(path, ".text"))
    assert sections[0] == sections[1]


@pytest.mark.parametrize("target", _LINKED)
def test_executable_names_the_file(target: str, tmp_path: Path) -> None:
    """The name of the file, and the checksum of what is in it."""
    program = _built(tmp_path / "a", target)
    debug_file = program.with_name("program.debug")
    link = _section(program, ".gnu_debuglink")
    assert link[: link.index(b"\0")] == b"program.debug"
    assert int.from_bytes(link[-4:], "little") == zlib.crc32(debug_file.read_bytes())
    assert "program.fuse" in _lines(debug_file)


@pytest.mark.parametrize("target", ["linux-x64", "linux-arm64-musl"])
def test_build_id_is_in_both(target: str, tmp_path: Path) -> None:
    program = _built(tmp_path / "a", target)
    ids = [_section(path, ".note.gnu.build-id") for path in (program, program.with_name("program.debug"))]
    assert ids[0] == ids[1]
    assert len(ids[0]) == 16 + 20


def test_build_id_of_wasm_is_in_both(tmp_path: Path) -> None:
    program = _built(tmp_path / "a", "wasm32-wasi")
    debug_file = program.with_name("program.debug")
    assert _section(program, "external_debug_info") == b"\x0dprogram.debug"
    assert _section(program, "build_id") == _section(debug_file, "build_id")
    assert "program.fuse" in _lines(debug_file)


def test_id_of_macho_is_in_both(tmp_path: Path) -> None:
    program = _built(tmp_path / "a", "macos-arm64")
    texts = [
        run_llvm_tool("llvm-otool", ["-l", path], "reading load commands").stdout
        for path in (program, program.with_name("program.debug"))
    ]
    ids = [next(line for line in text.splitlines() if line.strip().startswith("uuid")) for text in texts]
    assert ids[0] == ids[1]
    names = run_llvm_tool("llvm-nm", [program.with_name("program.debug")], "reading symbols").stdout
    assert "fuse_rt_print" in names
    assert "fuse_rt_print" not in run_llvm_tool("llvm-nm", [program], "reading symbols").stdout


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_both_files_are_the_same_bytes_every_time(target, tmp_path: Path) -> None:
    programs = [_built(tmp_path / name, target.name) for name in ("a", "b")]
    for suffix in ("", ".debug"):
        first, second = (Path(f"{program}{suffix}").read_bytes() for program in programs)
        assert first == second
