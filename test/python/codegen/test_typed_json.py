"""Decoding by type in executables: generated and spoilt texts against the interpreter, and how many objects it makes."""

from __future__ import annotations

import io
import json
import os
import random
import re
import subprocess
from pathlib import Path

import pytest

from fuse_mlir.codegen.build import build
from fuse_mlir.codegen.stages import BuildOptions
from fuse_mlir.frontend.analysis import analyze
from fuse_mlir.frontend.canonical.program import Program
from fuse_mlir.frontend.source import SourceFile
from fuse_mlir.interpreter import run

_TYPES = """
type Leaf:
  n: Int
  f: Float = 0.5
  s: String(1..5)?
enum Shape:
  Dot
  Round(Float)
  Pair(Int, String)
type Node:
  name: String
  active: Bool
  next: Node?
  leaves: List<Leaf> = []
  counts: Map<String, List<Int>> = {}
  shape: Shape = Shape.Dot
  bytes: Bytes?
  id: Id?
  result: Result<Int, String>?
config App:
  node: Node? = null
  leaves: List<Leaf> = []
  shapes: Map<String, Shape> = {}
app "typed":
  print(json.encode(App.node))
  print(json.encode(App.leaves))
  print(json.encode(App.shapes))
  match App.node:
    Some(node):
      print("${node.result} ${node.counts}")
    None:
      print("none")
"""
_VARIABLES = ("APP_NODE", "APP_LEAVES", "APP_SHAPES")
_TEXTS = 80

_SIZE = 50

# ---- texts ----------------------------------------------------------------------------------------------------------------------


def _int(r: random.Random) -> str:
    return r.choice(["0", "-0", "7", "007", "2.0", "1e2", str(r.randrange(-(2**63), 2**63)), "9223372036854775807"])


def _float(r: random.Random) -> str:
    return r.choice([_int(r), "1.25", "-.5", "3.", "1e-7", "-0.0", repr(r.uniform(-1e9, 1e9)), "1e400", "123456789012345678901"])


def _string(r: random.Random) -> str:
    return json.dumps(
        r.choice(["", "a", "id", "é", "\U0001f600", 'q"\\', "line\n", "YWI=", "long text"]), ensure_ascii=r.random() < 0.5
    )


def _object(r: random.Random, members: dict[str, str]) -> str:
    """Members in any order, now and then one twice, left out, of another name, or with an escape in its key."""
    items = list(members.items())
    if r.random() < 0.5:
        r.shuffle(items)
    if items and r.random() < 0.02:
        items.append((r.choice(items)[0], r.choice(["null", "1", '"x"', "[]"])))
    if items and r.random() < 0.02:
        items.pop(r.randrange(len(items)))
    if r.random() < 0.01:
        items.append((r.choice(["", "A", "zz", "name2"]), "1"))
    blank = r.choice(["", " ", "\n  "])
    return (
        "{"
        + f",{blank}".join(f"{_key(r, key)}:{blank}{value}" for key, value in items)
        + r.choice(["", ","] if items else [""])
        + "}"
    )


def _key(r: random.Random, key: str) -> str:
    return f'"\\u{ord(key[0]):04x}{key[1:]}"' if key and r.random() < 0.1 else f'"{key}"'


def _list(r: random.Random, make) -> str:
    return "[" + ",".join(make(r) for _ in range(r.randrange(4))) + "]"


def _leaf(r: random.Random) -> str:
    members = {"n": _int(r)}
    if r.random() < 0.7:
        members["f"] = _float(r)
    if r.random() < 0.7:
        members["s"] = r.choice(['"ab"', '"é\U0001f600"', "null", '"long "'])
    return _object(r, members)


def _shape(r: random.Random) -> str:
    variant = r.choice(["Dot", "Round", "Pair", "Pair", "Round", "Other"] if r.random() < 0.05 else ["Dot", "Round", "Pair"])
    data = {"Round": _float(r), "Pair": f"[{_int(r)},{_string(r)}]"}.get(variant, "0")
    return _object(r, {"type": f'"{variant}"', "data": data})


def _node(r: random.Random, depth: int = 0) -> str:
    members = {
        "name": _string(r),
        "active": r.choice(["true", "false"]),
        "next": _node(r, depth + 1) if depth < 3 and r.random() < 0.5 else "null",
        "leaves": _list(r, _leaf),
        "counts": _object(r, {key: _list(r, _int) for key in r.sample(["b", "a", "é", "c c"], r.randrange(4))}),
        "shape": _shape(r),
        "bytes": r.choice(['"YWI="', '" YQ== "', "null"]),
        "id": '"x"',
        "result": r.choice(['{"type":"Ok","data":3}', '{"data":"e","type":"Err"}', "null"]),
    }
    kept = {key: value for key, value in members.items() if key in ("name", "active") or r.random() < 0.8}
    return _object(r, kept)


def _spoilt(r: random.Random, text: str) -> str:
    """Something at one place that may be wrong: of its type, or as JSON."""
    place = r.randrange(len(text))
    noise = r.choice(['"', "\\", "{", "}", "[", "]", ",", ":", "1", "-", ".", "null", "true", '"x"', "1.5", "[]", "{}", ""])
    return text[:place] + noise + text[place + r.randrange(3) :]


def _texts(r: random.Random) -> dict[str, str]:
    made = {
        "APP_NODE": _node(r),
        "APP_LEAVES": _list(r, _leaf),
        "APP_SHAPES": _object(r, {key: _shape(r) for key in r.sample(["x", "a", "type"], r.randrange(4))}),
    }
    if r.random() < 0.5:
        variable = r.choice(_VARIABLES)
        made[variable] = _spoilt(r, made[variable])
    return made


# ---- both ways ------------------------------------------------------------------------------------------------------------------


def _program(text: str) -> Program:
    analysis = analyze(SourceFile("program.fuse", text.lstrip()))
    assert analysis.program is not None, [item.message for item in analysis.diagnostics]
    return analysis.program


def _interpreted(program: Program, variables: dict[str, str]) -> tuple[int, str, str]:
    out, err = io.BytesIO(), io.BytesIO()
    status = run(program, environ=variables, stdout=out, stderr=err)
    return status, out.getvalue().decode(), _error(err.getvalue().decode())


def _executed(executable: Path, variables: dict[str, str]) -> tuple[int, str, str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("APP_", "FUSE_"))}
    done = subprocess.run([executable], env=environment | variables, capture_output=True)
    err = done.stderr.decode()
    assert "fuse-rt: live objects: 0\n" in err, variables
    return done.returncode, done.stdout.decode(), _error(err)


def _error(text: str) -> str:
    """The JSON of an uncaught validation error."""
    found = re.search(r'\{"error":.*?\]?,"message":"validation failed"\}\}', text)
    return found[0] if found else ""


def test_generated_texts_decode_as_in_the_interpreter(tmp_path: Path) -> None:
    program = _program(_TYPES)
    executable = build(program, tmp_path / "program", BuildOptions(leak_check=True)).path
    errors = 0
    for seed in range(_TEXTS):
        variables = _texts(random.Random(seed))
        expected = _interpreted(program, variables)
        assert _executed(executable, variables) == expected, variables
        errors += expected[2] != ""
    assert _TEXTS // 4 < errors < _TEXTS * 3 // 4


# ---- objects --------------------------------------------------------------------------------------------------------------------

_COUNTED = """
type Point:
  x: Int
  y: Float = 1.5
  z: Int?
type Line:
  name: String
  start: Point
  stop: Point
config App:
  points: List<Point> = []
  lines: List<Line> = []
app "count":
  print(json.encode(App.points))
"""


def _allocations(executable: Path, variables: dict[str, str]) -> int:
    done = subprocess.run([executable], env={**os.environ, **variables, "FUSE_RT_ALLOCATIONS": "1"}, capture_output=True, text=True)
    report = re.fullmatch(r"fuse-rt: live objects: 0\nfuse-rt: allocations: (\d+)\n", done.stderr)
    assert report is not None, done.stderr
    return int(report[1])


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("counted")
    return build(_program(_COUNTED), folder / "program", BuildOptions(profile="release", leak_check=True)).path


@pytest.mark.parametrize(
    ("variable", "element", "objects"),
    [
        # Structs of numbers lie in their list: whatever the order of the members, neither keys nor numbers nor paths are made.
        ("APP_POINTS", '{"x":1,"y":2.5,"z":3}', 0),
        ("APP_POINTS", '{"z":null,"x":1}', 0),
        ("APP_POINTS", '{"y" : 2, "x" : 1e2}', 0),
        ("APP_LINES", '{"start":{"x":1,"y":2},"stop":{"y":2,"x":1},"name":"a"}', 1),
    ],
)
def test_only_values_are_made(counted: Path, variable: str, element: str, objects: int) -> None:
    few, many = (_allocations(counted, {variable: f"[{','.join([element] * n)}]"}) for n in (_SIZE, 2 * _SIZE))
    assert many - few == objects * _SIZE
