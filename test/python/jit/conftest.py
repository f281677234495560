"""Programs for the Python API: `load_text` compiles FUSE text with a runtime that counts live objects."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from checked_runtime import checked_runtime, live_objects

from fuse_mlir.jit.load import load_into
from fuse_mlir.jit.module import Module


@pytest.fixture
def load_text(tmp_path) -> Iterator[Callable[..., Module]]:
    """Loads a program from its text. At the end of the test no object may be left."""
    before = live_objects()

    def load(text: str, as_arrays: bool | None = None) -> Module:
        path = tmp_path / "program.fuse"
        path.write_text(text, encoding="utf-8")
        return load_into(checked_runtime(), path, as_arrays)

    yield load
    assert live_objects() == before
