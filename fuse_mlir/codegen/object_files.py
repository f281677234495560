"""llvm dialect → object files of an executable: one, or of a large program several, compiled at the same time.

The parts of a large program take in the runtime as a small program does: for inlining; one more part has what of the runtime the
program reaches. So a program is as fast in parts as in one piece, but for calls between parts, which LLVM does not inline.
"""

from __future__ import annotations

import os
import tempfile
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import replace
from pathlib import Path

from mlir import ir

from .llvm_ir import llvm_ir_text, read_bitcode
from .observer import BuildObserver
from .part_compiler import PartJob, PartTimes, compile_part
from .targets import Target

# Of what is visible in the runtime alone; no name of C has a dot.
_RUNTIME_PREFIX = "fuse_rt.own."


def compile_parts(
    parts: list[ir.Module], target: Target, level: int, runtime: bytes | None, observer: BuildObserver
) -> list[bytes]:
    """The object files of the parts, in their order; with `runtime`, its bitcode, the one of the runtime behind them.

    Errors: BuildError where a process was stopped.
    """
    with tempfile.TemporaryDirectory(prefix="fuse-mlir.") as name:
        folder = Path(name)
        with observer.measure("translate to LLVM"):
            jobs = [_job(part, number, target, level, folder) for number, part in enumerate(parts)]
        if runtime is not None:
            jobs = _with_runtime(jobs, parts, runtime, target, level, folder)
        times: list[PartTimes] = []
        observer.advance(0, len(jobs))
        with ThreadPoolExecutor(max_workers=_processors()) as pool:
            for done in as_completed([pool.submit(compile_part, job) for job in jobs]):
                times.append(done.result())
                observer.advance(len(times), len(jobs))
        # As time of the whole: what the processes took, shared among those that ran at once.
        share = min(_processors(), len(jobs))
        observer.spent("passes of LLVM", sum(each.optimize_ns for each in times) // share)
        observer.spent("machine code", sum(each.emit_ns for each in times) // share)
        return [job.output.read_bytes() for job in jobs]


def _job(part: ir.Module, number: int, target: Target, level: int, folder: Path) -> PartJob:
    source = folder / f"{number}.ll"
    source.write_text(llvm_ir_text(part, target, relocation=target.relocation), encoding="utf-8")
    return PartJob(source, folder / f"{number}.o", target, level)


def _with_runtime(
    jobs: list[PartJob], parts: list[ir.Module], runtime: bytes, target: Target, level: int, folder: Path
) -> list[PartJob]:
    called = {
        ir.StringAttr(view.operation.attributes["sym_name"]).value
        for part in parts
        for view in part.body.operations
        if view.operation.name == "llvm.func" and not view.operation.regions[0].blocks
    }
    shared = read_bitcode(runtime, target, relocation=target.relocation, level=level)
    shared.share(called, _RUNTIME_PREFIX)
    source = folder / "runtime.bc"
    source.write_bytes(shared.bitcode())
    own = PartJob(source, folder / "runtime.o", target, level, bitcode=True)
    return [*(replace(job, runtime=source) for job in jobs), own]


def _processors() -> int:
    """How many this process may use; the result does not depend on it."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1
