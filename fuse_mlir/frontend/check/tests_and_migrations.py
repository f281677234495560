"""Tests and migrations: bodies that run by name, in a fixed order, and may not return.

In: the declarations. Out: canonical ones; a `return` in a body evaluates its value and then raises.
Source: semantics 2.4, 14.2 and 14.3.
"""

from __future__ import annotations

from .. import ast, types
from ..canonical import program as ir
from ..source import Span
from .failing import failing
from .results import drop_values
from .state import Body, ModuleState
from .statements import block


def elaborate_test(module: ModuleState, decl: ast.TestDecl, owner: str) -> ir.Test:
    return ir.Test(decl.name.value, _body(module, decl.body, owner, "test"), module.id, decl.span)


def elaborate_migration(module: ModuleState, decl: ast.MigrationDecl, owner: str, package: str) -> ir.Migration:
    return ir.Migration(package, decl.name.name, _body(module, decl.body, owner, "migration"), module.id, decl.span)


def in_run_order(tests: list[ir.Test], paths: list[str]) -> list[ir.Test]:
    """By name, then by the path of the module; `paths[n]` is that of module `n + 1`."""
    return sorted(tests, key=lambda test: (test.name, paths[test.module - 1]))


def migrations_in_run_order(migrations: list[ir.Migration], paths: list[str]) -> list[ir.Migration]:
    """By name as text, then by package, then by the path of the module."""
    return sorted(migrations, key=lambda each: (each.name, each.package, paths[each.module - 1]))


def _body(module: ModuleState, node: ast.Block, owner: str, kind: str) -> list[ir.Stmt]:
    body = Body(module, owner, owner)
    body.drops_returns = True
    body.scopes.push()
    stmts = block(body, node)
    for site in body.returns:
        site.statement.value = site.value.node
    return _without_returns(drop_values(stmts, []), f"return not allowed in {kind}")


def _without_returns(stmts: list[ir.Stmt], message: str) -> list[ir.Stmt]:
    return [_without_return(stmt, message) for stmt in stmts]


def _without_return(stmt: ir.Stmt, message: str) -> ir.Stmt:
    match stmt:
        case ir.Return(span=span):
            return ir.ExprStmt(span, _raised(span, message))
        case ir.If():
            stmt.then = _without_returns(stmt.then, message)
            stmt.otherwise = _without_returns(stmt.otherwise, message)
        case ir.Match():
            for arm in stmt.arms:
                arm.body = _without_returns(arm.body, message)
            stmt.otherwise = _without_returns(stmt.otherwise, message)
        case ir.For() | ir.While() | ir.Transaction():
            stmt.body = _without_returns(stmt.body, message)
    return stmt


def _raised(span: Span, message: str) -> ir.Raise:
    raised = failing(span, [], message)
    raised.type = types.UNIT
    return raised
