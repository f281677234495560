"""JSON in both directions, schemas, validation, flags of `fn main`."""

import math

import pytest
from nodes import AT, call, execute, function, lit, local, machine, ref, returns, show

from fuse_mlir.frontend.canonical import program as ir
from fuse_mlir.frontend.json_value import parse_json
from fuse_mlir.frontend.types import ANY, INT, STRING
from fuse_mlir.interpreter.base64_text import Base64Error, decode_base64
from fuse_mlir.interpreter.builtins.json import decode_text
from fuse_mlir.interpreter.conversion import ConversionError, convert_schema
from fuse_mlir.interpreter.failures import ErrorFailure, RuntimeFailure, ValidationFailure, validation_error
from fuse_mlir.interpreter.json_decoding import decode_json
from fuse_mlir.interpreter.json_encoding import encode_json
from fuse_mlir.interpreter.report import error_text, value_text
from fuse_mlir.interpreter.stringification import text
from fuse_mlir.interpreter.validation import validate_schema
from fuse_mlir.interpreter.values import (
    UNIT_VALUE,
    ConfigValue,
    EnumValue,
    FunctionValue,
    HtmlValue,
    ResultValue,
    StructValue,
    VariantValue,
)

INT_S, FLOAT_S, BOOL_S, STRING_S, BYTES_S, ID_S, EMAIL_S, HTML_S = (
    ir.BasicSchema(name) for name in ("Int", "Float", "Bool", "String", "Bytes", "Id", "Email", "Html")
)


@pytest.mark.parametrize(
    ("value", "json"),
    [
        ({"b": 1.0, "a": (True, None)}, '{"a":[true,null],"b":1}'),
        (StructValue("S", {"z": -0.0, "a": 2.5}), '{"a":2.5,"z":0}'),
        (9007199254740993, "9007199254740993"),
        (1e21, "1000000000000000000000"),
        (math.nan, "null"),
        (-math.inf, "null"),
        ('"\\\n\r\t\b\f/é\x01', '"\\"\\\\\\n\\r\\t\\b\\f/é\x01"'),
        (b"fuse", '"ZnVzZQ=="'),
        (HtmlValue("<br>"), '"<br>"'),
        (EnumValue("E", "A", ()), '{"type":"A"}'),
        (EnumValue("E", "B", (1,)), '{"data":1,"type":"B"}'),
        (EnumValue("E", "C", (1, "x")), '{"data":[1,"x"],"type":"C"}'),
        (ResultValue(False, 1), "1"),
        (UNIT_VALUE, "null"),
        (ConfigValue("App"), '"App"'),
        (FunctionValue("f", 2, "f"), '"2::f"'),
        (VariantValue("E", "B"), '"E.B"'),
    ],
)
def test_encode(value, json):
    assert encode_json(value) == json


def test_untyped_decode():
    assert text(decode_text('{"b":[1,1.0,1.5,9007199254740993],"a":"\\ud83d\\ude00é"}')) == (
        "{a: 😀é, b: [1, 1, 1.5, 9007199254740993]}"
    )
    assert decode_text("99999999999999999999") == 2**63 - 1
    with pytest.raises(RuntimeFailure) as failure:
        decode_text("[1")
    assert failure.value.text == "invalid json: expected ',' or ']'"


NAME = ir.RefinedSchema(STRING_S, (ir.RangeConstraint(1, 3), ir.RegexConstraint("^[a-z]+$")))
USER = ir.Struct(
    "User",
    [("name", STRING), ("age", ANY), ("nick", ANY), ("tags", ANY)],
    AT,
    schemas=[NAME, INT_S, ir.OptionSchema(STRING_S), ir.ListSchema(ID_S)],
    defaults=[None, "User.default.age", None, None],
)
SHAPE = ir.Enum("Shape", [("Dot", []), ("Round", [INT]), ("Box", [INT, INT])], AT, schemas=[[], [INT_S], [INT_S, INT_S]])
DEFAULT_AGE = function("User.default.age", [], [returns(lit(7))])


def decoded(json, schema):
    on = machine(structs=[USER], enums=[SHAPE], functions=[DEFAULT_AGE])
    return decode_json(parse_json(json), schema, "body", on)


def test_typed_decode():
    user = decoded('{"tags":["x"],"name":"ada"}', ir.NamedSchema("User"))
    assert user == StructValue("User", {"name": "ada", "tags": ("x",), "age": 7, "nick": None})
    assert decoded('{"type":"Box","data":[1,2]}', ir.NamedSchema("Shape")) == EnumValue("Shape", "Box", (1, 2))
    assert decoded('{"type":"Dot","data":9}', ir.NamedSchema("Shape")) == EnumValue("Shape", "Dot", ())
    assert decoded('{"type":"Err","data":"e"}', ir.ResultSchema(INT_S, STRING_S)) == ResultValue(False, "e")
    assert decoded('{"b":1,"a":2.0}', ir.MapSchema(STRING_S, INT_S)) == {"a": 2, "b": 1}
    assert decoded('" Zg== "', BYTES_S) == b"f"
    assert decoded("1", FLOAT_S) == 1.0
    assert decoded('{"x":[1]}', ir.BasicSchema("any")) == {"x": (1,)}


@pytest.mark.parametrize(
    ("json", "schema", "path", "code", "message"),
    [
        ("1.5", INT_S, "body", "type_mismatch", "expected Int"),
        ("9223372036854775808", INT_S, "body", "type_mismatch", "expected Int"),
        ("true", FLOAT_S, "body", "type_mismatch", "expected Float"),
        ("1", EMAIL_S, "body", "type_mismatch", "expected String"),
        ('"a@b"', EMAIL_S, "body", "invalid_value", "invalid email address"),
        ('""', ID_S, "body", "invalid_value", "expected non-empty Id"),
        ('"<p>"', HTML_S, "body", "type_mismatch", "expected Html"),
        ('"a"', BYTES_S, "body", "invalid_value", "invalid Bytes (base64): invalid base64 length"),
        ("{}", ir.ListSchema(INT_S), "body", "type_mismatch", "expected List"),
        ("[1,null]", ir.ListSchema(INT_S), "body[1]", "type_mismatch", "expected Int"),
        ('{"k":"x"}', ir.MapSchema(STRING_S, INT_S), "body.k", "type_mismatch", "expected Int"),
        ("[]", ir.NamedSchema("User"), "body", "type_mismatch", "expected User"),
        ('{"x":1}', ir.NamedSchema("User"), "body.x", "unknown_field", "unknown field"),
        ('{"name":"ada","age":null}', ir.NamedSchema("User"), "body.age", "type_mismatch", "expected Int"),
        ('{"name":"ada"}', ir.NamedSchema("User"), "body.tags", "missing_field", "missing field"),
        ('{"name":"adam"}', ir.NamedSchema("User"), "body.name", "invalid_value", "length 4 out of range 1..3"),
        ('{"name":"A"}', ir.NamedSchema("User"), "body.name", "invalid_value", "value does not match regex ^[a-z]+$"),
        ("1", ir.NamedSchema("Shape"), "body", "type_mismatch", "expected Shape"),
        ("{}", ir.NamedSchema("Shape"), "body", "missing_field", "missing enum type"),
        ('{"type":"X"}', ir.NamedSchema("Shape"), "body", "invalid_value", "unknown variant X"),
        ('{"type":"Round"}', ir.NamedSchema("Shape"), "body", "missing_field", "missing enum data"),
        ('{"type":"Box","data":1}', ir.NamedSchema("Shape"), "body.data", "type_mismatch", "expected enum payload array"),
        ('{"type":"Box","data":[1]}', ir.NamedSchema("Shape"), "body.data", "invalid_value", "enum payload length mismatch"),
        ('{"type":"Box","data":[1,""]}', ir.NamedSchema("Shape"), "body.data[1]", "type_mismatch", "expected Int"),
        ("1", ir.ResultSchema(INT_S, INT_S), "body", "type_mismatch", "expected Result object"),
        ("{}", ir.ResultSchema(INT_S, INT_S), "body", "missing_field", "missing Result tag"),
        ('{"type":1}', ir.ResultSchema(INT_S, INT_S), "body.type", "type_mismatch", "expected Result tag string"),
        ('{"type":"X"}', ir.ResultSchema(INT_S, INT_S), "body", "missing_field", "missing Result data"),
        ('{"type":"X","data":1}', ir.ResultSchema(INT_S, INT_S), "body.type", "invalid_value", "unknown Result variant X"),
        ("1", ir.NamedSchema("Nothing"), "body", "type_mismatch", "unknown type Nothing"),
    ],
)
def test_typed_decode_fails(json, schema, path, code, message):
    with pytest.raises(ValidationFailure) as failure:
        decoded(json, schema)
    assert (failure.value.path, failure.value.code, failure.value.message) == (path, code, message)


@pytest.mark.parametrize(
    ("value", "schema", "path", "message"),
    [
        (1, FLOAT_S, "p", "expected Float, got Int"),
        (None, INT_S, "p", "expected Int, got Null"),
        (UNIT_VALUE, ir.OptionSchema(INT_S), "p", "expected Int, got Unit"),
        ((1,), ir.MapSchema(STRING_S, INT_S), "p", "expected Map, got List"),
        ({"k": "v"}, ir.MapSchema(STRING_S, INT_S), "p.k", "expected Int, got String"),
        ({"": 1}, ir.MapSchema(ID_S, INT_S), "p.", "expected non-empty Id"),
        (StructValue("Team", {}), ir.NamedSchema("User"), "p", "expected User, got Team"),
        (ResultValue(False, 1), ir.ResultSchema(INT_S, STRING_S), "p", "expected String, got Int"),
        (b"abc", ir.RefinedSchema(BYTES_S, (ir.RangeConstraint(1, 2),)), "p", "length 3 out of range 1..2"),
        (1.5, ir.RefinedSchema(FLOAT_S, (ir.RangeConstraint(0.0, 1.0),)), "p", "value 1.5 out of range 0..1"),
        (3, ir.RefinedSchema(INT_S, (ir.PredicateConstraint("isEven", "even"),)), "p", "predicate isEven rejected value"),
    ],
)
def test_validation_fails(value, schema, path, message):
    number = local(0)
    remainder = ir.Binary(ANY, AT, "mod", ref(number), lit(2))
    even = function("even", [number], [returns(ir.Binary(ANY, AT, "eq", remainder, lit(0)))])
    with pytest.raises(ValidationFailure) as failure:
        validate_schema(value, schema, "p", machine(functions=[even]))
    assert (failure.value.path, failure.value.message) == (path, message)


def test_faulty_constraints_are_runtime_errors():
    for constraint, start in (
        (ir.RegexConstraint("("), "invalid regex pattern (: "),
        (ir.PredicateConstraint("f", "f"), "predicate f must return Bool"),
    ):
        with pytest.raises(RuntimeFailure) as failure:
            on = machine(functions=[function("f", [local(0)], [returns(lit(1))])])
            validate_schema("x", ir.RefinedSchema(STRING_S, (constraint,)), "p", on)
        assert failure.value.text.startswith(start)


@pytest.mark.parametrize(
    ("raw", "schema", "message"),
    [
        ("x", INT_S, "invalid Int: x"),
        ("<p>", HTML_S, "env override not supported for type Html"),
        ("=", BYTES_S, "invalid Bytes (base64): invalid base64 length"),
        ("1", ir.ResultSchema(INT_S, INT_S), "Result is not supported for config env overrides"),
        ("[1,", ir.ListSchema(INT_S), "invalid JSON value: unexpected end of input"),
    ],
)
def test_text_conversion_fails(raw, schema, message):
    with pytest.raises(ConversionError) as error:
        convert_schema(raw, schema, machine())
    assert error.value.text == message


def test_text_conversion_of_structures_has_paths_of_its_own():
    with pytest.raises(ValidationFailure) as failure:
        convert_schema('["a"]', ir.ListSchema(INT_S), machine())
    assert failure.value.path == "$[0]"
    assert convert_schema(" NULL ", ir.OptionSchema(ir.ListSchema(INT_S)), machine()) is None


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("abc", "invalid base64 length"),
        ("ab*d", "invalid base64 character '*'"),
        ("YQ==Y=Q=", "invalid base64 padding at chunk 1"),
        ("====", "invalid base64 padding at chunk 0"),
    ],
)
def test_base64_fails(raw, reason):
    with pytest.raises(Base64Error) as error:
        decode_base64(raw)
    assert str(error.value) == reason


def test_base64_accepts():
    assert decode_base64("") == b""
    assert decode_base64(" YQ==YQ== ") == b"aa"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (StructValue("std.Error", {}), '{"error":{"code":"error","message":"error"}}'),
        (StructValue("std.Error", {"code": "c", "message": "m"}), '{"error":{"code":"c","message":"m"}}'),
        (StructValue("std.Error.NotFound", {}), '{"error":{"code":"not_found","message":"not found"}}'),
        (StructValue("std.Error.Conflict", {"message": "m"}), '{"error":{"code":"conflict","message":"m"}}'),
        (StructValue("Nope", {"message": "no"}), "Nope(no)"),
        (StructValue("std.Error.Validation", {"message": "m", "fields": (1,)}), None),
    ],
)
def test_error_values_as_text(value, shown):
    empty = '{"error":{"code":"validation_error","fields":[],"message":"m"}}'
    assert value_text(value) == (empty if shown is None else shown)


def test_validation_errors_as_text():
    shown = error_text(ErrorFailure(validation_error([("p", "c", "m")])))
    assert shown == (
        '{"error":{"code":"validation_error","fields":[{"code":"c","message":"m","path":"p"}],"message":"validation failed"}}'
    )


def _main(*words):
    """`fn main(name: String, count: Int(0..3) = 2, loud: Bool = false, nick: String?)`, called with these words."""
    params = [local(number, name) for number, name in enumerate(("name", "count", "loud", "nick"))]
    count = ir.RefinedSchema(INT_S, (ir.RangeConstraint(0, 3),))
    main = ir.Main(
        "main",
        [
            ir.CliParam("name", STRING_S, STRING, None),
            ir.CliParam("count", count, INT, "main.cli.1"),
            ir.CliParam("loud", BOOL_S, ANY, "main.cli.2"),
            ir.CliParam("nick", ir.OptionSchema(STRING_S), ANY, None),
        ],
    )
    functions = [
        function("main", params, [show(ir.ListLit(ANY, AT, [ref(param) for param in params])), returns(lit(None))]),
        function("main.cli.1", params[:1], [returns(lit(2))]),
        function("main.cli.2", params[:2], [returns(lit(False))]),
    ]
    return execute(call("nothing"), arguments=words, functions=functions, main=main)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (("--name=Ada",), "[Ada, 2, false, null]"),
        (("----name", "", "--count=-0", "--loud", "--nick", "x"), "[, 0, true, x]"),
        (("--name", "A", "--no-loud", "--nick="), "[A, 2, false, null]"),
        (("--name=a=b", "--loud=TRUE"), "[a=b, 2, true, null]"),
        (("--name=A", "--count", "3"), "[A, 3, false, null]"),
    ],
)
def test_flags(words, shown):
    assert _main(*words) == (0, shown + "\n", "")


@pytest.mark.parametrize(
    ("words", "problems"),
    [
        (("name",), [("$", "invalid_args", "unexpected argument: name")]),
        (("--nme=Ada",), [("nme", "unknown_flag", "unknown flag"), ("name", "missing_field", "missing flag")]),
        (("--name=a", "--z", "--b=1", "--a"), [(name, "unknown_flag", "unknown flag") for name in ("b", "a", "z")]),
        (("--name",), [("name", "invalid_type", "expected Bool flag")]),
        (("--name=a", "--name=b"), [("name", "invalid_type", "multiple values not supported")]),
        (("--name=a", "--count=x"), [("count", "invalid_value", "invalid Int: x")]),
        (("--name=a", "--count=4"), [("count", "invalid_value", "value 4 out of range 0..3")]),
    ],
)
def test_flags_that_do_not_fit(words, problems):
    assert _main(*words) == (2, "", value_text(validation_error(problems)) + "\n")


def test_failures_of_main_are_json_with_status_2():
    param = local(0, "x")
    functions = [function("main", [param], [ir.ExprStmt(AT, ir.Raise(ANY, AT, [], "null access"))], fallible=True)]
    outcome = execute(arguments=["--no-x"], functions=functions, main=ir.Main("main", [ir.CliParam("x", BOOL_S, ANY, None)]))
    field = '{"code":"runtime_null_access","message":"null access","path":"$"}'
    expected = f'{{"error":{{"code":"validation_error","fields":[{field}],"message":"validation failed"}}}}\n'
    assert outcome == (2, "", expected)
