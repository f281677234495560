"""Values against schemas: struct fields, decoded data, configs, flags, route parameters.

Validation is strict about what a value is: an Int is no Float, Unit is not null. The first rule that does not hold is the
validation error; constraints are checked left to right, after their base.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..frontend.canonical import program as ir
from .failures import RuntimeFailure, ValidationFailure
from .stringification import text
from .values import EnumValue, HtmlValue, ResultValue, StructValue, UnitValue, Value, type_name, unboxed

if TYPE_CHECKING:
    from .machine import Machine

_BASES: dict[str, type] = {
    "Unit": UnitValue,
    "Int": int,
    "Float": float,
    "Bool": bool,
    "String": str,
    "Bytes": bytes,
    "Html": HtmlValue,
    "Id": str,
    "Email": str,
}


def validate_schema(value: Value, schema: ir.Schema, path: str, machine: Machine) -> None:
    """Raises ValidationFailure at `path`, or inside it, when `value` is not what `schema` asks for."""
    value = unboxed(value)
    match schema:
        case ir.BasicSchema(name):
            _validate_basic(value, name, path)
        case ir.OptionSchema(inner):
            if value is not None:
                validate_schema(value, inner, path, machine)
        case ir.ListSchema(element):
            _expect(isinstance(value, tuple), "List", value, path)
            for position, item in enumerate(value):
                validate_schema(item, element, f"{path}[{position}]", machine)
        case ir.MapSchema(key_schema, value_schema):
            _expect(isinstance(value, dict), "Map", value, path)
            for key, item in value.items():
                validate_schema(key, key_schema, f"{path}.{key}", machine)
                validate_schema(item, value_schema, f"{path}.{key}", machine)
        case ir.ResultSchema(ok, err):
            _expect(isinstance(value, ResultValue), "Result", value, path)
            validate_schema(value.content, ok if value.is_ok else err, path, machine)
        case ir.NamedSchema(name):
            _expect(isinstance(value, StructValue | EnumValue) and type_name(value) == name, name, value, path)
        case ir.RefinedSchema(base, constraints):
            validate_schema(value, base, path, machine)
            for constraint in constraints:
                _check(value, path, constraint, machine)


def validate(
    value: Value, path: str, constraints: list[ir.RangeConstraint], machine: Machine, *, non_empty: bool, email: bool
) -> None:
    """The same for a value whose type is known already; null is not checked."""
    value = unboxed(value)
    if value is None:
        return
    if non_empty:
        _validate_basic(value, "Id", path)
    if email:
        _validate_basic(value, "Email", path)
    for constraint in constraints:
        _check(value, path, constraint, machine)


def _validate_basic(value: Value, name: str, path: str) -> None:
    if name == "any":
        return
    _expect(type(value) is _BASES[name], name, value, path)
    if name == "Id" and value == "":
        raise ValidationFailure(path, "invalid_value", "expected non-empty Id")
    if name == "Email" and not _is_email(value):
        raise ValidationFailure(path, "invalid_value", "invalid email address")


def _expect(fits: bool, name: str, value: Value, path: str) -> None:
    if not fits:
        raise ValidationFailure(path, "type_mismatch", f"expected {name}, got {type_name(value)}")


def _check(value: Value, path: str, constraint: ir.Constraint, machine: Machine) -> None:
    match constraint:
        case ir.RangeConstraint():
            _check_range(value, path, constraint)
        case ir.RegexConstraint(pattern):
            if not _search(pattern, value):
                raise ValidationFailure(path, "invalid_value", f"value does not match regex {pattern}")
        case ir.PredicateConstraint(name, function):
            accepted = unboxed(machine.call(function, [value]))
            if not isinstance(accepted, bool):
                raise RuntimeFailure(f"predicate {name} must return Bool")
            if not accepted:
                raise ValidationFailure(path, "invalid_value", f"predicate {name} rejected value")


def _check_range(value: Value, path: str, constraint: ir.RangeConstraint) -> None:
    measured, noun = (len(value), "length") if isinstance(value, str | bytes) else (value, "value")
    if not constraint.low <= measured <= constraint.high:
        bounds = f"{text(constraint.low)}..{text(constraint.high)}"
        raise ValidationFailure(path, "invalid_value", f"{noun} {text(measured)} out of range {bounds}")


def _search(pattern: str, value: str) -> bool:
    from ..frontend.regex import RegexError, compile_pattern

    try:
        return compile_pattern(pattern).search(value)
    except RegexError as error:
        raise RuntimeFailure(f"invalid regex pattern {pattern}: {error}") from None


def _is_email(value: str) -> bool:
    """Exactly one `@` with text on both sides, and a dot somewhere after it."""
    user, at, domain = value.partition("@")
    return bool(user and at and domain) and "@" not in domain and "." in domain
