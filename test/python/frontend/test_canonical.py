"""The canonical program: its text form and back, the verifier."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import golden_file
import pytest
from multi_file import write_files

from fuse_mlir.frontend.analysis import analyze, analyze_program
from fuse_mlir.frontend.canonical import program as ir
from fuse_mlir.frontend.canonical.json_reader import CanonicalFormatError, from_json
from fuse_mlir.frontend.canonical.json_text import to_json
from fuse_mlir.frontend.canonical.type_text import read_type
from fuse_mlir.frontend.canonical.verify import verify
from fuse_mlir.frontend.limits import MAX_CHAIN
from fuse_mlir.frontend.loader import load_program
from fuse_mlir.frontend.source import SourceFile, Span
from fuse_mlir.frontend.types import (
    ANY,
    BOOL,
    FLOAT,
    INT,
    QUERY,
    STRING,
    UNIT,
    BoxType,
    FunctionType,
    ListType,
    MapType,
    OptionType,
    ResultType,
    StructType,
    TaskType,
    Type,
)

FOLDER = Path(__file__).parent.parent / "check"
ACCEPTED = sorted(FOLDER.glob("accept/*.fuse"))


def elaborated(text: str) -> tuple[ir.Program, SourceFile]:
    source = SourceFile("main.fuse", text)
    program = analyze(source).program
    assert program is not None
    return program, source


def as_text(text: str) -> str:
    return to_json(*elaborated(text))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("canonical/*.golden")), ids=lambda path: path.stem)
def test_text(path: Path, update_golden: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = golden_file.read(path)["source"]
    write_files(tmp_path, text)
    program = analyze_program(load_program(Path("main.fuse"))).program
    assert program is not None and program.source is not None
    assert verify(program) == []
    golden_file.check(path, text, {"canonical": to_json(program, program.source)}, update_golden)


@pytest.mark.parametrize("path", ACCEPTED, ids=lambda path: path.stem)
def test_text_reads_back(path: Path) -> None:
    text = as_text(path.read_text(encoding="utf-8"))
    program, source = from_json(text)
    assert to_json(program, source) == text
    assert verify(program) == []


def test_locals_are_shared_again() -> None:
    program, _ = from_json(as_text('app "main":\n  var x = 1\n  x = x + 1\n'))
    assert program.app is not None
    declaration, assignment = program.app.body
    assert isinstance(declaration, ir.Let) and isinstance(assignment, ir.Assign)
    assert declaration.local is assignment.local and declaration.local.mutable


def test_positions_survive() -> None:
    text = 'app "é":\n  print("é" + 1)\n'
    program, source = elaborated(text)
    again, source_again = from_json(to_json(program, source))
    assert program.app is not None and again.app is not None
    assert source_again.text == text and again.source is source_again
    assert again.app.body[0].span == program.app.body[0].span
    assert '"at": "2:3-2:18"' in to_json(program, source)


def test_numbers_keep_their_kind() -> None:
    text = 'type T:\n  a: Float(0, 1)\n  b: Int(0, 1)\n\napp "main":\n  print(1, 1.0, ' + "9" * 400 + ".5)\n"
    program, _ = from_json(as_text(text))
    assert program.app is not None
    printed = program.app.body[0].expr.args
    assert [(type(item), item.value) for item in printed] == [(ir.IntLit, 1), (ir.FloatLit, 1.0), (ir.FloatLit, float("inf"))]
    assert isinstance(printed[1].value, float)


def test_deep_programs_round_trip() -> None:
    text = as_text('app "main":\n  print(1' + " + 1" * (MAX_CHAIN - 2) + ")\n")
    program, source = from_json(text)
    assert to_json(program, source) == text


def test_text_does_not_depend_on_the_process() -> None:
    code = (
        "import sys; from fuse_mlir.frontend.analysis import analyze; from fuse_mlir.frontend.source import SourceFile;"
        "from fuse_mlir.frontend.canonical.json_text import to_json;"
        "s = SourceFile('x', open(sys.argv[1]).read()); sys.stdout.write(to_json(analyze(s).program, s))"
    )
    for path in ACCEPTED:
        shown = {
            subprocess.run([sys.executable, "-c", code, path], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True).stdout
            for seed in ("1", "2")
        }
        assert len(shown) == 1


@pytest.mark.parametrize(
    "type_",
    [
        ANY,
        ListType(MapType(OptionType(STRING))),
        ResultType(OptionType(INT)),
        BoxType(ResultType(UNIT)),
        TaskType(ListType(ANY)),
        OptionType(TaskType(INT)),
        FunctionType((INT, BoxType(STRING)), FunctionType((), OptionType(BOOL))),
        ListType(FunctionType((), UNIT)),
        OptionType(StructType("std.Error.NotFound")),
    ],
    ids=str,
)
def test_types_read_back(type_: Type) -> None:
    assert read_type(str(type_), {"std.Error.NotFound": StructType("std.Error.NotFound")}) == type_


def test_modules_have_their_own_positions() -> None:
    program, source = elaborated("fn f() -> Int:\n  return 1\n")
    other = SourceFile("other.fuse", "\n\nfn g() -> Int:\n  return 1\n")
    program.modules = [ir.Module(1, source.path, source), ir.Module(2, other.path, other)]
    made = analyze(other).program
    assert made is not None
    made.functions[0].module = 2
    program.functions += made.functions
    again, source_again = from_json(to_json(program, source))
    assert [item.span for item in again.functions] == [item.span for item in program.functions]
    assert again.modules[1].source.text == other.text and source_again.text == source.text


# ---- text that is no program ------------------------------------------------------------------------------------------------

SMALL = 'fn f(n: Int) -> Int:\n  return n\n\napp "main":\n  print(f(1))\n'


def edited(change: Callable[[dict], object]) -> str:
    data = json.loads(as_text(SMALL))
    change(data)
    return json.dumps(data)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "not JSON"),
        ("[" * 100000, "not JSON"),
        ("[]", "not a canonical program of format 2"),
        ('{"format": 1}', "not a canonical program of format 2"),
        ('{"format": 2}', "expected the keys"),
        (edited(lambda d: d.update(source=1)), "the lines of `source` must be strings"),
        (edited(lambda d: d.update(functions=1)), "functions: expected a list"),
        (edited(lambda d: d.update(structs=[{}])), "structs: a name is missing"),
        (edited(lambda d: d["functions"][0].update(node="Program")), "no such node: Program"),
        (edited(lambda d: d["functions"][0].update(node="field")), "no such node: field"),
        (edited(lambda d: d["functions"][0].pop("name")), "Function has the fields"),
        (edited(lambda d: d["functions"][0].update(more=1)), "Function has the fields"),
        (edited(lambda d: d["functions"][0].update(result="Foo")), "functions[0].result: no such type: Foo"),
        (edited(lambda d: d["functions"][0].update(result="Int??")), "functions[0].result: no such type: Int??"),
        (edited(lambda d: d["functions"][0].update(result="any?")), "functions[0].result: no such type: any?"),
        (edited(lambda d: d["functions"][0].update(result="Map<Int, Int>")), "no such type: Map<Int, Int>"),
        (edited(lambda d: d["functions"][0].update(result="List<Int")), "no such type: List<Int"),
        (edited(lambda d: d["functions"][0].update(result="fn(Int, ) -> Int")), "no such type: fn(Int, ) -> Int"),
        (edited(lambda d: d.update(modules=[{"id": 1}])), "modules[0]: expected id, path, source"),
        (edited(lambda d: d.update(main={"node": "Main", "function": "f", "params": []})), "not a valid program: main: the flags"),
        (edited(lambda d: d["functions"][0].update(at="9:9-9:9")), "functions[0].at: outside of the source"),
        (edited(lambda d: d["functions"][0].update(at="x")), "functions[0].at: expected line:column-line:column"),
        (edited(lambda d: d["functions"][0].update(params=[7])), "functions[0].params[0]: no local 7"),
        (edited(lambda d: d["functions"][0].update(body=1)), "functions[0].body: expected a list"),
        (edited(lambda d: d["functions"][0]["locals"][0].pop("id")), "functions[0].locals: expected id, name"),
        (edited(lambda d: d["functions"][0].update(result="String")), "not a valid program: f: LocalRef of type Int"),
        (edited(lambda d: d["app"]["body"][0]["expr"]["args"][0].update(function="g")), "not a valid program: app: Call"),
    ],
)
def test_bad_text_is_refused(text: str, message: str) -> None:
    with pytest.raises(CanonicalFormatError) as caught:
        from_json(text)
    assert message in str(caught.value)


# ---- the verifier -----------------------------------------------------------------------------------------------------------


def first_function(text: str) -> tuple[ir.Program, ir.Function]:
    program, _ = elaborated(text)
    return program, program.functions[0]


def lit(value: object) -> ir.Expr:
    kinds = {int: (ir.IntLit, INT), float: (ir.FloatLit, FLOAT), bool: (ir.BoolLit, BOOL), str: (ir.StringLit, STRING)}
    class_, type_ = kinds[type(value)]
    return class_(type_, NOWHERE, value)


NOWHERE = Span(0, 0)
INTS = ListType(INT)
NULL = ir.NullLit(OptionType(INT), NOWHERE)
UNKNOWN = ir.BuiltinCall(ANY, NOWHERE, "json.decode", [ir.StringLit(STRING, NOWHERE, "1")])
CELL = ir.NewBox(BoxType(INT), NOWHERE, ir.IntLit(INT, NOWHERE, 1))


@pytest.mark.parametrize(
    ("expr", "message"),
    [
        (ir.IntLit(INT, NOWHERE, 2**63), "IntLit of type Int should be None"),
        (ir.IntLit(FLOAT, NOWHERE, 1), "IntLit of type Float should be Int"),
        (ir.NullLit(INT, NOWHERE), "NullLit of type Int should be None"),
        (ir.LocalRef(INT, NOWHERE, ir.Local(0, "x", INT, NOWHERE)), "x is not declared here"),
        (ir.ConfigRef(INT, NOWHERE, "App", "port"), "ConfigRef of type Int should be None"),
        (ir.Call(INT, NOWHERE, "nope", []), "Call of type Int should be None"),
        (ir.Call(INT, NOWHERE, "f", [lit("a")]), "StringLit of type String where Int is needed"),
        (ir.Binary(INT, NOWHERE, "add", lit(1), lit(2.0)), "Binary of type Int should be None"),
        (ir.Binary(FLOAT, NOWHERE, "mod", lit(1.0), lit(2.0)), "Binary of type Float should be None"),
        (ir.Binary(BOOL, NOWHERE, "lt", lit("a"), lit("b")), "Binary of type Bool should be None"),
        (ir.Binary(BOOL, NOWHERE, "eq", NULL, NULL), "Binary of type Bool should be None"),
        (ir.Binary(BOOL, NOWHERE, "and", lit(1), lit(1)), "Binary of type Bool should be None"),
        (ir.Binary(INT, NOWHERE, "concat", lit(1), lit(1)), "Binary of type Int should be None"),
        (ir.Unary(BOOL, NOWHERE, "neg", lit(True)), "Unary of type Bool should be None"),
        (ir.Range(INTS, NOWHERE, lit(1), lit(2.0)), "Range of type List<Int> should be None"),
        (ir.ToFloat(FLOAT, NOWHERE, lit(1.0)), "FloatLit of type Float where Int is needed"),
        (ir.Some(OptionType(INT), NOWHERE, NULL), "Some of type Int? should be None"),
        (ir.Unwrap(INT, NOWHERE, lit(1), "m"), "Unwrap of type Int should be None"),
        (ir.Coalesce(INT, NOWHERE, NULL, lit("a")), "Coalesce of type Int should be None"),
        (ir.ListLit(INTS, NOWHERE, [lit("a")]), "StringLit of type String where Int is needed"),
        (ir.Index(INT, NOWHERE, lit(1), lit(1)), "Index of type Int should be None"),
        (ir.OptionalIndex(INT, NOWHERE, lit(1), lit(1)), "OptionalIndex of type Int should be None"),
        (ir.Field(INT, NOWHERE, lit(1), "x"), "Field of type Int should be None"),
        (ir.OptionalField(INT, NOWHERE, lit(1), "x"), "OptionalField of type Int should be None"),
        (ir.StructLit(INT, NOWHERE, "S", []), "the fields of a S literal"),
        (ir.EnumLit(INT, NOWHERE, "E", "A", [lit(1)]), "EnumLit of type Int should be None"),
        (ir.Env(INT, NOWHERE, lit("a")), "Env of type Int should be None"),
        (ir.Assert(UNIT, NOWHERE, lit(1), None), "IntLit of type Int where Bool is needed"),
        (ir.Raise(OptionType(OptionType(INT)), NOWHERE, [], "m"), "Raise has an option of an option"),
        (ir.Raise(ListType(UNIT), NOWHERE, [], "m"), "Raise has type Unit"),
        (ir.Raise(OptionType(ANY), NOWHERE, [], "m"), "Raise has an option of any"),
        (ir.Raise(BoxType(BoxType(INT)), NOWHERE, [], "m"), "Raise has a box of a box"),
        (ir.Binary(ANY, NOWHERE, "add", UNKNOWN, lit(1)), "Binary of type any should be None"),
        (ir.Binary(ANY, NOWHERE, "eq", UNKNOWN, UNKNOWN), "Binary of type any should be Bool"),
        (ir.Unary(ANY, NOWHERE, "not", UNKNOWN), "Unary of type any should be Bool"),
        (ir.Index(ANY, NOWHERE, UNKNOWN, lit(1)), "IntLit of type Int where any is needed"),
        (ir.Widen(ANY, NOWHERE, UNKNOWN), "Widen of type any should be None"),
        (ir.Widen(ANY, NOWHERE, CELL), "Widen of type any should be None"),
        (ir.Convert(INT, NOWHERE, lit(1)), "Convert of type Int should be None"),
        (ir.MapLit(MapType(INT), NOWHERE, [ir.MapEntry(lit(1), lit(1))]), "IntLit of type Int where String is needed"),
        (ir.MapLit(MapType(INT), NOWHERE, [ir.MapEntry(lit("a"), lit("b"))]), "StringLit of type String where Int is needed"),
        (ir.Ok(ResultType(STRING), NOWHERE, lit(1)), "Ok of type String!any should be Int!any"),
        (ir.Propagate(INT, NOWHERE, lit(1), None), "Propagate of type Int should be None"),
        (ir.NewBox(BoxType(STRING), NOWHERE, lit(1)), "NewBox of type box String should be box Int"),
        (ir.BoxContent(INT, NOWHERE, lit(1)), "BoxContent of type Int should be None"),
        (ir.Await(INT, NOWHERE, lit(1)), "Await of type Int should be None"),
        (ir.Spawn(TaskType(INT), NOWHERE, [], []), "a path ends without a value"),
        (ir.Spawn(INT, NOWHERE, [], []), "Spawn of type Int should be None"),
        (ir.FunctionRef(FunctionType((), INT), NOWHERE, "f"), "FunctionRef of type fn() -> Int should be fn(Int) -> Int"),
        (
            ir.CallValue(INT, NOWHERE, ir.FunctionRef(FunctionType((INT,), INT), NOWHERE, "f"), [lit("a")]),
            "StringLit of type String where Int is needed",
        ),
        (ir.CallValue(INT, NOWHERE, lit(1), []), "CallValue of type Int should be None"),
        (ir.VariantRef(INT, NOWHERE, "E", "A"), "VariantRef of type Int should be None"),
        (ir.NamedRef(ANY, NOWHERE, "config", "App"), "NamedRef of type any should be None"),
        (ir.Asset(INT, NOWHERE, "markdown", ""), "Asset of type Int should be None"),
        (ir.HtmlTag(STRING, NOWHERE, "p", None, None), "HtmlTag of type String should be Html"),
        (ir.ChildList(INTS, NOWHERE, []), "ChildList of type List<Int> should be List<any>"),
        (ir.BuiltinCall(QUERY, NOWHERE, "db.from", [], ir.NamedSchema("Nope")), "a schema with the unknown type Nope"),
        (
            ir.ValidateSchema(
                INT, NOWHERE, lit(1), ir.RefinedSchema(ir.BasicSchema("Int"), (ir.PredicateConstraint("p", "p"),)), "T.x"
            ),
            "a schema with the unknown predicate p",
        ),
    ],
)
def test_verifier_refuses_expressions(expr: ir.Expr, message: str) -> None:
    text = "type S:\n  x: Int\n\nenum E:\n  A\n\nfn f(n: Int) -> Int:\n  return n\n"
    program, function = first_function(text)
    assert verify(program) == []
    function.body.insert(0, ir.ExprStmt(NOWHERE, expr))
    assert f"f: {message}" in verify(program)


LOCAL = ir.Local(9, "v", INT, NOWHERE)


@pytest.mark.parametrize(
    ("stmt", "message"),
    [
        (ir.Let(NOWHERE, LOCAL, lit("a")), "StringLit of type String where Int is needed"),
        (ir.Assign(NOWHERE, LOCAL, lit(1)), "assignment to v, which is not mutable"),
        (ir.Store(NOWHERE, LOCAL, [], lit(1)), "a store without steps"),
        (ir.Store(NOWHERE, LOCAL, [ir.FieldStep("x")], lit(1)), "a store through a part that does not exist"),
        (ir.Return(NOWHERE, None), "a return without a value of type Int"),
        (ir.Return(NOWHERE, lit("a")), "StringLit of type String where Int is needed"),
        (ir.If(NOWHERE, lit(1), [], []), "IntLit of type Int where Bool is needed"),
        (ir.While(NOWHERE, lit(1), []), "IntLit of type Int where Bool is needed"),
        (ir.For(NOWHERE, ir.AnyPattern(NOWHERE), lit(1), []), "iteration over Int"),
        (ir.Break(NOWHERE), "a jump outside of a loop"),
        (ir.Match(NOWHERE, lit(1), [ir.Arm(ir.NonePattern(NOWHERE), [])], []), "a null pattern on Int"),
        (ir.Match(NOWHERE, lit(1), [ir.Arm(ir.LiteralPattern(NOWHERE, "a"), [])], []), "the literal pattern 'a' on Int"),
        (ir.Match(NOWHERE, lit("a"), [ir.Arm(ir.BindPattern(NOWHERE, LOCAL), [])], []), "v of type Int binds String"),
        (ir.Match(NOWHERE, lit(1), [ir.Arm(ir.VariantPattern(NOWHERE, "E", "A", []), [])], []), "the variant pattern E.A on Int"),
        (ir.Match(NOWHERE, lit(1), [ir.Arm(ir.OkPattern(NOWHERE, ir.AnyPattern(NOWHERE)), [])], []), "an Ok pattern on Int"),
        (ir.Match(NOWHERE, lit(1), [ir.Arm(ir.ErrPattern(NOWHERE, ir.AnyPattern(NOWHERE)), [])], []), "an Err pattern on Int"),
        (ir.Match(NOWHERE, lit(1), [ir.Arm(ir.NamePattern(NOWHERE, LOCAL), [])], []), "the name pattern v on Int"),
        (
            ir.Match(NOWHERE, lit(1), [ir.Arm(ir.VariantPattern(NOWHERE, None, "A", []), [])], []),
            "a variant pattern of no enum on Int",
        ),
        (ir.BoxAssign(NOWHERE, LOCAL, lit(1)), "v holds no box"),
        (ir.Match(NOWHERE, lit(1), [ir.Arm(ir.StructPattern(NOWHERE, "S", []), [])], []), "the struct pattern S on Int"),
    ],
)
def test_verifier_refuses_statements(stmt: ir.Stmt, message: str) -> None:
    program, function = first_function("fn f(n: Int) -> Int:\n  return n\n")
    function.body.insert(0, stmt)
    assert f"f: {message}" in verify(program)


def test_verifier_wants_every_path_to_end() -> None:
    program, function = first_function("fn f(n: Int) -> Int:\n  return n\n")
    function.body = [ir.If(NOWHERE, lit(True), list(function.body), [])]
    assert verify(program) == ["f: a path ends without a value"]
