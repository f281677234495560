"""Calls that make HTML: tags, components, and functions that are given a block of children.

In: a call. Out: its value; a tag is an `ir.HtmlTag`, everything else a call of a function with the attributes and the children as
arguments. Named arguments are attributes, with `-` for every `_`.
Source: semantics 10.7 and 11.4.
"""

from __future__ import annotations

from .. import ast, types
from ..canonical import program as ir
from ..html_tags import HTML_TAGS, VOID_TAGS
from ..messages.markup import BLOCK_OF_NO_HTML, CHILD_AS_ATTRIBUTES, MIXED_SHORTHAND, TAG_ARITY, VOID_CHILDREN
from ..source import Span
from ..types import ListType, MapType
from . import static_types as st
from .aria import check_aria
from .conversion import widen
from .conversion_literals import adapt, settle
from .failing import failing, failure
from .html_children import children_value
from .state import Body, Value, poison

ATTRS = st.MapOf(st.STRING, st.STRING)
CHILDREN = st.ListOf(st.HTML)


def is_tag(body: Body, name: str, args: list[ast.Arg]) -> bool:
    """Whether a call of a name is one of an HTML tag: nothing of the program that can be called has the name."""
    if name not in HTML_TAGS:
        return False
    if name == "input":
        # The builtin of this name takes a text at most.
        first = args[0].value if args else None
        return isinstance(first, ast.MapLit) or any(arg.name is not None or arg.is_block_sugar for arg in args)
    symbols = body.module.symbols
    declared = name in symbols.functions or name in symbols.configs or name in symbols.imported
    return not declared and body.scopes.lookup(name) is None


def tag_call(body: Body, node: ast.Call, tag: str) -> Value:
    """`div(class="x"): …`."""
    args = _with_attribute_map(node.args)
    if args is None:
        for arg in node.args:
            body.value(arg.value)
        if not body.unchecked:
            body.error(node.span, MIXED_SHORTHAND())
            return Value(st.HTML, poison(node.span).node)
        return Value(st.HTML, failing(node.span, [], MIXED_SHORTHAND().text))
    most = 1 if tag in VOID_TAGS else 2
    if not body.unchecked:
        _check_count(body, node, args, tag, most)
    attrs = None if not args else _attributes(body, args[0], tag)
    children = None if len(args) < 2 else _children(body, args[1])
    nodes = [part for part in (attrs, children) if part is not None]
    nodes += [body.value(arg.value).node for arg in args[2:]]
    failed = failure(node.span, nodes)
    if failed is not None:
        return Value(st.HTML, failed)
    if len(args) > most:
        return Value(st.HTML, failing(node.span, nodes, f"{tag} expects at most {most} arguments"))
    return Value(st.HTML, ir.HtmlTag(types.HTML, node.span, tag, attrs, children))


def _check_count(body: Body, node: ast.Call, args: list[ast.Arg], tag: str, most: int) -> None:
    if tag in VOID_TAGS and len(args) == 2:
        body.error(args[1].span, VOID_CHILDREN(tag=tag))
    elif len(args) > most:
        body.error(node.span, TAG_ARITY(most=most, given=len(args)))


def attribute_map(named: list[ast.Arg]) -> ast.Arg:
    """Named arguments as one argument: a map of attributes."""
    entries = []
    for arg in named:
        assert arg.name is not None
        key = ast.StringLit(arg.span, arg.name.name.replace("_", "-"))
        entries.append(ast.MapEntry(arg.span, key, arg.value))
    span = Span(named[0].span.start, named[-1].span.end)
    return ast.Arg(span, None, ast.MapLit(span, entries))


def _with_attribute_map(args: list[ast.Arg]) -> list[ast.Arg] | None:
    """The arguments of a tag by position; None where attributes are named beside others by position."""
    named = [arg for arg in args if arg.name is not None]
    if not named:
        return args
    others = [arg for arg in args if arg.name is None]
    if len(others) > 1 or any(not arg.is_block_sugar for arg in others):
        return None
    return [attribute_map(named), *others]


def _attributes(body: Body, arg: ast.Arg, tag: str) -> ir.Expr:
    value = body.value(arg.value)
    if not body.unchecked and st.unboxed(value.type) in (st.STRING, st.HTML) and tag not in VOID_TAGS:
        body.error(arg.span, CHILD_AS_ATTRIBUTES(expected=ATTRS, found=value.type, tag=tag))
        return poison(arg.span).node
    node = body.expect(arg.span, value, ATTRS)
    if isinstance(arg.value, ast.MapLit):
        check_aria(body, arg.value)
    return _either(node, MapType(types.STRING))


def _children(body: Body, arg: ast.Arg) -> ir.Expr:
    if isinstance(arg.value, ast.ListLit):
        return children_value(body, arg.value).node
    value = body.value(arg.value)
    node = body.expect(arg.span, value, CHILDREN)
    if isinstance(node.type, ListType):
        return settle(node)
    return _either(node, ListType(types.HTML))


def _either(node: ir.Expr, wanted: types.Type) -> ir.Expr:
    """The value as one of the type, or else as `any`, so that the tag looks at it at run time."""
    if isinstance(node, ir.Raise) or adapt(node, wanted) or settle(node).type == wanted:
        return node
    return widen(node)


def block_call(body: Body, node: ast.Call) -> Value:
    """A block of children behind a call that takes none."""
    body.require(node.span, BLOCK_OF_NO_HTML())
    for arg in node.args:
        body.value(arg.value)
    return poison(node.span)
