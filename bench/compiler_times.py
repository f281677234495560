"""The compiler's own times: whole commands, Python's start included.

`check`, `run` and a warm `build` of hello, and `check` of generated packages of growing size.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from languages import BENCH, fuse_mlir
from package_source import write_package


def measure_compiler(folder: Path, rounds: int) -> None:
    """Prints the times of whole commands on the hello program, everything cached that a second call finds cached."""
    source = BENCH / "hello" / "hello.fuse"
    commands = {
        "check": ["check", source],
        "run": ["run", source],
        "build --aot": ["build", "--aot", source, "-o", folder / "hello-aot"],
        "build --release": ["build", "--release", source, "-o", folder / "hello-release"],
    }
    print("| command on hello | median (ms) | fastest (ms) |\n| --- | ---: | ---: |")
    for name, arguments in commands.items():
        times = [_command_time_ms(arguments) for _ in range(rounds + 1)][1:]
        print(f"| {name} | {median(times):.0f} | {min(times):.0f} |", flush=True)


def measure_check(folder: Path, rounds: int) -> None:
    """Prints the times of `check` on packages of growing size: of all modules, and again when nothing has changed."""
    print("\n| check of a package (lines) | all of it (ms) | a line (us) | unchanged (ms) |\n| --- | ---: | ---: | ---: |")
    for lines in (5_000, 20_000, 40_000):
        package = folder / f"package-{lines}"
        write_package(package, lines)
        cold, unchanged = [], []
        for _ in range(rounds):
            shutil.rmtree(package / ".fuse", ignore_errors=True)
            cold.append(_command_time_ms(["check", package]))
            unchanged.append(_command_time_ms(["check", package]))
        start = median(unchanged)
        print(f"| {lines} | {median(cold):.0f} | {(median(cold) - start) / lines * 1e3:.1f} | {start:.0f} |", flush=True)


def _command_time_ms(arguments: list[str | Path]) -> float:
    begin = time.perf_counter_ns()
    result = subprocess.run([*fuse_mlir(), *arguments], capture_output=True)
    if result.returncode != 0:
        sys.exit(f"error: {' '.join(map(str, arguments))}\n{result.stderr.decode(errors='replace')}")
    return (time.perf_counter_ns() - begin) / 1e6
