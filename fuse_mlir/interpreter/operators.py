"""Operators and ranges on values.

Int is 64-bit two's complement: sums, differences, products and negation wrap; division truncates toward zero and panics where the
quotient does not exist. Float is binary64. A mixed operation is one of Floats; a mixed comparison is exact (as Python's are).
Operands that the checker knows have types that agree; where one was `any`, the values decide, and this file says which error it is.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterable

from .failures import Panic, RuntimeFailure
from .stringification import text
from .values import Value, type_name, unboxed

_INT_MIN = -(1 << 63)
_ARITHMETIC = "unsupported arithmetic operands"


def wrap(value: int) -> int:
    """The Int that is congruent to `value` modulo 2**64."""
    return (value - _INT_MIN) % (1 << 64) + _INT_MIN


def unary(op: str, value: Value) -> Value:
    value = unboxed(value)
    if op == "not":
        return not truth(value)
    if type(value) is int:
        return wrap(-value)
    if type(value) is float:
        return -value
    raise RuntimeFailure("unary '-' expects number")


def truth(value: Value) -> bool:
    """A condition, which has to be a Bool."""
    value = unboxed(value)
    if type(value) is not bool:
        raise RuntimeFailure("condition must be a Bool")
    return value


def binary(op: str, left: Value, right: Value) -> Value:
    return _BINARY[op](unboxed(left), unboxed(right))


def _is_number(value: Value) -> bool:
    return type(value) is int or type(value) is float


def _add(left: Value, right: Value) -> Value:
    if type(left) is int and type(right) is int:
        return wrap(left + right)
    if isinstance(left, str) or isinstance(right, str):
        return text(left) + text(right)
    if isinstance(left, tuple) and isinstance(right, tuple):
        return left + right
    if not (_is_number(left) and _is_number(right)):
        raise RuntimeFailure("unsupported + operands")
    return float(left) + float(right)


def _arithmetic(function: Callable) -> Callable[[Value, Value], Value]:
    def apply(left: Value, right: Value) -> Value:
        if type(left) is int and type(right) is int:
            return wrap(function(left, right))
        if not (_is_number(left) and _is_number(right)):
            raise RuntimeFailure(_ARITHMETIC)
        return function(float(left), float(right))

    return apply


def _div(left: Value, right: Value) -> Value:
    if not (_is_number(left) and _is_number(right)):
        raise RuntimeFailure(_ARITHMETIC)
    if isinstance(left, float) or isinstance(right, float):
        return _float_div(float(left), float(right))
    if right == 0:
        raise Panic("attempt to divide by zero")
    if left == _INT_MIN and right == -1:
        raise Panic("attempt to divide with overflow")
    return _truncated_quotient(left, right)


def _mod(left: Value, right: Value) -> Value:
    if not (_is_number(left) and _is_number(right)):
        raise RuntimeFailure(_ARITHMETIC)
    if isinstance(left, float) or isinstance(right, float):
        raise RuntimeFailure("mod not supported for float")
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


_UNORDERED = {str: "string", bytes: "bytes", bool: "bool"}


def _equality(function: Callable) -> Callable[[Value, Value], bool]:
    def compare(left: Value, right: Value) -> bool:
        if (type(left) is type(right) and type(left) in _UNORDERED) or (_is_number(left) and _is_number(right)):
            return function(left, right)
        raise RuntimeFailure("unsupported comparison operands")

    return compare


def _ordering(function: Callable) -> Callable[[Value, Value], bool]:
    def compare(left: Value, right: Value) -> bool:
        if _is_number(left) and _is_number(right):
            return function(left, right)
        if type(left) is type(right) and type(left) in _UNORDERED:
            raise RuntimeFailure(f"unsupported {_UNORDERED[type(left)]} comparison")
        raise RuntimeFailure("unsupported comparison operands")

    return compare


def _logic(function: Callable) -> Callable[[Value, Value], bool]:
    return lambda left, right: function(truth(left), truth(right))


_BINARY: dict[str, Callable] = {
    "add": _add,
    "sub": _arithmetic(operator.sub),
    "mul": _arithmetic(operator.mul),
    "div": _div,
    "mod": _mod,
    "eq": _equality(operator.eq),
    "ne": _equality(operator.ne),
    "lt": _ordering(operator.lt),
    "le": _ordering(operator.le),
    "gt": _ordering(operator.gt),
    "ge": _ordering(operator.ge),
    "and": _logic(operator.and_),
    "or": _logic(operator.or_),
    "concat": operator.add,
}


def range_values(low: Value, high: Value) -> Iterable[Value]:
    """The elements of `low..high`, both ends included; bounds are checked before the first element."""
    low, high = unboxed(low), unboxed(high)
    if not (_is_number(low) and _is_number(high)):
        raise RuntimeFailure("range expects numeric bounds")
    if isinstance(low, float) or isinstance(high, float):
        low, high = float(low), float(high)
        if not (math.isfinite(low) and math.isfinite(high)):
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


def iterate(value: Value) -> Iterable[Value]:
    """What a `for` runs over: the elements of a list, the values of a map."""
    value = unboxed(value)
    if isinstance(value, tuple):
        return value
    if isinstance(value, dict):
        return value.values()
    raise RuntimeFailure(f"cannot iterate over {type_name(value)}")
