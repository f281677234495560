"""Arguments of calls: how many there may be, and of what types.

In:      a call, and the signature that the checker knows of what is called.
Out:     the nodes of all arguments in order of evaluation, without conversion; None after a wrong number of them.
"""

from __future__ import annotations

from .. import ast
from ..canonical import program as ir
from ..messages.expressions import NAMED_ARGUMENTS, WRONG_ARITY
from . import static_types as st
from .html_children import children_value
from .state import Body, Value


def plain_arguments(body: Body, node: ast.Call) -> list[ir.Expr]:
    """The arguments of a call that has no signature."""
    return [body.value(arg.value).node for arg in node.args]


def checked_arguments(body: Body, node: ast.Call, signature: st.FunctionOf) -> list[ir.Expr] | None:
    """The arguments by the rules of a signature."""
    return fitted_arguments(body, node, signature, argument_values(body, node, signature))


def argument_values(body: Body, node: ast.Call, signature: st.FunctionOf, cells: bool = False) -> list[Value]:
    """The arguments of a call that has a signature. `cells`: boxes are handed on as such."""
    for arg in node.args:
        if arg.name is not None:
            body.error(arg.span, NAMED_ARGUMENTS())
    types = [*(type_ for _, type_ in signature.params), *[None] * len(node.args)]
    return [_value(body, arg, type_, cells) for arg, type_ in zip(node.args, types, strict=False)]


def fitted_arguments(body: Body, node: ast.Call, signature: st.FunctionOf, values: list[Value]) -> list[ir.Expr] | None:
    """The values of the arguments by the rules of a signature."""
    params = signature.params
    given, required = len(values), len(params) - signature.defaults
    if not body.unchecked and not required <= given <= len(params):
        body.error(node.span, WRONG_ARITY(expected=len(params), given=given))
        return None
    nodes = [body.expect(arg.span, value, type_) for arg, value, (_, type_) in zip(node.args, values, params, strict=False)]
    return [*nodes, *(value.node for value in values[len(params) :])]


def _value(body: Body, arg: ast.Arg, type_: st.StaticType | None, cells: bool) -> Value:
    if arg.is_block_sugar and isinstance(arg.value, ast.ListLit) and type_ == st.ListOf(st.HTML):
        return children_value(body, arg.value, as_html=True)
    return body.cell(arg.value) if cells else body.value(arg.value)
