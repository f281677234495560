"""Refinements of a type: `String(1..80)`, `Int(0, 130)`.

In: the constraint expressions of a refined type. Out: the range constraints, bounds in the number type of the base.
`regex(...)` and `predicate(...)` are recognised, so that their misuse is reported as such, and not compiled yet.
"""

from __future__ import annotations

from .. import ast
from ..canonical.program import RangeConstraint
from ..source import Span
from . import static_types as st
from .state import Body

_STRING_LIKE = (st.STRING, st.ID, st.EMAIL)
_SHAPE = 'unsupported refinement constraint; expected 1..10, regex("..."), or predicate(fn_name)'


def resolve_constraints(
    body: Body, base: ast.Ident, base_type: st.StaticType, args: list[ast.Expr]
) -> list[RangeConstraint] | None:
    """The constraints in source order; None when one is wrong or not supported (reported)."""
    if not args:
        body.error(base.span, "refined type expects at least one constraint")
        return None
    bare = [_number(arg) for arg in args]
    if len(args) == 2 and bare[0] is not None and bare[1] is not None:
        span = Span(args[0].span.start, args[1].span.end)
        constraint = _range(body, base, base_type, bare[0], bare[1], span)
        return None if constraint is None else [constraint]
    constraints = [_constraint(body, base, base_type, arg) for arg in args]
    return [c for c in constraints if c is not None] if None not in constraints else None


def _constraint(body: Body, base: ast.Ident, base_type: st.StaticType, arg: ast.Expr) -> RangeConstraint | None:
    match arg:
        case ast.Binary(op="..", left=left, right=right):
            low, high = _number(left), _number(right)
            if low is None:
                body.error(left.span, "range lower bound must be a numeric literal")
            elif high is None:
                body.error(right.span, "range upper bound must be a numeric literal")
            else:
                return _range(body, base, base_type, low, high, arg.span)
        case ast.Call(callee=ast.Name(name=name)):
            _call_constraint(body, base, base_type, arg, name)
        case ast.Call(callee=callee):
            body.error(callee.span, "refinement constraint call must be regex(...) or predicate(...)")
        case _:
            body.error(arg.span, _SHAPE)
    return None


def _call_constraint(body: Body, base: ast.Ident, base_type: st.StaticType, call: ast.Call, name: str) -> None:
    if len(call.args) != 1:
        body.error(call.span, f"{name}() expects exactly one positional argument")
        return
    (arg,) = call.args
    if arg.name is not None or arg.is_block_sugar:
        body.error(arg.span, f"{name}() expects a positional argument")
    elif name == "regex" and not isinstance(arg.value, ast.StringLit):
        body.error(arg.value.span, "regex() expects a string literal pattern")
    elif name == "predicate" and not isinstance(arg.value, ast.Name):
        body.error(arg.value.span, "predicate() expects a function identifier")
    elif name not in ("regex", "predicate"):
        body.error(call.callee.span, f"unknown refinement constraint {name}; expected regex(...) or predicate(...)")
    elif name == "regex" and base_type not in _STRING_LIKE:
        body.error(call.span, f"regex() constraint is only supported for string-like refined bases, found {base.name}")
    else:
        body.unsupported(call.span, f"`{name}` in a refined type")


def _range(
    body: Body, base: ast.Ident, base_type: st.StaticType, low: int | float, high: int | float, span: Span
) -> RangeConstraint | None:
    if base_type == st.FLOAT:
        return RangeConstraint(float(low), float(high))
    if base_type in _STRING_LIKE or base_type == st.INT:
        if _is_whole(low) and _is_whole(high):
            return RangeConstraint(int(low), int(high))
        kind = "Int refinements" if base_type == st.INT else "string-like types"
        body.error(span, f"range bounds for {kind} must be integers")
    elif not st.has_poison(base_type):
        body.error(span, f"range constraints are not supported for refined base type {base.name}")
    return None


def _is_whole(bound: int | float) -> bool:
    return isinstance(bound, int) or bound.is_integer()


def _number(node: ast.Expr) -> int | float | None:
    match node:
        case ast.IntLit(value=value) | ast.FloatLit(value=value):
            return value
        case ast.Unary(op="-", operand=ast.IntLit(value=value) | ast.FloatLit(value=value)):
            return -value
    return None
