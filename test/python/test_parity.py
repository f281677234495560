"""Every program of the parity corpus, every way to run it: one test each.

The whole corpus runs once, in `test/parity/run_parity.py`; the tests read its results. The first tests check the runner itself.
"""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "parity"))

import run_parity
from expectation import live_objects, normal_stderr, parse_expectation
from ways import WAYS, Outcome

_PROGRAMS = run_parity.programs()


@pytest.fixture(scope="session")
def results() -> dict[tuple[str, str], run_parity.Result]:
    found = run_parity.run_in_parallel(_PROGRAMS, list(WAYS), min(4, os.cpu_count() or 1))
    return {(result.program, result.way): result for result in found}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("program", [path.stem for path in _PROGRAMS])
def test_program(results, program, way):
    problem = run_parity.judge(results[program, way])
    assert not problem, problem


def test_program_names_are_unique():
    names = [path.stem for path in _PROGRAMS]
    assert sorted(set(names)) == sorted(names)


def test_expectation_of_a_failure():
    blocks = "# config:\n#   [App]\n# stdout:\n#   one\n#\n#     two\n# stderr:\n#   hint\n"
    head = f'# Why.\n# env: A=1\n# env: B=" x "\n{blocks}# error: boom\n# note\n'
    with pytest.raises(ValueError, match="not understood: # note"):
        parse_expectation(head)
    expected = parse_expectation(head.removesuffix("# note\n") + "app\n# stdout:\n#   later\n")
    assert expected.stdout == "one\n\n  two\n"
    assert expected.stderr == "hint\nrun error: boom\n"
    assert (expected.status, expected.environment, expected.config) == (1, {"A": "1", "B": " x "}, "[App]\n")


def test_expectation_of_a_panic():
    assert parse_expectation("# panic: p\n").status == 101


_LINE = "mode=aot profile=debug target=x86_64-unknown-linux-gnu rustc=LLVM 22.1.0 cli=0.1.0 runtime_cache=1 contract=aot-v1"


@pytest.mark.parametrize(
    ("raw", "normal"),
    [
        ("hint\nrun error: a\nb\n", "hint\nrun error: a\\nb\n"),
        (f"fatal: class=runtime_fatal pid=7 message=a\\nb {_LINE}\nfuse-rt: live objects: 0\n", "run error: a\\nb\n"),
        ("fatal: class=panic pid=7 message=panic_kind=k t\n", "fatal: class=panic message=panic_kind=k t\n"),
        (f"fatal: class=panic pid=7 message=panic_kind=k t {_LINE}\n", "fatal: class=panic message=panic_kind=k t\n"),
    ],
)
def test_normal_stderr(raw, normal):
    assert normal_stderr(raw) == normal


def test_differences_are_found():
    expected = parse_expectation("# stdout:\n#   1\n")
    good = Outcome(0, "1\n", "fuse-rt: live objects: 0\n")
    assert run_parity.difference(expected, good, "aot") == ""
    assert "live objects" in run_parity.difference(expected, Outcome(0, "1\n", "fuse-rt: live objects: 2\n"), "aot")
    assert "live objects" in run_parity.difference(expected, Outcome(0, "1\n", ""), "aot")
    assert "exit status 1" in run_parity.difference(expected, Outcome(1, "1\n", ""), "ast")
    assert "+2" in run_parity.difference(expected, Outcome(0, "2\n", ""), "ast")
    assert "stderr" in run_parity.difference(expected, Outcome(0, "1\n", "noise\n"), "native")
    assert live_objects("fuse-rt: live objects: 12\n") == 12


def test_a_known_gap_that_passes_fails(monkeypatch):
    monkeypatch.setattr(run_parity, "KNOWN_GAPS", {("p", "*"): "reason"})
    assert run_parity.judge(run_parity.Result("p", "aot", "wrong")) == ""
    assert "passes, but is listed" in run_parity.judge(run_parity.Result("p", "aot", ""))
    assert run_parity.judge(run_parity.Result("q", "aot", "wrong")) == "wrong"
