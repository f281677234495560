"""Checked conversions: a value meets a place of another representation type.

What the place can hold needs no check (`Int` into `Int?`). What it cannot hold is the run-time error
`type mismatch: expected <T>, got <U>`: the checker's types are not sound, the representation is.
A conversion that would have to rebuild a list is not compiled yet.
"""

from __future__ import annotations

from ..canonical import program as ir
from ..types import ListType, OptionType, Type
from . import static_types as st
from .conversion_literals import adapt, settle
from .failing import failing
from .representation import close, join, represent, runtime_name, without_null
from .state import Body


def mismatch(expected: Type, got: str) -> str:
    return f"type mismatch: expected {expected}, got {got}"


def fits(source: Type, target: Type) -> bool:
    """Whether every value of one type is a value of the other, as far as types tell."""
    return join(source, target) == target


def is_exact(static: st.StaticType, representation: Type) -> bool:
    """Whether the checker's type says what a place can hold. Where it does not, a value of another type is no mistake."""
    return not st.has_unknown(static) and represent(static) == representation


def convert(body: Body, node: ir.Expr, target: Type) -> ir.Expr:
    """The value as one of the type `target`; raises at run time where it is none."""
    target = close(target)
    if adapt(node, target):
        return node
    source = settle(node).type
    if isinstance(target, OptionType) and not isinstance(source, OptionType):
        inner = convert(body, node, target.inner)
        return _typed(inner, target) if isinstance(inner, ir.Raise) else ir.Some(target, node.span, inner)
    if isinstance(source, OptionType):
        return _convert_option(body, node, source, target)
    if isinstance(source, ListType) and isinstance(target, ListType):
        return body.unsupported(node.span, f"conversion of {source} to {target}").node
    return _typed(failing(node.span, [node], mismatch(target, runtime_name(source))), target)


def _convert_option(body: Body, node: ir.Expr, source: OptionType, target: Type) -> ir.Expr:
    inner = without_null(target)
    rebuilds = isinstance(inner, ListType) and isinstance(source.inner, ListType) and source.inner != inner
    if isinstance(target, OptionType) or rebuilds:
        return body.unsupported(node.span, f"conversion of {source} to {target}").node
    if isinstance(node, ir.NullLit):
        return _typed(failing(node.span, [], mismatch(target, "Null")), target)
    unwrapped = ir.Unwrap(source.inner, node.span, node, mismatch(target, "Null"))
    if source.inner == target:
        return unwrapped
    return _typed(failing(node.span, [unwrapped], mismatch(target, runtime_name(source.inner))), target)


def _typed(node: ir.Raise, target: Type) -> ir.Raise:
    node.type = target
    return node
