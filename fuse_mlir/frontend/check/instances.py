"""Instances of generic functions: one function for each list of types that one is called with.

In:      a generic function, and the types that its parameters stand for at a call. Out: the function without type parameters.
         Its name is `instance.f_User`, with the parts of the digest (`List_A`, `Opt_A`, `Result_A_B`); a second one of that name
         is `instance.f_User.2`.
The body of an instance was checked with its parameters as types of their own, so the checker's rules are silent in it.
A recursion that needs ever new types has no end: the same function may be on the way to itself only `MAX_NESTED` times.
"""

from __future__ import annotations

from ..messages.declarations import ENDLESS_INSTANCES
from ..source import Span
from . import static_types as st
from .declarations import FunctionInfo, function_symbol
from .signatures import resolve_signature
from .state import Body
from .type_params import Bindings

MAX_NESTED = 10


def instance_of(body: Body, span: Span, function: FunctionInfo, arguments: tuple[st.StaticType, ...]) -> FunctionInfo | None:
    """The instance for these types, called at `span` of a body; None after a reported mistake."""
    program = body.module.symbols.program
    key = (function.symbol, arguments)
    if key in program.instances:
        return program.instances[key]
    path = () if body.function is None else body.function.path
    if path.count(function.symbol) == MAX_NESTED:
        body.require(span, ENDLESS_INSTANCES(name=function.decl.name.name))
        return None
    names = [param.name.name for param in function.decl.type_params]
    types: Bindings = {**function.types, **dict(zip(names, arguments, strict=True))}
    info = FunctionInfo(function.decl, _symbol(body, function, arguments), function.module, is_component=function.is_component)
    info.types = types
    info.template = function
    info.takes_self = function.takes_self
    info.path = (*path, function.symbol)
    info.bounds = tuple((types[param.name], param.bound) for param in function.type_params if param.bound is not None)
    resolve_signature(body.module.of(function.module), info)
    program.instances[key] = info
    program.functions[info.symbol] = info
    function.instances.append(info)
    return info


def _symbol(body: Body, function: FunctionInfo, arguments: tuple[st.StaticType, ...]) -> str:
    parts = "_".join(_name_part(type_) for type_ in arguments)
    name = next(part for part in reversed(function.symbol.split(".")) if not part.isdigit())
    symbol = function_symbol(function.module, f"instance.{name}_{parts}")
    functions = body.module.symbols.program.functions
    unique, number = symbol, 1
    while unique in functions:
        number += 1
        unique = f"{symbol}.{number}"
    return unique


def _name_part(type_: st.StaticType) -> str:
    """A type in the name of an instance."""
    inner = [_name_part(part) for part in st.parts(type_)]
    match type_:
        case st.ListOf():
            return f"List_{inner[0]}"
        case st.OptionOf():
            return f"Opt_{inner[0]}"
        case st.MapOf():
            return f"Map_{inner[0]}_{inner[1]}"
        case st.ResultOf():
            return f"Result_{inner[0]}_{inner[1]}"
        case st.TaskOf():
            return f"Task_{inner[0]}"
        case st.Refined() | st.BoxOf():
            return inner[0]
        case st.FunctionOf():
            return "_".join(["fn", *inner])
        case st.Unknown():
            return "any"
    return str(type_).replace(".", "_")
