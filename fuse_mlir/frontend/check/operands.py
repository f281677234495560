"""Operands that may be null where the operation fails on null, with the language's order: all operands first, then the checks.

A check of an operand may run early when nothing after it can be observed. Otherwise the operation moves into a function of its
own, `<owner>.operands.<n>`, whose arguments are the operands: a call evaluates all of them before its body runs.
"""

from __future__ import annotations

from collections.abc import Callable

from .. import types
from ..canonical import program as ir
from ..source import Span
from ..types import OptionType
from .conversion import as_value
from .conversion_literals import settle
from .purity import is_total
from .state import Body

Build = Callable[[list[ir.Expr]], ir.Expr]


def with_unwrapped(body: Body, span: Span, operands: list[ir.Expr], messages: list[str | None], build: Build) -> ir.Expr:
    """The operation on its operands, each option among them that has a message unwrapped with it.

    In:      operands that do not fail for sure, in order of evaluation; `messages[i]` is None where operand i may be null.
    Out:     what `build` makes of the unwrapped operands, in place or as the body of a synthesized function.
    """
    operands = [settle(operand) for operand in operands]
    checked = [
        message is not None and isinstance(operand.type, OptionType) for operand, message in zip(operands, messages, strict=True)
    ]
    # Only what comes after a check can be seen to come after it.
    if not any(checked) or all(is_total(operand) for operand in operands[checked.index(True) + 1 :]):
        return build([_unwrap(operand, message) for operand, message in zip(operands, messages, strict=True)])
    return in_function(
        body, span, operands, lambda refs: build([_unwrap(ref, message) for ref, message in zip(refs, messages, strict=True)])
    )


def in_function(body: Body, span: Span, operands: list[ir.Expr], build: Build) -> ir.Expr:
    """The operation as a call of a synthesized function that takes the operands."""
    name = body.next_lift()
    operands = [as_value(operand) for operand in operands]
    params = [ir.Local(index, f"operand{index}", operand.type, operand.span) for index, operand in enumerate(operands)]
    result = settle(build([ir.LocalRef(param.type, param.span, param) for param in params]))
    statement = ir.ExprStmt(span, result) if result.type == types.UNIT or isinstance(result, ir.Raise) else ir.Return(span, result)
    body.module.add_function(body.owner, ir.Function(name, params, result.type, [statement], span))
    return ir.Call(result.type, span, name, operands)


def _unwrap(operand: ir.Expr, message: str | None) -> ir.Expr:
    if message is None or not isinstance(operand.type, OptionType):
        return operand
    return ir.Unwrap(operand.type.inner, operand.span, operand, message)
