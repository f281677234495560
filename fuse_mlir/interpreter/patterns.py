"""Patterns against values.

In:   a pattern and a value.
Out:  whether it matches. Names are bound in the frame while matching goes on; what a pattern that fails half way has bound, no code
      can see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..frontend.canonical.program import (
    AnyPattern,
    BindPattern,
    ErrPattern,
    LiteralPattern,
    NamePattern,
    NeverPattern,
    NonePattern,
    OkPattern,
    Pattern,
    SomePattern,
    StructPattern,
    VariantPattern,
)
from .evaluation import Frame
from .values import EnumValue, ResultValue, StructValue, Value, unboxed

if TYPE_CHECKING:
    from .machine import Machine


def matches(pattern: Pattern, value: Value, frame: Frame, machine: Machine) -> bool:
    """Whether `pattern` matches `value`; binds its names in `frame`, which maps local ids to values."""
    value = unboxed(value)
    match pattern:
        case AnyPattern():
            return True
        case NeverPattern():
            return False
        case BindPattern():
            frame[pattern.local.id] = value
            return True
        case LiteralPattern():
            # An Int is no Bool, which Python would say.
            return type(value) is type(pattern.value) and value == pattern.value
        case NonePattern():
            return value is None
        case SomePattern():
            return value is not None and matches(pattern.inner, value, frame, machine)
        case VariantPattern():
            return _matches_variant(pattern, value, frame, machine)
        case StructPattern():
            return _matches_struct(pattern, value, frame, machine)
        case OkPattern():
            return isinstance(value, ResultValue) and value.is_ok and matches(pattern.inner, value.content, frame, machine)
        case ErrPattern():
            return isinstance(value, ResultValue) and not value.is_ok and matches(pattern.inner, value.content, frame, machine)
        case NamePattern():
            return _matches_name(pattern, value, frame, machine)
    raise TypeError(f"unknown pattern {type(pattern).__name__}")


def _matches_variant(pattern: VariantPattern, value: Value, frame: Frame, machine: Machine) -> bool:
    """Against `any`, a variant of that name of whatever enum."""
    if not isinstance(value, EnumValue) or value.variant != pattern.variant or len(value.payload) != len(pattern.args):
        return False
    return all(matches(inner, item, frame, machine) for inner, item in zip(pattern.args, value.payload, strict=True))


def _matches_struct(pattern: StructPattern, value: Value, frame: Frame, machine: Machine) -> bool:
    if not isinstance(value, StructValue) or value.name != pattern.struct:
        return False
    return all(name in value.fields and matches(inner, value.fields[name], frame, machine) for name, inner in pattern.fields)


def _matches_name(pattern: NamePattern, value: Value, frame: Frame, machine: Machine) -> bool:
    """A variant of that name without payload matches, another variant of the same enum does not, anything else is bound."""
    name = pattern.local.name
    if isinstance(value, EnumValue):
        if value.variant == name:
            return not value.payload
        if any(variant == name for variant, _ in machine.enums[value.enum].variants):
            return False
    frame[pattern.local.id] = value
    return True
