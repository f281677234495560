"""Programs at the edges of size, generated: literals of a million elements, a thousand functions, a NUL in a text.

What can be written down is in the corpus (`parity/edge_*.fuse`); these are too large, or no text editor's business.
"""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest

from fuse_mlir.codegen.build import build
from fuse_mlir.codegen.stages import BuildOptions
from fuse_mlir.frontend.analysis import analyze
from fuse_mlir.frontend.source import SourceFile

_MILLION = 1_000_000
# Processor time of the whole compilation. It is linear, and took an eighth of this on a machine with other work to do.
_SECONDS = 90


def _output(text: str, folder: Path, profile: str = "release") -> str:
    program = analyze(SourceFile("program.fuse", text)).program
    assert program is not None
    executable = build(program, folder / "program", BuildOptions(profile=profile)).path
    return subprocess.run([executable], capture_output=True, text=True, check=True).stdout


def _literal(elements: list[str]) -> str:
    """An app that prints the last element of a literal, twenty elements a line."""
    lines = [", ".join(elements[start : start + 20]) for start in range(0, len(elements), 20)]
    return 'app "long literal":\n  let xs = [\n    ' + ",\n    ".join(lines) + f"\n  ]\n  print(xs[{len(elements) - 1}])\n"


@pytest.mark.parametrize(
    ("elements", "last"),
    [
        ([str(n) for n in range(_MILLION)], "999999"),
        ([f"{n}.5" for n in range(_MILLION // 10)], "99999.5"),
        (["true", "false"] * (_MILLION // 20), "false"),
        ([f'"t{n}"' for n in range(_MILLION)], "t999999"),
    ],
    ids=["ints", "floats", "bools", "texts"],
)
def test_long_literal_compiles_in_seconds(elements: list[str], last: str, tmp_path: Path) -> None:
    begin = time.process_time()
    assert _output(_literal(elements), tmp_path) == f"{last}\n"
    assert time.process_time() - begin < _SECONDS


def test_thousand_functions_in_a_module(tmp_path: Path) -> None:
    functions = "".join(f"fn f{n}(x: Int) -> Int:\n  return f{n - 1}(x) + {n}\n\n" for n in range(1, 1000))
    text = "fn f0(x: Int) -> Int:\n  return x\n\n" + functions + 'app "many":\n  print(f999(7))\n'
    assert _output(text, tmp_path) == f"{7 + 999 * 1000 // 2}\n"


@pytest.mark.parametrize("profile", ["debug", "release"])
def test_text_with_a_nul(profile: str, tmp_path: Path) -> None:
    text = 'app "nul":\n  let s = "a\0b"\n  print(s + "c")\n  print(s == "a")\n'
    assert _output(text, tmp_path, profile) == "a\0bc\nfalse\n"


def test_list_grown_to_a_million_elements(tmp_path: Path) -> None:
    text = """\
app "grown":
  var xs: List<Int> = []
  var texts: List<String> = []
  for i in 1..1000000:
    xs = xs + [i]
    texts = texts + ["${i}"]
  print("${xs[999999]} ${texts[999999]}")
"""
    assert _output(text, tmp_path) == "1000000 1000000\n"
