"""Golden files of the loader's messages: the files of a program, and the whole text of what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import golden_file
import pytest

from fuse_mlir.frontend.diagnostics import render_text
from fuse_mlir.frontend.loader import LoadedProgram, ProjectLayout

GOLDEN = Path(__file__).parents[1] / "golden" / "loader"


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.golden")), ids=lambda path: path.stem)
def test_message(path: Path, load: Callable[..., LoadedProgram], update_golden: bool, tmp_path: Path) -> None:
    text = golden_file.read(path)["source"]
    # A dependency is whatever stands in deps/, but for goldens about a program without any.
    folders = sorted(each.split("/")[1] for each in re.findall(r"^# (deps/\w+)/", text, re.MULTILINE))
    layout = ProjectLayout({name: tmp_path / "deps" / name for name in folders}, _cycles(text))
    program = load(text, layout)
    shown = "\n".join(render_text(each, program.sources.get(each.path)) for each in program.diagnostics)
    golden_file.check(path, text, {"diagnostics": shown}, update_golden)


def _cycles(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split()) for line in re.findall(r"^# cycle: (.*)$", text, re.MULTILINE))
