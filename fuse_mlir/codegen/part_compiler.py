"""Compiles one part of a program to an object file, in a process of its own: `compile_part` in the parent, `main` in the child.

llvmlite lets one thread into LLVM at a time, so parts that are to be compiled at the same time need a process each. It starts in a
tenth of a second, since it loads LLVM alone. What it is to do lies in a file.
"""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from .errors import BuildError
from .targets import Target

# The child finds modules where its parent does, wherever the command is run.
_CHILD = "import sys; sys.path[:] = sys.argv[2:]; from fuse_mlir.codegen.part_compiler import main; main(sys.argv[1])"


@dataclass(frozen=True, slots=True)
class PartJob:
    """One part: LLVM IR in the file `source` (`bitcode`: in that form) is compiled to the object file `output`.

    `target` is a row of the table, or one with another CPU. `runtime` is a bitcode file whose functions may be inlined; None: there
    is none.
    """

    source: Path
    output: Path
    target: Target
    level: int
    bitcode: bool = False
    runtime: Path | None = None


@dataclass(frozen=True, slots=True)
class PartTimes:
    """Nanoseconds."""

    optimize_ns: int
    emit_ns: int


def compile_part(job: PartJob) -> PartTimes:
    """Runs a process that does the job.

    Errors: BuildError where it was stopped; RuntimeError with its words where it failed, which is a fault of the compiler.
    """
    description = job.output.with_suffix(".job")
    description.write_bytes(pickle.dumps(job))
    command = [sys.executable, "-c", _CHILD, description, *sys.path]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace")
    if done.returncode < 0:
        raise BuildError(
            f"the compiler was stopped by signal {-done.returncode} while emitting a part of the program",
            "the machine may be out of memory: free some and run the build again",
        )
    if done.returncode > 0:
        raise RuntimeError(f"a part of the program could not be compiled: {done.stderr.strip()}")
    return PartTimes(**json.loads(done.stdout))


def main(description: str) -> None:
    """Does the job that lies in the file `description`, and prints its times."""
    from .llvm_ir import read_bitcode, read_llvm_ir

    job: PartJob = pickle.loads(Path(description).read_bytes())
    target, data = job.target, job.source.read_bytes()
    started = time.perf_counter_ns()
    if job.bitcode:
        module = read_bitcode(data, target, relocation=target.relocation, level=job.level)
    else:
        module = read_llvm_ir(data.decode(), target, relocation=target.relocation, level=job.level)
    if job.runtime is not None:
        module.refer_to(job.runtime.read_bytes())
    module.optimize()
    optimized = time.perf_counter_ns()
    job.output.write_bytes(module.object_code())
    print(json.dumps(asdict(PartTimes(optimized - started, time.perf_counter_ns() - optimized))))
