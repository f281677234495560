"""Calls: of functions, of enum constructors, of builtins (`builtin_calls.py`), and of what cannot be called."""

from __future__ import annotations

from .. import ast, types
from ..canonical import program as ir
from ..codes import FUSE_WRONG_ARITY
from ..html_tags import HTML_TAGS
from . import static_types as st
from .access import unknown_variant
from .builtin_calls import call_builtin
from .conversion import convert
from .declarations import FunctionInfo
from .failing import failing, failure
from .names import CALLABLE_BUILTINS, UNSUPPORTED_BUILTINS, external_base, is_type_base, undefined, unknown_name
from .representation import represent
from .state import Body, Value, poison


def call(body: Body, node: ast.Call) -> Value:
    """`callee(args)`."""
    if any(arg.is_block_sugar for arg in node.args):
        return body.unsupported(node.span, "an HTML block")
    if node.type_args:
        return body.unsupported(node.span, "a call with type arguments")
    if isinstance(node.callee, ast.Name) and body.scopes.lookup(node.callee.name) is None:
        return _call_name(body, node, node.callee)
    if isinstance(node.callee, ast.Member):
        external = external_base(body, node.callee.base)
        if external is not None:
            return body.unsupported(node.span, f"`{external}.{node.callee.name.name}`")
        if is_type_base(body, node.callee.base):
            constructed = _call_constructor(body, node, node.callee)
            if constructed is not None:
                return constructed
    return _call_value(body, node)


def _call_name(body: Body, node: ast.Call, callee: ast.Name) -> Value:
    symbols = body.module.symbols
    if callee.name in symbols.functions:
        return _call_function(body, node, symbols.functions[callee.name])
    if callee.name in symbols.unsupported:
        _arguments(body, node)
        return poison(node.span)
    if callee.name in CALLABLE_BUILTINS:
        return call_builtin(body, node, callee.name)
    if callee.name in UNSUPPORTED_BUILTINS:
        return body.unsupported(node.span, f"`{callee.name}`")
    known = callee.name in symbols.configs or callee.name in symbols.structs or callee.name in symbols.enums
    if not known and callee.name in HTML_TAGS:
        return body.unsupported(node.span, f"the HTML tag `{callee.name}`")
    if callee.name in symbols.configs:
        return _not_callable(body, node, [])
    if callee.name in symbols.structs:
        return _struct_called(body, callee)
    unknown = body.value(callee) if known else unknown_name(body, callee)
    _arguments(body, node)
    return unknown


def _struct_called(body: Body, callee: ast.Name) -> Value:
    return undefined(body, callee.span, callee.name, f"{callee.name} is a type, not a value", f"write `{callee.name}(field=value)`")


def _call_value(body: Body, node: ast.Call) -> Value:
    """A call of the value of an expression: nothing of the supported language can be called this way."""
    callee = body.value(node.callee)
    if st.has_poison(callee.type):
        _arguments(body, node)
        return poison(node.span)
    return _not_callable(body, node, [callee.node], unknown=st.is_unknown(callee.type))


def _not_callable(body: Body, node: ast.Call, callee: list[ir.Expr], unknown: bool = False) -> Value:
    if not unknown and not body.unchecked:
        body.error(node.span, "call target is not a function")
        return poison(node.span)
    with body.without_checks():
        operands = [*callee, *_arguments(body, node)]
    return Value(st.UNKNOWN, failure(node.span, operands) or failing(node.span, operands, "call target is not callable"))


def _arguments(body: Body, node: ast.Call) -> list[ir.Expr]:
    return [body.value(arg.value).node for arg in node.args]


def _call_function(body: Body, node: ast.Call, function: FunctionInfo) -> Value:
    for arg in node.args:
        if arg.name is not None:
            body.error(arg.span, "named arguments are not supported for function calls")
    values = [body.value(arg.value) for arg in node.args]
    params = function.params
    if not body.unchecked and not _check_arity(body, node, function):
        return poison(node.span) if function.result is None else Value(function.result, poison(node.span).node)
    nodes = [body.expect(arg.span, value, type_) for arg, value, (_, type_) in zip(node.args, values, params, strict=False)]
    nodes += [value.node for value in values[len(params) :]]
    if function.result is None:
        body.cannot_infer(function)
        return poison(node.span)
    return _emit_call(body, node, function, nodes)


def _check_arity(body: Body, node: ast.Call, function: FunctionInfo) -> bool:
    given, params = len(node.args), function.decl.params
    if given <= len(params) and all(param.default is not None for param in params[given:]):
        return True
    body.error(node.span, f"expected {len(params)} arguments, got {given}", code=FUSE_WRONG_ARITY)
    return False


def _emit_call(body: Body, node: ast.Call, function: FunctionInfo, nodes: list[ir.Expr]) -> Value:
    result, name = function.result, function.decl.name.name
    symbol = function.symbol
    assert result is not None
    given, params = len(nodes), function.params
    if given > len(params):
        message = f"invalid call to {name}: expected at most {len(params)} args, got {given}"
        return Value(result, failure(node.span, nodes) or failing(node.span, nodes, message))
    operands = [convert(body, operand, represent(type_)) for operand, (_, type_) in zip(nodes, params, strict=False)]
    failed = failure(node.span, operands)
    if failed is not None:
        return Value(result, failed)
    missing = [param for param in function.decl.params[given:] if param.default is None]
    if missing:
        if missing[0] is not function.decl.params[given]:
            return body.unsupported(node.span, "a call without a required argument after defaults")
        return Value(result, failing(node.span, operands, f"missing argument {missing[0].name.name}"))
    symbol = symbol if given == len(params) else f"{symbol}.default.{given}"
    return Value(result, ir.Call(function.result_representation or represent(result), node.span, symbol, operands))


def _call_constructor(body: Body, node: ast.Call, callee: ast.Member) -> Value | None:
    """`Color.Rgb(1, 2, 3)`; None when the base is no enum."""
    assert isinstance(callee.base, ast.Name)
    owner, variant = callee.base.name, callee.name.name
    enum = body.module.symbols.enums.get(owner)
    if enum is None:
        return None
    owner = enum.name
    values = [body.value(arg.value) for arg in node.args]
    operands = [value.node for value in values]
    payload = enum.variants.get(variant)
    if payload is None:
        unknown = unknown_variant(body, callee.base.name, callee.name)
        return Value(unknown.type, failure(node.span, [*operands, unknown.node]) or unknown.node)
    type_ = st.EnumOf(owner)
    if not body.unchecked:
        if not payload:
            body.error(node.span, "call target is not a function", hint=f"write `{owner}.{variant}`")
            return poison(node.span)
        if len(payload) != len(values):
            body.error(node.span, f"expected {len(payload)} arguments, got {len(values)}", code=FUSE_WRONG_ARITY)
            return Value(type_, poison(node.span).node)
    if not payload or len(payload) != len(values):
        message = f"variant {owner}.{variant} expects {len(payload)} value(s), got {len(values)}"
        message = message if payload else "call target is not callable"
        return Value(type_, failure(node.span, operands) or failing(node.span, operands, message))
    operands = [
        convert(body, body.expect(arg.span, value, expected), represent(expected))
        for arg, value, expected in zip(node.args, values, payload, strict=True)
    ]
    failed = failure(node.span, operands)
    return Value(type_, failed or ir.EnumLit(types.EnumType(owner), node.span, owner, variant, operands))
