"""Running steps: records, failures, reproducers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fuse_mlir.dialects.context import create_context
from fuse_mlir.lowering.driver import LoweringError, LoweringOptions, StepRecord, lower, run_steps
from fuse_mlir.lowering.pass_failure import PassFailure, Problem
from fuse_mlir.lowering.registry import PassInfo
from fuse_mlir.lowering.stages import Stage
from fuse_mlir.lowering.steps import PassStep, upstream
from mlir import ir

PROGRAM = """
func.func @half(%n: i64) -> i64 {
  %two = arith.constant 2 : i64
  %0 = fuse.int.div %n, %two
  return %0 : i64
}
func.func @entry() {
  %n = arith.constant 7 : i64
  %0 = func.call @half(%n) : (i64) -> i64
  %1 = fuse.str.from %0 : i64
  fuse.print %1
  return
}
"""


def parse() -> ir.Module:
    return ir.Module.parse(PROGRAM, create_context())


def step(monkeypatch: pytest.MonkeyPatch, function: Callable, name: str = "test-pass") -> PassStep:
    """A step that runs `function`, for passes that misbehave."""
    info = PassInfo(name=name, summary="for a test", stage=Stage.FUSE, takes=("fuse",), leaves=("fuse",))
    monkeypatch.setattr(PassInfo, "function", lambda self: function)
    return PassStep(info, ())


@pytest.mark.parametrize("speed", [True, False])
def test_all_the_way(speed: bool) -> None:
    module = parse()
    records = lower(module, "fuse", "llvm", LoweringOptions(speed=speed))
    assert {op.operation.name.partition(".")[0] for op in module.body.operations} == {"llvm"}
    assert [record.step for record in records][-1] == "verify-llvm"
    assert all(record.duration_ns > 0 for record in records)
    assert ("simplify" in [record.step for record in records]) is speed


def test_stages_can_be_resumed() -> None:
    at_once, in_parts = parse(), parse()
    lower(at_once, "fuse", "owned")
    for start, end in (("fuse", "fuse-opt"), ("fuse-opt", "cfg"), ("cfg", "owned")):
        lower(in_parts, start, end)
        in_parts = ir.Module.parse(str(in_parts), create_context())
    assert str(at_once) == str(in_parts)


def test_observer_sees_each_step() -> None:
    seen: list[tuple[int, str, bool]] = []

    def observe(record: StepRecord, op: ir.Operation) -> None:
        seen.append((record.index, record.step, "fuse.int.div" in str(op)))

    run_steps(parse(), [upstream("cse"), upstream("canonicalize")], observer=observe)
    assert seen == [(0, "cse", True), (1, "canonicalize", False)]


def test_input_that_a_pass_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(module: ir.Operation) -> None:
        op = module.regions[0].blocks[0].operations[0]
        raise PassFailure(Problem(op.location, "first"), Problem(ir.Location.file("a.fuse", 3, 7, module.context), "second"))

    with pytest.raises(LoweringError) as caught:
        run_steps(parse(), [upstream("canonicalize"), step(monkeypatch, refuse)], "optimize")
    error = caught.value
    assert (error.phase, error.step, error.internal) == ("optimize", "test-pass", False)
    assert error.diagnostics == ["-:2:1: first", "a.fuse:3:7: second"]
    assert str(error) == "phase optimize, pass test-pass failed\n  -:2:1: first\n  a.fuse:3:7: second"


def test_pass_at_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(module: ir.Operation) -> None:
        module.regions[0].blocks[0].operations[0].operation.erase()
        raise KeyError("lost")

    with pytest.raises(LoweringError) as caught:
        run_steps(parse(), [upstream("canonicalize"), step(monkeypatch, fail)])
    error = caught.value
    assert error.internal and isinstance(error.__cause__, KeyError)
    assert error.diagnostics == ["KeyError: 'lost'"]
    first, _, module = error.reproducer.partition("\n")
    assert first == "// RUN: fuse-opt %s --pipeline='builtin.module(test-pass)'"
    # The input of the failing pass: behind the steps before it, and without what it had done.
    assert "arith.divsi" in module and "@half" in module
    assert ir.Module.parse(module, create_context()).operation.verify()


def test_interrupt_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(module: ir.Operation) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_steps(parse(), [step(monkeypatch, interrupt)])


def test_reproducer_starts_at_the_failing_phase(monkeypatch: pytest.MonkeyPatch) -> None:
    """Phases before the failing one have run on the reproducer, too."""
    monkeypatch.setattr("fuse_mlir.lowering.insert_rc.insert_rc", lambda module: {}["lost"])
    with pytest.raises(LoweringError) as caught:
        lower(parse(), "fuse", "llvm")
    assert (caught.value.phase, caught.value.step) == ("insert-ownership", "insert-rc")
    assert "fuse.error.none" in caught.value.reproducer and "fuse.release" not in caught.value.reproducer


def test_invalid_result_is_a_failure_of_the_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_it(module: ir.Operation) -> None:
        module.regions[0].blocks[0].operations[0].operation.erase()

    with pytest.raises(LoweringError) as caught:
        run_steps(parse(), [step(monkeypatch, break_it)])
    assert caught.value.step == "test-pass"
    assert any("'half' does not reference a valid function" in text for text in caught.value.diagnostics)


def test_unknown_upstream_pass() -> None:
    with pytest.raises(ValueError, match="does not refer to a registered pass"):
        run_steps(parse(), [upstream("no-such-pass")])


def test_locations_lead_to_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(module: ir.Operation) -> None:
        file = ir.Location.file("a.fuse", 2, 4, module.context)
        call = ir.Location.callsite(ir.Location.name("x", file), [ir.Location.file("b.fuse", 9, 9)], module.context)
        raise PassFailure(
            Problem(ir.Location.fused([ir.Location.unknown(), call], None, module.context), "fused"),
            Problem(ir.Location.unknown(module.context), "nowhere"),
        )

    with pytest.raises(LoweringError) as caught:
        run_steps(parse(), [step(monkeypatch, refuse)])
    assert caught.value.diagnostics == ["a.fuse:2:4: fused", "unknown: nowhere"]
