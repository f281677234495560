"""One program, every way, each in a process of its own: interpreter, executables at -O0 and -O2 with the runtime that counts live
objects, on request the JIT.

In:   the text of a program.
Out:  None when all ways agree, else a Failure. The interpreter says what is right; a program that the checker refuses, that the
      interpreter cannot run, or that does not end, is a failure as well.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "semantics"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "parity"))


from description import Description
from outcome import Outcome, live_objects, normal_stderr
from ways import COMPILER_FAULT, TOO_LONG, run_program

from fuse_mlir.frontend.analysis import analyze
from fuse_mlir.frontend.diagnostics import render_text
from fuse_mlir.frontend.source import SourceFile

WAYS = ("aot-plain", "aot-O2")
ALL_WAYS = ("native", *WAYS)

SECONDS = 10
_NOTHING = Description()
_SHOWN = 400


@dataclass(frozen=True, slots=True)
class Failure:
    """`way` and `kind` together name the class of a failure, which shrinking keeps; `detail` is for people."""

    way: str
    kind: str
    detail: str


def trial(text: str, ways: tuple[str, ...] = WAYS, seconds: int = SECONDS) -> Failure | None:
    """The first failure of the program, in the order of `ways`."""
    source = SourceFile("fuzz.fuse", text)
    analysis = analyze(source)
    if analysis.program is None:
        found = "\n".join(render_text(item, source) for item in analysis.diagnostics if item.level != "warning")
        return Failure("check", f"rejected: {analysis.diagnostics[0].message}", found)
    wanted = run_program(analysis.program, _NOTHING, "ast", seconds)
    problem = interpreter_problem(wanted)
    if problem is not None:
        return Failure("ast", problem, wanted.stderr)
    for way in ways:
        outcome = run_program(analysis.program, _NOTHING, way, seconds)
        failure = compare(wanted, outcome, way)
        if failure is not None:
            return failure
    return None


def interpreter_problem(outcome: Outcome) -> str | None:
    """Why an outcome of the interpreter says nothing about the other ways; None when it does."""
    if "stack overflow" in outcome.stderr:
        # How deep a stack is differs between the ways. Generated programs do not recurse deeply; one that was shrunk may.
        return "stack overflow"
    return _broken(outcome)


def compare(wanted: Outcome, found: Outcome, way: str) -> Failure | None:
    broken = _broken(found)
    if broken is not None:
        return Failure(way, broken, found.stderr)
    if wanted.stdout != found.stdout:
        return Failure(way, "stdout differs", _first_difference(wanted.stdout, found.stdout))
    expected, reported = normal_stderr(wanted.stderr), normal_stderr(found.stderr)
    if expected != reported:
        return Failure(way, "stderr differs", f"expected: {expected}found:    {reported}")
    if wanted.status != found.status:
        return Failure(way, "exit status differs", f"expected {wanted.status}, found {found.status}")
    if way.startswith("aot"):
        live = live_objects(found.stderr)
        if live != 0:
            return Failure(way, "leak", f"live objects at the end: {'no report' if live is None else live}")
    return None


def _broken(outcome: Outcome) -> str | None:
    """What is wrong with an outcome whatever the program means; None when nothing is."""
    if outcome.status in TOO_LONG:
        return "does not end"
    if outcome.status < 0:
        return f"signal {-outcome.status}"
    if outcome.status == COMPILER_FAULT:
        # Names and numbers of values differ while a program shrinks; the rest of the message tells one fault from another.
        last = outcome.stderr.strip().rpartition("\n")[2]
        return "compiler fault: " + re.sub(r"[%@\"'`(].*|\d+", "", last)[:80]
    return None


def _first_difference(wanted: str, found: str) -> str:
    expected, printed = wanted.split("\n"), found.split("\n")
    number = next((n for n, (a, b) in enumerate(zip(expected, printed, strict=False)) if a != b), min(len(expected), len(printed)))
    sides = [(lines[number] if number < len(lines) else "(end)")[:_SHOWN] for lines in (expected, printed)]
    return f"line {number + 1} of the output\nexpected: {sides[0]}\nfound:    {sides[1]}"
