"""Calls of functions and methods of the program.

A box that is given to a function is passed as such: the callee is elaborated once more for the parameters that hold boxes, as
`<function>.boxed.<positions>`. A generic callee is replaced by its instance for the types of the call.
"""

from __future__ import annotations

from .. import ast
from ..canonical import program as ir
from ..messages.expressions import NO_MEMBER
from ..types import BoxType, Type
from . import static_types as st
from .arguments import argument_values, fitted_arguments, plain_arguments
from .boxes import content
from .conversion import convert
from .declarations import FunctionInfo
from .failing import failing, failure
from .generic_calls import instantiated, refuse_type_arguments, type_arguments
from .instances import instance_of
from .methods import bounded_method, method_on_type, method_on_value, named_type
from .names import signature_of, undefined
from .operands import in_function
from .representation import represent_result, represent_stored
from .state import Body, Value, poison


def call_function(body: Body, node: ast.Call, function: FunctionInfo, receiver: Value | None = None) -> Value:
    """A call of a function, or of a method with its receiver."""
    if not function.type_params:
        refuse_type_arguments(body, node)
    if function.result is None:
        body.module.shared.demand(function)
    signature = signature_of(function)
    values = argument_values(body, node, signature, cells=True)
    arguments: tuple[st.StaticType, ...] = ()
    if signature.type_params:
        arguments = type_arguments(body, node, signature, values)
        signature = instantiated(signature, arguments)
    nodes = fitted_arguments(body, node, signature, values)
    if nodes is None or any(st.has_poison(type_) for type_ in arguments):
        return Value(signature.result, poison(node.span).node)
    if body.is_generic and arguments:
        if function.result is None:
            body.cannot_infer(function)
            return poison(node.span)
        return _placeholder(node, signature.result)
    callee = instance_of(body, node.span, function, arguments) if arguments else function
    if callee is None:
        return poison(node.span)
    if callee.result is None:
        body.module.shared.demand(callee)
    if callee.result is None:
        body.cannot_infer(callee)
        return poison(node.span)
    return _call_with_receiver(body, node, callee, nodes, receiver)


def _placeholder(node: ast.Call, result: st.StaticType) -> Value:
    """The value of a call in a generic body that is only checked; the body is dropped."""
    return Value(result, ir.Call(represent_result(result), node.span, "", []))


def _call_with_receiver(body: Body, node: ast.Call, callee: FunctionInfo, nodes: list[ir.Expr], receiver: Value | None) -> Value:
    if receiver is None:
        return emit_call(body, node, callee, nodes)
    if callee.takes_self:
        return emit_call(body, node, callee, [receiver.node, *nodes])
    # The receiver is evaluated before the arguments, and not passed.
    call: list[Value] = []

    def without_receiver(operands: list[ir.Expr]) -> ir.Expr:
        call.append(emit_call(body, node, callee, operands[1:]))
        return call[0].node

    operands = [receiver.node, *(content(item) for item in nodes)]
    failed = failure(node.span, operands)
    if failed is not None:
        return Value(callee.result or st.POISON, failed)
    made = in_function(body, node.span, operands, without_receiver)
    return Value(call[0].type, made)


# ---- methods ----------------------------------------------------------------------------------------------------------------


def call_of_type(body: Body, node: ast.Call, callee: ast.Member) -> Value | None:
    """`T.m(...)` where T is the name of a type; None where T has no such method."""
    type_ = named_type(body, callee.base)
    if isinstance(type_, st.TypeParam):
        return _call_bounded(body, node, type_, callee.name)
    method = None if type_ is None else method_on_type(body, type_, callee.name)
    if method is not None:
        return call_function(body, node, method)
    if isinstance(callee.base, ast.Name) and callee.base.name in body.types:
        plain_arguments(body, node)
        return undefined(body, callee.name.span, callee.base.name, NO_MEMBER(type=type_, name=callee.name.name))
    return None


def call_of_value(body: Body, node: ast.Call, callee: ast.Member, base: Value) -> Value | None:
    """`x.m(...)` where x is a value; None where its type has no such method, or has a field of the name."""
    type_ = st.unboxed(base.type)
    if isinstance(type_, st.TypeParam):
        return _call_bounded(body, node, type_, callee.name)
    if isinstance(type_, st.StructOf) and callee.name.name in body.module.symbols.program.structs[type_.name].fields:
        return None
    method = method_on_value(body, type_, callee.name)
    if method is None:
        return None
    target = represent_stored(type_)
    receiver = Value(type_, convert(body, base.node, target))
    return call_function(body, node, method, receiver)


def _call_bounded(body: Body, node: ast.Call, type_: st.TypeParam, name: ast.Ident) -> Value:
    """A call of what the interface of a type parameter has, in a generic body that is only checked."""
    signature = bounded_method(body, type_, name)
    if signature is None:
        plain_arguments(body, node)
        return poison(node.span)
    values = argument_values(body, node, signature)
    if not signature.type_params:
        refuse_type_arguments(body, node)
    else:
        signature = instantiated(signature, type_arguments(body, node, signature, values))
    if fitted_arguments(body, node, signature, values) is None:
        return Value(signature.result, poison(node.span).node)
    return _placeholder(node, signature.result)


# ---- canonical calls --------------------------------------------------------------------------------------------------------


def emit_call(body: Body, node: ast.Call, function: FunctionInfo, nodes: list[ir.Expr]) -> Value:
    """The call with these arguments, of which some may be missing or too many."""
    result = function.result
    assert result is not None
    given, params = len(nodes), function.params
    if given > len(params):
        message = f"invalid call to {function.decl.name.name}: expected at most {len(params)} args, got {given}"
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
