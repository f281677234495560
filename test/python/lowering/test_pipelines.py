"""Pipelines are checked when they are built, and their text reads back."""

from __future__ import annotations

import pytest
from fuse_mlir.lowering.pipeline_text import parse_pipeline, print_pipeline
from fuse_mlir.lowering.pipelines import PHASES, Phase, check_steps, find_phase, phase_steps, phases_between
from fuse_mlir.lowering.stages import Stage
from fuse_mlir.lowering.steps import PassStep, run_pass, upstream


@pytest.mark.parametrize("speed", [True, False])
@pytest.mark.parametrize("phase", PHASES, ids=lambda phase: phase.name)
def test_phases_fit_together(phase: Phase, speed: bool) -> None:
    steps = phase_steps(phase, speed=speed)
    check_steps(phase, phase_steps(phase, speed=speed, debug=True))
    last = steps[-1]
    assert isinstance(last, PassStep) and last.name.startswith("verify-"), "a phase ends with its gate"
    assert speed or not any(step.speed for step in steps)


def test_phases_connect_the_stages() -> None:
    assert [phase.before for phase in PHASES] == list(Stage)[:-1]
    assert [phase.after for phase in PHASES] == list(Stage)[1:]


def test_phases_between_stages() -> None:
    assert [phase.name for phase in phases_between(Stage.CFG, Stage.FUSE_RT)] == ["insert-ownership", "lower-to-fuse-rt"]
    assert phases_between(Stage.CFG, Stage.CFG) == []
    with pytest.raises(ValueError, match="stage fuse comes before cfg"):
        phases_between(Stage.CFG, Stage.FUSE)


def test_pass_at_the_wrong_stage() -> None:
    with pytest.raises(ValueError, match="phase lower-to-cfg: 'insert-rc' runs on stage cfg, but stands at fuse-opt"):
        check_steps(find_phase("lower-to-cfg"), [run_pass("insert-rc")])


def test_pass_before_what_it_needs() -> None:
    with pytest.raises(ValueError, match="phase lower-to-cfg: 'lower-raises' must come after 'infer-raises'"):
        check_steps(find_phase("lower-to-cfg"), [run_pass("lower-raises")])


def test_phase_without_its_gate() -> None:
    with pytest.raises(ValueError, match="phase lower-to-cfg ends at stage fuse-opt, not cfg"):
        check_steps(find_phase("lower-to-cfg"), [run_pass("infer-raises"), run_pass("lower-raises")])


def test_text_reads_back() -> None:
    text = "builtin.module(infer-raises{explain=true},func.func(cse,canonicalize{max-iterations=2}),lower-raises)"
    steps = parse_pipeline(text)
    assert [step.name for step in steps] == ["infer-raises", "cse", "lower-raises"]
    assert print_pipeline(steps) == text
    assert (
        print_pipeline(parse_pipeline("builtin.module( infer-raises{explain=false} , cse )")) == "builtin.module(infer-raises,cse)"
    )
    assert parse_pipeline("builtin.module()") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("cse", "a pipeline has the form"),
        ("func.func(cse)", "a pipeline has the form"),
        ("builtin.module(cse,,cse)", "an empty element"),
        ("builtin.module(cse))", "unexpected '\\)'"),
        ("builtin.module(func.func(cse)", "missing '\\)'"),
        ("builtin.module(infer-raises{explain})", "option 'explain' of pass 'infer-raises' has no value"),
        ("builtin.module(infer-raises{explain=1})", "takes true or false, not '1'"),
        ("builtin.module(infer-raises{loud=true})", "pass 'infer-raises' has no option 'loud'"),
        ("builtin.module(infer-inlining{size=big})", "takes an integer, not 'big'"),
    ],
)
def test_malformed_text(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_pipeline(text)


def test_option_values_have_types() -> None:
    with pytest.raises(ValueError, match="option 'explain' of pass 'infer-raises' takes a bool, not 1"):
        run_pass("infer-raises", explain=1)
    with pytest.raises(ValueError, match="no pass is called 'infer-arcs'"):
        run_pass("infer-arcs")


def test_names_of_upstream_steps() -> None:
    assert upstream("func.func(cse)").name == "cse"
    assert upstream("canonicalize{max-iterations=2}").name == "canonicalize"
