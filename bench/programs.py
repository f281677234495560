"""The programs that are compared: what each measures, and how much work it does.

Each is a folder with the same algorithm in every language, `<name>/<name>.{fuse,c,go,rs}`. The environment variable N sets the size
of the work; without it the program does its usual work, which the compiled versions are measured with.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Group(Enum):
    """What a program is mostly about; means are taken over a group."""

    KERNEL = "scalar and array kernels"
    ALLOCATION = "allocation-heavy programs"
    UNTYPED = "values known at run time only"
    PARALLEL = "tasks"


@dataclass(frozen=True, slots=True)
class BenchProgram:
    """`small` is the size that the interpreter is measured with: about two seconds of its work. It copies a list
    whenever an element is stored, so for programs that store much this is a small size indeed."""

    name: str
    group: Group
    small: int


PROGRAMS: tuple[BenchProgram, ...] = (
    BenchProgram("fib", Group.KERNEL, 20),
    BenchProgram("loop", Group.KERNEL, 100_000),
    BenchProgram("nested", Group.KERNEL, 70),
    BenchProgram("sieve", Group.KERNEL, 2_000),
    BenchProgram("mandelbrot", Group.KERNEL, 35),
    BenchProgram("matrix", Group.KERNEL, 32),
    BenchProgram("queens", Group.KERNEL, 6),
    BenchProgram("collatz", Group.KERNEL, 4_000),
    BenchProgram("fannkuch", Group.KERNEL, 7),
    BenchProgram("nbody", Group.KERNEL, 300),
    BenchProgram("trees", Group.ALLOCATION, 8),
    BenchProgram("text", Group.ALLOCATION, 5_000),
    BenchProgram("words", Group.ALLOCATION, 2_000),
    BenchProgram("json", Group.ALLOCATION, 500),
    BenchProgram("html", Group.ALLOCATION, 1),
    BenchProgram("validate", Group.ALLOCATION, 4_000),
    BenchProgram("untyped", Group.UNTYPED, 20),
    BenchProgram("spawn", Group.PARALLEL, 60),
)


def find_program(name: str) -> BenchProgram:
    """The program with this name. ValueError where there is none."""
    for program in PROGRAMS:
        if program.name == name:
            return program
    raise ValueError(f"no program is called {name}; programs: {', '.join(program.name for program in PROGRAMS)}")
