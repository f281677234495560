"""JSON to values: without a type (maps, lists, scalars), and of a schema.

A typed decode checks the shape of the JSON and validates what it made, level by level; the first thing that is wrong is the
validation error. The members of an object are looked at in the order of their sorted keys, what is missing in the order of
declaration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..frontend.canonical import program as ir
from ..frontend.json_value import MAX_INT, MIN_INT, JsonValue, untyped
from .base64_text import Base64Error, decode_base64
from .failures import ValidationFailure
from .validation import validate_schema
from .values import EnumValue, ResultValue, StructValue, Value

if TYPE_CHECKING:
    from .machine import Machine

_MISMATCH, _MISSING, _INVALID = "type_mismatch", "missing_field", "invalid_value"


def untyped_value(json: JsonValue) -> Value:
    """The value of JSON without a type: objects are maps in the order of their sorted keys."""
    return _frozen(untyped(json))


def _frozen(json: JsonValue) -> Value:
    if isinstance(json, list):
        return tuple([_frozen(item) for item in json])
    if isinstance(json, dict):
        return {key: _frozen(json[key]) for key in sorted(json)}
    return json


def decode_json(json: JsonValue, schema: ir.Schema, path: str, machine: Machine) -> Value:
    """The value of `schema` that `json` spells. Errors: ValidationFailure at `path` or inside it."""
    match schema:
        case ir.BasicSchema(name):
            value = _basic(json, name, path)
        case ir.OptionSchema(inner):
            value = None if json is None else decode_json(json, inner, path, machine)
        case ir.RefinedSchema(base, _):
            value = decode_json(json, base, path, machine)
        case ir.ListSchema(element):
            _expect(isinstance(json, list), path, "List")
            value = tuple([decode_json(item, element, f"{path}[{position}]", machine) for position, item in enumerate(json)])
        case ir.MapSchema():
            value = _map(json, schema, path, machine)
        case ir.ResultSchema():
            return _result(json, schema, path, machine)
        case ir.NamedSchema(name):
            value = _named(json, name, path, machine)
        case _:
            raise TypeError(f"unknown schema {type(schema).__name__}")
    validate_schema(value, schema, path, machine)
    return value


def _expect(fits: bool, path: str, what: str) -> None:
    if not fits:
        raise ValidationFailure(path, _MISMATCH, f"expected {what}")


def _basic(json: JsonValue, name: str, path: str) -> Value:
    if name == "any":
        return untyped_value(json)
    if name == "Int":
        return _int(json, path)
    if name == "Float":
        _expect(isinstance(json, int | float) and not isinstance(json, bool), path, "Float")
        return float(json)
    if name == "Bool":
        _expect(isinstance(json, bool), path, "Bool")
        return json
    if name in ("String", "Id", "Email"):
        _expect(isinstance(json, str), path, "String")
        return json
    if name == "Bytes":
        _expect(isinstance(json, str), path, "String")
        try:
            return decode_base64(json)
        except Base64Error as error:
            raise ValidationFailure(path, _INVALID, f"invalid Bytes (base64): {error}") from None
    if name == "Html":
        raise ValidationFailure(path, _MISMATCH, "expected Html")
    raise ValidationFailure(path, _MISMATCH, f"unknown type {name}")


def _int(json: JsonValue, path: str) -> int:
    """A number without fraction that an Int can hold; `2.0` and `1e3` are such numbers."""
    fits = isinstance(json, int) and not isinstance(json, bool)
    if isinstance(json, float) and json.is_integer():
        json, fits = int(json), True
    _expect(fits and MIN_INT <= json <= MAX_INT, path, "Int")
    return json


def _map(json: JsonValue, schema: ir.MapSchema, path: str, machine: Machine) -> Value:
    _expect(isinstance(json, dict), path, "Map")
    entries = {}
    for key in sorted(json):
        validate_schema(key, schema.key, f"{path}.{key}", machine)
        entries[key] = decode_json(json[key], schema.value, f"{path}.{key}", machine)
    return entries


def _named(json: JsonValue, name: str, path: str, machine: Machine) -> Value:
    if name in machine.structs:
        return _struct(json, machine.structs[name], path, machine)
    if name in machine.enums:
        return _enum(json, machine.enums[name], path, machine)
    raise ValidationFailure(path, _MISMATCH, f"unknown type {name}")


def _struct(json: JsonValue, struct: ir.Struct, path: str, machine: Machine) -> Value:
    _expect(isinstance(json, dict), path, struct.name)
    schemas = {name: schema for (name, _), schema in zip(struct.fields, struct.schemas, strict=True)}
    fields: dict[str, Value] = {}
    for key in sorted(json):
        if key not in schemas:
            raise ValidationFailure(f"{path}.{key}", "unknown_field", "unknown field")
        fields[key] = decode_json(json[key], schemas[key], f"{path}.{key}", machine)
    for (name, schema), default in zip(schemas.items(), struct.defaults, strict=True):
        if name in fields:
            continue
        if default is not None:
            fields[name] = machine.call(default, [])
            validate_schema(fields[name], schema, f"{path}.{name}", machine)
        elif isinstance(schema, ir.OptionSchema):
            fields[name] = None
        else:
            raise ValidationFailure(f"{path}.{name}", _MISSING, "missing field")
    return StructValue(struct.name, fields)


def _enum(json: JsonValue, enum: ir.Enum, path: str, machine: Machine) -> Value:
    _expect(isinstance(json, dict), path, enum.name)
    tag = json.get("type")
    if not isinstance(tag, str):
        raise ValidationFailure(path, _MISSING, "missing enum type")
    number = next((position for position, (variant, _) in enumerate(enum.variants) if variant == tag), None)
    if number is None:
        raise ValidationFailure(path, _INVALID, f"unknown variant {tag}")
    schemas = enum.schemas[number]
    if not schemas:
        return EnumValue(enum.name, tag, ())
    if "data" not in json:
        raise ValidationFailure(path, _MISSING, "missing enum data")
    data, place = json["data"], f"{path}.data"
    if len(schemas) == 1:
        return EnumValue(enum.name, tag, (decode_json(data, schemas[0], place, machine),))
    _expect(isinstance(data, list), place, "enum payload array")
    if len(data) != len(schemas):
        raise ValidationFailure(place, _INVALID, "enum payload length mismatch")
    items = [
        decode_json(item, schema, f"{place}[{position}]", machine)
        for position, (item, schema) in enumerate(zip(data, schemas, strict=True))
    ]
    return EnumValue(enum.name, tag, tuple(items))


def _result(json: JsonValue, schema: ir.ResultSchema, path: str, machine: Machine) -> Value:
    _expect(isinstance(json, dict), path, "Result object")
    if "type" not in json:
        raise ValidationFailure(path, _MISSING, "missing Result tag")
    tag = json["type"]
    _expect(isinstance(tag, str), f"{path}.type", "Result tag string")
    if "data" not in json:
        raise ValidationFailure(path, _MISSING, "missing Result data")
    if tag not in ("Ok", "Err"):
        raise ValidationFailure(f"{path}.type", _INVALID, f"unknown Result variant {tag}")
    is_ok = tag == "Ok"
    return ResultValue(is_ok, decode_json(json["data"], schema.ok if is_ok else schema.err, f"{path}.data", machine))
