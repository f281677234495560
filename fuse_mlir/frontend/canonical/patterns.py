"""Patterns of the canonical program, resolved against the type of what they match."""

from __future__ import annotations

from dataclasses import dataclass

from ..source import Span
from .expressions import Local


@dataclass(eq=False, slots=True)
class Pattern:
    span: Span


@dataclass(eq=False, slots=True)
class AnyPattern(Pattern):
    """`_`."""


@dataclass(eq=False, slots=True)
class BindPattern(Pattern):
    local: Local


@dataclass(eq=False, slots=True)
class LiteralPattern(Pattern):
    """An Int, Float, Bool or String equal to the literal (value of that Python type; the subject has that type)."""

    value: int | float | bool | str


@dataclass(eq=False, slots=True)
class NeverPattern(Pattern):
    """Cannot match a subject of this type."""


@dataclass(eq=False, slots=True)
class NonePattern(Pattern):
    """The option subject is null."""


@dataclass(eq=False, slots=True)
class SomePattern(Pattern):
    """The option subject is not null and its value matches."""

    inner: Pattern


@dataclass(eq=False, slots=True)
class VariantPattern(Pattern):
    """`enum` is None on a subject of type any whose enum is not known: any enum with such a variant."""

    enum: str | None
    variant: str
    args: list[Pattern]


@dataclass(eq=False, slots=True)
class StructPattern(Pattern):
    struct: str
    fields: list[tuple[str, Pattern]]


@dataclass(eq=False, slots=True)
class OkPattern(Pattern):
    """The subject is an Ok and its content matches."""

    inner: Pattern


@dataclass(eq=False, slots=True)
class ErrPattern(Pattern):
    """The subject is an Err and its content, of type any, matches."""

    inner: Pattern


@dataclass(eq=False, slots=True)
class NamePattern(Pattern):
    """A bare name against a subject of type any, or an option of an enum: a variant of the local's name matches when it has no
    payload, another variant of an enum that has one of that name does not, anything else (null, too) matches. What matches is
    bound."""

    local: Local
