"""Runs pipelines.

`lower` takes a module from one stage to another; `verify_stage` proves that a module is at one; `run_steps` runs any list of steps.
Each step is a pass manager of its own, with the verifier on, so that timing, dumps and failures are by step. A failure comes back
as a LoweringError with the phase, the pass, the diagnostics and a reproducer: the IR before the failing step, made by running the
steps before it again on a copy of the input.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from mlir import ir
from mlir.passmanager import PassManager

from .file_locations import location_text
from .lowering_error import LoweringError
from .pass_failure import PassFailure
from .pipelines import PHASES, phase_steps, phases_between
from .registry import call
from .stages import stage_named
from .steps import PassStep, Step


@dataclass(frozen=True, slots=True)
class StepRecord:
    """What running one step told: its place in the list that was run, its wall time in nanoseconds and its statistics."""

    phase: str
    index: int
    step: str
    duration_ns: int
    statistics: dict[str, int]


# Called after each step with the module as it is then.
Observer = Callable[[StepRecord, ir.Operation], None]


@dataclass(frozen=True, slots=True)
class LoweringOptions:
    """speed: run the steps that only make programs faster; observer: sees every step; debug: the program is to be debugged."""

    speed: bool = True
    observer: Observer | None = None
    debug: bool = False


def lower(module: ir.Module, start: str, end: str, options: LoweringOptions | None = None) -> list[StepRecord]:
    """Take a module from stage `start` to stage `end`, in place.

    Errors: LoweringError; ValueError for an unknown stage or a way backwards.
    """
    options = options or LoweringOptions()
    phases = phases_between(stage_named(start), stage_named(end))
    steps = [(phase.name, step) for phase in phases for step in phase_steps(phase, speed=options.speed, debug=options.debug)]
    return _run(module, steps, options.observer)


def verify_stage(module: ir.Module, stage: str) -> None:
    """Prove that a module that does not come from this run has what its stage promises: the gate of the phase that leads there.

    Nothing is checked at the first stage, which no phase leads to. Errors: LoweringError; ValueError for an unknown stage.
    """
    reached = stage_named(stage)
    for phase in PHASES:
        if phase.after is reached:
            run_steps(module, phase_steps(phase)[-1:], phase.name)


def run_steps(module: ir.Module, steps: Sequence[Step], phase: str = "", observer: Observer | None = None) -> list[StepRecord]:
    """Run steps in order; `phase` is for messages. Errors: LoweringError; ValueError for a malformed upstream step."""
    return _run(module, [(phase, step) for step in steps], observer)


def _run(module: ir.Module, steps: Sequence[tuple[str, Step]], observer: Observer | None) -> list[StepRecord]:
    runs = [_StepRun(step, module.context) for _, step in steps]
    original = module.operation.clone(ip=False)
    records: list[StepRecord] = []
    for index, ((phase, step), run) in enumerate(zip(steps, runs, strict=True)):
        started = time.perf_counter_ns()
        failure = run.run(module.operation)
        duration_ns = time.perf_counter_ns() - started
        if failure is not None:
            failure.phase = phase
            failure.reproducer = _reproducer(original, [before for _, before in steps[:index]], step)
            raise failure
        record = StepRecord(phase, index, step.name, duration_ns, run.statistics)
        records.append(record)
        if observer is not None:
            observer(record, module.operation)
    return records


@dataclass(slots=True)
class _StepRun:
    """One step as a pass manager. Exceptions of a Python pass must not cross the C++ frames of the pass manager: they are kept and
    looked at behind it."""

    step: Step
    context: ir.Context
    statistics: dict[str, int] = field(default_factory=dict)
    _fault: BaseException | None = None
    _manager: PassManager = field(init=False)

    def __post_init__(self) -> None:
        self._manager = PassManager("builtin.module", self.context)
        if isinstance(self.step, PassStep):
            info = self.step.info
            self._manager.add(self._run_python, name=info.name, argument=info.name, description=info.summary)
        else:
            self._manager.add(self.step.text)

    def run(self, module: ir.Operation) -> LoweringError | None:
        """Run it; the error is not complete yet."""
        try:
            self._manager.run(module)
        except ir.MLIRError as error:
            texts = [_diagnostic_text(diagnostic) for diagnostic in error.error_diagnostics]
            if self._fault is not None:
                texts.append(f"{type(self._fault).__name__}: {self._fault}")
            if self._fault is not None and not isinstance(self._fault, Exception):
                raise self._fault from None  # an interrupt, not a fault
            failure = LoweringError(self.step.name, texts, internal=self._fault is not None)
            failure.__cause__ = self._fault or error
            return failure
        return None

    def _run_python(self, module: ir.Operation, pass_: object) -> None:
        try:
            with self.context:
                self.statistics = call(self.step.info, module, dict(self.step.options))
        except PassFailure as failure:
            for problem in failure.problems:
                problem.location.emit_error(problem.message)
            pass_.signal_pass_failure()
        except BaseException as fault:  # whatever it is, it goes on behind the pass manager
            self._fault = fault
            pass_.signal_pass_failure()


def _diagnostic_text(diagnostic: ir.DiagnosticInfo) -> str:
    notes = "".join(f"\n    note: {note.message}" for note in diagnostic.notes)
    return f"{location_text(diagnostic.location)}: {diagnostic.message}{notes}"


def _reproducer(original: ir.Operation, before: Sequence[Step], failed: Step) -> str:
    for step in before:
        _StepRun(step, original.context).run(original)
    text = original.get_asm(enable_debug_info=True, assume_verified=True)
    return f"// RUN: fuse-opt %s --pipeline='builtin.module({failed.text})'\n{text}"
