"""What an operator sees of executables: how fast they start, how large they are, what the first build for a target costs.

Starts of hello: the executable, a C program that prints the same and is linked alike, and `run`, which compiles in memory. In each
round every program starts once, one right after the other. p95 says what a busy moment costs.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path
from statistics import median, quantiles

from languages import BENCH, fuse_mlir
from measure import Launcher

from fuse_mlir.codegen.targets import TARGETS, find_target
from fuse_mlir.codegen.toolchain import zig_path

_EXAMPLES = BENCH.parent / "examples"
_LINKED = {"static": "linux-x64-musl", "dynamic": "linux-x64"}


def measure_starts(launcher: Launcher, folder: Path, starts: int) -> None:
    """Prints p50 and p95 of `starts` starts, and how many times as long as C and as short as `run` they are."""
    hello = BENCH / "hello" / "hello.fuse"
    commands: dict[str, list[str | Path]] = {"run": [*fuse_mlir(), "run", hello]}
    for link in _LINKED:
        commands[f"C, {link}"] = [_c_hello(folder, link)]
        commands[f"FUSE, {link}"] = [_build(hello, folder / f"hello-{link}", "--link", link)]
    times: dict[str, list[float]] = {name: [] for name in commands}
    for command in commands.values():
        launcher.run(command)
    for _ in range(starts):
        for name, command in commands.items():
            times[name].append(launcher.run(command).elapsed_ms)
    print(f"| start of hello | p50 (ms) | p95 (ms) | of {starts} starts |\n| --- | ---: | ---: | --- |")
    for name, found in times.items():
        print(f"| {name} | {median(found):.2f} | {_p95(found):.2f} | {_comparison(name, times)} |", flush=True)


def measure_sizes(folder: Path) -> None:
    """Prints the sizes of what `--release` writes."""
    print("\n| executable | " + " | ".join(target.name for target in TARGETS) + " |")
    print("| --- | " + "---: | " * len(TARGETS))
    for source in (BENCH / "hello" / "hello.fuse", _EXAMPLES / "project_demo.fuse"):
        sizes = [
            _build(source, folder / f"{source.stem}-{target.name}", "--target", target.name).stat().st_size for target in TARGETS
        ]
        print(f"| {source.stem} | " + " | ".join(f"{size:,}" for size in sizes) + " |", flush=True)


def measure_first_builds(launcher: Launcher) -> None:
    """Prints what a `--release` build costs with an empty cache, and the next one. Takes some minutes."""
    print("\n| first build for | elapsed (s) | processor (s) | the next (s) | processor (s) |\n| --- | ---: | ---: | ---: | ---: |")
    for target in TARGETS:
        # The dynamic row of a machine shares nothing with the static one.
        with tempfile.TemporaryDirectory(prefix="fuse-bench.") as name:
            folder = Path(name)
            command = [*fuse_mlir(), "build", "--release", "--target", target.name, _EXAMPLES / "project_demo.fuse"]
            previous = os.environ.get("XDG_CACHE_HOME")
            os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
            try:
                first, following = (launcher.run([*command, "-o", folder / number]) for number in ("1", "2"))
            finally:
                del os.environ["XDG_CACHE_HOME"]
                if previous is not None:
                    os.environ["XDG_CACHE_HOME"] = previous
        print(
            f"| {target.name} | {first.elapsed_ms / 1e3:.1f} | {first.cpu_ms / 1e3:.1f} "
            f"| {following.elapsed_ms / 1e3:.2f} | {following.cpu_ms / 1e3:.2f} |",
            flush=True,
        )


def _comparison(name: str, times: dict[str, list[float]]) -> str:
    """Ratios of the rounds, each of two starts right after each other."""
    if not name.startswith("FUSE"):
        return ""
    found = times[name]
    to_c = median(fuse / c for fuse, c in zip(found, times[name.replace("FUSE", "C")], strict=True))
    faster = [median(times["run"]) / median(found), _p95(times["run"]) / _p95(found)]
    return f"{to_c:.2f} times C, {faster[0]:.0f} (p95: {faster[1]:.0f}) times faster than run"


def _p95(samples: list[float]) -> float:
    return quantiles(samples, n=20, method="inclusive")[-1]


def _c_hello(folder: Path, link: str) -> Path:
    program = folder / f"hello-c-{link}"
    flags = ["-target", find_target(_LINKED[link]).zig, "-O3", "-s", *(["-static"] if link == "static" else [])]
    subprocess.run([zig_path(), "cc", *flags, BENCH / "hello" / "hello.c", "-o", program], check=True, capture_output=True)
    return program


def _build(source: Path, output: Path, *options: str) -> Path:
    subprocess.run([*fuse_mlir(), "build", "--release", *options, source, "-o", output], check=True, capture_output=True)
    return output
