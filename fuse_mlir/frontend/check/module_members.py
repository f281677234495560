"""Members of imported modules in expressions: `Mod.f`, `Mod.Color.Red`; assets, and modules where a value should be.

A path that starts with the name of an imported module is one dotted name, which the module's symbols know.
"""

from __future__ import annotations

from .. import ast, types
from ..canonical import program as ir
from ..loader.import_paths import JSON
from ..messages.expressions import MODULE_AS_VALUE, SERVICE_AS_VALUE, UNKNOWN_MODULE_MEMBER
from ..nearest import Suggestion
from ..source import Span
from . import static_types as st
from .failing import failing
from .state import Body, Value, poison


class NoMember(Exception):
    """A member that its module does not declare: `member` is where, `name` the dotted name."""

    def __init__(self, member: ast.Ident, alias: str) -> None:
        super().__init__()
        self.member = member
        self.alias = alias


def with_dotted_names(body: Body, node: ast.Expr) -> ast.Expr:
    """The expression with the path at its start as one name, where that is a member of a module.

    Errors: NoMember.
    """
    match node:
        case ast.Call():
            callee = _dotted(body, node.callee)
            return node if callee is node.callee else ast.Call(node.span, callee, node.args, node.type_args)
        case ast.Member():
            return _dotted(body, node)
    return node


def _dotted(body: Body, node: ast.Expr) -> ast.Expr:
    if not isinstance(node, ast.Member):
        return node
    if isinstance(node.base, ast.Name) and _is_module(body, node.base.name):
        alias = node.base.name
        name = f"{alias}.{node.name.name}"
        symbols = body.module.symbols
        known = name in symbols.value_names() or name in symbols.services or name in symbols.unsupported
        if not known:
            raise NoMember(node.name, alias)
        return ast.Name(Span(node.name.span.start, node.span.end), name)
    base = _dotted(body, node.base)
    return node if base is node.base else ast.Member(node.span, base, node.name)


def _is_module(body: Body, name: str) -> bool:
    return name in body.module.symbols.modules and body.scopes.lookup(name) is None


def unknown_member(body: Body, fault: NoMember) -> Value:
    """The value of a member that does not exist."""
    member = fault.member
    message = UNKNOWN_MODULE_MEMBER(module=fault.alias, name=member.name)
    hint = Suggestion(member.name, body.module.symbols.modules[fault.alias].value_names())
    body.misnamed(member.span, message, hint=hint)
    if not body.unchecked:
        return poison(member.span)
    return Value(st.UNKNOWN, failing(member.span, [], message.text))


def imported_whole(body: Body, node: ast.Name) -> Value | None:
    """The value of a name that stands for a file: an asset, or a module, which has none; None for any other name."""
    symbols = body.module.symbols
    if body.scopes.lookup(node.name) is not None:
        return None
    if node.name in symbols.assets:
        return _asset(body, node)
    if node.name in symbols.modules:
        message = MODULE_AS_VALUE(name=node.name)
    elif node.name in symbols.services and ("." in node.name or node.name in symbols.imported):
        message = SERVICE_AS_VALUE(name=node.name)
    else:
        return None
    body.misnamed(node.span, message)
    if not body.unchecked:
        return poison(node.span)
    return Value(st.UNKNOWN, failing(node.span, [], f"unknown identifier {node.name}"))


def _asset(body: Body, node: ast.Name) -> Value:
    asset = body.module.symbols.assets[node.name]
    if asset.kind == JSON:
        return Value(st.UNKNOWN, ir.Asset(types.ANY, node.span, "json", asset.text))
    return Value(st.STRING, ir.Asset(types.STRING, node.span, "text", asset.text))
