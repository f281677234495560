"""The compiler's own times: whole commands, Python's start included.

`check`, `run` and a warm `build` of hello, and `check` of generated packages of growing size. A machine that has other work to do
stretches the elapsed time, hardly the processor time.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from languages import BENCH, fuse_mlir
from measure import Launcher, middle
from package_source import write_package


def measure_compiler(launcher: Launcher, folder: Path, rounds: int) -> None:
    """Prints the times of whole commands on the hello program, everything cached that a second call finds cached."""
    source = BENCH / "hello" / "hello.fuse"
    commands = {
        "check": ["check", source],
        "run": ["run", source],
        "build --aot": ["build", "--aot", source, "-o", folder / "hello-aot"],
        "build --release": ["build", "--release", source, "-o", folder / "hello-release"],
    }
    print("| command on hello | elapsed (ms) | processor (ms) |\n| --- | ---: | ---: |")
    for name, arguments in commands.items():
        cost = middle([launcher.run([*fuse_mlir(), *arguments]) for _ in range(rounds + 1)][1:])
        print(f"| {name} | {cost.elapsed_ms:.0f} | {cost.cpu_ms:.0f} |", flush=True)


def measure_check(launcher: Launcher, folder: Path, rounds: int) -> None:
    """Prints what `check` costs on packages of growing size: of all modules, and again when nothing has changed. `a line` is the
    processor time of a line, without what a check of nothing takes."""
    print("\n| check (lines) | elapsed (ms) | processor (ms) | a line (us) | memory (MiB) | again (ms) | processor (ms) |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for lines in (5_000, 10_000, 20_000, 40_000):
        package = folder / f"package-{lines}"
        write_package(package, lines)
        command = [*fuse_mlir(), "check", package]
        cold, unchanged = [], []
        for _ in range(rounds):
            shutil.rmtree(package / ".fuse", ignore_errors=True)
            cold.append(launcher.run(command))
            unchanged.append(launcher.run(command))
        first, again = middle(cold), middle(unchanged)
        line_us = (first.cpu_ms - again.cpu_ms) / lines * 1e3
        figures = f"{first.elapsed_ms:.0f} | {first.cpu_ms:.0f} | {line_us:.1f} | {first.peak_kib / 1024:.0f}"
        print(f"| {lines} | {figures} | {again.elapsed_ms:.0f} | {again.cpu_ms:.0f} |", flush=True)
