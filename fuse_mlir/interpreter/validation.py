"""Refinements: values checked where struct fields and config values are made.

Constraints are checked left to right; the first that does not hold is the validation error, with code `invalid_value`.
"""

from __future__ import annotations

from ..frontend.canonical.program import RangeConstraint
from .failures import ValidationFailure
from .values import Value, text


def validate(value: Value, path: str, constraints: list[RangeConstraint], *, non_empty: bool, email: bool) -> None:
    """Raises ValidationFailure at `path` when `value` breaks a rule; null is not checked."""
    if value is None:
        return
    if non_empty and value == "":
        raise ValidationFailure(path, "invalid_value", "expected non-empty Id")
    if email and not _is_email(value):
        raise ValidationFailure(path, "invalid_value", "invalid email address")
    for constraint in constraints:
        _check_range(value, path, constraint)


def _check_range(value: Value, path: str, constraint: RangeConstraint) -> None:
    measured, noun = (len(value), "length") if isinstance(value, str) else (value, "value")
    if not constraint.low <= measured <= constraint.high:
        bounds = f"{text(constraint.low)}..{text(constraint.high)}"
        raise ValidationFailure(path, "invalid_value", f"{noun} {text(measured)} out of range {bounds}")


def _is_email(value: str) -> bool:
    """Exactly one `@` with text on both sides, and a dot somewhere after it."""
    user, at, domain = value.partition("@")
    return bool(user and at and domain) and "@" not in domain and "." in domain
