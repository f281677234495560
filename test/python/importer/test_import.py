"""The importer on programs that are large or deep, and on canonical programs that break their contract."""

from __future__ import annotations

import sys
import time

import pytest
from fuse_mlir.dialects.context import create_context

from fuse_mlir.frontend import types as t
from fuse_mlir.frontend.analysis import analyze
from fuse_mlir.frontend.canonical import program as c
from fuse_mlir.frontend.source import SourceFile, Span
from fuse_mlir.importer import import_program
from fuse_mlir.importer.errors import ImportFault

SPAN = Span(0, 1)
APP = '\napp "test":\n  print("")\n'


def imported(text: str) -> str:
    analysis = analyze(SourceFile("test.fuse", text))
    assert analysis.program is not None, [diagnostic.message for diagnostic in analysis.diagnostics]
    return str(import_program(analysis.program, create_context()))


def program(body: list[c.Stmt], result: t.Type = t.UNIT) -> c.Program:
    function = c.Function("f", [], result, body, SPAN)
    return c.Program("test.fuse", functions=[function], source=SourceFile("test.fuse", "text\n"))


def int_literal(value: int) -> c.IntLit:
    return c.IntLit(t.INT, SPAN, value)


def test_long_operator_chain() -> None:
    text = imported("fn f(a: Int) -> Int:\n  return " + " + ".join(["a"] * 1000) + APP)
    assert text.count("arith.addi") == 999


def test_chain_far_beyond_the_stack() -> None:
    value: c.Expr = int_literal(0)
    depth = sys.getrecursionlimit() * 20
    for number in range(depth):
        value = c.Binary(t.INT, SPAN, "sub", int_literal(number), value)
    module = import_program(program([c.Return(SPAN, value)], t.INT), create_context())
    assert str(module).count("arith.subi") == depth


def test_statements_nested_far_beyond_the_stack() -> None:
    local = c.Local(0, "x", t.INT, SPAN, mutable=True)
    body: list[c.Stmt] = [c.Assign(SPAN, local, int_literal(2))]
    for _ in range(1000):
        body = [c.If(SPAN, c.BoolLit(t.BOOL, SPAN, True), body, [])]
    module = import_program(program([c.Let(SPAN, local, int_literal(1)), *body]), create_context())
    assert module.operation.verify()


def test_match_with_many_arms() -> None:
    arms = [c.Arm(c.LiteralPattern(SPAN, number), []) for number in range(1000)]
    module = import_program(program([c.Match(SPAN, int_literal(1), arms, [])]), create_context())
    assert str(module).count("arith.cmpi eq") == 1000


def test_long_list_literal_takes_seconds_at_most() -> None:
    items: list[c.Expr] = [int_literal(number) for number in range(100_000)]
    started = time.perf_counter()
    import_program(program([c.ExprStmt(SPAN, c.ListLit(t.ListType(t.INT), SPAN, items))]), create_context())
    assert time.perf_counter() - started < 10


def test_same_text_each_time() -> None:
    text = "fn f(a: Int) -> Int:\n  var x = a\n  var y = 2\n  while x > 0:\n    y = y + x\n    x = x - 1\n  return y" + APP
    assert imported(text) == imported(text)


def test_program_without_source_is_a_fault() -> None:
    with pytest.raises(ImportFault, match="no source"):
        import_program(c.Program("test.fuse"), create_context())


def test_missing_return_is_a_fault() -> None:
    with pytest.raises(ImportFault, match="the body of f ends without a return"):
        import_program(program([c.ExprStmt(SPAN, c.Print(t.UNIT, SPAN, []))], t.INT), create_context())


@pytest.mark.parametrize(("statement", "message"), [(c.Break(SPAN), "break outside"), (c.Continue(SPAN), "continue outside")])
def test_jump_outside_of_a_loop_is_a_fault(statement: c.Stmt, message: str) -> None:
    with pytest.raises(ImportFault, match=message):
        import_program(program([statement]), create_context())
