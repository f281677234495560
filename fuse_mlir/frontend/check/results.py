"""Turns the returns of a body that gives no value into plain ones: a returned value is evaluated and dropped."""

from __future__ import annotations

from ..canonical import program as ir


def drop_values(stmts: list[ir.Stmt], implicit: list[ir.Return]) -> list[ir.Stmt]:
    """The statements without returned values; an implicit return leaves only its value behind."""
    return _dropped(stmts, {id(node) for node in implicit})


def _dropped(stmts: list[ir.Stmt], implicit: set[int]) -> list[ir.Stmt]:
    kept: list[ir.Stmt] = []
    for node in stmts:
        match node:
            case ir.Return(value=value):
                if value is not None and not isinstance(value, ir.UnitLit):
                    kept.append(ir.ExprStmt(node.span, value))
                node.value = None
                if id(node) not in implicit:
                    kept.append(node)
                continue
            case ir.If():
                node.then = _dropped(node.then, implicit)
                node.otherwise = _dropped(node.otherwise, implicit)
            case ir.Match():
                for arm in node.arms:
                    arm.body = _dropped(arm.body, implicit)
                node.otherwise = _dropped(node.otherwise, implicit)
            case ir.For() | ir.While() | ir.Transaction():
                node.body = _dropped(node.body, implicit)
        kept.append(node)
    return kept
