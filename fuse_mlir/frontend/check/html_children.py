"""Children of tags, components and functions that take blocks: `if` and `for` among them, lists that are spread, text.

In: the expressions of a block or of a list literal. Out: an `ir.ChildList`. What a child may be: Html, String, a list of these, or
what the checker does not know.
Source: semantics 10.7 and 11.4.
"""

from __future__ import annotations

from .. import ast, types
from ..canonical import program as ir
from ..messages.expressions import TYPE_MISMATCH
from ..source import Span
from ..types import ANY, ListType
from . import static_types as st
from .conversion_literals import settle
from .iteration import condition, is_iterable, item_type, iterated, never_matches, not_iterable
from .patterns import pattern
from .state import Body, Value

_ITEMS = (st.HTML, st.STRING)


def children_value(body: Body, node: ast.ListLit, *, as_html: bool = False) -> Value:
    """The children as a list. `as_html`: for a place that holds Html only: texts become Html, and lists are spread at once."""
    return _list(node.span, _items(body, node.items, as_html))


def html_if(body: Body, node: ast.HtmlIf) -> Value:
    """`if` in a block that is not a list of children."""
    return _list(node.span, [_if(body, node, False)])


def html_for(body: Body, node: ast.HtmlFor) -> Value:
    return _list(node.span, _for(body, node, False))


def _list(span: Span, items: list[ir.Child]) -> Value:
    return Value(st.ListOf(st.HTML), ir.ChildList(ListType(ANY), span, items))


def _items(body: Body, nodes: list[ast.Expr], as_html: bool) -> list[ir.Child]:
    built: list[ir.Child] = []
    for node in nodes:
        if isinstance(node, ast.HtmlIf):
            built.append(_if(body, node, as_html))
        elif isinstance(node, ast.HtmlFor):
            built += _for(body, node, as_html)
        else:
            built.append(_child(body, node, as_html))
    return built


def _child(body: Body, node: ast.Expr, as_html: bool) -> ir.Child:
    value = body.value(node)
    static = st.unboxed(value.type)
    item = static.element if isinstance(static, st.ListOf) else static
    if item not in _ITEMS and not st.is_unknown(item):
        body.error(node.span, TYPE_MISMATCH(expected="Html", found=static))
    made = settle(value.node)
    if not as_html:
        return ir.ChildValue(made)
    if not isinstance(made.type, ListType):
        return ir.ChildValue(_as_html(made))
    local = body.new_local("child", made.type.element, node.span)
    each = _as_html(ir.LocalRef(local.type, node.span, local))
    return ir.ChildFor(ir.BindPattern(node.span, local), made, [ir.ChildValue(each)])


def _as_html(node: ir.Expr) -> ir.Expr:
    return ir.BuiltinCall(types.HTML, node.span, "html.text", [node]) if node.type == types.STRING else node


def _if(body: Body, node: ast.HtmlIf, as_html: bool) -> ir.Child:
    branches = [(node.condition, node.then_children), *((each.condition, each.children) for each in node.else_ifs)]
    heads: list[ir.ChildIf] = []
    for test, children in branches:
        head = ir.ChildIf(condition(body, test), _in_scope(body, children, as_html), [])
        if heads:
            heads[-1].otherwise = [head]
        heads.append(head)
    heads[-1].otherwise = _in_scope(body, node.else_children, as_html)
    return heads[0]


def _in_scope(body: Body, nodes: list[ast.Expr], as_html: bool) -> list[ir.Child]:
    body.scopes.push()
    built = _items(body, nodes, as_html)
    body.scopes.pop()
    return built


def _for(body: Body, node: ast.HtmlFor, as_html: bool) -> list[ir.Child]:
    source, element = iterated(body, node.iterable)
    body.scopes.push()
    matched = pattern(body, node.pattern, element, item_type(source.type, element))
    children = _items(body, node.children, as_html)
    body.scopes.pop()
    if isinstance(source, ir.Raise):
        return [ir.ChildValue(source)]
    if not is_iterable(source.type):
        return [ir.ChildValue(settle(not_iterable(node.iterable.span, source)))]
    if never_matches(matched):
        matched, children = ir.NeverPattern(node.pattern.span), []
    return [ir.ChildFor(matched, source, children)]
