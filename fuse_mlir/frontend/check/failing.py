"""Operations known to fail: an `ir.Raise` in place of the whole operation, after the operands that run before it.

Every elaborated expression that fails for sure is an `ir.Raise` itself, never one with a raise somewhere among its strictly
evaluated operands: whoever builds a node from operands asks `failure` first.
"""

from __future__ import annotations

from ..canonical import program as ir
from ..source import Span
from .conversion_literals import settle
from .purity import is_total
from .representation import OPEN


def failing(span: Span, operands: list[ir.Expr], message: str) -> ir.Raise:
    """Evaluates the operands, then raises the runtime error; operands without effect are left out."""
    return ir.Raise(OPEN, span, [settle(operand) for operand in operands if not is_total(operand)], message)


def failure(span: Span, operands: list[ir.Expr]) -> ir.Raise | None:
    """The raise that operands evaluated in this order end in, None when none of them fails for sure."""
    for index, operand in enumerate(operands):
        if isinstance(operand, ir.Raise):
            before = failing(span, operands[:index], operand.message).operands
            return ir.Raise(OPEN, operand.span, before + operand.operands, operand.message)
    return None


def validation_text(path: str, code: str, message: str) -> str:
    """The text of an uncaught validation error with one field."""
    import json  # here, because hardly a program needs it and a check has to start quickly

    field = {"code": code, "message": message, "path": path}
    error = {"code": "validation_error", "fields": [field], "message": "validation failed"}
    return json.dumps({"error": error}, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
