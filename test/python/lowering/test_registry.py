"""The registry is complete, and docs/passes.md says what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fuse_mlir.lowering.pass_documentation import markdown
from fuse_mlir.lowering.pipelines import PHASES
from fuse_mlir.lowering.registry import PASSES, PassInfo, call
from fuse_mlir.lowering.steps import PassStep

ROOT = Path(__file__).resolve().parents[3]
ALL = pytest.mark.parametrize("info", PASSES, ids=lambda info: info.name)


def test_documentation_is_generated() -> None:
    assert (ROOT / "docs" / "passes.md").read_text(encoding="utf-8") == markdown(), (
        "run: python -m fuse_mlir.lowering.registry > docs/passes.md"
    )


@ALL
def test_entry_is_complete(info: PassInfo) -> None:
    assert info.summary and not info.summary.endswith(".")
    assert info.takes and info.leaves
    for section in ("In:", "Out:"):
        assert section in info.description(), f"the docstring of {info.module_name}.py lacks `{section}`"
    assert callable(info.function())
    assert all(option.summary for option in info.options)
    assert all(meaning for _, meaning in info.statistics)


@ALL
def test_pass_has_its_tests(info: PassInfo) -> None:
    folder = ROOT / "test" / "Lowering" / info.name
    assert (folder / "basic.mlir").exists(), f"{folder} lacks basic.mlir"
    assert re.search(rf"RUN: .*--pass=[\"']?{info.name}\b", (folder / "basic.mlir").read_text(encoding="utf-8"))


@ALL
def test_pass_is_used(info: PassInfo) -> None:
    used = [step.name for phase in PHASES for step in phase.steps() if isinstance(step, PassStep)]
    assert used.count(info.name) >= 1, "a pass without a place in a pipeline"


def test_order_of_the_registry_is_that_of_the_pipeline() -> None:
    used = dict.fromkeys(step.name for phase in PHASES for step in phase.steps() if isinstance(step, PassStep))
    assert list(used) == [info.name for info in PASSES]


def test_statistics_must_be_declared(monkeypatch: pytest.MonkeyPatch) -> None:
    info = PassInfo(name="count", summary="counts", stage=PASSES[0].stage, takes=("func",), leaves=("func",))
    monkeypatch.setattr(PassInfo, "function", lambda self: lambda module: {"surprise": 1})
    with pytest.raises(AssertionError, match=r"declares the statistics \[\], but returned \['surprise'\]"):
        call(info, None, {})
