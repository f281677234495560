"""Checked conversions: a value meets a place of another representation type.

What the place can hold needs no check (`Int` into `Int?`, anything into `any`). What it cannot hold is the run-time error
`type mismatch: expected <T>, got <U>`: the checker's types are not sound, the representation is.
"""

from __future__ import annotations

from .. import types
from ..canonical import program as ir
from ..types import ANY, BoxType, ListType, MapType, OptionType, ResultType, Type
from . import static_types as st
from .boxes import content
from .conversion_literals import adapt, settle
from .failing import failing
from .representation import close, has_any, join, represent, runtime_name, without_null
from .state import Body


def mismatch(expected: Type, got: str) -> str:
    return f"type mismatch: expected {expected}, got {got}"


def fits(source: Type, target: Type) -> bool:
    """Whether every value of one type is a value of the other, as far as types tell."""
    return join(source, target) == target


def is_exact(static: st.StaticType, representation: Type) -> bool:
    """Whether the checker's type says what a place can hold. Where it does not, a value of another type is no mistake."""
    return not st.has_unknown(static) and represent(static) == representation and not has_any(representation)


def convert(body: Body, node: ir.Expr, target: Type) -> ir.Expr:
    """The value as one of the type `target`; raises at run time where it is none."""
    target = close(target)
    if adapt(node, target):
        return node
    # Before the value gets a type of its own: `[]` is a list of whatever the option holds.
    if isinstance(target, OptionType) and not isinstance(node, ir.Raise | ir.Coalesce) and adapt(node, target.inner):
        return ir.Some(target, node.span, node)
    node = content(settle(node))
    source = node.type
    if source == target:
        return node
    if target == ANY:
        return widen(node)
    if isinstance(target, BoxType):
        raise AssertionError(f"a value of type {source} where {target} is needed")
    if source == ANY or _needs_rebuilding(source, target):
        return ir.Convert(target, node.span, node)
    if isinstance(target, OptionType) and not isinstance(source, OptionType):
        inner = convert(body, node, target.inner)
        return _typed(inner, target) if isinstance(inner, ir.Raise) else ir.Some(target, node.span, inner)
    if isinstance(source, OptionType):
        return _convert_option(body, node, source, target)
    return _typed(failing(node.span, [node], mismatch(target, runtime_name(source))), target)


def widen(node: ir.Expr) -> ir.Expr:
    """The value as one of type `any`."""
    node = content(settle(node))
    return node if node.type == ANY else ir.Widen(ANY, node.span, node)


def convert_result(body: Body, node: ir.Expr, target: Type) -> ir.Expr:
    """The value that a function returns: what is no Result yet becomes the Ok of a declared one."""
    if isinstance(node, ir.Raise) or not isinstance(target, ResultType):
        return convert(body, node, target)
    node = content(settle(node))
    if isinstance(node.type, ResultType):
        return convert(body, node, target)
    if node.type == ANY:
        # It may be a Result already.
        return convert(body, ir.Ok(ResultType(ANY), node.span, node), target)
    inner = convert(body, node, target.ok)
    return _typed(inner, target) if isinstance(inner, ir.Raise) else ir.Ok(target, node.span, inner)


def _needs_rebuilding(source: Type, target: Type) -> bool:
    """Whether both are the same kind of container, so that the parts decide."""
    a, b = without_null(source), without_null(target)
    return any(isinstance(a, kind) and isinstance(b, kind) for kind in (ListType, MapType, ResultType)) and a != b


def _convert_option(body: Body, node: ir.Expr, source: OptionType, target: Type) -> ir.Expr:
    if isinstance(target, OptionType):
        # Of two options of different types only null is a value of both.
        return ir.Convert(target, node.span, node)
    if isinstance(node, ir.NullLit):
        return _typed(failing(node.span, [], mismatch(target, "Null")), target)
    unwrapped = ir.Unwrap(source.inner, node.span, node, mismatch(target, "Null"))
    if source.inner == target:
        return unwrapped
    return _typed(failing(node.span, [unwrapped], mismatch(target, runtime_name(source.inner))), target)


def _typed(node: ir.Raise, target: Type) -> ir.Raise:
    node.type = target
    return node


def as_value(node: ir.Expr) -> ir.Expr:
    """The value where Unit has to be one like any other: in a list, a field, a parameter."""
    return widen(node) if node.type == types.UNIT else node
