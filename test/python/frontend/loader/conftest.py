"""A folder of its own for each test, as the working directory, so that shown paths are short and the same everywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from multi_file import write_files

from fuse_mlir.frontend.loader import LoadedProgram, ProjectLayout, load_program


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., LoadedProgram]:
    """Load a program from the text of its files; `src/main.fuse` is the entry where there is one."""
    monkeypatch.chdir(tmp_path)

    def loaded(text: str, layout: ProjectLayout | None = None) -> LoadedProgram:
        write_files(tmp_path, text)
        entry = Path("src/main.fuse") if (tmp_path / "src/main.fuse").exists() else Path("main.fuse")
        return load_program(entry, layout)

    return loaded
