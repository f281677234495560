"""Names: what an identifier means as a value, as the base of a member access and as a callee.

Lookup order: local scopes, functions, configs, types, builtins, HTML tags. A function of the program hides a builtin of its name.
"""

from __future__ import annotations

from .. import ast
from ..canonical import program as ir
from ..html_tags import HTML_TAGS
from ..source import Span
from . import static_types as st
from .failing import failing
from .nearest import did_you_mean
from .state import Body, Value, poison

CALLABLE_BUILTINS = ("print", "assert", "env", "env_int", "env_float", "env_bool")
UNSUPPORTED_BUILTINS = tuple(
    [
        "log",
        "input",
        "serve",
        "asset",
        "db",
        "json",
        "html",
        "svg",
        "request",
        "response",
        "http",
        "time",
        "crypto",
        "task",
        "errors",
    ]
)


def name(body: Body, node: ast.Name) -> Value:
    """The value of an identifier."""
    binding = body.scopes.lookup(node.name)
    if binding is not None:
        if binding.local is None:
            return Value(binding.type, failing(node.span, [], f"unknown identifier {node.name}"))
        return Value(binding.type, ir.LocalRef(binding.local.type, node.span, binding.local))
    symbols = body.module.symbols
    if node.name in symbols.unsupported:
        return poison(node.span)
    if node.name in symbols.functions:
        return body.unsupported(node.span, f"the function `{node.name}` as a value")
    if node.name in symbols.configs:
        return body.unsupported(node.span, f"the config `{node.name}` as a value")
    if node.name in symbols.structs or node.name in symbols.enums:
        return undefined(body, node.span, node.name, f"{node.name} is a type, not a value")
    if node.name in CALLABLE_BUILTINS or node.name in UNSUPPORTED_BUILTINS:
        return body.unsupported(node.span, f"the builtin `{node.name}` as a value")
    if body.unchecked and node.name in HTML_TAGS:
        return body.unsupported(node.span, f"the HTML tag `{node.name}`")
    return unknown_name(body, node)


def unknown_name(body: Body, node: ast.Name) -> Value:
    """An identifier that means nothing."""
    hint = did_you_mean(node.name, visible_names(body))
    return undefined(body, node.span, node.name, f"unknown identifier {node.name}", hint)


def undefined(body: Body, span: Span, identifier: str, message: str, hint: str | None = None) -> Value:
    """A name without a value: a mistake where the checker looks, else the run-time error and a warning."""
    if not body.unchecked:
        body.error(span, message, hint=hint)
        return poison(span)
    body.warning(span, message, hint=hint)
    return Value(st.UNKNOWN, failing(span, [], f"unknown identifier {identifier}"))


def visible_names(body: Body) -> list[str]:
    return [*body.scopes.names(), *body.module.symbols.value_names(), *CALLABLE_BUILTINS]


def is_type_base(body: Body, node: ast.Expr) -> bool:
    """Whether the base of a member access is a struct or an enum by name, not a value."""
    if not isinstance(node, ast.Name) or body.scopes.lookup(node.name) is not None:
        return False
    return node.name in body.module.symbols.structs or node.name in body.module.symbols.enums


def is_config_base(body: Body, node: ast.Expr) -> bool:
    if not isinstance(node, ast.Name) or body.scopes.lookup(node.name) is not None:
        return False
    return node.name in body.module.symbols.configs


def external_base(body: Body, node: ast.Expr) -> str | None:
    """The builtin namespace (`json`, `time`, …) that a member access starts with."""
    if not isinstance(node, ast.Name) or body.scopes.lookup(node.name) is not None:
        return None
    symbols = body.module.symbols
    if node.name in symbols.functions or node.name in symbols.configs or node.name in symbols.unsupported:
        return None
    return node.name if node.name in UNSUPPORTED_BUILTINS else None
