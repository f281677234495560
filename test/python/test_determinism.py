"""The same source gives the same bytes, whoever builds it, where and when.

Two processes build every parity program, each with another folder, hash seed, time zone, locale and number of threads, and in
another order. What they say about each program (hashes of LLVM IR, object, executable and messages) must be equal.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parent.parent.parent
_PROGRAMS = sorted((_ROOT / "test/parity").glob("*.fuse")) + sorted((_ROOT / "examples").glob("*.fuse"))

_BUILDER = """
import hashlib, json, sys
from pathlib import Path
from fuse_mlir.codegen.build import build, emit
from fuse_mlir.codegen.stages import BuildOptions
from fuse_mlir.frontend.analysis import analyze
from fuse_mlir.frontend.diagnostics import render_text
from fuse_mlir.frontend.load import load_source

def digest(data):
    return hashlib.sha256(data).hexdigest()

output = Path("program")
for name in sys.argv[1:]:
    source = load_source(name)
    analysis = analyze(source)
    found = {"messages": digest("".join(render_text(each, source) for each in analysis.diagnostics).encode())}
    for stage in ("llvm-ir", "obj"):
        found[stage] = digest(emit(analysis.program, stage, BuildOptions()))
    build(analysis.program, output, BuildOptions(profile="release"))
    found["exe"] = digest(output.read_bytes())
    print(json.dumps([name, found]), flush=True)
"""

_PLACES = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C", "LC_ALL": "C", "OMP_NUM_THREADS": "1", "COLUMNS": "80"},
    {"PYTHONHASHSEED": "4711", "TZ": "Asia/Kathmandu", "LANG": "tr_TR.UTF-8", "LC_ALL": "de_DE.UTF-8", "OMP_NUM_THREADS": "7"},
)


def _start(folder: Path, variables: dict[str, str], names: list[str]) -> subprocess.Popen:
    folder.mkdir(parents=True)
    for path in _PROGRAMS:
        (folder / path.name).write_bytes(path.read_bytes())
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "LC_", "LANG", "TZ"))}
    return subprocess.Popen(
        [sys.executable, "-c", _BUILDER, *names], cwd=folder, env=environment | variables, stdout=subprocess.PIPE, text=True
    )


@pytest.fixture(scope="module")
def builds(tmp_path_factory) -> list[dict[str, dict[str, str]]]:
    names = [path.name for path in _PROGRAMS]
    here = tmp_path_factory.mktemp("here") / "a"
    there = tmp_path_factory.mktemp("there") / "another folder with blanks" / "b"
    workers = [_start(here, _PLACES[0], names), _start(there, _PLACES[1], names[::-1])]
    outputs = [worker.communicate()[0] for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0]
    return [dict(json.loads(line) for line in output.splitlines()) for output in outputs]


@pytest.mark.parametrize("name", [path.name for path in _PROGRAMS])
def test_same_bytes(builds, name):
    first, second = (build[name] for build in builds)
    assert first == second


def test_different_programs_differ(builds):
    """The comparison would notice: what it compares depends on the program."""
    hello, fizzbuzz = builds[0]["hello.fuse"], builds[0]["fizzbuzz.fuse"]
    assert [hello[stage] != fizzbuzz[stage] for stage in ("llvm-ir", "obj", "exe")] == [True, True, True]
