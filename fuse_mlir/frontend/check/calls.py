"""Calls: of functions and methods (`function_calls.py`), of enum constructors, of builtins (`builtin_calls.py`), of values, and of
what cannot be called.
"""

from __future__ import annotations

from .. import ast, types
from ..canonical import program as ir
from ..messages.effects import TYPED_CALL
from ..messages.expressions import CALLED_TYPE, CALLED_VARIANT, NOT_CALLABLE
from ..types import ANY, FunctionType, Type
from . import static_types as st
from .access import member_of, unknown_variant
from .arguments import argument_values, checked_arguments, fitted_arguments, plain_arguments
from .builtin_calls import call_builtin, call_namespace, call_query
from .builtin_types import CALLABLE, NAMES, SIGNATURES, UNTYPED
from .components import component_call
from .conversion import convert
from .conversion_literals import settle
from .declarations import FunctionInfo
from .failing import failing, failure
from .function_calls import call_function, call_of_type, call_of_value
from .generic_calls import instantiated, refuse_type_arguments, type_arguments
from .markup import block_call, is_tag, tag_call
from .names import is_type_base, namespace_of, undefined, unknown_name
from .representation import represent_stored
from .state import Body, Value, poison
from .tasks import check_task_call
from .type_names import enum_named
from .typed_queries import is_typed_query, typed_query


def call(body: Body, node: ast.Call) -> Value:
    """`callee(args)`."""
    made = _markup(body, node)
    if made is not None:
        return made
    check_task_call(body, node)
    if is_typed_query(node):
        return typed_query(body, node)
    if isinstance(node.callee, ast.Name) and body.scopes.lookup(node.callee.name) is None:
        return _call_name(body, node, node.callee)
    if isinstance(node.callee, ast.Member):
        return _call_member(body, node, node.callee)
    return _call_value(body, node, body.value(node.callee))


def _call_name(body: Body, node: ast.Call, callee: ast.Name) -> Value:
    symbols = body.module.symbols
    if callee.name in symbols.functions:
        return call_function(body, node, symbols.functions[callee.name])
    if callee.name in symbols.unsupported:
        plain_arguments(body, node)
        return poison(node.span)
    if callee.name in symbols.structs:
        return undefined(body, callee.span, callee.name, CALLED_TYPE(name=callee.name))
    known = callee.name in symbols.configs or callee.name in symbols.enums or callee.name in symbols.interfaces
    if not known and callee.name in CALLABLE:
        if callee.name not in UNTYPED:
            refuse_type_arguments(body, node)
        return call_builtin(body, node, callee.name)
    if known or callee.name in NAMES:
        return _call_value(body, node, body.value(callee))
    return _after_arguments(body, node, unknown_name(body, callee))


def _after_arguments(body: Body, node: ast.Call, unknown: Value) -> Value:
    """A callee that means nothing; mistakes in the arguments are mistakes of their own."""
    plain_arguments(body, node)
    return unknown


def _markup(body: Body, node: ast.Call) -> Value | None:
    """The value of a call that makes HTML; None for any other call."""
    function = None
    if isinstance(node.callee, ast.Name):
        name = node.callee.name
        if is_tag(body, name, node.args):
            return tag_call(body, node, name)
        function = body.module.symbols.functions.get(name) if body.scopes.lookup(name) is None else None
    if function is not None and function.is_component:
        return component_call(body, node, function)
    if not any(arg.is_block_sugar for arg in node.args):
        return None
    result = _known_result(body, node.callee, function)
    return block_call(body, node) if result not in (None, st.HTML) else None


def _known_result(body: Body, callee: ast.Expr, function: FunctionInfo | None) -> st.StaticType | None:
    """What a call of a function or of a builtin gives; None where that is unknown, or nothing of the kind is called."""
    if function is not None:
        return None if function.result is None or st.is_unknown(function.result) else function.result
    if isinstance(callee, ast.Name) and body.scopes.lookup(callee.name) is None and callee.name in SIGNATURES:
        return SIGNATURES[callee.name].result
    if isinstance(callee, ast.Member):
        name = f"{namespace_of(body, callee.base)}.{callee.name.name}"
        return SIGNATURES[name].result if name in SIGNATURES else None
    return None


def _call_member(body: Body, node: ast.Call, callee: ast.Member) -> Value:
    namespace = namespace_of(body, callee.base)
    if namespace is not None:
        if namespace != "json":
            refuse_type_arguments(body, node)
        return call_namespace(body, node, namespace, callee.name)
    if not _is_variant(body, callee):
        called = call_of_type(body, node, callee)
        if called is not None:
            return called
    if is_type_base(body, callee.base):
        constructed = _call_constructor(body, node, callee)
        return constructed if constructed is not None else _call_value(body, node, body.value(callee))
    base = body.value(callee.base)
    if st.unboxed(base.type) == st.QUERY:
        if node.type_args:
            return _query_type_arguments(body, node)
        return call_query(body, node, base, callee.name)
    called = call_of_value(body, node, callee, base)
    if called is not None:
        return called
    return _call_value(body, node, member_of(body, callee, base))


def _is_variant(body: Body, callee: ast.Member) -> bool:
    if not isinstance(callee.base, ast.Name) or not is_type_base(body, callee.base):
        return False
    enum = enum_named(body, callee.base.name)
    return enum is not None and callee.name.name in enum.variants


def _query_type_arguments(body: Body, node: ast.Call) -> Value:
    """A call of a query's method with type arguments that is no typed query."""
    body.error(node.span, TYPED_CALL())
    plain_arguments(body, node)
    return Value(st.UNKNOWN, failing(node.span, [], TYPED_CALL().text)) if body.unchecked else poison(node.span)


def _call_value(body: Body, node: ast.Call, callee: Value) -> Value:
    """A call of the value of an expression."""
    if st.has_poison(callee.type) and not isinstance(callee.type, st.FunctionOf):
        plain_arguments(body, node)
        return poison(node.span)
    if isinstance(callee.type, st.FunctionOf):
        return _call_known(body, node, callee, callee.type)
    if not st.is_unknown(callee.type) and not body.unchecked:
        body.error(node.span, NOT_CALLABLE())
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
    values = argument_values(body, node, signature)
    if signature.type_params:
        signature = instantiated(signature, type_arguments(body, node, signature, values))
    else:
        refuse_type_arguments(body, node)
    arguments = fitted_arguments(body, node, signature, values)
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


# ---- enum constructors ------------------------------------------------------------------------------------------------------


def _call_constructor(body: Body, node: ast.Call, callee: ast.Member) -> Value | None:
    """`Color.Rgb(1, 2, 3)`; None when the base is no enum."""
    assert isinstance(callee.base, ast.Name)
    owner, variant = callee.base.name, callee.name.name
    enum = enum_named(body, owner)
    if enum is None:
        return None
    refuse_type_arguments(body, node)
    payload = enum.variants.get(variant)
    type_ = st.EnumOf(enum.name)
    if payload is None:
        operands = plain_arguments(body, node)
        unknown = unknown_variant(body, type_, callee.name)
        return Value(unknown.type, failure(node.span, [*operands, unknown.node]) or unknown.node)
    if not payload and not body.unchecked:
        plain_arguments(body, node)
        body.error(node.span, CALLED_VARIANT(enum=owner, variant=variant))
        return poison(node.span)
    arguments = checked_arguments(body, node, st.FunctionOf(tuple(("", part) for part in payload), type_))
    if arguments is None:
        return Value(type_, poison(node.span).node)
    if not payload or len(payload) != len(arguments):
        message = f"variant {enum.name}.{variant} expects {len(payload)} value(s), got {len(arguments)}"
        message = message if payload else "call target is not callable"
        return Value(type_, failure(node.span, arguments) or failing(node.span, arguments, message))
    operands = [convert(body, arg, represent_stored(part)) for arg, part in zip(arguments, payload, strict=True)]
    failed = failure(node.span, operands)
    return Value(type_, failed or ir.EnumLit(types.EnumType(enum.name), node.span, enum.name, variant, operands))
