"""Elaborates expressions: one function a kind of node, found by the class of the node."""

from __future__ import annotations

from collections.abc import Callable

from .. import ast
from . import access, bang_chains, calls, html_children, indexing, literals, names, operators, struct_literals, tasks
from .module_members import NoMember, imported_whole, unknown_member, with_dotted_names
from .state import Body, Value

_ELABORATORS: dict[type[ast.Expr], Callable[..., Value]] = {
    ast.IntLit: literals.int_literal,
    ast.FloatLit: literals.float_literal,
    ast.BoolLit: literals.bool_literal,
    ast.StringLit: literals.string_literal,
    ast.NullLit: literals.null_literal,
    ast.InterpString: literals.interpolation,
    ast.ListLit: literals.list_literal,
    ast.MapLit: literals.map_literal,
    ast.Name: names.name,
    ast.Unary: operators.unary,
    ast.Binary: operators.binary,
    ast.Coalesce: operators.coalesce,
    ast.Call: calls.call,
    ast.StructLit: struct_literals.struct_literal,
    ast.Member: access.member,
    ast.OptionalMember: access.optional_member,
    ast.Index: indexing.index,
    ast.OptionalIndex: indexing.optional_index,
    ast.BangChain: bang_chains.bang_chain,
    ast.Spawn: tasks.spawn,
    ast.Await: tasks.await_task,
    ast.BoxExpr: literals.box,
    ast.HtmlIf: html_children.html_if,
    ast.HtmlFor: html_children.html_for,
}


def elaborate_expression(body: Body, node: ast.Expr) -> Value:
    """The value of any expression."""
    if body.module.symbols.modules or body.module.symbols.imported:
        try:
            node = with_dotted_names(body, node)
        except NoMember as fault:
            return unknown_member(body, fault)
        whole = imported_whole(body, node) if isinstance(node, ast.Name) else None
        if whole is not None:
            return whole
    return _ELABORATORS[type(node)](body, node)
