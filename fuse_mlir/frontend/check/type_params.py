"""Type parameters: declaring them, inferring and replacing them, and the interfaces that they are bound to.

A generic body is checked once with its parameters as types of their own (`st.TypeParam`), and elaborated once for each list of
types that it is called with.
Source: semantics 11.10.
"""

from __future__ import annotations

from .. import ast
from ..messages.declarations import DUPLICATE_TYPE_PARAM, SECOND_CONSTRAINT, UNKNOWN_BOUND, UNKNOWN_TYPE_PARAM
from ..nearest import Suggestion
from . import static_types as st
from .state import Body

Bindings = dict[str, st.StaticType]


def declare_type_params(body: Body, params: list[ast.TypeParam], where: list[ast.WhereConstraint]) -> dict[str, st.TypeParam]:
    """The parameters by name, each with the interface that `where` binds it to."""
    declared: dict[str, st.TypeParam] = {}
    for param in params:
        name = param.name.name
        if name in declared:
            body.error(param.span, DUPLICATE_TYPE_PARAM(name=name))
        declared.setdefault(name, st.TypeParam(name))
    for constraint in where:
        _bind(body, constraint, declared)
    return declared


def _bind(body: Body, constraint: ast.WhereConstraint, declared: dict[str, st.TypeParam]) -> None:
    name, interface = constraint.type_param.name, constraint.interface
    interfaces = body.module.symbols.interfaces
    if name not in declared:
        body.error(constraint.type_param.span, UNKNOWN_TYPE_PARAM(name=name), hint=Suggestion(name, declared))
    elif declared[name].bound is not None:
        body.error(constraint.span, SECOND_CONSTRAINT(name=name))
    elif interface.name in interfaces:
        info = interfaces[interface.name]
        declared[name] = st.TypeParam(name, st.Bound(interface.name, info.module, info.decl.name.name))
    elif not body.module.symbols.is_unsupported(interface.name):
        hint = Suggestion(interface.name, interfaces)
        body.error(interface.span, UNKNOWN_BOUND(name=interface.name), hint=hint)


def infer(param: st.StaticType, arg: st.StaticType, bindings: Bindings) -> None:
    """Notes what a parameter's type asks of the type parameters in it, for an argument; what does not agree becomes unknown."""
    match param, arg:
        case st.TypeParam(name), _:
            known = bindings.setdefault(name, arg)
            if known != arg and not st.is_unknown(known):
                bindings[name] = st.UNKNOWN
        case st.Refined(base), _:
            infer(base, arg, bindings)
        case _ if type(param) is type(arg) and not isinstance(param, st.FunctionOf):
            for inner, inner_arg in zip(st.parts(param), st.parts(arg), strict=True):
                infer(inner, inner_arg, bindings)


def substitute(type_: st.StaticType, bindings: Bindings) -> st.StaticType:
    """The type with the type parameters replaced that have a binding."""
    match type_:
        case st.TypeParam(name):
            return bindings.get(name, type_)
        case st.ListOf(inner) | st.OptionOf(inner) | st.TaskOf(inner) | st.BoxOf(inner):
            return type(type_)(substitute(inner, bindings))
        case st.MapOf(first, second) | st.ResultOf(first, second):
            return type(type_)(substitute(first, bindings), substitute(second, bindings))
        case st.FunctionOf(params, result):
            replaced = tuple((name, substitute(param, bindings)) for name, param in params)
            return st.FunctionOf(replaced, substitute(result, bindings), type_.defaults, type_.type_params)
    return type_


def has_type_param(type_: st.StaticType) -> bool:
    """Whether the type depends on a type parameter."""
    return isinstance(type_, st.TypeParam) or any(has_type_param(part) for part in st.parts(type_))


def satisfies(body: Body, type_: st.StaticType, bound: st.Bound) -> bool:
    """Whether there is an impl of the interface for the type, anywhere in the program."""
    match type_:
        case st.Unknown():
            return True
        case st.TypeParam():
            return type_.bound == bound
    return any(impl.implements(bound) and impl.target == type_ for impl in body.module.symbols.program.impls)
