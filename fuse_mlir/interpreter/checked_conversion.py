"""Conversions from a wider type to a narrower one, checked: `type mismatch: expected <T>, got <U>`.

Values carry what they are, so a conversion changes nothing; it only looks. Elements of lists, values of maps, contents of options,
results and boxes are looked at too, in order; `T` is then the type of the part that does not fit, `U` the name of what it is.
"""

from __future__ import annotations

from ..frontend import types
from .failures import RuntimeFailure
from .values import (
    BoxValue,
    BuiltinValue,
    EnumValue,
    FunctionValue,
    HtmlValue,
    ResultValue,
    StructValue,
    UnitValue,
    Value,
    VariantValue,
    type_name,
)

_SCALARS: dict[types.Type, type] = {
    types.UNIT: UnitValue,
    types.INT: int,
    types.FLOAT: float,
    types.BOOL: bool,
    types.STRING: str,
    types.BYTES: bytes,
    types.HTML: HtmlValue,
}


def check_type(value: Value, type_: types.Type) -> None:
    """Raises a RuntimeFailure where `value` is not one of `type_`."""
    match type_:
        case types.ANY:
            fits = True
        case types.Scalar(name):
            fits = type(value) is _SCALARS[type_] if type_ in _SCALARS else type_name(value) == name
        case types.OptionType(inner):
            fits = True
            if value is not None:
                check_type(value, inner)
        case types.ListType(inner):
            fits = isinstance(value, tuple)
            _check_parts(value if fits else (), inner)
        case types.MapType(inner):
            fits = isinstance(value, dict)
            _check_parts(value.values() if fits else (), inner)
        case types.ResultType(inner):
            fits = isinstance(value, ResultValue)
            _check_parts([value.content] if fits and value.is_ok else [], inner)
        case types.BoxType(inner):
            fits = isinstance(value, BoxValue)
            _check_parts([value.content] if fits else [], inner)
        case types.StructType(name):
            fits = isinstance(value, StructValue) and value.name == name
        case types.EnumType(name):
            fits = isinstance(value, EnumValue) and value.enum == name
        case types.FunctionType():
            fits = isinstance(value, FunctionValue | BuiltinValue | VariantValue)
        case _:
            fits = type_name(value) == "Task"
    if not fits:
        raise RuntimeFailure(f"type mismatch: expected {type_}, got {type_name(value)}")


def _check_parts(parts, type_: types.Type) -> None:
    if type_ == types.ANY:
        return
    for part in parts:
        check_type(part, type_)
