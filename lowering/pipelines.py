"""The pipelines: one function a phase, each a flat list of steps. Read top to bottom, this file is the compiler's map.

A phase ends with its gate, the pass that proves what the stage promises. Clean-ups (simplify, cse) are never a silent
requirement of the next pass: without the steps marked `speed` every program still compiles.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .stages import Stage
from .steps import PassStep, Step, run_pass, upstream


def optimize() -> list[Step]:
    """fuse → fuse-opt: the same dialects, faster."""
    return [
        run_pass("infer-inlining"),
        # Without its own clean-up of callees: the next step does that.
        upstream("inline{default-pipeline=}", speed=True),
        run_pass("simplify"),
        # Equal bounds and indices are one value from here on, which the next passes compare by.
        upstream("cse", speed=True),
        run_pass("elide-bounds-checks"),
        run_pass("forward-list-lengths"),
        run_pass("hoist-uniqueness"),
        upstream("loop-invariant-code-motion", speed=True),
        run_pass("simplify"),
        upstream("cse", speed=True),
        run_pass("split-loops"),
        run_pass("simplify"),
        upstream("cse", speed=True),
        run_pass("verify-fuse-opt"),
    ]


def lower_to_cfg() -> list[Step]:
    """fuse-opt → cfg: no scf, every raise is a branch."""
    return [
        # All three generate functions with loops, so they come before scf goes.
        run_pass("lower-any"),
        run_pass("lower-json"),
        run_pass("lower-text"),
        upstream("convert-scf-to-cf"),
        run_pass("infer-raises"),
        run_pass("lower-raises"),
        run_pass("simplify"),
        upstream("cse", speed=True),
        run_pass("elide-checks"),
        run_pass("simplify"),
        run_pass("verify-cfg"),
    ]


def insert_ownership() -> list[Step]:
    """cfg → owned: retains and releases."""
    return [
        run_pass("lower-selects"),
        run_pass("append-in-place"),
        run_pass("take-elements"),
        run_pass("infer-ownership"),
        # From here on nothing may merge, move or remove ops: counts depend on where each use stands.
        run_pass("insert-rc"),
        run_pass("elide-rc"),
        # Retains tell which lists have a second owner, so no retain may be added behind this.
        run_pass("infer-unique"),
        run_pass("reuse-cells"),
        run_pass("verify-owned"),
    ]


def lower_to_fuse_rt() -> list[Step]:
    """owned → fuse_rt: layouts, memory, runtime calls."""
    return [
        run_pass("lower-fuse-to-fuse-rt"),
        run_pass("verify-fuse-rt"),
    ]


def lower_to_llvm() -> list[Step]:
    """fuse_rt → llvm."""
    return [
        upstream("convert-to-llvm"),
        upstream("reconcile-unrealized-casts"),
        # After the conversion of functions: an llvm call cannot name a func.func.
        run_pass("lower-fuse-rt-to-llvm"),
        run_pass("verify-llvm"),
    ]


@dataclass(frozen=True, slots=True)
class Phase:
    """A named pipeline from one stage to the next. `reshapes`: what is for speed in it moves and folds code, so that a debugger
    would not find lines, functions and values where they are written; programs to be debugged go without."""

    name: str
    before: Stage
    after: Stage
    steps: Callable[[], list[Step]]
    reshapes: bool = False


PHASES = (
    Phase("optimize", Stage.FUSE, Stage.FUSE_OPT, optimize, reshapes=True),
    Phase("lower-to-cfg", Stage.FUSE_OPT, Stage.CFG, lower_to_cfg, reshapes=True),
    Phase("insert-ownership", Stage.CFG, Stage.OWNED, insert_ownership),
    Phase("lower-to-fuse-rt", Stage.OWNED, Stage.FUSE_RT, lower_to_fuse_rt),
    Phase("lower-to-llvm", Stage.FUSE_RT, Stage.LLVM, lower_to_llvm),
)


def find_phase(name: str) -> Phase:
    """The phase with this name. ValueError where there is none."""
    for phase in PHASES:
        if phase.name == name:
            return phase
    raise ValueError(f"no phase is called '{name}'; phases: {', '.join(phase.name for phase in PHASES)}")


def phases_between(start: Stage, end: Stage) -> list[Phase]:
    """The phases that lead from one stage to another, in order; none when they are equal.

    Errors: ValueError where the way leads backwards.
    """
    if end.order < start.order:
        raise ValueError(f"stage {end.value} comes before {start.value}")
    return [phase for phase in PHASES if start.order <= phase.before.order and phase.after.order <= end.order]


def phase_steps(phase: Phase, *, speed: bool = True, debug: bool = False) -> list[Step]:
    """The checked steps of a phase, with or without those that are for speed only. `debug`: for a program to be debugged, whose
    errors remember the places that they pass.

    Errors: ValueError where the phase does not fit together (see check_steps).
    """
    fast = speed and not (debug and phase.reshapes)
    steps = [_traced(step) if debug else step for step in phase.steps() if fast or not step.speed]
    check_steps(phase, steps)
    return steps


def _traced(step: Step) -> Step:
    """The step with errors traced, where it is one that can do that."""
    if isinstance(step, PassStep) and any(name == "trace" for name, _ in step.options):
        return run_pass(step.name, **{name.replace("-", "_"): value for name, value in step.options if name != "trace"}, trace=True)
    return step


def check_steps(phase: Phase, steps: list[Step]) -> None:
    """Check a phase when it is built, not when it runs.

    Each pass runs at its stage, behind the passes it depends on; the phase goes from its first stage to its last.
    Errors: ValueError that names phase and pass.
    """
    stage = phase.before
    done: list[str] = []
    for step in steps:
        if isinstance(step, PassStep):
            if step.info.stage not in (stage, None):
                raise ValueError(
                    f"phase {phase.name}: '{step.name}' runs on stage {step.info.stage.value}, but stands at {stage.value}"
                )
            for needed in step.info.after:
                if needed not in done:
                    raise ValueError(f"phase {phase.name}: '{step.name}' must come after '{needed}'")
            stage = step.info.stage_after or stage
        done.append(step.name)
    if stage is not phase.after:
        raise ValueError(f"phase {phase.name} ends at stage {stage.value}, not {phase.after.value}")
