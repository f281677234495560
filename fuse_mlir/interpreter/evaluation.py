"""The value of an expression, by the kind of its node.

The functions stand in the tables of `expressions`, `dynamic` and `markup`; the machine holds them as one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..frontend.canonical.program import Expr
from .values import Value

if TYPE_CHECKING:
    from .machine import Machine

Frame = dict[int, Value]
"""The locals of a running function by id."""

Evaluator = Callable[..., Value]


def evaluate(expr: Expr, frame: Frame, machine: Machine) -> Value:
    """The value of `expr`; operands are evaluated once each, from left to right."""
    return machine.evaluators[type(expr)](expr, frame, machine)
