"""What the checker makes of values it does not know, maps, results, boxes, tasks and functions, shown by running it."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from soundness import Unsound, checked_output

from fuse_mlir.frontend.analysis import analyze
from fuse_mlir.frontend.canonical import program as ir
from fuse_mlir.frontend.canonical.json_reader import from_json
from fuse_mlir.frontend.canonical.json_text import to_json
from fuse_mlir.frontend.canonical.verify import verify
from fuse_mlir.frontend.canonical.walk import descendants
from fuse_mlir.frontend.source import SourceFile
from fuse_mlir.interpreter import run


def program_of(text: str) -> ir.Program:
    analysis = analyze(SourceFile("main.fuse", text))
    assert [item.message for item in analysis.diagnostics if item.level == "error"] == []
    assert analysis.program is not None
    assert verify(analysis.program) == []
    return analysis.program


def output(text: str) -> str:
    """Standard output and error of a run: of the program, of its text read back, and with every value checked."""
    program = program_of(text)
    again, source = from_json(to_json(program, program.source))
    again.source = source
    shown = []
    for item in (program, again):
        console = io.BytesIO()
        run(item, environ={}, stdout=console, stderr=console)
        shown.append(console.getvalue().decode())
    shown.append(checked_output(program))
    assert shown[0] == shown[1] == shown[2]
    return shown[0]


def app(*lines: str) -> str:
    return 'app "main":\n' + "".join(f"  {line}\n" for line in lines)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # Decision 4: what is unknown meets a known type.
        (['let d = json.decode("5")', "let n: Int = d", "print(n + 1)"], "6\n"),
        (['let n: Int = json.decode("\\"x\\"")'], "run error: type mismatch: expected Int, got String\n"),
        (['let n: Int? = json.decode("null")', "print(n ?? 1)"], "1\n"),
        (['let s: String = json.decode("{}")'], "run error: type mismatch: expected String, got Map\n"),
        # A variable holds what is assigned to it anywhere.
        (["var x = null", "x = 5", 'x = "a"', "print(x)"], "a\n"),
        (["var xs = []", "xs = xs + [1]", 'xs = xs + ["a"]', "print(xs)"], "[1, a]\n"),
        (["let m = {}", 'm["a"] = 1', 'm["b"] = "x"', "print(m)"], "{a: 1, b: x}\n"),
        (['var x = {"a": 1}["a"]', "x = 2", "print(x + 1)"], "3\n"),
        (["var x = print(1)", 'x = "text"', "print(x)"], "1\ntext\n"),
        # Maps.
        (['print({"a": 1}["b"])'], "null\n"),
        (['print({"a": 1}["b"] ?? 7)'], "7\n"),
        (['print({"a": 1}["b"] + 1)'], "run error: unsupported + operands\n"),
        (["print({1: 2})"], "run error: map keys must be strings\n"),
        (['let m = {"a": [1]}', 'm["a"][0] = 5', "print(m)"], "{a: [5]}\n"),
        (['let m = {"a": [1]}', 'm["b"][0] = 5'], "run error: missing map entry\n"),
        (['let m = {"a": {"b": 1}}', 'm["a"]["c"] = 2', "print(m)"], "{a: {b: 1, c: 2}}\n"),
        (['for v in {"a": 1, "b": 2}:', "  print(v)"], "1\n2\n"),
        (['let m: Map<String, Int>? = {"a": 1}', 'm?["b"] = 2', "print(m)"], "{a: 1, b: 2}\n"),
        (["let m: Map<String, Int>? = null", 'm?["b"] = 2'], "run error: cannot assign through optional access\n"),
        # Operations of what is there at run time.
        (['let d = json.decode("[1, 2.5, \\"s\\", null]")', "print(d[0] + d[1], d)", "print(d[2] + d[0])"], "3.5\ns1\n"),
        (['let d = json.decode("[1]")', "print(d[0].x)"], "run error: member access not supported on this value\n"),
        (['let d = json.decode("[1]")', "print(d[4])"], "run error: index out of bounds\n"),
        (['let d = json.decode("{}")', 'print(d["a"]["b"])'], "run error: null access\n"),
        (['let d = json.decode("5")', "for x in d:", "  print(x)"], "run error: cannot iterate over Int\n"),
        (['let d = json.decode("5")', "if d:", "  print(1)"], "run error: condition must be a Bool\n"),
        (['let d = json.decode("5")', "d(1)"], "run error: call target is not callable\n"),
        (['let d = json.decode("1")', "for i in d..3:", "  print(i)"], "1\n2\n3\n"),
        (['let a: String? = "a"', "let b: String? = null", "print(a + b)"], "anull\n"),
        # Mixed lists, lists of Unit.
        (["let xs = [print(1), print(2)]", "print(xs)"], "1\n2\n[(), ()]\n"),
        (["let ints = [1, 2]", "let xs: List<Int?> = ints", "print(xs)"], "[1, 2]\n"),
        # Builtins as values.
        (["let p = print", 'p("x")', "print(p)"], "x\n<builtin print>\n"),
        (["print(errors)"], "run error: unknown identifier errors\n"),
        (["print(json.nope(1))"], "run error: unknown json method nope\n"),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_values(lines: list[str], expected: str) -> None:
    assert output(app(*lines)) == expected


RESULTS = """
type Nope:
  message: String

fn find(n: Int) -> Int!Nope:
  if n < 0:
    null ?! Nope(message="negative")
  return n

fn twice(n: Int) -> Int!Nope:
  let a = find(n) ?!
  let b = find(n) ?! Nope(message="b")
  return a + b

fn loud(text: String) -> Nope:
  print(text)
  return Nope(message=text)

fn lazy(n: Int?) -> Int!Nope:
  return n ?! loud("evaluated")

fn passes(n: Int) -> Int!Nope:
  return find(n)

fn decoded(text: String) -> Int!Nope:
  json.decode(text)

fn nothing(n: Int) -> Unit!Nope:
  let x = find(n) ?!

"""


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["print(find(1))", "print(find(-1))"], "Ok(1)\nErr(Nope(negative))\n"),
        (["print(twice(2))", "print(twice(-2))"], "Ok(4)\nErr(Nope(negative))\n"),
        (["print(lazy(1))", "print(lazy(null))"], "Ok(1)\nevaluated\nErr(Nope(evaluated))\n"),
        (["print(passes(-1))"], "Err(Nope(negative))\n"),
        (['print(decoded("5"))'], "Ok(5)\n"),
        (["print(nothing(1))", "print(nothing(-1))"], "Ok(())\nErr(Nope(negative))\n"),
        (["match find(-1):", "  Ok(v):", "    print(v)", "  Err(e):", "    print(e.message)"], "negative\n"),
        (["match find(-1):", "  Err(Nope(message=m)):", "    print(m)"], "negative\n"),
        (["let r: Int!Nope = 5", "print(r)"], "5\n"),
        (["var r = find(1)", "r = 5", "print(r)"], "5\n"),
        (["print(null ?! Nope(message=1))"], None),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_results(lines: list[str], expected: str | None) -> None:
    shown = output(RESULTS + app(*lines))
    if expected is None:
        assert '"message":"expected String, got Int","path":"Nope.message"' in shown
    else:
        assert shown == expected


BOXES = """
fn bump(list: List<Int>, by: Int = 1) -> Int:
  list[0] = list[0] + by
  return list[0]

fn twice(list: List<Int>) -> Int:
  bump(list)
  return bump(list, 2)

fn both(a: List<Int>, b: List<Int>) -> Int:
  a[0] = 9
  return b[0]

fn down(list: List<Int>, n: Int) -> Int:
  list[0] = list[0] + 1
  if n > 0:
    return down(list, n - 1)
  return list[0]

fn make():
  return box 1

"""


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["let b = box 1", "b = 2", "print(b + 1)"], "3\n"),
        (["let b = box 1", "var c = b", "c = 5", "print(b)"], "5\n"),
        (["let b = box 1", "let list = [b]", "b = 2", "print(list)"], "[1]\n"),
        (["let b = box (box 1)", "b = 2", "print(b)"], "2\n"),
        (["let list = box [1]", "bump(list)", "print(list)"], "[2]\n"),
        (["let list = [1]", "bump(list)", "print(list)"], "[1]\n"),
        (["let list = box [1]", "print(twice(list))", "print(list)"], "4\n[4]\n"),
        (["let list = box [1]", "print(both(list, list))", "print(both([1], list))"], "9\n9\n"),
        (["let list = box [1]", "print(down(list, 3))"], "5\n"),
        (["var b = make()", "var c = b", "c = 2", "print(b)"], "2\n"),
        (['let m = box {"a": 1}', 'm["b"] = 2', "print(m)"], "{a: 1, b: 2}\n"),
        (["let b = box null", "b = 1", 'b = "x"', "print(b)"], "x\n"),
        (["let b = box 1", "match b:", "  1:", '    print("one")'], "one\n"),
        (["print(box 1)"], "1\n"),
        (["let by = box 2", "print(bump([1], by))"], "3\n"),
        (["let f = bump", "print(f)", "print(f([1]))", "print(f([1], 5))"], "<fn 1::bump>\n2\n6\n"),
        (["let fs = [twice, twice]", "print(fs[0]([1]))"], "3\n"),
        (["let f = bump", "print(f(1))"], None),
    ],
    ids=lambda value: value[-1] if isinstance(value, list) else "",
)
def test_boxes_and_functions(lines: list[str], expected: str | None) -> None:
    if expected is None:
        assert "expected List<Int>, got Int" in output(BOXES + app(*lines))
    else:
        assert output(BOXES + app(*lines)) == expected


def test_a_boxed_function_is_named_after_its_boxes() -> None:
    program = program_of(BOXES + app("let list = box [1]", "both(list, list)", "both([1], list)", "twice(list)"))
    boxed = [function.name for function in program.functions if ".boxed." in function.name]
    assert boxed == [
        "bump.boxed.0",
        "bump.boxed.0.default.1",
        "twice.boxed.0",
        "both.boxed.0_1",
        "both.boxed.1",
    ]


TASKS = """
type Oops:
  message: String

fn fails(n: Int) -> Int!Oops:
  let t = spawn:
    let x: Int? = null
    let y = x ?! Oops(message="in the task")
    n
  return await t

fn nested(base: Int) -> Int:
  let outer = spawn:
    let inner = spawn:
      base + 1
    let v = await inner
    v * 2
  return await outer

fn early(n: Int) -> Int:
  let t = spawn:
    for i in 1..10:
      if i == n:
        return i * 100
    0
  return await t

"""


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["print(fails(1))"], "Err(Oops(in the task))\n"),
        (["print(nested(4))"], "10\n"),
        (["print(early(3))", "print(early(30))"], "300\n0\n"),
        (
            ["let xs = [1]", "let t = spawn:", "  var ys = xs", "  ys[0] = 5", "  ys", "print(xs)", "let r = await t", "print(r)"],
            "[1]\n[5]\n",
        ),
        (["let t = spawn:", "  assert(false)", "  1", "let r = await t"], "run error: assert failed: assertion failed\n"),
        (["let t = spawn:", "  let x = 1", "let r = await t", "print(r)"], "()\n"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_tasks(lines: list[str], expected: str) -> None:
    assert output(TASKS + app(*lines)) == expected


ENUMS = """
enum Color:
  Red
  Green
  Rgb(Int, Int, Int)

type User:
  name: String

fn name(c: Color?) -> String:
  match c:
    Red:
      "red or null"
    Green:
      "green"
    other:
      "other"

fn unknown(c: Color?, how: Int):
  let values = {"c": c, "u": null}
  if how == 1:
    return values["c"]
  return User(name="u")

fn what(how: Int, c: Color?) -> String:
  match unknown(c, how):
    Red -> "red"
    Rgb(r, g, b) -> "rgb ${r}"
    User(name=n) -> n
    Some(x) -> "some"
    None -> "null"

"""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("name(Color.Red)", "red or null"),
        ("name(null)", "red or null"),
        ("name(Color.Green)", "green"),
        ("name(Color.Rgb(1, 2, 3))", "other"),
        ("what(1, Color.Rgb(1, 2, 3))", "rgb 1"),
        ("what(1, Color.Red)", "red"),
        ("what(1, Color.Green)", "some"),
        # A name that is no variant of what is there takes everything, null too.
        ("what(1, null)", "red"),
        ("what(2, null)", "red"),
        ("Color.Rgb", "<enum Color.Rgb>"),
    ],
)
def test_patterns(line: str, expected: str) -> None:
    assert output(ENUMS + app(f"print({line})")) == f"{expected}\n"


def test_constructor_as_a_value() -> None:
    assert output(ENUMS + app("let make = Color.Rgb", "print(make(1, 2, 3))")) == "Color.Rgb(1, 2, 3)\n"


VALIDATED = """
fn even(n: Int) -> Bool:
  return n % 2 == 0

type Rules:
  slug: String(regex("^[a-z]+$"), 1..5)
  even: Int(predicate(even))
  ids: List<Id> = []
  by: Map<String, Int(0..9)> = {}

"""


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ('slug="ab", even=2', "<Rules>"),
        ('slug="AB", even=2', "value does not match regex ^[a-z]+$"),
        ('slug="abcdef", even=2', "length 6 out of range 1..5"),
        ('slug="a", even=3', "predicate even rejected value"),
        ('slug="a", even=2, ids=json.decode("[\\"x\\", \\"\\"]")', '"message":"expected non-empty Id","path":"Rules.ids[1]"'),
        ('slug="a", even=2, by=json.decode("{\\"a\\": 10}")', '"message":"value 10 out of range 0..9","path":"Rules.by.a"'),
        ('slug="a", even=json.decode("2.5")', '"message":"expected Int, got Float","path":"Rules.even"'),
    ],
)
def test_validation(fields: str, expected: str) -> None:
    assert expected in output(VALIDATED + app(f"let r = Rules({fields})", "print(r)"))


ACCEPTED = sorted((Path(__file__).parent.parent / "check" / "accept").glob("*.fuse"))


@pytest.mark.parametrize("path", ACCEPTED, ids=lambda path: path.stem)
def test_values_are_of_their_types(path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    checked_output(program_of(path.read_text(encoding="utf-8")))


def test_a_value_of_another_type_is_noticed() -> None:
    program = program_of(app("print(1)"))
    assert program.app is not None
    program.app.body[0].expr.args[0].value = "text"
    with pytest.raises(Unsound, match="IntLit of type Int gave 'text'"):
        checked_output(program)


# ---- what representations are ------------------------------------------------------------------------------------------------


def types_of_locals(text: str) -> dict[str, str]:
    return {node.name: str(node.type) for node in descendants(program_of(text)) if isinstance(node, ir.Local)}


def test_representations_are_as_narrow_as_they_can_be() -> None:
    text = "requires time\n\n" + app(
        "let a = null",
        "var b = null",
        "b = 1",
        "let c = []",
        "var d = [null]",
        "d = [1]",
        'let e = {"a": 1}',
        'let f = e["a"]',
        'let g = json.decode("1")',
        "let h: Int = g",
        "var i = [1, null]",
        'i[0] = "x"',
        'let j = time.parse("a", "b")',
        "let k = g ?? 1",
        "let l = {}",
    )
    assert types_of_locals(text) == {
        "a": "any",
        "b": "any",
        "c": "List<any>",
        "d": "List<any>",
        "e": "Map<String, Int>",
        "f": "Int?",
        "g": "any",
        "h": "Int",
        "i": "List<any>",
        "j": "Int!any",
        "k": "any",
        "l": "Map<String, any>",
    }


def test_results_of_functions() -> None:
    text = """
fn used(flag: Bool):
  if flag:
    1
  else:
    "a"

fn unused(flag: Bool):
  if flag:
    1
  else:
    "a"

fn declared() -> Unit:
  5

fn through():
  used(true)

"""
    program = program_of(text + app("print(used(true))", "unused(true)", "let x = declared()", "through()"))
    results = {function.name: str(function.result) for function in program.functions}
    assert results == {"used": "any", "unused": "Unit", "declared": "any", "through": "any"}
    assert output(text + app("print(used(false))", "print(declared())")) == "a\n5\n"


def test_main_binds_flags() -> None:
    program = program_of("fn main(name: String(1..5), count: Int = 1, tag: Email? = null):\n  print(name)\n")
    assert program.main is not None
    name, count, tag = program.main.params
    assert name.schema == ir.RefinedSchema(ir.BasicSchema("String"), (ir.RangeConstraint(1, 5),)) and name.default is None
    assert (count.default, str(count.type)) == ("main.value.1", "Int")
    assert tag.schema == ir.OptionSchema(ir.BasicSchema("Email")) and str(tag.type) == "String?"
    given = {function.name: len(function.params) for function in program.functions}
    assert (given["main.value.1"], given["main.value.2"]) == (1, 2)


def test_defaults_of_fields_are_functions() -> None:
    program = program_of('type A:\n  x: Int = 1\n  y: String\n  z: List<Int> = [1]\n\napp "main":\n  print(1)\n')
    assert program.structs[0].defaults == ["A.default.x", None, "A.default.z"]
    assert {"A.default.x", "A.default.z"} <= {function.name for function in program.functions}


def test_config_fields_have_schemas() -> None:
    program = program_of('config App:\n  tags: List<Int(0..9)> = []\n  name: String = "x"\n')
    tags, name = program.configs[0].fields
    assert tags.schema == ir.ListSchema(ir.RefinedSchema(ir.BasicSchema("Int"), (ir.RangeConstraint(0, 9),)))
    assert name.schema == ir.BasicSchema("String")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("config A:\n  a: Int = later()\n\nconfig B:\n  b: Int = 1\n\nfn later() -> Int:\n  return B.b\n\n", "unknown config B"),
        ("config A:\n  a: Int = later()\n  b: Int = 1\n\nfn later() -> Int:\n  return A.b\n\n", "unknown config field A.b"),
    ],
)
def test_a_default_that_reads_too_early_through_a_function(text: str, message: str) -> None:
    assert output(text + app("print(A.a)")) == f"run error: {message}\n"


def test_the_checker_takes_a_config_for_a_type_with_literals() -> None:
    text = "config A:\n  a: Int = 1\n\n"
    assert output(text + app("let a = A(a=2)")) == "run error: unknown type A\n"
    assert output(text + app("let a = A", "print(a, a.a)", "print(a.a)")) == "<config A>\n1\n"
    assert output(text + app("match A:", "  A(a=n):", "    print(n)", "  other:", "    print(other)")) == "<config A>\n"
