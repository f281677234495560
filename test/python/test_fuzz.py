"""Differential fuzzing: generated programs every way, and tests of the generator, the comparison and the shrinker."""

import ast
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "fuzz"))

import batch
from generator.features import ALL, NONE
from generator.literals import simplest
from generator.programs import generate
from generator.tree import Line, expression, line, operation, render
from generator.types import BOOL, INT, STRING, EnumOf, Field, ListOf, OptionOf, StructOf, fits
from shrink import shrink
from trial import Failure, Outcome, compare, trial

from fuse_mlir.frontend.analysis import analyze
from fuse_mlir.frontend.source import SourceFile

_FUZZ = Path(__file__).resolve().parent.parent / "fuzz"


def test_generated_programs_agree():
    command = [sys.executable, _FUZZ / "run_fuzz.py", "--count=200", "--seed=1", "--jobs=2"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=1800)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "200 programs 3 ways: 0 failed" in done.stdout


def test_programs_depend_on_their_seed_alone():
    def made(hash_seed):
        command = [sys.executable, _FUZZ / "run_fuzz.py", "--count=5", "--seed=100", "--print"]
        return subprocess.run(command, capture_output=True, check=True, env={"PYTHONHASHSEED": hash_seed}).stdout

    assert made("1") == made("2")
    assert render(generate(100)).encode() in made("3")
    assert generate(100) != generate(101)


@pytest.mark.parametrize("features", [NONE, ALL], ids=["core", "all"])
def test_programs_are_well_typed(features):
    for seed in range(60):
        analysis = analyze(SourceFile("fuzz.fuse", render(generate(seed, features))))
        assert analysis.program is not None, (seed, [item.message for item in analysis.diagnostics])


def test_programs_cover_all_features():
    text = "".join(render(generate(seed, ALL)) for seed in range(60))
    words = ("Map<String, ", "Result<", "?!", "box ", "json.decode", "json.encode", "crypto.", "html.", "regex(", "await ", "same<")
    for word in words:
        assert word in text, word


def test_programs_cover_the_language():
    text = "".join(render(generate(seed)) for seed in range(60))
    for word in (
        "match ",
        "while ",
        "for ",
        "break",
        "continue",
        " ?? ",
        "?.",
        "Some(",
        "null",
        "assert(",
        "fuel - 1",
        "..",
        " -> ",
    ):
        assert word in text, word


def test_fitting_types():
    assert fits(ListOf(INT, 3), ListOf(INT, 1))
    assert not fits(ListOf(INT, 1), ListOf(INT, 3))
    assert not fits(INT, OptionOf(INT))


def test_simplest_values():
    inner = StructOf("S", (Field("a", STRING, (2, 3)), Field("b", OptionOf(INT)), Field("c", INT, default="5")))
    assert render((line(simplest(ListOf(inner, 2))),)) == '[S(a="aa"), S(a="aa")]\n'
    assert render((line(simplest(EnumOf("E", (("V", (INT, BOOL)),)))),)) == "E.V(0, false)\n"


def test_operands_get_parentheses():
    total = operation(INT, operation(INT, "1 + 2"), " * ", expression(INT, "3"))
    assert render((line("print(", total, ")"),)) == "print((1 + 2) * 3)\n"


def test_comparisons_among_arguments_are_no_type_arguments():
    """Seed 303200: `f(0 < n, n > (0.0))` is a call with type arguments."""
    less = operation(BOOL, expression(INT, "0"), " < ", expression(INT, "n"))
    assert render((line("f(", less, ", n > (0.0))"),)) == "f((0 < n), n > (0.0))\n"


def _program(body: list[Line]) -> tuple[Line, ...]:
    unused = line("fn unused() -> Int:", block=[line("return 1")])
    return unused, line('app "a":', block=body)


def test_shrinking_keeps_what_the_failure_needs():
    value = operation(INT, operation(INT, expression(INT, "7"), " * ", expression(INT, "x")), " + ", expression(INT, "2"))
    body = [line("let x = 4"), line("if true:", block=[line("print(1)"), line("print(", value, ")")]), line("print(3)")]
    least = shrink(_program(body), lambda text: "app" in text and "print(" in text and "x" in text.replace("fn", ""))
    assert render(least) == 'app "a":\n  print(x)\n'


def test_shrinking_stops_at_the_number_of_tries():
    tried = []
    shrink(_program([line(f"print({number})") for number in range(50)]), lambda text: tried.append(text) is not None, tries=20)
    assert len(tried) == 20


@pytest.mark.parametrize(
    ("found", "kind"),
    [
        (Outcome(0, "1\n", "fuse-rt: live objects: 0\n"), None),
        (Outcome(0, "2\n", "fuse-rt: live objects: 0\n"), "stdout differs"),
        (Outcome(1, "1\n", "run error: x\nfuse-rt: live objects: 0\n"), "stderr differs"),
        (Outcome(3, "1\n", "fuse-rt: live objects: 0\n"), "exit status differs"),
        (Outcome(0, "1\n", "fuse-rt: live objects: 2\n"), "leak"),
        (Outcome(0, "1\n", ""), "leak"),
        (Outcome(-11, "1\n", ""), "signal 11"),
        (Outcome(-14, "", ""), "does not end"),
        (Outcome(70, "", 'Traceback\nValueError: op "x" 12'), "compiler fault: ValueError: op "),
    ],
)
def test_outcomes_are_compared(found, kind):
    failure = compare(Outcome(0, "1\n", ""), found, "aot-O2")
    assert (failure.kind if failure else None) == kind


def test_the_first_different_line_is_named():
    failure = compare(Outcome(0, "a\nb\n", ""), Outcome(0, "a\nc\n", ""), "native")
    assert failure == Failure("native", "stdout differs", "line 2 of the output\nexpected: b\nfound:    c")


def test_a_program_that_the_checker_refuses_fails():
    failure = trial('app "a":\n  let x: Int = "1"\n', ())
    assert failure is not None and failure.way == "check" and failure.kind.startswith("rejected: ")


def test_a_program_that_does_not_end_fails():
    failure = trial('app "a":\n  var n = 0\n  while true:\n    n = n + 1\n', (), seconds=1)
    assert failure is not None and (failure.way, failure.kind) == ("ast", "does not end")


def test_a_program_that_recurses_too_deeply_fails():
    failure = trial('fn f() -> Int:\n  return f() + 1\n\napp "a":\n  print(f())\n', ())
    assert failure is not None
    assert (failure.way, failure.kind) == ("ast", "stack overflow")


_GOOD = 'app "a":\n  print(1)\n'


def test_batches_find_what_is_refused_or_too_deep():
    refused = 'app "a":\n  let x: Int = "1"\n'
    deep = 'fn f() -> Int:\n  return f() + 1\n\napp "a":\n  print(f())\n'
    assert batch.suspects([_GOOD, refused, _GOOD, deep]) == [1, 3]
    assert batch.suspects([refused]) == [0]


def test_batches_find_what_ends_the_compiler(monkeypatch):
    compile_it = batch.in_process_module

    def aborts(program, symbol, options):
        if symbol == "program2.aot-O2":
            os.kill(os.getpid(), signal.SIGKILL)
        return compile_it(program, symbol, options)

    monkeypatch.setattr(batch, "in_process_module", aborts)
    # The other two are done again; they are the programs 0 and 1 then.
    assert batch.suspects([_GOOD, _GOOD, _GOOD]) == [2]


def test_batches_find_differences_at_each_level(monkeypatch):
    compile_it = batch.in_process_module
    other = analyze(SourceFile("other.fuse", 'app "a":\n  print(2)\n')).program

    def miscompiles(program, symbol, options):
        return compile_it(other if symbol in ("program0.aot-O2", "program3.aot-plain") else program, symbol, options)

    monkeypatch.setattr(batch, "in_process_module", miscompiles)
    assert batch.suspects([_GOOD] * 5) == [0, 3]


def test_the_generator_takes_chance_from_its_seed_alone():
    """No sets, whose order differs between runs, and no other source of chance."""
    for path in sorted(_FUZZ.glob("**/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not isinstance(node, ast.Set | ast.SetComp), path
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in ("set", "frozenset", "hash", "id"), path
