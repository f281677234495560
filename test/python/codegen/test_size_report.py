"""`--size-report`: every byte of an executable is counted once, under the part that it belongs to."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from fuse_mlir.codegen.dependencies import needed_libraries
from fuse_mlir.codegen.targets import TARGETS, Target
from fuse_mlir.codegen.toolchain import run_llvm_tool

_HELLO = Path(__file__).resolve().parents[3] / "examples" / "hello.fuse"


def _build(output: Path, *options: str) -> list[str]:
    command = [Path(sys.executable).parent / "fuse-mlir", "build", "--size-report", *options, _HELLO, "-o", output]
    return subprocess.run(command, check=True, capture_output=True, text=True).stderr.splitlines()


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_parts_add_up(target: Target, tmp_path: Path) -> None:
    output = tmp_path / "hello"
    lines = _build(output, "--release", "--target", target.name, "--diagnostics", "json")
    found = [entry for entry in map(json.loads, lines) if entry["kind"] == "size"]
    sizes = {entry["component"]: entry["size_bytes"] for entry in found}
    assert len(sizes) == len(found)
    assert sum(sizes.values()) == output.stat().st_size
    assert all(size > 0 for size in sizes.values())
    assert {"program", "runtime: fatal", "runtime: console"} <= sizes.keys()
    # Most of a file has a name; pages of Mach-O and sections of PE end in padding.
    assert target.linker.tool in ("build-exe", "lld-link") or sizes["headers, tables, constants without a name"] < 8192
    # What hello does not use is not linked.
    assert {"runtime: json_scan", "runtime: task", "runtime: svg"}.isdisjoint(sizes)


def test_text_form(tmp_path: Path) -> None:
    lines = [line for line in _build(tmp_path / "hello", "--release") if line.startswith("size ")]
    assert lines[-1].endswith("%  headers, tables, constants without a name")
    assert any(line.split(maxsplit=4)[2:] == ["B", line.split()[3], "program"] for line in lines)


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_libraries_are_those_that_llvm_reads(target: Target, tmp_path: Path) -> None:
    output = tmp_path / "hello"
    conclusion = next(line for line in _build(output, "--aot", "--target", target.name) if "; depends on " in line)
    names = needed_libraries(output.read_bytes())
    assert conclusion.startswith(f"[build] {target.name}, {target.link}, {output.stat().st_size} bytes; depends on ")
    assert all(name in conclusion for name in names)
    assert conclusion.endswith("depends on nothing") == (target.needs == "nothing")
    if target.name != "wasm32-wasi":
        listed = run_llvm_tool("llvm-readobj", ["--needed-libs", output], "reading libraries").stdout
        listed = listed.partition("NeededLibraries [")[2].partition("]")[0]
        assert sorted(names) == sorted(listed.split())
    else:
        assert names == ["wasi_snapshot_preview1"]
