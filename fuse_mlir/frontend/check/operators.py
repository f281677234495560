"""Unary and binary operators and `??`: the checker's rules on static types, the elaboration on representation types.

Where the checker accepts what fails at run time (`x == null`, ordered strings, anything inside unchecked arguments), the result is
the run-time error, raised after both operands are evaluated.
"""

from __future__ import annotations

from .. import ast, types
from ..canonical import program as ir
from ..messages.expressions import (
    ARITHMETIC_OPERANDS,
    EQUALITY_OPERANDS,
    INCOMPATIBLE_TYPES,
    LOGIC_OPERANDS,
    NULL_COMPARISON,
    ORDER_OPERANDS,
    RANGE_OPERANDS,
    UNARY_MINUS,
    UNARY_NOT,
)
from ..messages.template import Message
from ..types import ANY, ListType, OptionType, Type
from . import static_types as st
from .conversion import convert, widen
from .conversion_literals import adapt, settle
from .failing import failing, failure
from .operands import with_unwrapped
from .representation import join, without_null
from .state import Body, Value, poison

_ARITHMETIC = {"+": "add", "-": "sub", "*": "mul", "/": "div", "%": "mod"}
_EQUALITY = {"==": "eq", "!=": "ne"}
_ORDER = {"<": "lt", "<=": "le", ">": "gt", ">=": "ge"}
_LOGIC = {"and": "and", "or": "or"}
_NUMBERS = (types.INT, types.FLOAT)
_COMPARABLE = (types.INT, types.FLOAT, types.BOOL, types.STRING, types.BYTES)
_ORDER_PROBLEMS = {types.STRING: "string", types.BOOL: "bool", types.BYTES: "bytes"}
_NOT_BOOL = "condition must be a Bool"
_NOT_COMPARABLE = "unsupported comparison operands"


def unary(body: Body, node: ast.Unary) -> Value:
    """`-x` and `!x`."""
    operand = body.value(node.operand)
    if node.op == "-":
        if not st.is_numeric(operand.type) and not st.has_poison(operand.type) and not body.unchecked:
            body.error(node.span, UNARY_MINUS())
            return poison(node.span)
        return _unary(body, node, "neg", operand, operand.type, _NUMBERS, "unary '-' expects number")
    if operand.type != st.BOOL and not st.is_unknown(operand.type) and not body.unchecked:
        body.error(node.span, UNARY_NOT())
        return poison(node.span)
    return _unary(body, node, "not", operand, st.BOOL, (types.BOOL,), _NOT_BOOL)


def _unary(
    body: Body, node: ast.Unary, op: str, operand: Value, type_: st.StaticType, accepted: tuple[Type, ...], message: str
) -> Value:
    failed = failure(node.span, [operand.node])
    if failed is not None:
        return Value(type_, failed)
    if operand.node.type == ANY:
        return Value(type_, ir.Unary(types.BOOL if op == "not" else ANY, node.span, op, operand.node))
    if without_null(operand.node.type) not in accepted:
        return Value(type_, failing(node.span, [operand.node], message))
    built = with_unwrapped(body, node.span, [operand.node], [message], lambda ops: ir.Unary(ops[0].type, node.span, op, ops[0]))
    return Value(type_, built)


def binary(body: Body, node: ast.Binary) -> Value:
    """All binary operators except `??`; both operands are always evaluated."""
    left = body.value(node.left)
    right = body.value(node.right)
    type_, problem = _result_type(node.op, left.type, right.type)
    if problem is not None and not body.unchecked:
        body.error(node.span, problem)
        return poison(node.span)
    if node.op in _EQUALITY or node.op in _ORDER:
        _warn_about_null(body, node)
    failed = failure(node.span, [left.node, right.node])
    if failed is not None:
        return Value(type_, failed)
    if ANY in (left.node.type, right.node.type):
        return Value(type_, _dynamic(node, left.node, right.node))
    return Value(type_, _elaborate(body, node, left.node, right.node))


def _dynamic(node: ast.Binary, left: ir.Expr, right: ir.Expr) -> ir.Expr:
    """The operation of whatever the operands are at run time."""
    if node.op == "+" and types.STRING in (left.type, right.type):
        return ir.Concat(types.STRING, node.span, _flat_parts(left) + _flat_parts(right))
    if node.op == "..":
        return ir.Range(ANY, node.span, widen(left), widen(right))
    if node.op in _ARITHMETIC:
        return ir.Binary(ANY, node.span, _ARITHMETIC[node.op], widen(left), widen(right))
    op = _EQUALITY.get(node.op) or _ORDER.get(node.op) or _LOGIC[node.op]
    return ir.Binary(types.BOOL, node.span, op, widen(left), widen(right))


def _result_type(op: str, left: st.StaticType, right: st.StaticType) -> tuple[st.StaticType, Message | None]:
    """The checker's type of the result, and the rule that is broken."""
    if st.has_poison(left) or st.has_poison(right):
        return (st.BOOL if op in _EQUALITY or op in _ORDER or op in _LOGIC else st.POISON), None
    numeric = st.is_numeric(left) and st.is_numeric(right)
    unknown = st.is_unknown(left) or st.is_unknown(right)
    if op in _ARITHMETIC:
        return _arithmetic_type(op, left, right, numeric, unknown)
    if op in _EQUALITY:
        comparable = st.assignable(left, right) or st.assignable(right, left)
        return st.BOOL, None if comparable else EQUALITY_OPERANDS()
    if op in _ORDER:
        return st.BOOL, None if numeric or unknown else ORDER_OPERANDS()
    if op in _LOGIC:
        boolean = left == st.BOOL and right == st.BOOL
        return st.BOOL, None if boolean or unknown else LOGIC_OPERANDS()
    if numeric:
        whole = st.is_int_like(left) and st.is_int_like(right)
        return st.ListOf(st.INT if whole else st.FLOAT), None
    return st.ListOf(st.UNKNOWN), None if unknown else RANGE_OPERANDS()


def _arithmetic_type(
    op: str, left: st.StaticType, right: st.StaticType, numeric: bool, unknown: bool
) -> tuple[st.StaticType, Message | None]:
    if numeric:
        # A refined Float counts as Int here, as in the reference: only an exact Float makes the result Float.
        return (st.FLOAT if st.FLOAT in (left, right) else st.INT), None
    if op == "+" and st.STRING in (left, right):
        return st.STRING, None
    if op == "+" and isinstance(left, st.ListOf) and isinstance(right, st.ListOf):
        unified = st.unify(left, right)
        if unified is not None:
            return unified, None
    return st.UNKNOWN, None if unknown else ARITHMETIC_OPERANDS()


def _warn_about_null(body: Body, node: ast.Binary) -> None:
    if isinstance(node.left, ast.NullLit) or isinstance(node.right, ast.NullLit):
        body.warning(node.span, NULL_COMPARISON())


def _elaborate(body: Body, node: ast.Binary, left: ir.Expr, right: ir.Expr) -> ir.Expr:
    if node.op in _ARITHMETIC:
        return _arithmetic(body, node, left, right)
    if node.op in _LOGIC:
        return _scalar_operation(body, node, left, right, _LOGIC[node.op], types.BOOL, (types.BOOL,), _NOT_BOOL)
    if node.op == "..":
        return _range(body, node, left, right)
    return _comparison(body, node, left, right)


def _arithmetic(body: Body, node: ast.Binary, left: ir.Expr, right: ir.Expr) -> ir.Expr:
    message = "unsupported + operands" if node.op == "+" else "unsupported arithmetic operands"
    if node.op == "+":
        special = _concatenation(body, node, left, right, message)
        if special is not None:
            return special
    kinds = {without_null(left.type), without_null(right.type)}
    if not kinds <= set(_NUMBERS):
        return failing(node.span, [left, right], message)
    op = _ARITHMETIC[node.op]

    def build(operands: list[ir.Expr]) -> ir.Expr:
        if op == "mod" and types.FLOAT in kinds:
            return failing(node.span, operands, "mod not supported for float")
        a, b = _same_number(operands)
        return ir.Binary(a.type, node.span, op, a, b)

    return with_unwrapped(body, node.span, [left, right], [message, message], build)


def _concatenation(body: Body, node: ast.Binary, left: ir.Expr, right: ir.Expr, message: str) -> ir.Expr | None:
    """`+` of a String with anything, or of two lists; None when it is neither."""
    if types.STRING in (left.type, right.type):
        return ir.Concat(types.STRING, node.span, _flat_parts(left) + _flat_parts(right))
    strings = [without_null(side.type) == types.STRING for side in (left, right)]
    if all(strings):
        # One of them is enough, and only their values tell.
        return _dynamic(node, left, right)
    if any(strings):
        messages = [message if is_string else None for is_string in strings]
        return with_unwrapped(body, node.span, [left, right], messages, lambda parts: ir.Concat(types.STRING, node.span, parts))
    if not (isinstance(without_null(left.type), ListType) and isinstance(without_null(right.type), ListType)):
        return None
    joined = join(without_null(left.type), without_null(right.type))

    def build(operands: list[ir.Expr]) -> ir.Expr:
        sides = [convert(body, operand, joined) if joined != operand.type else operand for operand in operands]
        return ir.Binary(joined, node.span, "concat", sides[0], sides[1])

    if not isinstance(left.type, OptionType) and not isinstance(right.type, OptionType):
        return build([left, right])
    return with_unwrapped(body, node.span, [left, right], [message, message], build)


def _flat_parts(node: ir.Expr) -> list[ir.Expr]:
    """The parts of a chain of `+`, so that it is one concatenation and not a tree of them."""
    return node.parts if isinstance(node, ir.Concat) else [settle(node)]


def _comparison(body: Body, node: ast.Binary, left: ir.Expr, right: ir.Expr) -> ir.Expr:
    a, b = without_null(left.type), without_null(right.type)
    if a not in _COMPARABLE or b not in _COMPARABLE:
        return failing(node.span, [left, right], _NOT_COMPARABLE)
    if a != b and not (a in _NUMBERS and b in _NUMBERS):
        return failing(node.span, [left, right], _NOT_COMPARABLE)
    op = _EQUALITY.get(node.op) or _ORDER[node.op]
    unordered = _ORDER_PROBLEMS.get(a) if node.op in _ORDER else None

    def build(operands: list[ir.Expr]) -> ir.Expr:
        if unordered is not None:
            return failing(node.span, operands, f"unsupported {unordered} comparison")
        return ir.Binary(types.BOOL, node.span, op, operands[0], operands[1])

    return with_unwrapped(body, node.span, [left, right], [_NOT_COMPARABLE, _NOT_COMPARABLE], build)


def _scalar_operation(
    body: Body, node: ast.Binary, left: ir.Expr, right: ir.Expr, op: str, result: Type, accepted: tuple[Type, ...], message: str
) -> ir.Expr:
    if without_null(left.type) not in accepted or without_null(right.type) not in accepted:
        return failing(node.span, [left, right], message)
    return with_unwrapped(
        body,
        node.span,
        [left, right],
        [message, message],
        lambda operands: ir.Binary(result, node.span, op, operands[0], operands[1]),
    )


def _range(body: Body, node: ast.Binary, left: ir.Expr, right: ir.Expr) -> ir.Expr:
    message = "range expects numeric bounds"
    if without_null(left.type) not in _NUMBERS or without_null(right.type) not in _NUMBERS:
        return failing(node.span, [left, right], message)

    def build(operands: list[ir.Expr]) -> ir.Expr:
        low, high = _same_number(operands)
        return ir.Range(ListType(low.type), node.span, low, high)

    return with_unwrapped(body, node.span, [left, right], [message, message], build)


def _same_number(operands: list[ir.Expr]) -> list[ir.Expr]:
    """Two numbers of one type: an Int beside a Float becomes a Float."""
    if operands[0].type == operands[1].type:
        return operands
    return [operand if operand.type == types.FLOAT else ir.ToFloat(types.FLOAT, operand.span, operand) for operand in operands]


def coalesce(body: Body, node: ast.Coalesce) -> Value:
    """`left ?? right`; the right side is evaluated only when the left one is null."""
    left = body.value(node.left)
    right = body.value(node.right)
    inner = left.type.inner if isinstance(left.type, st.OptionOf) else left.type
    type_ = st.unify(inner, right.type)
    if type_ is None:
        if not body.unchecked:
            body.error(node.span, INCOMPATIBLE_TYPES())
            return poison(node.span)
        type_ = st.UNKNOWN
    if isinstance(left.node, ir.Raise) or (not isinstance(left.node.type, OptionType) and left.node.type != ANY):
        return Value(type_, left.node)
    if isinstance(left.node, ir.NullLit):
        return Value(type_, right.node)
    if left.node.type == ANY:
        return Value(type_, ir.Coalesce(ANY, node.span, left.node, convert(body, right.node, ANY)))
    return Value(type_, _coalesce(body, node, left.node, right.node))


def _coalesce(body: Body, node: ast.Coalesce, left: ir.Expr, right: ir.Expr) -> ir.Expr:
    joined = join(without_null(left.type), right.type)
    left = _fitted(body, left, types.option_of(joined))
    right = _fitted(body, right, joined)
    return ir.Coalesce(joined, node.span, left, right)


def _fitted(body: Body, node: ir.Expr, target: Type) -> ir.Expr:
    """`node` as `target`; open types stay open, for the place of the whole expression to settle."""
    return node if adapt(node, target) else convert(body, node, target)
