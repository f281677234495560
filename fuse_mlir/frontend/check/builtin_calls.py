"""Calls of the builtins, by name (`print`, `env`), in a namespace (`time.now`) and of queries (`q.where`).

Arguments are evaluated left to right and handed on as they are: what the builtin makes of a value of another type is its run-time
error. What has no type that the checker knows (`print`, `json.encode`) has its arguments unchecked.
"""

from __future__ import annotations

from .. import ast, types
from ..canonical import program as ir
from ..messages.expressions import REMOVED_TASK_METHOD, SQL_ARITY, SQL_PARAMETERS, UNKNOWN_MEMBER
from ..nearest import Suggestion
from ..types import ANY, OptionType
from . import static_types as st
from .arguments import checked_arguments, plain_arguments
from .builtin_types import RESULTS, SIGNATURES, members
from .conversion_literals import settle
from .failing import failing, failure
from .literals import text_operand
from .operands import in_function, with_unwrapped
from .representation import represent_result, without_null
from .state import Body, Value, poison

_ENVIRONMENT = ("env", "env_int", "env_float", "env_bool")
_STATEMENTS_OF_SQL = ("db.exec", "db.query", "db.one")
_ASSERT_NEEDS_BOOL = "assert expects a Bool as the first argument"


def call_builtin(body: Body, node: ast.Call, name: str) -> Value:
    """The call of a builtin that is no member of anything."""
    if name in ("print", "assert"):
        return _untyped(body, node, name)
    if name in RESULTS:
        return _unchecked(body, node, name)
    if name in _ENVIRONMENT:
        return _env(body, node, name)
    return _typed(body, node, name, [])


def call_namespace(body: Body, node: ast.Call, namespace: str, member: ast.Ident) -> Value:
    """`time.now()`, `json.encode(x)`."""
    name = f"{namespace}.{member.name}"
    if name in RESULTS:
        return _unchecked(body, node, name)
    if namespace in ("json", "errors"):
        with body.without_checks():
            operands = plain_arguments(body, node)
        if namespace == "json":
            unknown_method(body, namespace, member)
        message = f"unknown json method {member.name}" if namespace == "json" else "unknown identifier errors"
        return Value(st.UNKNOWN, failure(node.span, operands) or failing(node.span, operands, message))
    if name not in SIGNATURES:
        return _unknown_method(body, node, namespace, member)
    return _sql(body, node, name) if name in _STATEMENTS_OF_SQL else _typed(body, node, name, [])


def call_query(body: Body, node: ast.Call, receiver: Value, member: ast.Ident) -> Value:
    """A method of a query: the receiver is the first argument."""
    name = f"query.{member.name}"
    if name not in SIGNATURES:
        return _unknown_method(body, node, "query", member)
    return _typed(body, node, name, [receiver.node])


def unknown_method(body: Body, namespace: str, member: ast.Ident) -> None:
    """Reports a member that a namespace does not have; the checker does not know those of `json`."""
    if namespace == "json":
        hint = Suggestion(member.name, members(namespace))
        body.warning(member.span, UNKNOWN_MEMBER(kind="json method", name=member.name), hint=hint)
        return
    if namespace == "task":
        body.misnamed(member.span, REMOVED_TASK_METHOD(name=member.name))
        return
    noun = {"http.response": "http response field", "http.error": "http error field"}.get(namespace, f"{namespace} method")
    hint = Suggestion(member.name, members(namespace))
    body.misnamed(member.span, UNKNOWN_MEMBER(kind=noun, name=member.name), hint=hint)


def _unknown_method(body: Body, node: ast.Call, namespace: str, member: ast.Ident) -> Value:
    unknown_method(body, namespace, member)
    with body.without_checks():
        operands = [settle(operand) for operand in plain_arguments(body, node)]
    if not body.unchecked:
        return poison(node.span)
    message = "unknown identifier task" if namespace == "task" else f"unknown {namespace} method {member.name}"
    return Value(st.UNKNOWN, failure(node.span, operands) or failing(node.span, operands, message))


# ---- arguments that the checker does not look at ----------------------------------------------------------------------------


def _untyped(body: Body, node: ast.Call, name: str) -> Value:
    with body.without_checks():
        operands = [settle(text_operand(body, arg.value)) for arg in node.args]
    failed = failure(node.span, operands)
    if failed is not None:
        return Value(st.UNKNOWN, failed)
    if name == "print":
        return Value(st.UNKNOWN, ir.Print(types.UNIT, node.span, operands))
    return Value(st.UNKNOWN, _assert(body, node, operands))


def _assert(body: Body, node: ast.Call, operands: list[ir.Expr]) -> ir.Expr:
    if not operands or without_null(operands[0].type) not in (types.BOOL, ANY):
        return failing(node.span, operands, _ASSERT_NEEDS_BOOL)

    def build(ops: list[ir.Expr]) -> ir.Expr:
        return ir.Assert(types.UNIT, node.span, ops[0], ops[1] if len(ops) > 1 else None)

    messages = [_ASSERT_NEEDS_BOOL, *[None] * (len(operands) - 1)]
    if len(operands) <= 2:
        return with_unwrapped(body, node.span, operands, messages, build)

    def build_checked(ops: list[ir.Expr]) -> ir.Expr:
        return with_unwrapped(body, node.span, ops, messages, build)

    return in_function(body, node.span, operands, build_checked)


def _unchecked(body: Body, node: ast.Call, name: str) -> Value:
    with body.without_checks():
        operands = [settle(operand) for operand in plain_arguments(body, node)]
    failed = failure(node.span, operands)
    return Value(st.UNKNOWN, failed or ir.BuiltinCall(RESULTS[name], node.span, name, operands))


# ---- arguments that it does look at -----------------------------------------------------------------------------------------


def _typed(body: Body, node: ast.Call, name: str, receiver: list[ir.Expr]) -> Value:
    signature = SIGNATURES[name]
    arguments = checked_arguments(body, node, signature)
    if arguments is None:
        return Value(signature.result, poison(node.span).node)
    return _emit(node, name, [*receiver, *arguments])


def _emit(node: ast.Call, name: str, operands: list[ir.Expr]) -> Value:
    result = SIGNATURES[name].result
    operands = [settle(operand) for operand in operands]
    failed = failure(node.span, operands)
    return Value(result, failed or ir.BuiltinCall(represent_result(result), node.span, name, operands))


def _sql(body: Body, node: ast.Call, name: str) -> Value:
    """`db.exec(sql, params?)` and its like."""
    values = [body.value(arg.value) for arg in node.args]
    operands = [value.node for value in values]
    if not body.unchecked:
        if not 1 <= len(values) <= 2:
            body.error(node.span, SQL_ARITY())
        if values:
            operands[0] = body.expect(node.args[0].span, values[0], st.STRING)
        if len(values) > 1 and not (isinstance(values[1].type, st.ListOf) or st.is_unknown(values[1].type)):
            body.error(node.args[1].span, SQL_PARAMETERS(found=values[1].type))
    return _emit(node, name, operands)


def _env(body: Body, node: ast.Call, name: str) -> Value:
    signature = SIGNATURES[name]
    type_ = signature.result
    assert isinstance(type_, st.OptionOf)
    result = OptionType(represent_result(type_.inner))
    arguments = checked_arguments(body, node, signature)
    if arguments is None:
        return Value(type_, poison(node.span).node)
    operands = [settle(argument) for argument in arguments]
    failed = failure(node.span, operands)
    if failed is not None:
        return Value(type_, failed)
    message = f"{name} expects a string argument"
    if operands and operands[0].type == ANY:
        return Value(type_, ir.BuiltinCall(result, node.span, name, operands))
    if not operands or without_null(operands[0].type) != types.STRING:
        return Value(type_, failing(node.span, operands, message))

    def build(ops: list[ir.Expr]) -> ir.Expr:
        return ir.Env(result, node.span, ops[0])

    messages = [message, *[None] * (len(operands) - 1)]
    if len(operands) == 1:
        return Value(type_, with_unwrapped(body, node.span, operands, messages, build))
    return Value(type_, in_function(body, node.span, operands, lambda ops: with_unwrapped(body, node.span, ops, messages, build)))
