"""Conditions, and what loops go through: for statements and for blocks of HTML children."""

from __future__ import annotations

from .. import ast, types
from ..canonical import program as ir
from ..messages.statements import NOT_A_CONDITION, NOT_ITERABLE
from ..source import Span
from ..types import ANY, ListType, MapType, OptionType
from . import static_types as st
from .conversion_literals import settle
from .failing import failing
from .operands import with_unwrapped
from .representation import represent_stored, runtime_name, without_null
from .state import Body


def condition(body: Body, node: ast.Expr) -> ir.Expr:
    """A Bool, or the failure of what is none."""
    value = body.value(node)
    if value.type != st.BOOL and not st.is_unknown(value.type):
        body.error(node.span, NOT_A_CONDITION())
    message = "condition must be a Bool"
    if isinstance(value.node, ir.Raise):
        made = value.node
    elif value.node.type == ANY:
        return value.node
    elif without_null(value.node.type) == types.BOOL:
        return with_unwrapped(body, node.span, [value.node], [message], lambda ops: ops[0])
    else:
        made = failing(node.span, [value.node], message)
    made.type = types.BOOL
    return made


def iterated(body: Body, node: ast.Expr) -> tuple[ir.Expr, st.StaticType]:
    """The source of a loop, and the checker's type of its items."""
    value = body.value(node)
    static = st.unboxed(value.type)
    match static:
        case st.ListOf(element) | st.MapOf(_, element):
            return settle(value.node), element
        case st.Unknown():
            return settle(value.node), static
    body.error(node.span, NOT_ITERABLE(type=static))
    return settle(value.node), st.POISON


def is_iterable(source: types.Type) -> bool:
    """Whether a loop can go through values of the type, as far as it tells."""
    return isinstance(source, ListType | MapType) or source == ANY


def item_type(source: types.Type, element: st.StaticType) -> types.Type:
    """The representation of what a loop goes through."""
    match source:
        case ListType(item) | MapType(item):
            return item
    return represent_stored(element)


def not_iterable(span: Span, source: ir.Expr) -> ir.Expr:
    """The error of a loop over what is neither a list nor a map."""
    message = f"cannot iterate over {runtime_name(without_null(source.type))}"
    if not isinstance(source.type, OptionType):
        return failing(span, [source], message)
    if isinstance(source, ir.NullLit):
        return failing(span, [], "cannot iterate over Null")
    unwrapped = ir.Unwrap(source.type.inner, source.span, source, "cannot iterate over Null")
    return failing(span, [unwrapped], message)


def never_matches(node: ir.Pattern) -> bool:
    """Whether a pattern takes no value at all."""
    match node:
        case ir.NeverPattern():
            return True
        case ir.SomePattern(inner=inner) | ir.OkPattern(inner=inner) | ir.ErrPattern(inner=inner):
            return never_matches(inner)
        case ir.VariantPattern(args=args):
            return any(never_matches(arg) for arg in args)
        case ir.StructPattern(fields=fields):
            return any(never_matches(inner) for _, inner in fields)
    return False
