"""Calls of the builtins: `print`, `assert`, `env` and its typed forms.

`print` and `assert` have no type that the checker knows, so it does not look at their arguments.
"""

from __future__ import annotations

from .. import ast, types
from ..canonical import program as ir
from ..codes import FUSE_WRONG_ARITY
from ..types import OptionType
from . import static_types as st
from .conversion_literals import settle
from .failing import failing, failure
from .literals import text_operand
from .operands import in_function, with_unwrapped
from .representation import without_null
from .state import Body, Value, poison

_ENV_RESULTS = {
    "env": (st.STRING, types.STRING),
    "env_int": (st.INT, types.INT),
    "env_float": (st.FLOAT, types.FLOAT),
    "env_bool": (st.BOOL, types.BOOL),
}
_ASSERT_NEEDS_BOOL = "assert expects a Bool as the first argument"


def call_builtin(body: Body, node: ast.Call, name: str) -> Value:
    """The call of a builtin of the supported language."""
    if name in _ENV_RESULTS:
        return _env(body, node, name)
    with body.without_checks():
        operands = [settle(text_operand(body, arg.value)) for arg in node.args]
    failed = failure(node.span, operands)
    if failed is not None:
        return Value(st.UNKNOWN, failed)
    if name == "print":
        return Value(st.UNKNOWN, ir.Print(types.UNIT, node.span, operands))
    return Value(st.UNKNOWN, _assert(body, node, operands))


def _assert(body: Body, node: ast.Call, operands: list[ir.Expr]) -> ir.Expr:
    if not operands or without_null(operands[0].type) != types.BOOL:
        return failing(node.span, operands, _ASSERT_NEEDS_BOOL)

    def build(ops: list[ir.Expr]) -> ir.Expr:
        return ir.Assert(types.UNIT, node.span, ops[0], ops[1] if len(ops) > 1 else None)

    messages = [_ASSERT_NEEDS_BOOL, *[None] * (len(operands) - 1)]
    if len(operands) <= 2:
        return with_unwrapped(body, node.span, operands, messages, build)

    def build_checked(ops: list[ir.Expr]) -> ir.Expr:
        return with_unwrapped(body, node.span, ops, messages, build)

    return in_function(body, node.span, operands, build_checked)


def _env(body: Body, node: ast.Call, name: str) -> Value:
    static, representation = _ENV_RESULTS[name]
    type_ = st.OptionOf(static)
    values = [body.value(arg.value) for arg in node.args]
    if not body.unchecked:
        for arg in node.args:
            if arg.name is not None:
                body.error(arg.span, "named arguments are not supported for function calls")
        if len(values) != 1:
            body.error(node.span, f"expected 1 arguments, got {len(values)}", code=FUSE_WRONG_ARITY)
            return Value(type_, poison(node.span).node)
    operands = [settle(body.expect(arg.span, value, st.STRING)) for arg, value in zip(node.args, values, strict=True)]
    failed = failure(node.span, operands)
    if failed is not None:
        return Value(type_, failed)
    message = f"{name} expects a string argument"
    if not operands or without_null(operands[0].type) != types.STRING:
        return Value(type_, failing(node.span, operands, message))

    def build(ops: list[ir.Expr]) -> ir.Expr:
        return ir.Env(OptionType(representation), node.span, ops[0])

    messages = [message, *[None] * (len(operands) - 1)]
    if len(operands) == 1:
        return Value(type_, with_unwrapped(body, node.span, operands, messages, build))
    return Value(type_, in_function(body, node.span, operands, lambda ops: with_unwrapped(body, node.span, ops, messages, build)))
