"""Programs that are unusual in one way: what they take grows as they do, not as the square of it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from fuse_mlir.frontend.analysis import analyze_program
from fuse_mlir.frontend.diagnostics import render_text
from fuse_mlir.frontend.loader import load_text
from fuse_mlir.frontend.source import SourceFile

# Each was once a matter of a minute; the bound leaves room for slow machines but not for quadratic behaviour.
PROGRAMS = {
    "brackets that nothing closes": "".join(f"fn f{number}(:\n" for number in range(10_000)),
    "a long line of errors": "@" * 50_000 + "\n",
    "a long line of closing brackets": ")" * 50_000 + "\n",
    "a long sum": "fn f():\n" + f"  print({' + '.join('1' * 900)})\n" * 5,
    "a long list": f"fn f():\n  print([{', '.join(map(str, range(20_000)))}])\n",
    "many unknown names": "fn f():\n" + "".join(f"  unknown{number}(other{number})\n" for number in range(5_000)),
    "many variants": (
        "enum E:\n"
        + "".join(f"  V{number}\n" for number in range(2_000))
        + "fn f(e: E):\n  match e:\n"
        + "".join(f"    V{number}:\n      print(1)\n" for number in range(2_000))
    ),
}


@pytest.mark.parametrize("text", PROGRAMS.values(), ids=PROGRAMS)
def test_time_is_linear(text: str, tmp_path: Path) -> None:
    began = time.process_time()
    program = load_text(SourceFile(str(tmp_path / "main.fuse"), text))
    for diagnostic in analyze_program(program).diagnostics:
        render_text(diagnostic, program.sources.get(diagnostic.path))
    assert time.process_time() - began < 6
