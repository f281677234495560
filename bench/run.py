"""Compares FUSE with C, and measures the compiler: `./dev bench [--rounds N] [--only NAME …]`.

Each program exists twice, in FUSE and in C, with the same algorithm and the same output (`bench/<name>/<name>.{fuse,c}`). Both are
compiled for the baseline CPU of the target and linked statically against the same C library: FUSE by `build --release`, C by
`zig cc -O3`. In each round every program runs once, FUSE and C in turn, so a machine that slows down slows both; the figure is the
median of the rounds. A program whose outputs differ ends the run.

The compiler's own times (a warm `build --aot`, `check` and `run` of hello, `check` of generated packages) are whole processes,
Python's start included.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from package_source import write_package

from fuse_mlir.codegen.targets import default_target
from fuse_mlir.codegen.toolchain import zig_path

BENCH = Path(__file__).resolve().parent
PROGRAMS = ("loop", "fib", "sieve", "mandelbrot")
# A program that does nothing lasts well under a millisecond: one sample is this many starts.
STARTS = 200


@dataclass(frozen=True, slots=True)
class Pair:
    """One program, compiled both ways."""

    name: str
    fuse: Path
    c: Path


def main() -> int:
    parser = argparse.ArgumentParser(description="Compare FUSE with C, and measure the compiler.")
    parser.add_argument("--rounds", type=int, default=7, metavar="N", help="runs of each program (default: 7)")
    parser.add_argument("--only", nargs="+", choices=PROGRAMS, default=PROGRAMS, metavar="NAME", help=" ".join(PROGRAMS))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fuse-bench.") as folder:
        print(f"target {default_target('release').triple}, baseline CPU, median of {options.rounds} rounds\n")
        pairs = [compile_pair(name, Path(folder)) for name in options.only]
        compare("program", pairs, lambda program: run_time_ms(program, 1), options.rounds, "ms")
        hello = compile_pair("hello", Path(folder))
        compare("start", [hello], lambda program: run_time_ms(program, STARTS), options.rounds, "ms")
        print(f"{'size':<12} {'hello':<12} {hello.fuse.stat().st_size:>10} B  {hello.c.stat().st_size:>10} B")
        measure_compiler(Path(folder), options.rounds)
        measure_check(Path(folder), options.rounds)
    return 0


def compile_pair(name: str, folder: Path) -> Pair:
    """Compiles both versions of a program and compares what they print."""
    pair = Pair(name, folder / f"{name}-fuse", folder / f"{name}-c")
    checked([*fuse_mlir(), "build", "--release", BENCH / name / f"{name}.fuse", "-o", pair.fuse])
    flags = ["-target", default_target("release").zig, "-O3", "-static", "-s", "-ffp-contract=off"]
    checked([zig_path(), "cc", *flags, BENCH / name / f"{name}.c", "-o", pair.c])
    outputs = [checked([program]) for program in (pair.fuse, pair.c)]
    if outputs[0] != outputs[1]:
        sys.exit(f"error: {name} prints {outputs[0]!r} in FUSE and {outputs[1]!r} in C")
    return pair


def compare(kind: str, pairs: list[Pair], measure: Callable[[Path], float], rounds: int, unit: str) -> None:
    """Prints a line a program: median of FUSE, of C, and the median of the ratios of the rounds."""
    samples: dict[str, list[tuple[float, float]]] = {pair.name: [] for pair in pairs}
    for _ in range(rounds):
        for pair in pairs:
            samples[pair.name].append((measure(pair.fuse), measure(pair.c)))
    print(f"{kind:<12} {'':<12} {'FUSE':>10} {unit}  {'C':>9} {unit}  {'ratio':>6}")
    for name, measured in samples.items():
        fuse, c = (median(sample[side] for sample in measured) for side in (0, 1))
        ratio = median(sample[0] / sample[1] for sample in measured)
        print(f"{'':<12} {name:<12} {fuse:>10.2f} {unit}  {c:>9.2f} {unit}  {ratio:>6.2f}")


def run_time_ms(program: Path, times: int) -> float:
    """The time of one run, measured over `times` runs in a row."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    begin = time.perf_counter_ns()
    for _ in range(times):
        child = os.posix_spawn(program, [program.name], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, nothing, 1)])
        _, status = os.waitpid(child, 0)
        if status != 0:
            sys.exit(f"error: {program.name} ended with status {os.waitstatus_to_exitcode(status)}")
    elapsed_ns = time.perf_counter_ns() - begin
    os.close(nothing)
    return elapsed_ns / times / 1e6


def measure_compiler(folder: Path, rounds: int) -> None:
    """Prints the times of whole commands on the hello program, everything cached that a second call finds cached."""
    source = BENCH / "hello" / "hello.fuse"
    commands = {
        "check": ["check", source],
        "run": ["run", source],
        "build --aot": ["build", "--aot", source, "-o", folder / "hello-aot"],
        "--release": ["build", "--release", source, "-o", folder / "hello-release"],
    }
    print(f"\n{'command':<12} {'':<12} {'median':>10} ms  {'fastest':>9} ms")
    for name, arguments in commands.items():
        times = [command_time_ms(arguments) for _ in range(rounds + 1)][1:]
        print(f"{'':<12} {name:<12} {median(times):>10.0f} ms  {min(times):>9.0f} ms")


def measure_check(folder: Path, rounds: int) -> None:
    """Prints what `check` costs on packages of growing size: of all modules, and again when nothing has changed.

    A machine that has other work to do stretches the wall time, hardly the processor time; `a line` is of the latter, without what
    a check of nothing takes.
    """
    head = f"{'lines':<8} {'cold':>8} ms {'CPU':>8} ms {'a line':>8} us {'memory':>8} MB"
    print(f"\n{'check':<12} {head} {'again':>8} ms {'CPU':>6} ms")
    for lines in (5_000, 10_000, 20_000, 40_000):
        package = folder / f"package-{lines}"
        write_package(package, lines)
        cold, unchanged = [], []
        for _ in range(rounds):
            shutil.rmtree(package / ".fuse", ignore_errors=True)
            cold.append(command_cost(["check", package]))
            unchanged.append(command_cost(["check", package]))
        wall, cpu, memory = (median(figures) for figures in zip(*cold, strict=True))
        again, again_cpu, _ = (median(figures) for figures in zip(*unchanged, strict=True))
        line = (cpu - again_cpu) / lines * 1e3
        cost = f"{lines:<8} {wall:>8.0f} ms {cpu:>8.0f} ms {line:>8.1f} us {memory:>8.0f} MB"
        print(f"{'':<12} {cost} {again:>8.0f} ms {again_cpu:>6.0f} ms")


def command_time_ms(arguments: list[str | Path]) -> float:
    return command_cost(arguments)[0]


def command_cost(arguments: list[str | Path]) -> tuple[float, float, float]:
    """Wall time and processor time of a command that must succeed, in ms, and its peak memory in MB."""
    command = [*fuse_mlir(), *arguments]
    begin = time.perf_counter_ns()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = (time.perf_counter_ns() - begin) / 1e6
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"error: {' '.join(map(str, command))} ended with status {process.returncode}")
    # Linux counts memory in units of 1024 bytes, macOS in bytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return wall, (usage.ru_utime + usage.ru_stime) * 1e3, usage.ru_maxrss * unit / 1e6


def fuse_mlir() -> list[str | Path]:
    """The command of the environment this script runs in."""
    return [Path(sys.executable).parent / "fuse-mlir"]


def checked(command: list[str | Path]) -> bytes:
    """Runs a command that must succeed; gives its output."""
    result = subprocess.run(command, capture_output=True)
    if result.returncode != 0:
        sys.exit(f"error: {' '.join(map(str, command))}\n{result.stderr.decode(errors='replace')}")
    return result.stdout


if __name__ == "__main__":
    sys.exit(main())
