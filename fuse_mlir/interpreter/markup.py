"""HTML in expressions: tags with their attributes, and lists of children."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..frontend.canonical import program as ir
from .evaluation import Evaluator, Frame, evaluate
from .failures import RuntimeFailure
from .operators import iterate, truth
from .patterns import matches
from .values import Value

if TYPE_CHECKING:
    from .machine import Machine


def tag(expr: ir.HtmlTag, frame: Frame, machine: Machine) -> Value:
    """Attributes, then children."""
    from .builtins.html import element

    attrs = {} if expr.attrs is None else evaluate(expr.attrs, frame, machine)
    children = () if expr.children is None else evaluate(expr.children, frame, machine)
    return element(expr.tag, attrs, children, expr.tag)


def child_list(expr: ir.ChildList, frame: Frame, machine: Machine) -> Value:
    found: list[Value] = []
    _collect(expr.items, found, frame, machine)
    return tuple(found)


def _collect(items: list[ir.Child], found: list[Value], frame: Frame, machine: Machine) -> None:
    for item in items:
        if isinstance(item, ir.ChildValue):
            found.append(evaluate(item.value, frame, machine))
        elif isinstance(item, ir.ChildIf):
            taken = item.then if truth(evaluate(item.condition, frame, machine)) else item.otherwise
            _collect(taken, found, frame, machine)
        else:
            _collect_loop(item, found, frame, machine)


def _collect_loop(item: ir.ChildFor, found: list[Value], frame: Frame, machine: Machine) -> None:
    for value in iterate(evaluate(item.iterable, frame, machine)):
        if not matches(item.pattern, value, frame, machine):
            raise RuntimeFailure("for pattern did not match value")
        _collect(item.body, found, frame, machine)


EVALUATORS: dict[type[ir.Expr], Evaluator] = {ir.HtmlTag: tag, ir.ChildList: child_list}
