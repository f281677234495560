"""Runs generated programs every way and shrinks those that fail.

    python test/fuzz/run_fuzz.py [--count N] [--seed S] [--jobs J] [--way WAY]... [--no-shrink] [--print]

In:   the number of programs and the seed of the first: program number i is made from seed S + i.
Out:  for each failure its seed, its class, the least program that fails the same way and the command that runs it again; a summary;
      exit status 1 when anything failed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib import import_module

from batch import suspects
from generator.programs import generate
from generator.tree import render
from shrink import shrink
from trial import ALL_WAYS, SECONDS, WAYS, Failure, trial

_BATCH = 20

# Programs that take longer while they shrink are not looked at: leaving out a line makes many loops endless.
_SHRINKING_SECONDS = 2


def import_compiler() -> None:
    """Imports what the forks of `trial` need, before they are made."""
    for name in ("interpreter", "importer", "lowering.driver", "codegen.build", "jit"):
        import_module(f"fuse_mlir.{name}")


def failures(seeds: range, ways: tuple[str, ...], with_shrinking: bool) -> Iterator[dict[str, object]]:
    """A report of each seed whose program fails, in order. The usual ways are tried in batches, others one by one."""
    for start in range(0, len(seeds), _BATCH):
        some = seeds[start : start + _BATCH]
        chosen = some if ways != WAYS else [some[number] for number in suspects([render(generate(seed)) for seed in some])]
        for seed in chosen:
            yield from _looked_at(seed, ways, with_shrinking)


def _looked_at(seed: int, ways: tuple[str, ...], with_shrinking: bool) -> Iterator[dict[str, object]]:
    program = generate(seed)
    failure = trial(render(program), ways)
    if failure is None and ways == WAYS:
        failure = Failure("batch", "fails only among other programs", f"{_BATCH} programs, from one of the seeds before")
        with_shrinking = False
    if failure is not None:
        least = shrink(program, lambda text, wanted=failure: same_failure(text, wanted)) if with_shrinking else program
        text = render(least)
        detail = failure.detail if least == program else _detail(text, failure)
        yield {"seed": seed, "way": failure.way, "kind": failure.kind, "detail": detail, "program": text}


def same_failure(text: str, wanted: Failure) -> bool:
    found = trial(text, _ways_for(wanted), SECONDS if wanted.kind == "does not end" else _SHRINKING_SECONDS)
    return found is not None and (found.way, found.kind) == (wanted.way, wanted.kind)


def _ways_for(failure: Failure) -> tuple[str, ...]:
    return (failure.way,) if failure.way in ALL_WAYS else ()


def _detail(text: str, failure: Failure) -> str:
    found = trial(text, _ways_for(failure))
    return found.detail if found is not None else failure.detail


def run(count: int, seed: int, jobs: int, ways: tuple[str, ...], with_shrinking: bool) -> int:
    """Deals the seeds to `jobs` processes and prints their reports as they come; gives the number of failures."""
    workers = []
    for number in range(min(jobs, count)):
        command = [sys.executable, __file__, "--worker", f"--seed={seed + number}", f"--count={count - number}", f"--jobs={jobs}"]
        command += [*(f"--way={way}" for way in ways), *([] if with_shrinking else ["--no-shrink"])]
        workers.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
    found = []
    for worker in workers:
        output, _ = worker.communicate()
        if worker.returncode != 0:
            raise SystemExit(f"a worker ended with status {worker.returncode}")
        found += [json.loads(line) for line in output.splitlines()]
    for report in sorted(found, key=lambda report: report["seed"]):
        print(f"FAIL seed {report['seed']} ({report['way']}): {report['kind']}")
        print("\n".join(f"    {line}" for line in str(report["detail"]).splitlines()[-12:]))
        print(f"  the least program; again: ./dev fuzz --count 1 --seed {report['seed']}")
        print("\n".join(f"    {line}" for line in str(report["program"]).splitlines()), flush=True)
    return len(found)


def main() -> int:
    parser = argparse.ArgumentParser(description="Run generated programs every way.")
    parser.add_argument("--count", type=int, default=100, help="how many programs")
    parser.add_argument("--seed", type=int, default=0, help="the seed of the first program")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--way", action="append", choices=ALL_WAYS, help="compare this way only; may be repeated")
    parser.add_argument("--no-shrink", action="store_true", help="report failing programs as they are")
    parser.add_argument("--print", action="store_true", help="print the programs instead of running them")
    parser.add_argument("--worker", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    ways = tuple(arguments.way or WAYS)
    seeds = range(arguments.seed, arguments.seed + arguments.count)
    if arguments.print:
        for seed in seeds:
            print(f"# seed {seed}\n{render(generate(seed))}")
        return 0
    if arguments.worker:
        import_compiler()
        for report in failures(seeds[:: arguments.jobs], ways, not arguments.no_shrink):
            print(json.dumps(report), flush=True)
        return 0
    start = time.monotonic()
    failed = run(arguments.count, arguments.seed, arguments.jobs, ways, not arguments.no_shrink)
    print(f"{arguments.count} programs {len(ways) + 1} ways: {failed} failed ({time.monotonic() - start:.0f} s)")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
