"""The OpenAPI document: each rule of semantics 14.4 on its own, then a whole document to the byte, then the commands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from fuse_mlir.frontend.analysis import analyze, analyze_program
from fuse_mlir.frontend.canonical.json_reader import from_json
from fuse_mlir.frontend.canonical.json_text import to_json
from fuse_mlir.frontend.canonical.program import Program
from fuse_mlir.frontend.loader import ProjectLayout, load_program
from fuse_mlir.frontend.source import SourceFile
from fuse_mlir.openapi.document import openapi_document

COMMAND = (sys.executable, "-m", "fuse_mlir.cli.main")
STRING, INT = {"type": "string"}, {"format": "int64", "type": "integer"}
USER = {"$ref": "#/components/schemas/m1_User"}
ERROR = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}, "description": "Error"}


def program_of(text: str) -> Program:
    found = analyze(SourceFile("src/shop.fuse", text))
    assert found.program is not None, found.diagnostics
    return found.program


def document(text: str) -> Any:
    return json.loads(openapi_document(program_of(text)))


def schemas(text: str) -> Any:
    """The schemas of declared types: those of errors are always the same."""
    found = document(text)["components"]["schemas"]
    return {name: schema for name, schema in found.items() if name not in ("Error", "ValidationField")}


def field(type_: str) -> Any:
    """The schema of a field of the type."""
    text = f"type User:\n  name: String\nenum Color:\n  Red\nconfig App:\n  port: Int = 1\ntype Box:\n  it: {type_}\n"
    return schemas(text)["m1_Box"]["properties"]["it"]


def operation(route: str) -> Any:
    """The only operation of a service with one route, given without its body."""
    text = f'type User:\n  name: String\nservice Api at "":\n  {route}:\n    assert(false)\n'
    ((_, verbs),) = document(text)["paths"].items()
    ((_, found),) = verbs.items()
    return found


def test_without_services() -> None:
    """The title is the stem of the entry file; there are no tags; the schemas of errors are there."""
    field_ = {"properties": {"code": STRING, "message": STRING, "path": STRING}, "required": ["path", "code", "message"]}
    fields = {"items": {"$ref": "#/components/schemas/ValidationField"}, "type": "array"}
    inner = {"properties": {"code": STRING, "fields": fields, "message": STRING}, "type": "object"}
    assert document('app "x":\n  print(1)\n') == {
        "components": {
            "schemas": {
                "Error": {"properties": {"error": inner}, "required": ["error"], "type": "object"},
                "ValidationField": {**field_, "type": "object"},
            }
        },
        "info": {"title": "shop", "version": "0.1.0"},
        "openapi": "3.0.0",
        "paths": {},
    }


def test_struct() -> None:
    """Required are, in their order, the fields without a default that are not optional."""
    text = "## A person.\n## Of flesh.\ntype User:\n  z: String\n  a: Int\n  d: Int = 1\n  o: Int?\n  p: Option<Int>\n"
    nullable = {**INT, "nullable": True}
    assert schemas(text) == {
        "m1_User": {
            "description": "A person.\nOf flesh.",
            "properties": {"a": INT, "d": INT, "o": nullable, "p": nullable, "z": STRING},
            "required": ["z", "a"],
            "title": "shop.User",
            "type": "object",
        }
    }


def test_struct_without_required_fields() -> None:
    assert "required" not in schemas("type User:\n  a: Int = 1\n")["m1_User"]


def test_derived_struct() -> None:
    text = "type User:\n  a: Int\n  b: Int\ntype Half = User without a\n"
    assert schemas(text)["m1_Half"]["properties"] == {"b": INT}


def test_enum() -> None:
    def variant(name: str, **data: Any) -> Any:
        tag = {"enum": [name], "type": "string"}
        return {"properties": {**data, "type": tag}, "required": ["type", *data], "type": "object"}

    pair = {"items": {"oneOf": [INT, STRING]}, "maxItems": 2, "minItems": 2, "type": "array"}
    assert schemas("## How.\nenum Kind:\n  A\n  B(Int)\n  C(Int, String)\n") == {
        "m1_Kind": {
            "description": "How.",
            "oneOf": [variant("A"), variant("B", data=INT), variant("C", data=pair)],
            "title": "shop.Kind",
        }
    }


@pytest.mark.parametrize(
    ("type_", "expected"),
    [
        ("Int", INT),
        ("Float", {"format": "double", "type": "number"}),
        ("Bool", {"type": "boolean"}),
        ("String", STRING),
        ("Id", STRING),
        ("Email", {"format": "email", "type": "string"}),
        ("Bytes", {"format": "byte", "type": "string"}),
        ("Html", {"description": "unknown type Html", "type": "string"}),
        ("Unit", {"description": "unknown type Unit", "type": "string"}),
        ("Error", {"description": "unknown type Error", "type": "string"}),
        ("App", {"description": "unknown type App", "type": "string"}),
        ("User", USER),
        ("Color", {"$ref": "#/components/schemas/m1_Color"}),
        ("Int?", {**INT, "nullable": True}),
        ("User?", {"allOf": [USER], "nullable": True}),
        ("List<User>", {"items": USER, "type": "array"}),
        ("List<Int?>?", {"items": {**INT, "nullable": True}, "nullable": True, "type": "array"}),
        ("Map<String, User>", {"additionalProperties": USER, "type": "object"}),
        ("Result<User, String>", USER),
        ("String(1..80)", {"maxLength": 80, "minLength": 1, "type": "string"}),
        ("Bytes(0..4)", {"format": "byte", "maxLength": 4, "minLength": 0, "type": "string"}),
        ("Int(-5..9223372036854775807)", {**INT, "maximum": 9223372036854775807, "minimum": -5}),
        ("Float(0.5..2.0)", {"format": "double", "maximum": 2, "minimum": 0.5, "type": "number"}),
        ('String(regex("^a\\\\d$"))', {"pattern": "^a\\d$", "type": "string"}),
        ('String(1..2, regex("a"))?', {"maxLength": 2, "minLength": 1, "nullable": True, "pattern": "a", "type": "string"}),
    ],
)
def test_types(type_: str, expected: Any) -> None:
    assert field(type_) == expected


def test_predicates_have_no_word() -> None:
    text = "fn good(s: String) -> Bool:\n  true\ntype Box:\n  it: String(predicate(good), 1..3)\n"
    assert schemas(text)["m1_Box"]["properties"]["it"] == {"maxLength": 3, "minLength": 1, "type": "string"}


def test_numbers_have_no_exponent() -> None:
    text = openapi_document(program_of("type Box:\n  it: Float(0.0000001..1.0)\n"))
    assert '"maximum":1,"minimum":0.0000001,' in text


def test_operation() -> None:
    assert operation('get "/users/{id: Int}/{name: String}" -> User') == {
        "operationId": "Api_0",
        "parameters": [
            {"in": "path", "name": "id", "required": True, "schema": INT},
            {"in": "path", "name": "name", "required": True, "schema": STRING},
        ],
        "responses": {"200": {"content": {"application/json": {"schema": USER}}, "description": "OK"}, "default": ERROR},
        "tags": ["Api"],
    }


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        ("User!User", USER),
        ("User?", {"allOf": [USER], "nullable": True}),
        ("Html", {**STRING, "description": "unknown type Html"}),
    ],
)
def test_response(result: str, expected: Any) -> None:
    responses = operation(f'get "/" -> {result}')["responses"]
    assert responses["200"]["content"]["application/json"]["schema"] == expected


def tagged(user: Any, text: Any) -> Any:
    def one(tag: str, data: Any) -> Any:
        kind = {"enum": [tag], "type": "string"}
        return {"properties": {"data": data, "type": kind}, "required": ["type", "data"], "type": "object"}

    return {"oneOf": [one("Ok", user), one("Err", text)]}


@pytest.mark.parametrize(
    ("body", "expected", "required"),
    [
        ("User", USER, True),
        ("User?", {"allOf": [USER], "nullable": True}, False),
        ("Result<User, String>", tagged(USER, STRING), True),
        ("User!String", tagged(USER, STRING), True),
        ("Result<User, String>?", {**tagged(USER, STRING), "nullable": True}, False),
        # Only directly as the body.
        ("List<Result<User, String>>", {"items": USER, "type": "array"}, True),
    ],
)
def test_request_body(body: str, expected: Any, required: bool) -> None:
    found = operation(f'post "/" body {body} -> Unit')["requestBody"]
    assert found == {"content": {"application/json": {"schema": expected}}, "required": required}


@pytest.mark.parametrize(
    ("base", "route", "path"),
    [
        ("", "/", "/"),
        ("", "", "/"),
        ("/", "/a", "/a"),
        ("/api", "/", "/api"),
        ("/api/", "/a", "/api/a"),
        ("api", "a/", "/api/a/"),
        ("/api", "/u/{ id : Int }/x", "/api/u/{id}/x"),
        ("/{tenant: String}", "/a", "/{tenant}/a"),
        ("/v{n}", "/a-{id: Int}", "/v{n}/a-{id}"),
    ],
)
def test_path(base: str, route: str, path: str) -> None:
    text = f'service Api at "{base}":\n  get "{route}" -> Int:\n    1\n'
    assert list(document(text)["paths"]) == [path]


def test_parameters_of_all_of_the_path() -> None:
    """Of the base path, too, and such as are a part of a segment."""
    text = 'service Api at "/{tenant: String}/{plain}":\n  get "/a-{id: Int}" -> Int:\n    1\n'
    (path,) = document(text)["paths"].values()
    found = [(each["name"], each["schema"]) for each in path["get"]["parameters"]]
    assert found == [("tenant", STRING), ("plain", STRING), ("id", INT)]


def test_services() -> None:
    """Routes are counted within a service; verbs of one path are together; tags are sorted and have the docs."""
    text = (
        'service Zoo at "/z":\n  get "/a" -> Int:\n    1\n  put "/a" -> Int:\n    1\n'
        '## All of it.\nservice App at "/":\n  delete "/z/a" -> Int:\n    1\n'
    )
    found = document(text)
    assert {verb: each["operationId"] for verb, each in found["paths"]["/z/a"].items()} == {
        "get": "Zoo_0",
        "put": "Zoo_1",
        "delete": "App_0",
    }
    assert found["tags"] == [{"description": "All of it.", "name": "App"}, {"name": "Zoo"}]


@pytest.fixture
def modules(tmp_path: Path) -> Path:
    """An entry that imports two modules, the first of which imports std.Error."""
    texts = {
        "main.fuse": 'import { A } from "./b"\nimport Z from "./a"\ntype Own:\n  a: A\n  z: Z.Z\n  e: Z.E?\n',
        "b.fuse": "import { NotFound } from std.Error\ntype A:\n  n: NotFound\n",
        "a.fuse": "type Z:\n  x: Int\nenum E:\n  V\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def test_modules_have_the_numbers_of_their_discovery(modules: Path) -> None:
    """Those of the whole program are there, with the stem of their file; std.Error has its name."""
    program = analyze_program(load_program(modules / "main.fuse", ProjectLayout())).program
    assert program is not None
    found = json.loads(openapi_document(program))["components"]["schemas"]
    names = {key: schema.get("title") for key, schema in found.items()}
    std = ["BadRequest", "Conflict", "Error", "Forbidden", "NotFound", "Unauthorized", "Validation", "ValidationField"]
    assert names == {
        "Error": None,
        "ValidationField": None,
        "m1_Own": "main.Own",
        "m2_A": "b.A",
        **{f"m3_{name}": f"std.Error.{name}" for name in std},
        "m4_E": "a.E",
        "m4_Z": "a.Z",
    }
    assert found["m1_Own"]["properties"] == {
        "a": {"$ref": "#/components/schemas/m2_A"},
        "e": {"allOf": [{"$ref": "#/components/schemas/m4_E"}], "nullable": True},
        "z": {"$ref": "#/components/schemas/m4_Z"},
    }
    assert found["m2_A"]["properties"] == {"n": {"$ref": "#/components/schemas/m3_NotFound"}}


WHOLE = """\
## Ein Gruß.
type Hello:
  to: String(1..9)

service Api at "/v1":
  post "/{n: Int}" body Hello? -> Hello!Hello:
    Hello(to = "x")
"""
EXPECTED = (
    '{"components":{"schemas":{'
    '"Error":{"properties":{"error":{"properties":{"code":{"type":"string"},"fields":{"items":'
    '{"$ref":"#/components/schemas/ValidationField"},"type":"array"},"message":{"type":"string"}},"type":"object"}},'
    '"required":["error"],"type":"object"},'
    '"ValidationField":{"properties":{"code":{"type":"string"},"message":{"type":"string"},"path":{"type":"string"}},'
    '"required":["path","code","message"],"type":"object"},'
    '"m1_Hello":{"description":"Ein Gruß.","properties":{"to":{"maxLength":9,"minLength":1,"type":"string"}},'
    '"required":["to"],"title":"shop.Hello","type":"object"}}},'
    '"info":{"title":"shop","version":"0.1.0"},"openapi":"3.0.0",'
    '"paths":{"/v1/{n}":{"post":{"operationId":"Api_0",'
    '"parameters":[{"in":"path","name":"n","required":true,"schema":{"format":"int64","type":"integer"}}],'
    '"requestBody":{"content":{"application/json":{"schema":{"allOf":[{"$ref":"#/components/schemas/m1_Hello"}],"nullable":true}}},'
    '"required":false},'
    '"responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/m1_Hello"}}},"description":"OK"},'
    '"default":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Error"}}},"description":"Error"}},'
    '"tags":["Api"]}}},"tags":[{"name":"Api"}]}'
)


def test_whole_document() -> None:
    assert openapi_document(program_of(WHOLE)) == EXPECTED


def test_same_from_the_text_of_the_canonical_program() -> None:
    """All that it depends on is in that text."""
    program = program_of(WHOLE)
    assert program.source is not None
    again, _ = from_json(to_json(program, program.source))
    assert openapi_document(again) == EXPECTED


def run(folder: Path, *arguments: str, **variables: str) -> tuple[int, str, str]:
    environment = {**os.environ, **variables}
    done = subprocess.run([*COMMAND, *arguments], cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=120)
    return done.returncode, done.stdout, done.stderr


def test_command(tmp_path: Path) -> None:
    """The document and a newline, no steps, whatever the locale and the order of hashes; a program needs no app for it."""
    (tmp_path / "shop.fuse").write_text(WHOLE, encoding="utf-8")
    for seed, locale in (("1", "C"), ("2", "C.UTF-8")):
        said = run(tmp_path, "openapi", "shop.fuse", PYTHONHASHSEED=seed, LC_ALL=locale)
        assert said == (0, EXPECTED + "\n", "")
    (tmp_path / "fuse.toml").write_text('[package]\nentry = "shop.fuse"\n')
    assert run(tmp_path, "openapi")[1] == EXPECTED + "\n"


def test_command_on_a_program_with_an_error(tmp_path: Path) -> None:
    (tmp_path / "shop.fuse").write_text("type A:\n  b: Gone\n")
    status, output, errors = run(tmp_path, "openapi", "shop.fuse")
    assert (status, output) == (1, "")
    assert "unknown type Gone" in errors


PACKAGE = '[package]\nentry = "shop.fuse"\n[build]\nopenapi = "out/api/openapi.json"\n'


def test_build_writes_it(tmp_path: Path) -> None:
    """With its folder; again where it is gone or another, by a build that has nothing else to do; otherwise it is left alone."""
    (tmp_path / "fuse.toml").write_text(PACKAGE)
    (tmp_path / "shop.fuse").write_text('type A:\n  b: Int\napp "x":\n  print(1)\n')
    file = tmp_path / "out/api/openapi.json"
    expected = run(tmp_path, "openapi")[1].rstrip("\n")
    assert run(tmp_path, "build") == (0, "", "[build] start\n[build] ok\n")
    assert file.read_text() == expected
    before = file.stat()
    unchanged = (0, "", "[build] start\n[build] unchanged since the last build\n[build] ok\n")
    assert run(tmp_path, "build") == unchanged
    assert file.stat() == before
    for damage in (file.unlink, lambda: file.write_text("old")):
        damage()
        assert run(tmp_path, "build") == unchanged
        assert file.read_text() == expected


def test_failed_build_leaves_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "fuse.toml").write_text(PACKAGE.replace("out/api/", ""))
    (tmp_path / "openapi.json").write_text("old")
    (tmp_path / "shop.fuse").write_text('app "x":\n  let a: Int = ""\n')
    assert run(tmp_path, "build")[0] == 1
    assert (tmp_path / "openapi.json").read_text() == "old"


def test_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "fuse.toml").write_text(PACKAGE)
    (tmp_path / "out").write_text("a file")
    (tmp_path / "shop.fuse").write_text('app "x":\n  print(1)\n')
    status, _, errors = run(tmp_path, "build")
    assert status == 1
    assert "error: failed to write out/api/openapi.json: " in errors
