"""Operators and ranges on values.

Int is 64-bit two's complement: sums, differences, products and negation wrap; division truncates toward zero and panics where the
quotient does not exist. Float is binary64. The checker has made operand types agree, but for comparisons of an Int with a Float,
which are exact (as Python's are).
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterable

from .failures import Panic, RuntimeFailure
from .values import Value

_INT_MIN = -(1 << 63)


def wrap(value: int) -> int:
    """The Int that is congruent to `value` modulo 2**64."""
    return (value - _INT_MIN) % (1 << 64) + _INT_MIN


def unary(op: str, value: Value) -> Value:
    if op == "not":
        return not value
    return wrap(-value) if isinstance(value, int) else -value


def binary(op: str, left: Value, right: Value) -> Value:
    return _BINARY[op](left, right)


def _arithmetic(function: Callable) -> Callable[[Value, Value], Value]:
    def apply(left: Value, right: Value) -> Value:
        result = function(left, right)
        return wrap(result) if isinstance(left, int) else result

    return apply


def _div(left: Value, right: Value) -> Value:
    if isinstance(left, float):
        return _float_div(left, right)
    if right == 0:
        raise Panic("attempt to divide by zero")
    if left == _INT_MIN and right == -1:
        raise Panic("attempt to divide with overflow")
    return _truncated_quotient(left, right)


def _mod(left: int, right: int) -> int:
    if right == 0:
        raise Panic("attempt to calculate the remainder with a divisor of zero")
    if left == _INT_MIN and right == -1:
        raise Panic("attempt to calculate the remainder with overflow")
    return left - right * _truncated_quotient(left, right)


def _truncated_quotient(left: int, right: int) -> int:
    quotient = abs(left) // abs(right)
    return quotient if (left < 0) == (right < 0) else -quotient


def _float_div(left: float, right: float) -> float:
    """IEEE division; Python raises where IEEE has infinities and NaN."""
    if right != 0.0:
        return left / right
    if left == 0.0 or math.isnan(left):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


_BINARY: dict[str, Callable] = {
    "add": _arithmetic(operator.add),
    "sub": _arithmetic(operator.sub),
    "mul": _arithmetic(operator.mul),
    "div": _div,
    "mod": _mod,
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
    "and": lambda left, right: left and right,
    "or": lambda left, right: left or right,
    "concat": operator.add,
}


def range_values(low: Value, high: Value) -> Iterable[Value]:
    """The elements of `low..high`, both ends included; bounds are checked before the first element."""
    if isinstance(low, float) and not (math.isfinite(low) and math.isfinite(high)):
        raise RuntimeFailure("invalid range bounds")
    if low > high:
        raise RuntimeFailure("range start must be <= end")
    if isinstance(low, int) and high - low >= (1 << 63) - 1:
        raise RuntimeFailure("range too large")
    return range(low, high + 1) if isinstance(low, int) else _float_steps(low, high)


def _float_steps(low: float, high: float) -> Iterable[float]:
    # The allowance keeps the last element where adding 1.0 repeatedly has drifted past the bound.
    limit = high + 1e-9
    value = low
    while value <= limit:
        yield value
        value += 1.0


def element(items: tuple[Value, ...], index: int) -> Value:
    """`items[index]`."""
    check_index(items, index)
    return items[index]


def check_index(items: tuple[Value, ...], index: int) -> None:
    if not 0 <= index < len(items):
        raise RuntimeFailure("index out of bounds")
