"""Refinements of a type: `String(1..80)`, `Int(0, 130)`.

In: the constraint expressions of a refined type. Out: the constraints, bounds in the number type of the base.
A predicate is looked up and compared with the base when the results of all functions are known.
"""

from __future__ import annotations

from .. import ast
from ..canonical.program import Constraint, PredicateConstraint, RangeConstraint, RegexConstraint
from ..messages.declarations import (
    CONSTRAINT_ARGUMENTS,
    CONSTRAINT_CALL,
    INT_BOUNDS,
    INVALID_REGEX,
    LENGTH_BOUNDS,
    LOWER_BOUND,
    NAMED_CONSTRAINT,
    NO_CONSTRAINT,
    NO_RANGE,
    PREDICATE_NAME,
    PREDICATE_PARAMETER_TYPE,
    PREDICATE_PARAMETERS,
    PREDICATE_RESULT,
    REGEX_BASE,
    REGEX_PATTERN,
    UNKNOWN_CONSTRAINT,
    UNKNOWN_PREDICATE,
    UNSUPPORTED_CONSTRAINT,
    UPPER_BOUND,
)
from ..messages.template import Message
from ..nearest import Suggestion
from ..source import Span
from . import static_types as st
from .state import Body, ModuleState, Predicate

_TEXTS = (st.STRING, st.ID, st.EMAIL)
_STRING_LIKE = (*_TEXTS, st.BYTES)


def resolve_constraints(body: Body, base: ast.Ident, base_type: st.StaticType, args: list[ast.Expr]) -> list[Constraint] | None:
    """The constraints in source order; None when one is wrong (reported)."""
    if not args:
        body.error(base.span, NO_CONSTRAINT())
        return None
    bare = [_number(arg) for arg in args]
    if len(args) == 2 and bare[0] is not None and bare[1] is not None:
        span = Span(args[0].span.start, args[1].span.end)
        constraint = _range(body, base, base_type, bare[0], bare[1], span)
        return None if constraint is None else [constraint]
    constraints = [_constraint(body, base, base_type, arg) for arg in args]
    return [c for c in constraints if c is not None] if None not in constraints else None


def _constraint(body: Body, base: ast.Ident, base_type: st.StaticType, arg: ast.Expr) -> Constraint | None:
    match arg:
        case ast.Binary(op="..", left=left, right=right):
            low, high = _number(left), _number(right)
            if low is None:
                body.error(left.span, LOWER_BOUND())
            elif high is None:
                body.error(right.span, UPPER_BOUND())
            else:
                return _range(body, base, base_type, low, high, arg.span)
        case ast.Call(callee=ast.Name(name=name)):
            return _call_constraint(body, base, base_type, arg, name)
        case ast.Call(callee=callee):
            body.error(callee.span, CONSTRAINT_CALL())
        case _:
            body.error(arg.span, UNSUPPORTED_CONSTRAINT())
    return None


def _call_constraint(
    body: Body, base: ast.Ident, base_type: st.StaticType, call: ast.Call, name: str
) -> RegexConstraint | PredicateConstraint | None:
    if len(call.args) != 1:
        body.error(call.span, CONSTRAINT_ARGUMENTS(name=name))
        return None
    (arg,) = call.args
    if arg.name is not None or arg.is_block_sugar:
        body.error(arg.span, NAMED_CONSTRAINT(name=name))
    elif name == "regex" and not isinstance(arg.value, ast.StringLit):
        body.error(arg.value.span, REGEX_PATTERN())
    elif name == "predicate" and not isinstance(arg.value, ast.Name):
        body.error(arg.value.span, PREDICATE_NAME())
    elif name not in ("regex", "predicate"):
        body.error(call.callee.span, UNKNOWN_CONSTRAINT(name=name), hint=Suggestion(name, ("regex", "predicate")))
    elif name == "regex" and base_type not in _TEXTS:
        body.error(call.span, REGEX_BASE(base=base.name))
    elif isinstance(arg.value, ast.StringLit):
        return _regex(body, arg.value)
    elif isinstance(arg.value, ast.Name):
        predicate = arg.value.name
        body.module.predicates.append(Predicate(predicate, arg.value.span, base.name, base_type))
        info = body.module.symbols.functions.get(predicate)
        return PredicateConstraint(predicate, predicate if info is None else info.symbol)
    return None


def _regex(body: Body, node: ast.StringLit) -> RegexConstraint | None:
    from ..regex import RegexError, compile_pattern  # here, because a program without patterns need not pay for loading it

    try:
        compile_pattern(node.value)
    except RegexError as error:
        body.error(node.span, INVALID_REGEX(pattern=node.value, reason=error))
        return None
    return RegexConstraint(node.value)


def check_predicates(module: ModuleState) -> None:
    """Reports the predicates that are no functions of their base to Bool."""
    body = Body(module, "", "")
    for predicate in module.predicates:
        info = module.symbols.functions.get(predicate.function)
        if info is None:
            if predicate.function not in module.symbols.unsupported:
                message = UNKNOWN_PREDICATE(name=predicate.function)
                body.error(predicate.span, message, hint=Suggestion(predicate.function, module.symbols.functions))
            continue
        module.used_results.append(info)
        problem = _predicate_problem(predicate, info.params, info.result or st.POISON)
        if problem is not None:
            body.error(predicate.span, problem)


def _predicate_problem(predicate: Predicate, params: list[tuple[str, st.StaticType]], result: st.StaticType) -> Message | None:
    if len(params) != 1:
        return PREDICATE_PARAMETERS(name=predicate.function, count=len(params))
    if not st.assignable(predicate.base_type, params[0][1]):
        return PREDICATE_PARAMETER_TYPE(name=predicate.function, expected=predicate.base, found=params[0][1])
    if result != st.BOOL and not st.has_poison(result):
        return PREDICATE_RESULT(name=predicate.function, found=result)
    return None


def _range(
    body: Body, base: ast.Ident, base_type: st.StaticType, low: int | float, high: int | float, span: Span
) -> RangeConstraint | None:
    if base_type == st.FLOAT:
        return RangeConstraint(float(low), float(high))
    if base_type in _STRING_LIKE or base_type == st.INT:
        if _is_whole(low) and _is_whole(high):
            return RangeConstraint(int(low), int(high))
        body.error(span, INT_BOUNDS() if base_type == st.INT else LENGTH_BOUNDS())
    elif not st.has_poison(base_type):
        body.error(span, NO_RANGE(base=base.name))
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
