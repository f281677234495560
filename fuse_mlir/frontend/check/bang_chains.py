"""`operand ?! error`: takes the value out of an option or a Result, and raises where there is none."""

from __future__ import annotations

from .. import ast
from ..canonical import program as ir
from ..messages.declarations import CATCH_ALL_ERROR, NOT_AN_ERROR_DOMAIN
from ..messages.expressions import BANG_ERROR, BANG_OPERAND, BANG_OUTSIDE, BANG_RESULT, BANG_WITHOUT_ERROR, TYPE_MISMATCH
from ..source import Span
from ..types import ANY, OptionType, ResultType
from . import static_types as st
from .conversion_literals import settle
from .representation import without_null
from .state import Body, Value, poison


def bang_chain(body: Body, node: ast.BangChain) -> Value:
    """The value; the error is evaluated only where it is raised."""
    operand = body.value(node.operand)
    error = None if node.error is None else body.value(node.error)
    type_ = _check(body, node.span, st.unboxed(operand.type), None if error is None else st.unboxed(error.type))
    if type_ is None:
        return poison(node.span)
    return Value(type_, _elaborate(node.span, operand.node, None if error is None else error.node))


def _elaborate(span: Span, operand: ir.Expr, error: ir.Expr | None) -> ir.Expr:
    if isinstance(operand, ir.Raise):
        return operand
    operand = settle(operand)
    raised = None if error is None else settle(error)
    match operand.type:
        case ResultType(ok):
            return ir.Propagate(ok, span, operand, raised)
        case OptionType():
            return ir.Propagate(without_null(operand.type), span, operand, raised)
    # A value that is never empty is itself.
    return ir.Propagate(ANY, span, operand, raised) if operand.type == ANY else operand


def _check(body: Body, span: Span, operand: st.StaticType, error: st.StaticType | None) -> st.StaticType | None:
    """The checker's type of the whole; None after a reported mistake."""
    if body.unchecked:
        return _content(operand)
    match operand:
        case st.Unknown():
            return operand
        case st.OptionOf(inner):
            if error is None:
                body.error(span, BANG_WITHOUT_ERROR())
                return None
            return inner if _check_error(body, span, error) else None
        case st.ResultOf(ok, err):
            fine = _check_domains(body, span, domains(err)) if error is None else _check_error(body, span, error)
            return ok if fine else None
    body.error(span, BANG_OPERAND(found=operand))
    return None


def _content(operand: st.StaticType) -> st.StaticType:
    match operand:
        case st.OptionOf(inner) | st.ResultOf(inner, _):
            return inner
    return operand if st.is_unknown(operand) else st.UNKNOWN


def _check_error(body: Body, span: Span, error: st.StaticType) -> bool:
    if st.is_unknown(error):
        return True
    if not isinstance(error, st.StructOf | st.EnumOf):
        body.error(span, BANG_ERROR(found=error))
        return False
    return _check_domains(body, span, [error])


def _check_domains(body: Body, span: Span, found: list[st.StaticType]) -> bool:
    """Whether the function around may fail with errors of these types."""
    match body.returning:
        case None:
            body.error(span, BANG_OUTSIDE())
            return False
        case st.Unknown():
            return True
        case st.ResultOf(_, err):
            declared = domains(err)
        case other:
            body.error(span, BANG_RESULT(found=other))
            return False
    for type_ in found:
        if not any(st.assignable(type_, target) for target in declared):
            body.error(span, TYPE_MISMATCH(expected=declared[0], found=type_))
            return False
    return True


def domains(err: st.StaticType) -> list[st.StaticType]:
    """The error domains of a Result, from its error side: `A!B` is A and B."""
    found = []
    while isinstance(err, st.ResultOf):
        found.append(err.ok)
        err = err.err
    return [*found, err]


def check_error_domains(body: Body, span: Span, result: st.StaticType, context: str) -> None:
    """Reports the error domains of a declared result that are no types or enums of the program."""
    if not isinstance(result, st.ResultOf):
        return
    for domain in domains(result.err):
        match domain:
            case st.StructOf() | st.EnumOf() | st.Unknown():
                continue
            case st.ERROR:
                body.error(span, CATCH_ALL_ERROR(what=context))
            case _:
                body.error(span, NOT_AN_ERROR_DOMAIN(what=context, found=domain))
