"""How many objects programs make: what grows or is updated in place makes no copy of itself.

Each program runs with the leak-checked runtime at two sizes, N and 4 N. What is updated in place makes as many objects at both; one
program must make more, so that the count is known to count.
"""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from fuse_mlir.codegen.build import build
from fuse_mlir.codegen.stages import BuildOptions
from fuse_mlir.frontend.analysis import analyze
from fuse_mlir.frontend.source import SourceFile

_SIZE = 200

APPEND_ELEMENT = """
app "append an element":
  var xs: List<Int> = []
  for i in 1..(env_int("N") ?? 0):
    xs = xs + [i]
  print(xs[7])
"""
APPEND_TEXT = """
app "append text":
  var s = ""
  for i in 1..(env_int("N") ?? 0):
    s = s + "ab" + "c"
  print(s)
"""
INTERPOLATE = """
app "interpolate":
  var s = ""
  for i in 1..(env_int("N") ?? 0):
    s = "${s}, ${s == "x"}"
  print(s)
"""
APPEND_IN_FUNCTION = """
fn add(s: String, t: String) -> String:
  return s + t

app "append through a call":
  var s = ""
  for i in 1..(env_int("N") ?? 0):
    s = add(s, "abc")
  print(s)
"""
APPEND_TO_FIELD = """
type Page:
  title: String
  text: String
  marks: List<Int>

app "append to fields":
  var page = Page(title="t", text="", marks=[])
  for i in 1..(env_int("N") ?? 0):
    page.text = page.text + "line"
    page.marks = page.marks + [i]
  print(page.text)
  print(page.marks[3])
"""
APPEND_TO_ROW = """
app "append to an element of a list":
  var rows: List<List<Int>> = [[], []]
  var names = ["", ""]
  for i in 1..(env_int("N") ?? 0):
    rows[i % 2] = rows[i % 2] + [i]
    names[i % 2] = names[i % 2] + "x"
  print(rows[1][3])
  print(names[1])
"""
STORE_NESTED = """
type Cell:
  values: List<Int>

app "store into nested containers":
  var grid = [[Cell(values=[0, 0])], [Cell(values=[1, 1])]]
  for i in 1..(env_int("N") ?? 0):
    grid[i % 2][0].values[1] = i
  print(grid[1][0].values[1])
"""
STORE_IN_BRANCHES = """
app "store into rows in branches that end alike":
  var rows = [[0, 0, 0], [0, 0, 0]]
  for i in 1..(env_int("N") ?? 0):
    if i % 3 == 0:
      rows[i % 2][i % 3] = rows[0][0] + 1
    else:
      let a = rows[0][1]
      rows[i % 2][i % 3] = a
  print(rows[1][2])
"""
STORE_IN_FUNCTION = """
fn store(xs: List<Int>, i: Int) -> List<Int>:
  var ys = xs
  ys[i % 3] = i
  return ys

app "store through a call":
  var xs = [0, 0, 0]
  for i in 1..(env_int("N") ?? 0):
    xs = store(xs, i)
  print(xs[1])
"""
STORE_IN_CELL = """
type Node:
  value: Int
  next: Node?

fn renamed(node: Node, value: Int) -> Node:
  var other = node
  other.value = value
  return other

app "store into a value of a type that contains itself":
  var node = Node(value=0, next=Node(value=1, next=null))
  for i in 1..(env_int("N") ?? 0):
    node.value = node.value + i
    node = renamed(node, node.value % 7)
  print(node.value)
"""
REUSE_CELLS = """
enum Chain:
  End
  Link(String, Int, Chain)

type Person:
  name: String
  age: Int
  boss: Person?

fn counted(c: Chain) -> Chain:
  match c:
    End:
      return c
    Link(text, n, rest):
      return Chain.Link(text, n + 1, counted(rest))

fn older(p: Person) -> Person:
  match p.boss:
    Some(boss):
      return Person(name=p.name, age=p.age + 1, boss=older(boss))
    None:
      return Person(name=p.name, age=p.age + 1, boss=null)

app "take values apart and put them together again":
  var c = Chain.Link("a", 1, Chain.Link("b", 2, Chain.End))
  var p = Person(name="a", age=1, boss=Person(name="b", age=2, boss=null))
  for i in 1..(env_int("N") ?? 0):
    c = counted(c)
    p = older(p)
  print("${c} ${p.age}")
"""
MAP_ENTRIES = """
app "store into entries of a map":
  var counts: Map<String, Int> = {"a": 0, "b": 0}
  for i in 1..(env_int("N") ?? 0):
    let key = if_even(i)
    counts[key] = (counts[key] ?? 0) + i
  print(counts["a"])

fn if_even(i: Int) -> String:
  if i % 2 == 0:
    return "a"
  return "b"
"""
KEPT = """
app "the old text is kept":
  var s = ""
  var before = ""
  for i in 1..(env_int("N") ?? 0):
    before = s
    s = s + "abc"
  print(before)
"""

IN_PLACE = {
    "append_element": APPEND_ELEMENT,
    "append_text": APPEND_TEXT,
    "interpolate": INTERPOLATE,
    "append_in_function": APPEND_IN_FUNCTION,
    "append_to_field": APPEND_TO_FIELD,
    "append_to_row": APPEND_TO_ROW,
    "store_nested": STORE_NESTED,
    "store_in_branches": STORE_IN_BRANCHES,
    "store_in_function": STORE_IN_FUNCTION,
    "store_in_cell": STORE_IN_CELL,
    "reuse_cells": REUSE_CELLS,
    "map_entries": MAP_ENTRIES,
}


def _allocations(text: str, folder: Path) -> list[int]:
    """The objects that a program makes at both sizes. None is alive at its end."""
    program = analyze(SourceFile("program.fuse", text.lstrip())).program
    assert program is not None
    executable = build(program, folder / "program", BuildOptions(profile="release", leak_check=True)).path
    counts = []
    for size in (_SIZE, 4 * _SIZE):
        variables = {**os.environ, "N": str(size), "FUSE_RT_ALLOCATIONS": "1"}
        result = subprocess.run([executable], capture_output=True, text=True, env=variables, check=True)
        report = re.fullmatch(r"fuse-rt: live objects: 0\nfuse-rt: allocations: (\d+)\n", result.stderr)
        assert report is not None, result.stderr
        counts.append(int(report.group(1)))
    return counts


@pytest.mark.parametrize("text", IN_PLACE.values(), ids=IN_PLACE.keys())
def test_updates_in_place_make_no_objects(text: str, tmp_path: Path) -> None:
    few, many = _allocations(text, tmp_path)
    assert few == many


def test_what_is_kept_is_copied(tmp_path: Path) -> None:
    few, many = _allocations(KEPT, tmp_path)
    assert many - few >= 3 * _SIZE
