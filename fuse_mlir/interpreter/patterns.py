"""Patterns against values.

In:   a pattern and a value.
Out:  whether it matches. Names are bound in the frame while matching goes on; what a pattern that fails half way has bound, no code
      can see.
"""

from __future__ import annotations

from ..frontend.canonical.program import (
    AnyPattern,
    BindPattern,
    LiteralPattern,
    NeverPattern,
    NonePattern,
    Pattern,
    SomePattern,
    StructPattern,
    VariantPattern,
)
from .values import EnumValue, Value

Frame = dict[int, Value]


def matches(pattern: Pattern, value: Value, frame: Frame) -> bool:
    """Whether `pattern` matches `value`; binds its names in `frame`, which maps local ids to values."""
    match pattern:
        case AnyPattern():
            return True
        case NeverPattern():
            return False
        case BindPattern():
            frame[pattern.local.id] = value
            return True
        case LiteralPattern():
            return value == pattern.value
        case NonePattern():
            return value is None
        case SomePattern():
            return value is not None and matches(pattern.inner, value, frame)
        case VariantPattern():
            return _matches_variant(pattern, value, frame)
        case StructPattern():
            return all(matches(inner, value.fields[name], frame) for name, inner in pattern.fields)
    raise TypeError(f"unknown pattern {type(pattern).__name__}")


def _matches_variant(pattern: VariantPattern, value: EnumValue, frame: Frame) -> bool:
    if value.variant != pattern.variant:
        return False
    return all(matches(inner, item, frame) for inner, item in zip(pattern.args, value.payload, strict=True))
