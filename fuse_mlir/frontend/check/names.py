"""Names: what an identifier means as a value, as the base of a member access and as a callee.

Lookup order: local scopes, functions, configs, types, builtins, HTML tags. A function of the program hides a builtin of its name.
"""

from __future__ import annotations

from .. import ast, types
from ..canonical import program as ir
from ..html_tags import HTML_TAGS
from ..messages.effects import SPAWN_BOX
from ..messages.expressions import INTERFACE_AS_VALUE, TYPE_AS_VALUE, UNKNOWN_IDENTIFIER
from ..messages.template import Message
from ..nearest import Hint, Suggestion
from ..source import Span
from ..types import ANY, FunctionType
from . import static_types as st
from .builtin_types import NAMES, NAMESPACES, RESULTS, SIGNATURES
from .declarations import FunctionInfo
from .failing import failing
from .foreign_names import FOREIGN_FUNCTIONS, FOREIGN_VALUES
from .instances import instance_of
from .representation import represent_result, represent_stored
from .state import Body, Value, poison
from .type_names import config_named, enum_named, import_hint, struct_named, warn_if_not_imported


def name(body: Body, node: ast.Name) -> Value:
    """The value of an identifier."""
    binding = body.scopes.lookup(node.name)
    if binding is not None:
        if body.tasks and isinstance(binding.type, st.BoxOf):
            body.error(node.span, SPAWN_BOX())
        type_ = st.unboxed(binding.type)
        local = body.visible_local(node.name)
        if local is None:
            return Value(type_, failing(node.span, [], f"unknown identifier {node.name}"))
        return Value(type_, ir.LocalRef(local.type, node.span, local))
    symbols = body.module.symbols
    if node.name in symbols.unsupported:
        return poison(node.span)
    if node.name in symbols.functions:
        return function_value(body, node.span, symbols.functions[node.name])
    config_info = config_named(body, node.name)
    if config_info is not None:
        warn_if_not_imported(body, node.span, node.name, config_info)
        config = config_info.decl.name.name
        return Value(st.ConfigOf(config), ir.NamedRef(ANY, node.span, "config", config))
    if node.name in symbols.structs or node.name in symbols.enums:
        return undefined(body, node.span, node.name, TYPE_AS_VALUE(name=node.name))
    if node.name in symbols.interfaces:
        return undefined(body, node.span, node.name, INTERFACE_AS_VALUE(name=node.name))
    if node.name in NAMES:
        return _builtin(body, node)
    if body.unchecked and node.name in HTML_TAGS:
        return Value(st.UNKNOWN, ir.NamedRef(ANY, node.span, "builtin", node.name))
    return unknown_name(body, node)


def function_value(body: Body, span: Span, generic: FunctionInfo) -> Value:
    """A function or an associated method as a value; a generic one is its instance for values of any type."""
    info: FunctionInfo | None = generic
    if generic.type_params:
        info = instance_of(body, span, generic, (st.UNKNOWN,) * len(generic.type_params))
    if info is None:
        return poison(span)
    if info.result is None:
        body.module.shared.demand(info)
    if info.result is None:
        body.cannot_infer(info)
        return poison(span)
    params = tuple(represent_stored(type_) for _, type_ in info.params)
    if info.result_is_provisional:
        body.cannot_infer(info)
        return poison(span)
    body.module.used_results.append(info)
    result = info.result_representation or represent_result(info.result)
    return Value(signature_of(generic), ir.FunctionRef(FunctionType(params, result), span, info.symbol))


def signature_of(info: FunctionInfo) -> st.FunctionOf:
    """A function of the program as the checker sees it in calls."""
    defaults = 0
    for param in reversed(info.decl.params):
        if param.default is None:
            break
        defaults += 1
    params = info.params[1:] if info.takes_self else info.params
    return st.FunctionOf(tuple(params), info.result or st.POISON, defaults, info.type_params)


def _builtin(body: Body, node: ast.Name) -> Value:
    if node.name == "errors":
        return Value(st.UNKNOWN, failing(node.span, [], "unknown identifier errors"))
    type_: st.StaticType = st.UNKNOWN
    if node.name in NAMESPACES and node.name != "json":
        type_ = st.External(node.name)
    return builtin_value(node.span, node.name, SIGNATURES.get(node.name, type_))


def builtin_value(span: Span, name: str, type_: st.StaticType) -> Value:
    """A builtin, or what builtins are members of, as a value."""
    result = represent_result(SIGNATURES[name].result) if name in SIGNATURES else RESULTS.get(name)
    if name in ("print", "assert"):
        result = types.UNIT
    return Value(type_, ir.NamedRef(ANY, span, "builtin", name, result))


def unknown_name(body: Body, node: ast.Name) -> Value:
    """An identifier that means nothing."""
    near = Suggestion(node.name, visible_names(body), FOREIGN_FUNCTIONS.get(node.name))
    hint = import_hint(body, node.name) or FOREIGN_VALUES.get(node.name) or near
    return undefined(body, node.span, node.name, UNKNOWN_IDENTIFIER(name=node.name), hint)


def undefined(body: Body, span: Span, identifier: str, message: Message, hint: Hint = None) -> Value:
    """A name without a value: a mistake where the checker looks, else the run-time error and a warning."""
    body.misnamed(span, message, hint=hint)
    if not body.unchecked:
        return poison(span)
    return Value(st.UNKNOWN, failing(span, [], f"unknown identifier {identifier}"))


def visible_names(body: Body) -> list[str]:
    return [*body.scopes.names(), *body.module.symbols.value_names(), *NAMES]


def is_type_base(body: Body, node: ast.Expr) -> bool:
    """Whether the base of a member access is a struct or an enum by name, not a value."""
    if not isinstance(node, ast.Name) or body.scopes.lookup(node.name) is not None:
        return False
    return struct_named(body, node.name) is not None or enum_named(body, node.name) is not None


def is_config_base(body: Body, node: ast.Expr) -> bool:
    if not isinstance(node, ast.Name) or body.scopes.lookup(node.name) is not None:
        return False
    return config_named(body, node.name) is not None


def namespace_of(body: Body, node: ast.Expr) -> str | None:
    """The builtin namespace (`json`, `time`, …) that a member access starts with."""
    if not isinstance(node, ast.Name) or body.scopes.lookup(node.name) is not None:
        return None
    symbols = body.module.symbols
    if node.name in symbols.functions or node.name in symbols.configs or node.name in symbols.unsupported:
        return None
    return node.name if node.name in NAMESPACES else None
