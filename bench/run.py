"""Compares FUSE with C, Go, Rust and the interpreter: `./dev bench [NAME …] [--rounds N] [--cpu native] [--compiler]`.

Each program exists in every language with the same algorithm and the same output (`programs.py`, `languages.py`). In each round
every program runs once in every language, one language right after the other, so that a machine that slows down slows all of them;
a ratio is the median of the ratios of the rounds. A program whose outputs differ ends the run. Processor time is what the kernel
counts for a process, all threads together: on a machine that other work shares it is the steadier figure.
The interpreter runs at a smaller size than the compiled programs, and FUSE once more at that size beside it.

`--compiler` measures the compiler itself instead (`compiler_times.py`), `--shipping` how executables start and how large they are,
`--first-build` what the first build for each target costs (`shipping.py`), and `--service` what a request costs a server
(`service.py`).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from compiler_times import measure_build, measure_check, measure_compiler
from languages import BENCH, Language, NotCompiled, fuse_mlir, languages
from measure import Launcher, Sample, environment, processor
from programs import PROGRAMS, BenchProgram, find_program
from report import INTERPRETER, Measured, interpreter_table, tables
from service import measure_service
from shipping import measure_first_builds, measure_sizes, measure_starts

from fuse_mlir.codegen.targets import default_target

# In the checkout, where it is ignored.
BUILT = BENCH.parent / "build" / "bench"
# A ratio to the interpreter is tens or hundreds; more rounds would not make it say more.
INTERPRETER_ROUNDS = 3


def main() -> int:
    parser = argparse.ArgumentParser(description="Compare FUSE with C, Go, Rust and the interpreter.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"programs (default: all): {' '.join(p.name for p in PROGRAMS)}")
    parser.add_argument("--rounds", type=int, default=7, metavar="N", help="runs of each program (default: 7)")
    parser.add_argument("--cpu", choices=("baseline", "native"), default="baseline", help="what to compile for (default: baseline)")
    parser.add_argument("--no-interpreter", action="store_true", help="leave the interpreter out")
    parser.add_argument("--compiler", action="store_true", help="measure the compiler instead")
    parser.add_argument("--shipping", action="store_true", help="measure starts and sizes of executables instead")
    parser.add_argument("--starts", type=int, default=200, metavar="N", help="starts that --shipping measures (default: 200)")
    parser.add_argument("--first-build", action="store_true", help="measure the first build for each target instead")
    parser.add_argument("--service", action="store_true", help="measure what a request costs a server instead")
    parser.add_argument("--requests", type=int, default=20_000, metavar="N", help="requests that --service makes (default: 20000)")
    options = parser.parse_args()
    try:
        programs = [find_program(name) for name in options.names] or list(PROGRAMS)
    except ValueError as error:
        parser.error(str(error))
    BUILT.mkdir(parents=True, exist_ok=True)
    target = default_target("release").triple
    print(f"{processor()}, {target}, {options.cpu} CPU, median of {options.rounds} rounds\n", flush=True)
    launcher = Launcher(BUILT)
    if options.shipping:
        measure_starts(launcher, BUILT, options.starts)
        measure_sizes(BUILT)
        return 0
    if options.first_build:
        measure_first_builds(launcher)
        return 0
    if options.compiler:
        measure_compiler(launcher, BUILT, options.rounds)
        measure_build(launcher, BUILT, min(options.rounds, 3))
        measure_check(launcher, BUILT, options.rounds)
        return 0
    known = languages()
    if options.service:
        measure_service(known, BUILT, options.requests)
        return 0
    print("".join(f"- {language.name}: {language.version}\n" for language in known if language.version), flush=True)
    comparison = Comparison(launcher, known, BUILT, options.cpu == "native")
    results = [comparison.compile(program) for program in programs]
    comparison.measure(results, options.rounds)
    print(tables(results, [language.name for language in known if language.name != "FUSE"]), flush=True)
    if not options.no_interpreter:
        comparison.measure_interpreter(results, min(options.rounds, INTERPRETER_ROUNDS))
        print(interpreter_table(results))
    return 0


class Comparison:
    """Compiles all versions of programs and measures them side by side."""

    def __init__(self, launcher: Launcher, known: list[Language], folder: Path, native: bool) -> None:
        self._launcher = launcher
        self._languages = known
        self._folder = folder
        self._native = native
        self._executables: dict[str, dict[str, Path]] = {}

    def compile(self, program: BenchProgram) -> Measured:
        """Compiles a program in every language and compares what the versions print; no samples yet."""
        progress(f"compiling {program.name}")
        problem = None
        built: dict[str, Path] = {}
        for language in self._languages:
            try:
                built[language.name] = language.compile(program.name, self._folder, self._native)
            except NotCompiled as error:
                if language.name != "FUSE":
                    sys.exit(f"error: {program.name} does not compile in {language.name}\n{error}")
                problem = next((line for line in str(error).splitlines() if "error" in line), str(error))
        outputs = {name: output_of(path, program.small) for name, path in built.items()}
        different = [name for name in outputs if outputs[name] != outputs["C"]]
        if different:
            sys.exit(f"error: {program.name} prints something else in {', '.join(different)} than in C")
        self._executables[program.name] = built
        return Measured(program, {name: [] for name in built}, {}, problem)

    def measure(self, results: list[Measured], rounds: int) -> None:
        """Adds the samples of the compiled programs."""
        for number in range(rounds):
            progress(f"round {number + 1} of {rounds}")
            for result in results:
                for name, path in self._executables[result.program.name].items():
                    result.samples[name].append(self._run(result, [path], None))

    def measure_interpreter(self, results: list[Measured], rounds: int) -> None:
        """Adds the samples at the small size: FUSE and the interpreter."""
        for number in range(rounds):
            progress(f"interpreter, round {number + 1} of {rounds}")
            for result in results:
                name, size = result.program.name, result.program.small
                built = self._executables[name].get("FUSE")
                if built is None:
                    continue
                interpreted = [*fuse_mlir(), "run", "--backend", "ast", BENCH / name / f"{name}.fuse"]
                result.small.setdefault("FUSE", []).append(self._run(result, [built], size))
                result.small.setdefault(INTERPRETER, []).append(self._run(result, interpreted, size))

    def _run(self, result: Measured, command: list[str | Path], size: int | None) -> Sample:
        try:
            return self._launcher.run(command, size)
        except RuntimeError as error:
            sys.exit(f"error: {result.program.name}: {error}")


def output_of(program: Path, size: int) -> bytes:
    """What a program prints at the given size."""
    result = subprocess.run([program], capture_output=True, env=environment(size))
    if result.returncode != 0:
        sys.exit(f"error: {program.name} ended with status {result.returncode}\n{result.stderr.decode(errors='replace')}")
    return result.stdout


def progress(text: str) -> None:
    print(f"[bench] {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
