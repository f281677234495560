"""Calls of generic functions and methods: the type arguments, written or inferred, and the signature that they give.

Source: semantics 11.10.
"""

from __future__ import annotations

from .. import ast
from ..messages.declarations import NOT_GENERIC, NOT_INFERRED, TYPE_ARGUMENT_COUNT, UNSATISFIED_BOUND
from . import static_types as st
from .state import Body, Value
from .type_params import Bindings, infer, satisfies, substitute
from .type_references import resolve_type


def refuse_type_arguments(body: Body, node: ast.Call) -> None:
    """Type arguments of what takes none."""
    if node.type_args:
        body.error(node.span, NOT_GENERIC())


def type_arguments(body: Body, node: ast.Call, signature: st.FunctionOf, values: list[Value]) -> tuple[st.StaticType, ...]:
    """What each type parameter stands for in a call; poisoned after a reported mistake.

    Where the checker does not look, a parameter that nothing tells of is unknown.
    """
    bindings = _written(body, node, signature) if node.type_args else _inferred(body, node, signature, values)
    for param in signature.type_params:
        type_ = bindings[param.name]
        if param.bound is not None and not satisfies(body, type_, param.bound):
            body.error(node.span, UNSATISFIED_BOUND(type=type_, interface=param.bound))
            if not body.unchecked:
                bindings[param.name] = st.POISON
    return tuple(bindings[param.name] for param in signature.type_params)


def _written(body: Body, node: ast.Call, signature: st.FunctionOf) -> Bindings:
    params = signature.type_params
    if len(node.type_args) != len(params):
        body.error(node.span, TYPE_ARGUMENT_COUNT(expected=len(params), found=len(node.type_args)))
    missing = st.UNKNOWN if body.unchecked else st.POISON
    bindings: Bindings = {param.name: missing for param in params}
    for param, written in zip(params, node.type_args, strict=False):
        bindings[param.name] = resolve_type(body, written)
    return bindings


def _inferred(body: Body, node: ast.Call, signature: st.FunctionOf, values: list[Value]) -> Bindings:
    found: Bindings = {}
    for (_, param), value in zip(signature.params, values, strict=False):
        infer(param, st.unboxed(value.type), found)
    names = [param.name for param in signature.type_params]
    missing = [name for name in names if st.is_unknown(found.get(name, st.UNKNOWN))]
    # An argument with a mistake of its own is no further mistake.
    if missing and not any(st.has_poison(value.type) for value in values):
        body.error(node.span, NOT_INFERRED(names=", ".join(missing)))
    unknown = st.UNKNOWN if body.unchecked else st.POISON
    return {name: unknown if name in missing else found[name] for name in names}


def instantiated(signature: st.FunctionOf, arguments: tuple[st.StaticType, ...]) -> st.FunctionOf:
    """The signature with its type parameters replaced."""
    bindings = {param.name: type_ for param, type_ in zip(signature.type_params, arguments, strict=True)}
    params = tuple((name, substitute(type_, bindings)) for name, type_ in signature.params)
    return st.FunctionOf(params, substitute(signature.result, bindings), signature.defaults)
