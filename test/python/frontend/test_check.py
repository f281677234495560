"""The checker: golden files of messages, programs it accepts, and what no message shows: order, depth, robustness, start-up."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import time
from dataclasses import is_dataclass
from pathlib import Path

import golden_file
import pytest

from fuse_mlir.frontend.analysis import Analysis, analyze
from fuse_mlir.frontend.canonical import program as ir
from fuse_mlir.frontend.canonical.verify import verify
from fuse_mlir.frontend.canonical.walk import descendants
from fuse_mlir.frontend.diagnostics import render_text
from fuse_mlir.frontend.limits import MAX_CHAIN, MAX_NESTING
from fuse_mlir.frontend.source import SourceFile
from fuse_mlir.interpreter import run

FOLDER = Path(__file__).parent.parent / "check"
ACCEPTED = sorted(FOLDER.glob("accept/*.fuse"))


def analyzed(text: str, app: str | None = None) -> Analysis:
    return analyze(SourceFile("main.fuse", text), app)


def messages(text: str) -> list[str]:
    return [f"{item.level}: {item.message}" for item in analyzed(text).diagnostics]


def app(*lines: str) -> str:
    return 'app "main":\n' + "".join(f"  {line}\n" for line in lines)


def output(text: str) -> tuple[str, int]:
    """Standard output and error of a run, and its status."""
    program = analyzed(text).program
    assert program is not None, messages(text)
    assert verify(program) == []
    console = io.BytesIO()
    status = run(program, environ={}, stdout=console, stderr=console)
    return console.getvalue().decode(), status


@pytest.mark.parametrize("path", sorted(FOLDER.glob("errors/*.golden")), ids=lambda path: path.stem)
def test_message(path: Path, update_golden: bool) -> None:
    text = golden_file.read(path)["source"]
    source = SourceFile("main.fuse", text)
    analysis = analyze(source)
    shown = "\n".join(render_text(item, source) for item in analysis.diagnostics)
    golden_file.check(path, text, {"diagnostics": shown}, update_golden)
    assert (analysis.program is None) == any(item.level == "error" for item in analysis.diagnostics)
    starts = [item.span.start for item in analysis.diagnostics if item.span is not None]
    assert starts == sorted(starts)


@pytest.mark.parametrize("path", ACCEPTED, ids=lambda path: path.stem)
def test_accepted(path: Path) -> None:
    source = SourceFile(path.name, path.read_text(encoding="utf-8"))
    analysis = analyze(source)
    assert [render_text(item, source) for item in analysis.diagnostics if item.level == "error"] == []
    assert analysis.program is not None
    assert verify(analysis.program) == []


def test_accepted_programs_have_every_node() -> None:
    built = set()
    for path in ACCEPTED:
        program = analyze(SourceFile(path.name, path.read_text(encoding="utf-8"))).program
        built |= {type(node).__name__ for node in descendants(program)}
    bases = {"Expr", "Stmt", "Pattern", "Child", "Schema"}
    # What needs a second file: `canonical/modules.golden` has it.
    elsewhere = {"Asset"}
    classes = {name for name, value in vars(ir).items() if isinstance(value, type) and is_dataclass(value)}
    assert classes - bases - built - elsewhere - {"Span", "Type"} == set()


# ---- elaboration that a run shows -------------------------------------------------------------------------------------------

NOISY = """
fn int(text: String, value: Int?) -> Int?:
  print(text)
  return value

fn bool(text: String, value: Bool?) -> Bool?:
  print(text)
  return value

"""


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (['print(int("l", null) + int("r", 1))'], "l\nr\nrun error: unsupported + operands\n"),
        (['print(int("l", null) * int("r", 1))'], "l\nr\nrun error: unsupported arithmetic operands\n"),
        (['print(int("l", 2) * int("r", 3))'], "l\nr\n6\n"),
        (['print(bool("l", null) or bool("r", true))'], "l\nr\nrun error: condition must be a Bool\n"),
        (['print(int("l", 1) == null)'], "l\nrun error: unsupported comparison operands\n"),
        (['print(int("l", 1) < int("r", null))'], "l\nr\nrun error: unsupported comparison operands\n"),
        (['print(true < bool("r", true))'], "r\nrun error: unsupported bool comparison\n"),
        (['print(nope + int("r", 1))'], "run error: unknown identifier nope\n"),
        (['print(int("l", 1) + nope)'], "l\nrun error: unknown identifier nope\n"),
        (["print(2.5 % 2)"], "run error: mod not supported for float\n"),
        (['print(-"a")'], "run error: unary '-' expects number\n"),
        (['print([1]["a"])'], "run error: list index must be Int\n"),
        (['print(null[int("i", 1)])'], "i\nrun error: null access\n"),
        (['print(1 .. "a")'], "run error: range expects numeric bounds\n"),
        (["print(5.x)"], "run error: member access not supported on this value\n"),
        (['assert(bool("c", null), int("m", 1))'], "c\nm\nrun error: assert expects a Bool as the first argument\n"),
        (["assert(1)"], "run error: assert expects a Bool as the first argument\n"),
        (["print(env(5))"], "run error: env expects a string argument\n"),
        (['print(int("a", 1, int("x", 2)))'], "x\nrun error: invalid call to int: expected at most 2 args, got 3\n"),
        (['print(int("a"))'], "run error: missing argument value\n"),
        (["print(int(1, 2))"], "run error: type mismatch: expected String, got Int\n"),
        (['print((1)(int("x", 1)))'], "x\nrun error: call target is not callable\n"),
        (["break"], "run error: break outside of loop\n"),
        (["continue"], "run error: continue outside of loop\n"),
        (['let x = print("a")', "print(x)"], "a\n()\n"),
        (['let x = print("a")', "if x:", "  print(1)"], "a\nrun error: condition must be a Bool\n"),
        (['let x = print("a")', "for i in x:", "  print(i)"], "a\nrun error: cannot iterate over Unit\n"),
        (['let x = print("a")', "x(1)"], "a\nrun error: call target is not callable\n"),
        (['return int("l", 1)'], "l\n"),
        (['print([1, null, "x"])'], "[1, null, x]\n"),
        (['print("${1}w" + [])'], "1w[]\n"),
        (['print(null ?? print("a"))'], "a\n()\n"),
        (["print([][0])"], "run error: index out of bounds\n"),
        (["let print = 1", "assert(print == 1)"], ""),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_run_time_errors_come_in_order(lines: list[str], expected: str) -> None:
    lines = [line.replace("(1)(int", "one(int").replace("5.x", "one.x") for line in lines]
    shown, status = output(NOISY + app("let one = 1", *lines))
    assert shown == expected
    assert status == (1 if "run error" in expected else 0)


def test_struct_literal_in_unchecked_argument_fails_validation() -> None:
    shown, _ = output("type User:\n  name: String\n\n" + app("print(User(name=5))"))
    assert '"code":"type_mismatch","message":"expected String, got Int","path":"User.name"' in shown


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("if n > 0:\n    n", "run error: type mismatch: expected Int, got Unit\n"),
        ("let x = n", "run error: type mismatch: expected Int, got Unit\n"),
        ("print(n)", "0\nrun error: type mismatch: expected Int, got Unit\n"),
        ('"a"', "run error: type mismatch: expected Int, got String\n"),
        ("null", "run error: type mismatch: expected Int, got Null\n"),
        ("match n:\n    1 -> 1", "run error: type mismatch: expected Int, got Unit\n"),
        ("if n > 0:\n    1\n  else:\n    2", "2\n"),
        ("match n:\n    1 -> 1\n    other:\n      other + 5", "5\n"),
    ],
)
def test_implicit_result_is_checked_when_it_runs(body: str, expected: str) -> None:
    shown, _ = output(f"fn f(n: Int) -> Int:\n  {body}\n\n" + app("print(f(0))"))
    assert shown == expected


def test_user_function_hides_a_builtin_and_scoping_is_lexical() -> None:
    text = "fn log(n: Int) -> Int:\n  return n + 1\n\nconfig App:\n  port: Int = 1\n\nfn port() -> Int:\n  return App.port\n\n"
    assert output(text + app("let App = 5", "print(log(1))", "print(port())"))[0] == "2\n1\n"


def test_defaults_see_earlier_parameters_only() -> None:
    text = "fn f(a: Int, b: Int = a + 1, c: Int = a + b) -> Int:\n  return c\n\n"
    assert output(text + app("print(f(1))", "print(f(1, 5))", "print(f(1, 5, 9))"))[0] == "3\n6\n9\n"


def test_config_defaults_read_what_is_loaded() -> None:
    text = "config B:\n  b: Int = A.a + 1\n\nconfig A:\n  a: Int = 1\n\n"
    assert output(text + app("print(B.b)"))[0] == "2\n"
    text = "config A:\n  a: Int = B.b\n\nconfig B:\n  b: Int = 1\n\n"
    assert output(text + app("print(A.a)")) == ("run error: unknown config B\n", 1)
    text = "config A:\n  a: Int = A.b\n  b: Int = 1\n\n"
    assert output(text + app("print(A.a)")) == ("run error: unknown config field A.b\n", 1)


def test_a_module_of_misspelt_names_is_checked_in_time() -> None:
    count = 1500
    text = "".join(f"fn number_{n}(a: Int) -> Int:\n  return nmuber_{n}x(a)\n\n" for n in range(count))
    started = time.process_time()
    found = analyzed(text).diagnostics
    assert time.process_time() - started < 20
    assert len(found) == count
    # The first ones have hints; nobody reads a thousand.
    assert 0 < sum(item.hint is not None for item in found) <= 50


# ---- what analysis decides --------------------------------------------------------------------------------------------------


def test_app_is_picked_by_name() -> None:
    text = 'app "one":\n  print(1)\n\napp "two":\n  print(2)\n'
    for name, expected in ((None, "one"), ("two", "two")):
        program = analyzed(text, name).program
        assert program is not None and program.app is not None and program.app.name == expected
    program = analyzed(text, "three").program
    assert program is not None and program.app is None


def test_warnings_do_not_stop_a_program() -> None:
    analysis = analyzed(app("print(nope)"))
    assert analysis.program is not None
    assert [item.level for item in analysis.diagnostics] == ["warning"]


def test_syntax_errors_stop_the_check() -> None:
    assert all(not item.message.startswith("unknown") for item in analyzed(app("let = nope")).diagnostics)


def test_environment_names() -> None:
    text = "config MyApp:\n  port: Int = 1\n  dbUrl: Int = 1\n  maxRPS: Int = 1\n  v2Key: Int = 1\n  a_b: Int = 1\n"
    program = analyzed(text).program
    assert program is not None
    variables = [field.variable for field in program.configs[0].fields]
    assert variables == ["MY_APP_PORT", "MY_APP_DB_URL", "MY_APP_MAX_RPS", "MY_APP_V2_KEY", "MY_APP_A_B"]


def test_inferred_results() -> None:
    text = """
fn unit():
  print(1)

fn option(n: Int):
  if n > 0:
    return n
  null

fn outer():
  inner()

fn inner():
  "x"

fn exhaustive(b: Bool):
  match b:
    true:
      1
    false:
      2

fn ping(n: Int):
  if n > 0:
    pong(n - 1)

fn pong(n: Int):
  ping(n)
"""
    program = analyzed(text + app("ping(1)")).program
    assert program is not None
    results = {function.name: str(function.result) for function in program.functions}
    assert results == {
        "unit": "Unit",
        "option": "Int?",
        "outer": "String",
        "inner": "String",
        "exhaustive": "Int",
        "ping": "Unit",
        "pong": "Unit",
    }


# ---- depth and robustness ---------------------------------------------------------------------------------------------------

DEEP = {
    "chain of +": "1" + " + 1" * (MAX_CHAIN - 2),
    "chain of ??": "one" + " ?? one" * (MAX_CHAIN - 2),
    "parentheses": "(" * (MAX_NESTING - 5) + "1" + ")" * (MAX_NESTING - 5),
    "lists": "[" * (MAX_NESTING - 5) + "null" + "]" * (MAX_NESTING - 5),
    "right ??": "(null ?? " * (MAX_NESTING - 5) + "one" + ")" * (MAX_NESTING - 5),
}


@pytest.mark.parametrize("expression", DEEP.values(), ids=DEEP.keys())
def test_deep_expressions(expression: str) -> None:
    analysis = analyzed(app("let one: Int? = 1", f"print({expression})"))
    assert [item.message for item in analysis.diagnostics] == []
    assert analysis.program is not None and verify(analysis.program) == []


def test_wrapping_a_deep_coalesce_is_not_exponential() -> None:
    expression = "(null ?? " * (MAX_NESTING - 5) + '"s"' + ")" * (MAX_NESTING - 5)
    assert messages(app(f"let x: Int? = {expression}")) == ["error: type mismatch: expected Int?, found String"]


def test_long_call_chains_without_declared_results() -> None:
    count = 3000
    functions = [f"fn f{number}():\n  f{number + 1}()\n" for number in range(count)]
    program = analyzed("\n".join([*functions, f"fn f{count}():\n  1\n", app("print(f0())")])).program
    assert program is not None
    assert {str(function.result) for function in program.functions} == {"Int"}


def test_mutated_programs_never_crash_the_checker() -> None:
    texts = [path.read_text(encoding="utf-8") for path in ACCEPTED]
    words = [word for text in texts for word in text.replace("(", " ( ").replace(")", " ) ").split() if not word.startswith("#")]
    chance = random.Random(7)
    programs = 0
    for _ in range(150):
        lines = chance.choice(texts).split("\n")
        for _ in range(chance.randrange(1, 4)):
            number = chance.randrange(len(lines))
            parts = lines[number].split(" ")
            parts[chance.randrange(len(parts))] = chance.choice(words)
            lines[number] = " ".join(parts)
        analysis = analyzed("\n".join(lines))
        if analysis.program is not None:
            programs += 1
            assert verify(analysis.program) == []
        else:
            assert any(item.level == "error" for item in analysis.diagnostics)
    assert programs > 0


def test_the_check_imports_nothing_heavy() -> None:
    heavy = "('mlir', 'json', 'click', 'llvmlite')"
    code = f"import sys, fuse_mlir.frontend.analysis; print([name for name in {heavy} if name in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (shown.stdout, shown.stderr) == ("[]\n", "")
