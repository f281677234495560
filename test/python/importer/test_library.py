"""A program as a library: exported functions, and what releases their arguments and results."""

from __future__ import annotations

from fuse_mlir.dialects.context import create_context
from fuse_mlir.lowering.driver import lower

from fuse_mlir.frontend.analysis import analyze
from fuse_mlir.frontend.canonical import program as c
from fuse_mlir.frontend.source import SourceFile
from fuse_mlir.importer import import_library

TEXT = """
config App:
  word: String = "a"

fn join(left: String, count: Int) -> String:
  return left + App.word

app "x":
  print(join("a", 1))
"""


def test_exported_functions_borrow_and_have_what_releases() -> None:
    program = analyze(SourceFile("p.fuse", TEXT)).program
    assert program is not None
    (join,) = program.functions
    call = c.Call(join.result, join.span, join.name, [c.LocalRef(param.type, param.span, param) for param in join.params])
    exported = c.Function("call.join", join.params, join.result, [c.Return(join.span, call)], join.span)
    module = import_library(program, [exported], create_context())
    lower(module, "fuse", "owned")
    shown = str(module)
    assert "@call.join(%arg0: !fuse.str {fuse.borrow}, %arg1: i64) -> (!fuse.error, !fuse.str)" in shown
    drop = shown.partition("@drop.call.join(%arg0: !fuse.str {fuse.own}, %arg1: i64) -> !fuse.error")[2]
    assert "fuse.release %arg0" in drop.partition("return")[0]
    assert "@free.call.join(%arg0: !fuse.str {fuse.own}) -> !fuse.error" in shown
    assert "@library.start() -> !fuse.error" in shown and "@library.end() -> !fuse.error" in shown
    assert "@entry" not in shown and "app.x" not in shown
