"""The compiler's own times: whole commands, Python's start included.

`check` and `run` of hello, `build` of programs small and large, anew and unchanged, and `check` of generated packages of growing
size. A machine that has other work to do stretches the elapsed time, hardly the processor time.
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
    commands = {"check": ["check", source], "run": ["run", source]}
    print("| command on hello | elapsed (ms) | processor (ms) |\n| --- | ---: | ---: |")
    for name, arguments in commands.items():
        cost = middle([launcher.run([*fuse_mlir(), *arguments]) for _ in range(rounds + 1)][1:])
        print(f"| {name} | {cost.elapsed_ms:.0f} | {cost.cpu_ms:.0f} |", flush=True)


def measure_build(launcher: Launcher, folder: Path, rounds: int) -> None:
    """Prints what `build` costs where C library and runtime are there: all of it, and again when nothing has changed."""
    print("\n| build | elapsed (ms) | processor (ms) | memory (MiB) | again (ms) | processor (ms) |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    packages = {
        "hello": _package_of(BENCH / "hello" / "hello.fuse", folder),
        "project_demo": _package_of(BENCH.parent / "examples" / "project_demo.fuse", folder),
        "20,000 lines": folder / "package-20000",
    }
    write_package(packages["20,000 lines"], 20_000)
    for name, package in packages.items():
        for option in ("--aot", "--release"):
            command = [*fuse_mlir(), "build", option, package]
            anew, unchanged = [], []
            for _ in range(rounds):
                shutil.rmtree(package / ".fuse", ignore_errors=True)
                anew.append(launcher.run(command))
                unchanged.append(launcher.run(command))
            first, again = middle(anew), middle(unchanged)
            figures = f"{first.elapsed_ms:.0f} | {first.cpu_ms:.0f} | {first.peak_kib / 1024:.0f}"
            print(f"| {name} {option} | {figures} | {again.elapsed_ms:.0f} | {again.cpu_ms:.0f} |", flush=True)


def _package_of(source: Path, folder: Path) -> Path:
    """A package with one file."""
    package = folder / f"{source.stem}-package"
    package.mkdir(exist_ok=True)
    shutil.copy(source, package)
    (package / "fuse.toml").write_text(f'[package]\nentry = "{source.name}"\n')
    return package


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
