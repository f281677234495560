"""Resolves the signatures of functions, methods and components: type parameters, parameters, the declared result."""

from __future__ import annotations

from . import static_types as st
from .declarations import FunctionInfo
from .state import Body, ModuleState
from .type_params import declare_type_params
from .type_references import resolve_type


def resolve_signature(state: ModuleState, info: FunctionInfo) -> None:
    """Fills in the types of a function of a module; in an instance the type parameters are bound already."""
    body = Body(state, "", "")
    body.enter(info)
    if info.template is None:
        params = declare_type_params(body, info.decl.type_params, info.decl.where)
        info.type_params = tuple(params.values())
        body.types = info.types = {**info.types, **params}
    info.params = [(param.name.name, resolve_type(body, param.type)) for param in info.decl.params]
    if info.is_component:
        info.params[-1] = (info.params[-1][0], st.ChildrenOf(st.HTML))
    if info.decl.return_type is not None:
        info.result = resolve_type(body, info.decl.return_type)
