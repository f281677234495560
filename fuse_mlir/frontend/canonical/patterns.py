"""Patterns of the canonical program, resolved against the type of what they match."""

from __future__ import annotations

from ..record import record
from ..source import Span
from .expressions import Local


@record(eq=False)
class Pattern:
    span: Span


@record(eq=False)
class AnyPattern(Pattern):
    """`_`."""


@record(eq=False)
class BindPattern(Pattern):
    local: Local


@record(eq=False)
class LiteralPattern(Pattern):
    """An Int, Float, Bool or String equal to the literal (value of that Python type; the subject has that type)."""

    value: int | float | bool | str


@record(eq=False)
class NeverPattern(Pattern):
    """Cannot match a subject of this type."""


@record(eq=False)
class NonePattern(Pattern):
    """The option subject is null."""


@record(eq=False)
class SomePattern(Pattern):
    """The option subject is not null and its value matches."""

    inner: Pattern


@record(eq=False)
class VariantPattern(Pattern):
    """`enum` is None on a subject of type any whose enum is not known: any enum with such a variant."""

    enum: str | None
    variant: str
    args: list[Pattern]


@record(eq=False)
class StructPattern(Pattern):
    struct: str
    fields: list[tuple[str, Pattern]]


@record(eq=False)
class OkPattern(Pattern):
    """The subject is an Ok and its content matches."""

    inner: Pattern


@record(eq=False)
class ErrPattern(Pattern):
    """The subject is an Err and its content, of type any, matches."""

    inner: Pattern


@record(eq=False)
class NamePattern(Pattern):
    """A bare name against a subject of type any, or an option of an enum: a variant of the local's name matches when it has no
    payload, another variant of an enum that has one of that name does not, anything else (null, too) matches. What matches is
    bound."""

    local: Local
