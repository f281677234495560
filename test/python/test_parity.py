"""Every program of the parity corpus, each way that it is run: one test each.

The whole corpus runs once, in `test/parity/run_parity.py`; the tests read its results. The last tests check the runner itself.
"""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "parity"))

import known_gaps
import run_parity
from corpus import Case
from description import parse_description
from outcome import Outcome, live_objects, normal_stderr
from ways import WAYS

_PROGRAMS = run_parity.programs()
_RUNS = [(case.name, way) for case, way in run_parity.runs_of(_PROGRAMS, WAYS)]


@pytest.fixture(scope="session")
def results() -> dict[tuple[str, str], run_parity.Result]:
    found = run_parity.run_in_parallel(_PROGRAMS, list(WAYS), min(4, os.cpu_count() or 1))
    return {(result.program, result.way): result for result in found}


@pytest.mark.parametrize(("program", "way"), _RUNS)
def test_program(results, program, way):
    problem = run_parity.judge(results[program, way])
    assert not problem, problem


def test_no_gap_is_outdated(results):
    assert run_parity.outdated(results.values()) == [], "remove these lines from known_gaps.py"


def test_program_names_are_unique():
    names = [case.name for case in _PROGRAMS]
    assert sorted(set(names)) == sorted(names)


_LINE = "mode=aot profile=debug target=x86_64-unknown-linux-gnu rustc=LLVM 22.1.0 cli=0.1.0 runtime_cache=1 contract=aot-v1"


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("hint\nrun error: a\nb\n", "hint\nrun error: a\\nb\n"),
        (f"fatal: class=runtime_fatal pid=7 message=a\\nb {_LINE}\nfuse-rt: live objects: 0\n", "run error: a\\nb\n"),
        ("fatal: class=panic pid=7 message=panic_kind=k t\n", "fatal: class=panic message=panic_kind=k t\n"),
        (f"fatal: class=panic pid=7 message=panic_kind=k t {_LINE}\n", "fatal: class=panic message=panic_kind=k t\n"),
        (f"fatal: class=runtime_fatal pid=7 message=a {_LINE}\n  at src/shop.fuse:7:10\n", "run error: a\n"),
        ("  at src/shop.fuse:7:10\n", "  at src/shop.fuse:7:10\n"),
    ],
)
def test_normal_stderr(raw, normal):
    assert normal_stderr(raw) == normal


def _case(head):
    return Case("p", "p.fuse", head, parse_description(head))


def test_differences_are_found():
    expected = _case("# stdout:\n#   1\n")
    assert run_parity.difference(expected, Outcome(0, "1\n", "fuse-rt: live objects: 0\n"), "aot") == ""
    assert "live objects" in run_parity.difference(expected, Outcome(0, "1\n", "fuse-rt: live objects: 2\n"), "aot")
    assert "live objects" in run_parity.difference(expected, Outcome(0, "1\n", ""), "aot")
    assert "exit status 1" in run_parity.difference(expected, Outcome(1, "1\n", ""), "ast")
    assert "+2" in run_parity.difference(expected, Outcome(0, "2\n", ""), "ast")
    assert "stderr" in run_parity.difference(expected, Outcome(0, "1\n", "noise\n"), "native")
    assert live_objects("fuse-rt: live objects: 12\n") == 12


def test_differences_of_exchanges_are_found():
    expected = _case("# exchange:\n#   > GET / HTTP/1.1\n#   < HTTP/1.1 200 OK\n")
    response = "HTTP/1.1 200 OK\r\n\r\n"
    assert run_parity.difference(expected, Outcome(0, "", "", [response]), "native") == ""
    assert "-HTTP/1.1 200 OK" in run_parity.difference(expected, Outcome(0, "", "", ["no answer"]), "native")
    assert "line ends differ" in run_parity.difference(expected, Outcome(0, "", "", [response.replace("\r", "")]), "native")


def test_a_program_listed_as_wrong_that_passes_fails(monkeypatch):
    monkeypatch.setitem(known_gaps.WRONG, ("p*", "*"), "reason")
    assert run_parity.judge(run_parity.Result("p", "aot", "wrong")) == ""
    assert "passes, but is listed" in run_parity.judge(run_parity.Result("p", "aot", ""))
    assert run_parity.judge(run_parity.Result("q", "aot", "wrong")) == "wrong"


def test_lines_that_no_program_needs_are_found(monkeypatch):
    monkeypatch.setattr(run_parity, "WRONG", {("q", "*"): "", ("p", "aot"): ""})
    monkeypatch.setattr(known_gaps, "WRONG", run_parity.WRONG)
    assert run_parity.outdated([run_parity.Result("p", "aot", "wrong")]) == ["q *"]
