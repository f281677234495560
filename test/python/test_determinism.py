"""The determinism gate (`test/determinism/`) on a part of the corpus, for the targets of this machine; `.ci/run` has it do all."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(_ROOT / "test/determinism"))

import gate  # noqa: E402

from fuse_mlir.codegen.targets import TARGETS, runs_here  # noqa: E402


@pytest.fixture(scope="module")
def places() -> list[gate.Found]:
    return gate.build_twice([target.name for target in TARGETS if runs_here(target)], gate.corpus(every=8), in_turn=False)


def test_same_bytes(places: list[gate.Found]) -> None:
    assert gate.differences(*places) == []


def test_all_stages_are_compared(places: list[gate.Found]) -> None:
    stages = set().union(*places[0].values())
    expected = {"messages", "canonical", "fuse", "fuse-opt", "cfg", "owned", "fuse_rt", "llvm"}
    expected |= {"exe in parts", "debug file in parts"}
    for kind in ("messages", "llvm-ir", "obj", "exe", "debug file"):
        expected |= {f"{kind} of {target.name}" for target in TARGETS if runs_here(target)}
    assert stages == expected


def test_different_programs_differ(places: list[gate.Found]) -> None:
    """The comparison would notice: what it compares depends on the program."""
    compiled = [stages for stages in places[0].values() if "fuse" in stages]
    for stage in ("canonical", "fuse", "llvm"):
        assert len({stages[stage] for stages in compiled}) == len(compiled) > 10


def test_first_stage_that_differs_is_named() -> None:
    first = {"a": {"messages": "1", "fuse": "2", "obj": "3"}, "b": {"messages": "1"}, "c": {"messages": "1"}}
    second = {"a": {"messages": "1", "fuse": "4", "obj": "5"}, "b": {"messages": "1"}, "c": {"messages": "1", "fuse": "2"}}
    assert gate.differences(first, second) == ["a: differs from stage fuse on", "c: differs from stage fuse on"]
    assert gate.differences(first, first) == []
