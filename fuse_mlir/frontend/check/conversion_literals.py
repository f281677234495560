"""Gives an expression whose type is open, or a literal, the type that its place asks for.

`[]`, `null` and literals made of them take any type that fits; so do `[1, 2]` as a `List<Int?>` and the operations that only
hand such values on. Nodes are changed in place: they are still being built.
"""

from __future__ import annotations

from .. import types
from ..canonical import program as ir
from ..types import ANY, ListType, MapType, OptionType, Type, option_of
from .representation import close, has_open, without_null


def settle(node: ir.Expr) -> ir.Expr:
    """The expression with a closed type, where the place asks for none."""
    if has_open(node.type) and not adapt(node, close(node.type)):
        raise AssertionError(f"open type {node.type} of {type(node).__name__}")
    return node


def settle_as_any(node: ir.Expr) -> ir.Expr:
    """The expression with `any` for what is open: it may become a value of any type later."""
    if has_open(node.type) and not isinstance(node, ir.Raise) and adapt(node, close(node.type, ANY)):
        return node
    return settle(node)


def adapt(node: ir.Expr, target: Type) -> bool:
    """Gives the node exactly the type `target` when nothing at run time is needed for it; False when that is not so."""
    if not _can_adapt(node, target):
        return False
    _retype(node, target)
    return True


def _can_adapt(node: ir.Expr, target: Type) -> bool:
    if node.type == target:
        return True
    match node, target:
        case ir.Raise(), _:
            return True
        case ir.NullLit(), OptionType() | types.ANY:
            return True
        case ir.ListLit(items=items), ListType(element):
            return all(_fits(item, element) for item in items)
        case ir.MapLit(entries=entries), MapType(value):
            return all(_fits(entry.value, value) for entry in entries)
        case ir.Binary(op="concat", left=left, right=right), ListType():
            return _can_adapt(left, target) and _can_adapt(right, target)
        case ir.Coalesce(left=left, right=right), _:
            return target != ANY and _can_adapt(left, option_of(target)) and _fits(right, target)
        case ir.Some(operand=operand), OptionType(inner):
            return _can_adapt(operand, inner)
    return False


def _fits(node: ir.Expr, target: Type) -> bool:
    """As `_can_adapt`, and a value may be wrapped into an option (a `??` wraps inside itself, so that a chain is tried once)."""
    if _can_adapt(node, target) or target == ANY:
        return True
    return isinstance(target, OptionType) and not isinstance(node, ir.Coalesce) and _can_adapt(node, target.inner)


def _retype(node: ir.Expr, target: Type) -> None:
    if node.type == target and not isinstance(node, ir.Raise):
        return
    node.type = target
    match node:
        case ir.ListLit(items=items):
            node.items = [_fitted(item, target.element) for item in items]
        case ir.MapLit(entries=entries):
            for entry in entries:
                entry.value = _fitted(entry.value, target.value)
        case ir.Binary(left=left, right=right):
            _retype(left, target)
            _retype(right, target)
        case ir.Coalesce(left=left, right=right):
            _retype(left, option_of(target))
            node.right = _fitted(right, target)
        case ir.Some(operand=operand):
            _retype(operand, without_null(target))


def _fitted(node: ir.Expr, target: Type) -> ir.Expr:
    if _can_adapt(node, target):
        _retype(node, target)
        return node
    if target == ANY:
        return ir.Widen(ANY, node.span, settle_as_any(node))
    _retype(node, without_null(target))
    return ir.Some(target, node.span, node)
