"""Runs the parity corpus: every program every way, compared with what its head says.

    python test/parity/run_parity.py [--way WAY]... [--jobs N] [--only TEXT]... [PROGRAM]...

In:   `test/parity/*.fuse` and `examples/*.fuse`, every way; `test/semantics/**/*.fuse` with the JIT and as executables
      (`test_semantics.py` interprets them), programs of tests as a program each test, servers on other systems too; or the
      programs named. Migrations are interpreted only.
Out:  one line a failure with the difference below it, a summary, and exit status 1 when anything failed. A program passes when
      standard output, standard error (in normal form), exit status, what was sent over connections and, for executables, the
      number of objects left alive (none) are as expected.
"""

from __future__ import annotations

import argparse
import difflib
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "semantics"))

from corpus import Case, cases_below, cases_of, tests_as_programs
from emulation import STACK_BYTES, TRAP_STATUS, emulated_ways, prepared, target_of
from execution import checked
from known_gaps import WRONG, line_of_wrong
from outcome import Outcome, live_objects, normal_stderr
from ways import WAYS, run_program

from fuse_mlir.codegen.target_limits import unavailable

_FOLDER = Path(__file__).resolve().parent
_ROOT = _FOLDER.parent.parent
_SEMANTICS = _FOLDER.parent / "semantics"
_SEMANTICS_WAYS = ("native", "aot")
# Of the lines in a report, in characters.
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Result:
    """`problem` is empty for a pass, else what is wrong."""

    program: str
    way: str
    problem: str


def programs() -> list[Case]:
    """The corpus, in order of name."""
    own = [
        case
        for folder in (_FOLDER, _ROOT / "examples")
        for path in sorted(folder.glob("*.fuse"))
        for case in cases_of(path, folder)
    ]
    return own + [program for case in cases_below(_SEMANTICS) for program in _runnable(case)]


def _runnable(case: Case) -> Iterable[Case]:
    """The programs that the native backend can be asked to run for a case."""
    if case.description.commands == ["run"]:
        return [case]
    # Those below `tests/` are about the report.
    is_table = case.description.commands == ["test"] and not case.name.startswith("tests/")
    return tests_as_programs(case) if is_table else []


def runs_of(cases: Iterable[Case], ways: Iterable[str]) -> list[tuple[Case, str]]:
    """The ways that each program is run."""
    return [(case, way) for case in cases for way in ways if is_for_every_way(case, way) or way in _SEMANTICS_WAYS]


def is_for_every_way(case: Case, way: str) -> bool:
    """Programs of `test/parity/`; of the others, for other systems, servers: each system has sockets of its own."""
    return "/" not in case.name or ("@" in way and bool(case.description.exchanges))


def run_corpus(cases: list[Case], ways: list[str]) -> Iterator[Result]:
    """Each program each way, one after the other, in this process and its forks."""
    _import_compiler(ways)
    for case in cases:
        with tempfile.TemporaryDirectory(prefix="fuse-parity.") as folder:
            try:
                program = checked(case, Path(folder))
            except AssertionError as error:
                yield from (Result(case.name, way, f"does not check:\n{error}") for _, way in runs_of([case], ways))
                continue
            for _, way in runs_of([case], ways):
                if "@" in way and unavailable(program, target_of(way)):
                    # The build says so, and says where (test_target_limits.py): nothing to run.
                    yield Result(case.name, way, "")
                else:
                    outcome = run_program(program, case.description, way)
                    yield Result(case.name, way, difference(case, outcome, way))


def _import_compiler(ways: list[str]) -> None:
    """Imports what the forks need before they are made."""
    import_module("fuse_mlir.interpreter")
    if any(way != "ast" for way in ways):
        for name in ("importer", "lowering.driver", "codegen.build", "jit"):
            import_module(f"fuse_mlir.{name}")


def _shown(line: str) -> str:
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}… ({len(line)} characters)"


def difference(case: Case, outcome: Outcome, way: str) -> str:
    """What is wrong with an outcome; empty when nothing is."""
    expected = case.description
    problems = []
    if outcome.status != expected.status:
        problems.append(f"exit status {outcome.status}, expected {expected.status}")
    for name, wanted, found in (
        ("stdout", expected.stdout, outcome.stdout),
        ("stderr", expected.stderr, normal_stderr(outcome.stderr)),
        ("responses", "\n".join(response for _, response in expected.exchanges), "\n".join(outcome.responses)),
        ("requests", "\n".join(request for request, _ in expected.peer), "\n".join(outcome.requests)),
    ):
        if wanted != found:
            lines = difflib.unified_diff(wanted.splitlines(), found.splitlines(), "expected", name, lineterm="", n=1)
            problems.append("\n".join(map(_shown, lines)) or f"{name}: line ends differ")
    if "@" in way and outcome.status == TRAP_STATUS and "stack overflow" in expected.stderr:
        # WebAssembly reports the end of its stack itself; nothing of the program runs any more.
        return "" if outcome.stderr == "trap: STACK_OVERFLOW\n" else f"another trap: {outcome.stderr}"
    if way.startswith("aot") and "stack overflow" not in expected.stderr:
        # A stack that overflowed cannot be unwound: what its frames held is lost.
        live = live_objects(outcome.stderr)
        if live != 0:
            problems.append(f"live objects at the end: {'no report' if live is None else live}")
    return "\n".join(problems)


def judge(result: Result) -> str:
    """The problem of a result in the light of the known gaps; empty when all is as it should be."""
    line = line_of_wrong(result.program, result.way)
    if line is None:
        return result.problem
    return "" if result.problem else f"passes, but is listed as wrong ({WRONG[line]}): remove it from known_gaps.py"


def outdated(results: Iterable[Result]) -> list[str]:
    """The lines of the table of gaps that no program needs; `results` are of the whole corpus, without emulated targets."""
    wrong = {line_of_wrong(result.program, result.way) for result in results}
    return [" ".join(key) for key in WRONG if key not in wrong and "@" not in key[1]]


def run_in_parallel(cases: list[Case], ways: list[str], jobs: int) -> list[Result]:
    """The corpus dealt to `jobs` processes; results in the order of the corpus."""
    workers: list[list[str]] = []
    for number in range(jobs):
        share = [case.name for case in cases[number::jobs]]
        if share:
            command = [sys.executable, __file__, "--worker", *(f"--way={way}" for way in ways), *share]
            workers.append(command)
    with prepared(ways):
        results = _results_of(workers)
    order = {case.name: index for index, case in enumerate(cases)}
    return sorted(results, key=lambda result: (order[result.program], ways.index(result.way)))


def _results_of(commands: list[list[str]]) -> list[Result]:
    """What workers that run side by side report."""

    def widen_stack() -> None:
        _, most = resource.getrlimit(resource.RLIMIT_STACK)
        resource.setrlimit(resource.RLIMIT_STACK, (STACK_BYTES if most == resource.RLIM_INFINITY else min(STACK_BYTES, most), most))

    workers = [
        subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, preexec_fn=widen_stack if any("@" in w for w in command) else None
        )
        for command in commands
    ]
    results = []
    for worker in workers:
        output, _ = worker.communicate()
        if worker.returncode != 0:
            raise SystemExit(f"a worker ended with status {worker.returncode}")
        results += [Result(**json.loads(line)) for line in output.splitlines()]
    return results


def main() -> int:
    parser = argparse.ArgumentParser(description="Run the parity corpus.")
    parser.add_argument("--way", action="append", choices=[*WAYS, *emulated_ways()], help="run this way only; may be repeated")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument(
        "--only", action="append", default=[], metavar="TEXT", help="programs with TEXT in their name; may be repeated"
    )
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("program", nargs="*", help="names of programs")
    arguments = parser.parse_args()
    ways = arguments.way or list(WAYS)
    cases = programs()
    if arguments.program or arguments.only:
        names = set(arguments.program)
        cases = [case for case in cases if case.name in names or any(text in case.name for text in arguments.only)]
    if arguments.worker:
        for result in run_corpus(cases, ways):
            print(json.dumps(asdict(result)), flush=True)
        return 0
    results = run_in_parallel(cases, ways, arguments.jobs)
    problems = [(f"{result.program} ({result.way})", judge(result)) for result in results]
    if len(cases) == len(programs()) and set(ways) >= set(_SEMANTICS_WAYS):
        problems += [(key, "no program needs this gap: remove it from known_gaps.py") for key in outdated(results)]
    failed = [(name, problem) for name, problem in problems if problem]
    for name, problem in failed:
        print(f"FAIL {name}\n" + "\n".join(f"    {line}" for line in problem.splitlines()))
    gaps = sum(1 for result in results if result.problem and not judge(result))
    passed = sum(1 for result in results if not result.problem and not judge(result))
    print(f"{len(results)} runs of {len(cases)} programs: {passed} passed, {gaps} known gaps, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
