"""Index access, plain (`xs[i]`, `m[k]`) and optional (`xs?[i]`).

An element of a map may be missing: the checker gives it the map's value type, its representation includes null.
"""

from __future__ import annotations

from .. import ast, types
from ..canonical import program as ir
from ..messages.expressions import LIST_INDEX, MAP_INDEX, NOT_INDEXABLE
from ..types import ANY, ListType, MapType, OptionType, Type, option_of
from . import static_types as st
from .access import optional_inner
from .conversion import widen
from .conversion_literals import settle
from .failing import failing, failure
from .operands import with_unwrapped
from .representation import OPEN, without_null
from .state import Body, Value, poison

_NO_INDEX = "index access not supported on this value"
_WRONG_INDEX = "list index must be Int"
_WRONG_KEY = "map keys must be strings"


def index(body: Body, node: ast.Index) -> Value:
    """`base[index]`."""
    base = body.value(node.base)
    position = body.value(node.index)
    type_ = element_type(body, node.base, st.unboxed(base.type))
    if not check_index(body, node.index, st.unboxed(base.type), position) or type_ is None:
        return poison(node.span)
    failed = failure(node.span, [base.node, position.node])
    if failed is not None:
        return Value(type_, failed)
    return Value(type_, _element(body, node, settle(base.node), settle(position.node)))


def _element(body: Body, node: ast.Index, base: ir.Expr, position: ir.Expr) -> ir.Expr:
    operands = [base, position]
    holder = without_null(base.type)
    if isinstance(base, ir.NullLit):
        return failing(node.span, operands, "null access")
    if holder == ANY:
        return ir.Index(ANY, node.span, base, widen(position))
    found = _part(holder, without_null(position.type))
    key = position.type

    def build(ops: list[ir.Expr]) -> ir.Expr:
        if found is None:
            return failing(node.span, ops, _problem(holder))
        return ir.Index(found, node.span, ops[0], ops[1])

    checks_key = found is not None and isinstance(key, OptionType)
    return with_unwrapped(body, node.span, operands, ["null access", _problem(holder) if checks_key else None], build)


def _part(holder: Type, position: Type) -> Type | None:
    """The type of an element; None where there is none for such an index."""
    if isinstance(holder, ListType) and position in (types.INT, ANY):
        return holder.element
    if isinstance(holder, MapType) and position in (types.STRING, ANY):
        return option_of(holder.value)
    return None


def _problem(holder: Type) -> str:
    """Why an index is wrong for the value."""
    if isinstance(holder, ListType):
        return _WRONG_INDEX
    return _WRONG_KEY if isinstance(holder, MapType) else _NO_INDEX


def element_type(body: Body, base_node: ast.Expr, base: st.StaticType) -> st.StaticType | None:
    """The checker's type of an element; None after a reported mistake."""
    match base:
        case st.ListOf(element) | st.MapOf(_, element):
            return element
        case st.Unknown():
            return base
    if body.unchecked:
        return st.UNKNOWN
    body.error(base_node.span, NOT_INDEXABLE(type=base))
    return None


def check_index(body: Body, node: ast.Expr, base: st.StaticType, position: Value) -> bool:
    """Whether the index has a type that the base takes; reports when not."""
    if body.unchecked:
        return True
    match base:
        case st.ListOf():
            position_type = st.unboxed(position.type)
            if not st.is_unknown(position_type) and not st.is_int_like(position_type):
                body.error(node.span, LIST_INDEX())
                return False
        case st.MapOf(key, _):
            if not st.assignable(position.type, key):
                body.error(node.span, MAP_INDEX())
                return False
    return True


def optional_index(body: Body, node: ast.OptionalIndex) -> Value:
    """`base?[index]`: null when the base is null, and then the index is not evaluated."""
    base = body.value(node.base)
    inner = optional_inner(body, node.base, base)
    if inner is None:
        return poison(node.span)
    element = element_type(body, node.base, inner)
    if element is None:
        return poison(node.span)
    type_ = st.OptionOf(element)
    if isinstance(base.node, ir.Raise) or base.node.type == OptionType(OPEN):
        return Value(type_, base.node)
    position = body.value(node.index)
    if not check_index(body, node.index, inner, position):
        return poison(node.span)
    return Value(type_, _optional_element(body, node, settle(base.node), position.node))


def _optional_element(body: Body, node: ast.OptionalIndex, base: ir.Expr, position: ir.Expr) -> ir.Expr:
    holder = without_null(base.type)
    if not isinstance(holder, ListType | MapType):
        return ir.OptionalIndex(ANY, node.span, widen(base), _raised_late(position) or widen(position))
    where = _index_value(body, node, holder, position)
    found = _part(holder, where.type)
    assert found is not None
    if isinstance(base.type, OptionType):
        return ir.OptionalIndex(option_of(found), node.span, base, where)
    return failure(node.span, [base, where]) or ir.Index(found, node.span, base, where)


def _raised_late(position: ir.Expr) -> ir.Expr | None:
    """An index that fails, which is only evaluated when the base is not null."""
    if not isinstance(position, ir.Raise):
        return None
    position.type = ANY
    return position


def _index_value(body: Body, node: ast.OptionalIndex, holder: Type, position: ir.Expr) -> ir.Expr:
    """The index as one of the type that the holder takes, or the failure that it is."""
    wanted = types.INT if isinstance(holder, ListType) else types.STRING
    if isinstance(position, ir.Raise):
        raised = position
    elif position.type == ANY:
        return position
    elif without_null(position.type) == wanted:
        return with_unwrapped(body, node.span, [position], [_problem(holder)], lambda ops: ops[0])
    else:
        raised = failing(node.span, [position], _problem(holder))
    raised.type = wanted
    return raised
