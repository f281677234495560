"""Runs programs and measures them: processor time, elapsed time, peak memory."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from fuse_mlir.codegen.targets import default_target
from fuse_mlir.codegen.toolchain import zig_path

# The kernel counts memory in batches of 64 pages: less than that reads as nothing.
LEAST_PEAK_KIB = 256
LAUNCHER_SOURCE = Path(__file__).resolve().parent / "launch.c"


@dataclass(frozen=True, slots=True)
class Sample:
    """One run, or the median of several. `cpu_ms` counts all threads, `elapsed_ms` what a clock on the wall shows."""

    cpu_ms: float
    elapsed_ms: float
    peak_kib: float


class Launcher:
    """Starts programs through `launch.c`, compiled into `folder`."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "launch"
        command = [zig_path(), "cc", "-target", default_target("release").zig, "-O2", "-static", LAUNCHER_SOURCE, "-o", self._path]
        subprocess.run(command, check=True, capture_output=True)

    def run(self, command: list[str | Path], size: int | None = None) -> Sample:
        """One run with its output thrown away; `size` is N.

        Errors:  RuntimeError for a program that fails.
        """
        result = subprocess.run(
            [self._path, *command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment(size), check=True
        )
        user_us, system_us, elapsed_us, peak_kib, status = map(int, result.stdout.split())
        if status != 0:
            raise RuntimeError(f"{command[0]} ended with status {status}")
        return Sample((user_us + system_us) / 1e3, elapsed_us / 1e3, max(peak_kib, LEAST_PEAK_KIB))


def environment(size: int | None) -> dict[str, str]:
    """This process's environment with N set to `size`, or without N."""
    variables = {name: value for name, value in os.environ.items() if name != "N"}
    return variables if size is None else {**variables, "N": str(size)}


def middle(samples: list[Sample]) -> Sample:
    """The medians, each number by itself."""
    return Sample(
        median(sample.cpu_ms for sample in samples),
        median(sample.elapsed_ms for sample in samples),
        median(sample.peak_kib for sample in samples),
    )


def processor() -> str:
    """The processor's own name, as the system gives it."""
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return os.uname().machine
