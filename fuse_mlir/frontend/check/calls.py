"""Calls: of functions, of enum constructors, of builtins (`builtin_calls.py`), of values, and of what cannot be called.

A box that is given to a function of the program is passed as such: the callee is elaborated once more for the parameters that
hold boxes, as `<function>.boxed.<positions>`.
"""

from __future__ import annotations

from .. import ast, types
from ..canonical import program as ir
from ..html_tags import HTML_TAGS
from ..types import ANY, BoxType, FunctionType, Type
from . import static_types as st
from .access import member_of, unknown_variant
from .arguments import checked_arguments, plain_arguments
from .boxes import content
from .builtin_calls import call_builtin, call_namespace, call_query
from .builtin_types import CALLABLE, NAMES
from .conversion import convert
from .conversion_literals import settle
from .declarations import FunctionInfo
from .failing import failing, failure
from .names import is_type_base, namespace_of, signature_of, undefined, unknown_name
from .representation import represent_result, represent_stored
from .state import Body, Value, poison
from .tasks import check_task_call
from .typed_queries import is_typed_query, typed_query


def call(body: Body, node: ast.Call) -> Value:
    """`callee(args)`."""
    if any(arg.is_block_sugar for arg in node.args):
        return body.unsupported(node.span, "an HTML block")
    check_task_call(body, node)
    if is_typed_query(node):
        return typed_query(body, node)
    if node.type_args:
        return body.unsupported(node.span, "a call with type arguments")
    if isinstance(node.callee, ast.Name) and body.scopes.lookup(node.callee.name) is None:
        return _call_name(body, node, node.callee)
    if isinstance(node.callee, ast.Member):
        return _call_member(body, node, node.callee)
    return _call_value(body, node, body.value(node.callee))


def _call_name(body: Body, node: ast.Call, callee: ast.Name) -> Value:
    symbols = body.module.symbols
    if callee.name in symbols.functions:
        return _call_function(body, node, symbols.functions[callee.name])
    if callee.name in symbols.unsupported:
        plain_arguments(body, node)
        return poison(node.span)
    if callee.name in symbols.structs:
        hint = f"write `{callee.name}(field=value)`"
        return undefined(body, callee.span, callee.name, f"{callee.name} is a type, not a value", hint)
    known = callee.name in symbols.configs or callee.name in symbols.enums
    if callee.name == "input" and _is_input_tag(node):
        return body.unsupported(node.span, "the HTML tag `input`")
    if not known and callee.name in CALLABLE:
        return call_builtin(body, node, callee.name)
    if not known and callee.name in HTML_TAGS:
        return body.unsupported(node.span, f"the HTML tag `{callee.name}`")
    if known or callee.name in NAMES:
        return _call_value(body, node, body.value(callee))
    return _after_arguments(body, node, unknown_name(body, callee))


def _after_arguments(body: Body, node: ast.Call, unknown: Value) -> Value:
    """A callee that means nothing; mistakes in the arguments are mistakes of their own."""
    plain_arguments(body, node)
    return unknown


def _is_input_tag(node: ast.Call) -> bool:
    first = node.args[0].value if node.args else None
    return isinstance(first, ast.MapLit) or any(arg.name is not None for arg in node.args)


def _call_member(body: Body, node: ast.Call, callee: ast.Member) -> Value:
    namespace = namespace_of(body, callee.base)
    if namespace is not None:
        return call_namespace(body, node, namespace, callee.name)
    if is_type_base(body, callee.base):
        constructed = _call_constructor(body, node, callee)
        return constructed if constructed is not None else _call_value(body, node, body.value(callee))
    base = body.value(callee.base)
    if st.unboxed(base.type) == st.QUERY:
        return call_query(body, node, base, callee.name)
    return _call_value(body, node, member_of(body, callee, base))


def _call_value(body: Body, node: ast.Call, callee: Value) -> Value:
    """A call of the value of an expression."""
    if st.has_poison(callee.type) and not isinstance(callee.type, st.FunctionOf):
        plain_arguments(body, node)
        return poison(node.span)
    if isinstance(callee.type, st.FunctionOf):
        return _call_known(body, node, callee, callee.type)
    if not st.is_unknown(callee.type) and not body.unchecked:
        body.error(node.span, "call target is not a function")
        return poison(node.span)
    with body.without_checks():
        operands = [callee.node, *plain_arguments(body, node)]
    failed = failure(node.span, operands)
    if failed is not None:
        return Value(st.UNKNOWN, failed)
    if not isinstance(callee.node.type, FunctionType) and callee.node.type != ANY:
        return Value(st.UNKNOWN, failing(node.span, operands, "call target is not callable"))
    settled = [settle(operand) for operand in operands]
    result = callee.node.type.result if isinstance(callee.node.type, FunctionType) else ANY
    return Value(st.UNKNOWN, ir.CallValue(result, node.span, settled[0], settled[1:]))


def _call_known(body: Body, node: ast.Call, callee: Value, signature: st.FunctionOf) -> Value:
    arguments = checked_arguments(body, node, signature)
    if arguments is None:
        return Value(signature.result, poison(node.span).node)
    target = callee.node.type
    if isinstance(target, FunctionType):
        params: list[Type] = list(target.params)
        arguments = [convert(body, arg, type_) for arg, type_ in zip(arguments, params, strict=False)] + arguments[len(params) :]
    operands = [callee.node, *(settle(arg) for arg in arguments)]
    failed = failure(node.span, operands)
    result = target.result if isinstance(target, FunctionType) else ANY
    return Value(signature.result, failed or ir.CallValue(result, node.span, operands[0], operands[1:]))


# ---- functions of the program -----------------------------------------------------------------------------------------------


def _call_function(body: Body, node: ast.Call, function: FunctionInfo) -> Value:
    arguments = checked_arguments(body, node, signature_of(function), cells=True)
    if arguments is None:
        return poison(node.span) if function.result is None else Value(function.result, poison(node.span).node)
    if function.result is None:
        body.cannot_infer(function)
        return poison(node.span)
    return _emit_call(body, node, function, arguments)


def _emit_call(body: Body, node: ast.Call, function: FunctionInfo, nodes: list[ir.Expr]) -> Value:
    result, name = function.result, function.decl.name.name
    assert result is not None
    given, params = len(nodes), function.params
    if given > len(params):
        message = f"invalid call to {name}: expected at most {len(params)} args, got {given}"
        return Value(result, failure(node.span, nodes) or failing(node.span, [content(item) for item in nodes], message))
    boxed: dict[int, Type] = {}
    operands = []
    for position, (operand, (_, type_)) in enumerate(zip(nodes, params, strict=False)):
        if isinstance(operand.type, BoxType):
            boxed[position] = operand.type.content
            operands.append(operand)
        else:
            operands.append(convert(body, operand, represent_stored(type_)))
    failed = failure(node.span, operands)
    if failed is not None:
        return Value(result, failed)
    missing = [param for param in function.decl.params[given:] if param.default is None]
    if missing and missing[0] is function.decl.params[given]:
        return Value(result, failing(node.span, operands, f"missing argument {missing[0].name.name}"))
    symbol = function.symbol if not boxed else _boxed_symbol(body, function, boxed)
    symbol = symbol if given == len(params) else f"{symbol}.default.{given}"
    representation = function.result_representation or represent_result(result)
    return Value(result, ir.Call(representation, node.span, symbol, operands))


def _boxed_symbol(body: Body, function: FunctionInfo, boxed: dict[int, Type]) -> str:
    """The function for these boxes; its body is elaborated when all others are."""
    module = body.module
    name = function.symbol
    key = (name, tuple(boxed.items()))
    if key not in module.shared.boxed_functions:
        positions = "_".join(str(position) for position in boxed)
        symbol = f"{name}.boxed.{positions}"
        taken = sum(1 for other in module.shared.boxed_functions.values() if other == symbol or other.startswith(f"{symbol}.of."))
        symbol = f"{symbol}.of.{taken}" if taken else symbol
        module.shared.boxed_functions[key] = symbol
        module.shared.boxed_bodies.append((function, boxed, symbol))
    return module.shared.boxed_functions[key]


# ---- enum constructors ------------------------------------------------------------------------------------------------------


def _call_constructor(body: Body, node: ast.Call, callee: ast.Member) -> Value | None:
    """`Color.Rgb(1, 2, 3)`; None when the base is no enum."""
    assert isinstance(callee.base, ast.Name)
    owner, variant = callee.base.name, callee.name.name
    enum = body.module.symbols.enums.get(owner)
    if enum is None:
        return None
    payload = enum.variants.get(variant)
    type_ = st.EnumOf(enum.name)
    if payload is None:
        operands = plain_arguments(body, node)
        unknown = unknown_variant(body, owner, callee.name)
        return Value(unknown.type, failure(node.span, [*operands, unknown.node]) or unknown.node)
    if not payload and not body.unchecked:
        plain_arguments(body, node)
        body.error(node.span, "call target is not a function", hint=f"write `{owner}.{variant}`")
        return poison(node.span)
    arguments = checked_arguments(body, node, st.FunctionOf(tuple(("", part) for part in payload), type_))
    if arguments is None:
        return Value(type_, poison(node.span).node)
    if not payload or len(payload) != len(arguments):
        message = f"variant {owner}.{variant} expects {len(payload)} value(s), got {len(arguments)}"
        message = message if payload else "call target is not callable"
        return Value(type_, failure(node.span, arguments) or failing(node.span, arguments, message))
    operands = [convert(body, arg, represent_stored(part)) for arg, part in zip(arguments, payload, strict=True)]
    failed = failure(node.span, operands)
    return Value(type_, failed or ir.EnumLit(types.EnumType(enum.name), node.span, enum.name, variant, operands))
