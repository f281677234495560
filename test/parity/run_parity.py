"""Runs the parity corpus: every program every way, compared with what its head says.

    python test/parity/run_parity.py [--way WAY]... [--jobs N] [PROGRAM]...

In:   `test/parity/*.fuse` and `examples/*.fuse`, or the programs named.
Out:  one line a failure with the difference below it, a summary, and exit status 1 when anything failed. A program passes when
      standard output, standard error (in normal form), exit status and, for executables, the number of objects left alive (none)
      are as expected.
"""

from __future__ import annotations

import argparse
import difflib
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from expectation import Expectation, live_objects, normal_stderr, parse_expectation
from known_gaps import KNOWN_GAPS
from ways import WAYS, Outcome, run_program

from fuse_mlir.frontend.analysis import analyze
from fuse_mlir.frontend.diagnostics import render_text
from fuse_mlir.frontend.source import SourceFile

_FOLDER = Path(__file__).resolve().parent
_ROOT = _FOLDER.parent.parent


@dataclass(frozen=True, slots=True)
class Result:
    """`problem` is empty for a pass, else what is wrong."""

    program: str
    way: str
    problem: str


def programs() -> list[Path]:
    """The corpus, in order of name."""
    return sorted(_FOLDER.glob("*.fuse")) + sorted((_ROOT / "examples").glob("*.fuse"))


def run_corpus(paths: list[Path], ways: list[str]) -> Iterator[Result]:
    """Each program each way, one after the other, in this process and its forks."""
    _import_compiler(ways)
    for path in paths:
        text = path.read_text(encoding="utf-8")
        expectation = parse_expectation(text)
        source = SourceFile(path.name, text)
        analysis = analyze(source)
        for way in ways:
            if analysis.program is None:
                found = "\n".join(render_text(diagnostic, source) for diagnostic in analysis.diagnostics)
                problem = f"does not check:\n{found}"
            else:
                problem = difference(expectation, run_program(analysis.program, expectation, way), way)
            yield Result(path.stem, way, problem)


def _import_compiler(ways: list[str]) -> None:
    """Imports what the forks need before they are made."""
    import_module("fuse_mlir.interpreter")
    if any(way != "ast" for way in ways):
        for name in ("importer", "lowering.driver", "codegen.build", "jit"):
            import_module(f"fuse_mlir.{name}")


def difference(expected: Expectation, outcome: Outcome, way: str) -> str:
    """What is wrong with an outcome; empty when nothing is."""
    problems = []
    if outcome.status != expected.status:
        problems.append(f"exit status {outcome.status}, expected {expected.status}")
    for name, wanted, found in (
        ("stdout", expected.stdout, outcome.stdout),
        ("stderr", expected.stderr, normal_stderr(outcome.stderr)),
    ):
        if wanted != found:
            lines = difflib.unified_diff(wanted.splitlines(), found.splitlines(), "expected", name, lineterm="", n=1)
            problems.append("\n".join(lines))
    if way.startswith("aot") and "stack overflow" not in expected.stderr:
        # A stack that overflowed cannot be unwound: what its frames held is lost.
        live = live_objects(outcome.stderr)
        if live != 0:
            problems.append(f"live objects at the end: {'no report' if live is None else live}")
    return "\n".join(problems)


def judge(result: Result) -> str:
    """The problem of a result in the light of the known gaps; empty when all is as it should be."""
    reason = KNOWN_GAPS.get((result.program, result.way)) or KNOWN_GAPS.get((result.program, "*"))
    if reason is None:
        return result.problem
    return "" if result.problem else f"passes, but is listed as a known gap ({reason}): remove it from known_gaps.py"


def run_in_parallel(paths: list[Path], ways: list[str], jobs: int) -> list[Result]:
    """The corpus dealt to `jobs` processes; results in the order of the corpus."""
    workers = []
    for number in range(jobs):
        share = [str(path) for path in paths[number::jobs]]
        if share:
            command = [sys.executable, __file__, "--worker", *(f"--way={way}" for way in ways), *share]
            workers.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
    results = []
    for worker in workers:
        output, _ = worker.communicate()
        if worker.returncode != 0:
            raise SystemExit(f"a worker ended with status {worker.returncode}")
        results += [Result(**json.loads(line)) for line in output.splitlines()]
    order = {path.stem: index for index, path in enumerate(paths)}
    return sorted(results, key=lambda result: (order[result.program], ways.index(result.way)))


def main() -> int:
    parser = argparse.ArgumentParser(description="Run the parity corpus.")
    parser.add_argument("--way", action="append", choices=WAYS, help="run this way only; may be repeated")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("program", nargs="*", type=Path)
    arguments = parser.parse_args()
    paths, ways = arguments.program or programs(), arguments.way or list(WAYS)
    if arguments.worker:
        for result in run_corpus(paths, ways):
            print(json.dumps({"program": result.program, "way": result.way, "problem": result.problem}), flush=True)
        return 0
    results = run_in_parallel(paths, ways, arguments.jobs)
    failures = 0
    for result in results:
        problem = judge(result)
        if problem:
            failures += 1
            print(f"FAIL {result.program} ({result.way})\n" + "\n".join(f"    {line}" for line in problem.splitlines()))
    gaps = sum(1 for result in results if result.problem and not judge(result))
    passed = len(results) - failures - gaps
    print(f"{len(results)} runs of {len(paths)} programs: {passed} passed, {gaps} known gaps, {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
