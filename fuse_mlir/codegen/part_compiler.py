"""Compiles one part of a program to an object file, in a process of its own: `compile_part` in the parent, `main` in the child.

llvmlite lets one thread into LLVM at a time, so parts that are to be compiled at the same time need a process each. It starts in a
tenth of a second, since it loads LLVM alone. What it is to do comes as a JSON argument.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from .errors import BuildError
from .targets import find_target

# The child finds modules where its parent does, wherever the command is run.
_CHILD = "import sys; sys.path[:] = sys.argv[2:]; from fuse_mlir.codegen.part_compiler import main; main(sys.argv[1])"


@dataclass(frozen=True, slots=True)
class PartJob:
    """One part: LLVM IR at `source` (`bitcode`: in that form) is compiled to the object file `output`.

    `cpu` and `features` are those of the target, or what was chosen instead. `runtime` is a bitcode file whose functions may be
    inlined; None: there is none.
    """

    source: str
    output: str
    target: str
    cpu: str
    features: str
    level: int
    bitcode: bool = False
    runtime: str | None = None


@dataclass(frozen=True, slots=True)
class PartTimes:
    """Nanoseconds."""

    optimize_ns: int
    emit_ns: int


def compile_part(job: PartJob) -> PartTimes:
    """Runs a process that does the job.

    Errors: BuildError where it was stopped; RuntimeError with its words where it failed, which is a fault of the compiler.
    """
    command = [sys.executable, "-c", _CHILD, json.dumps(asdict(job)), *sys.path]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace")
    if done.returncode < 0:
        raise BuildError(
            f"the compiler was stopped by signal {-done.returncode} while emitting a part of the program",
            "the machine may be out of memory: free some and run the build again",
        )
    if done.returncode > 0:
        raise RuntimeError(f"a part of the program could not be compiled: {done.stderr.strip()}")
    return PartTimes(**json.loads(done.stdout))


def main(argument: str) -> None:
    """Does the job that the argument describes, and prints its times."""
    from .llvm_ir import read_bitcode, read_llvm_ir

    job = PartJob(**json.loads(argument))
    target, data = replace(find_target(job.target), cpu=job.cpu, features=job.features), Path(job.source).read_bytes()
    started = time.perf_counter_ns()
    if job.bitcode:
        module = read_bitcode(data, target, relocation=target.relocation, level=job.level)
    else:
        module = read_llvm_ir(data.decode(), target, relocation=target.relocation, level=job.level)
    if job.runtime is not None:
        module.refer_to(Path(job.runtime).read_bytes())
    module.optimize()
    optimized = time.perf_counter_ns()
    Path(job.output).write_bytes(module.object_code())
    print(json.dumps(asdict(PartTimes(optimized - started, time.perf_counter_ns() - optimized))))
