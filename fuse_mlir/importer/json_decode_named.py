"""JSON as structs and enums: the bodies of `@json.decode.<Name>`.

The members of a struct are looked at in the order of their names, those that are missing in the order of declaration.
"""

from __future__ import annotations

from collections.abc import Callable

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from ..frontend.canonical import schema as s
from .dynamic import narrowed, widened
from .emitter import Path
from .functions import symbol_of
from .json_kinds import expect_json
from .regions import either
from .runtime import builtin
from .schemas import check_schema, type_of
from .state import FunctionState

# JSON as a value of any schema: `decoded` of json_decode.py, which this file does not import.
Decode = Callable[[FunctionState, ir.Value, s.Schema, Path, ir.Location], ir.Value]


# ---- structs --------------------------------------------------------------------------------------------------------------------


def decode_struct(f: FunctionState, json: ir.Value, struct: c.Struct, path: Path, decode: Decode, loc: ir.Location) -> ir.Value:
    """The struct that JSON spells."""
    members = expect_json(f, json, t.MapType(t.ANY), struct.name, path, loc)
    schemas = {name: schema for (name, _), schema in zip(struct.fields, struct.schemas, strict=True)}
    # As UTF-8 and code points have the same order, so do the keys of the map.
    names = sorted(schemas)
    known = f.value("fuse.list.make", [f.text(name, loc) for name in names], f.types.of(t.ListType(t.STRING)), loc)
    limit = builtin(f, "json.known_before_unknown", [members, known], loc)
    slots: dict[str, tuple[ir.Value, ir.Value]] = {}
    for number, name in enumerate(names):
        _check_known(f, members, known, limit, number, path, loc)
        slots[name] = _slot(f, members, name, struct, schemas[name], path, decode, loc)
    _check_known(f, members, known, limit, len(names), path, loc)
    fields = []
    for (name, type_), default in zip(struct.fields, struct.defaults, strict=True):
        fields.append(_filled(f, *slots[name], type_, schemas[name], default, (*path, f".{name}"), loc))
    return f.value("fuse.struct.make", fields, f.types.of(t.StructType(struct.name)), loc)


def _check_known(
    f: FunctionState, members: ir.Value, known: ir.Value, limit: ir.Value, number: int, path: Path, loc: ir.Location
) -> None:
    """That no unknown member comes before field `number`."""
    with f.check(f.compare("sgt", limit, f.const_int(number, loc), loc), loc):
        unknown = builtin(f, "json.unknown_member", [members, known], loc)
        f.raise_invalid((*path, ".", unknown), ["unknown field"], loc, "unknown_field")


def _slot_type(type_: t.Type) -> t.Type:
    """What holds a value that may be missing. Null stands for a missing value where it can be one."""
    return type_ if isinstance(type_, t.OptionType) or type_ == t.ANY else t.OptionType(type_)


def _slot(
    f: FunctionState, members: ir.Value, name: str, struct: c.Struct, schema: s.Schema, path: Path, decode: Decode, loc: ir.Location
) -> tuple[ir.Value, ir.Value]:
    """Whether there is a member, and its value."""
    type_ = f.module.fields[struct.name][name]
    slot = f.types.of(_slot_type(type_))
    position = f.value("fuse.map.find", [members, f.text(name, loc)], f.types.int, loc)
    present = f.compare("sge", position, f.const_int(0, loc), loc)

    def read() -> ir.Value:
        json = f.value("fuse.map.value_at", [members, position], f.types.any, loc)
        value = decode(f, json, schema, (*path, f".{name}"), loc)
        value = converted(f, value, type_of(schema, f.module.enums), type_, loc)
        return value if value.type == slot else f.some(value, slot, loc)

    return present, either(f, present, slot, read, lambda: f.none(slot, loc), loc)


def _filled(
    f: FunctionState,
    present: ir.Value,
    slot: ir.Value,
    type_: t.Type,
    schema: s.Schema,
    default: str | None,
    path: Path,
    loc: ir.Location,
) -> ir.Value:
    """The value of a field: the member's, else the default, else null where the schema takes it."""
    machine = f.types.of(type_)

    def content() -> ir.Value:
        return slot if slot.type == machine else f.content(slot, machine, loc)

    if default is None and isinstance(schema, s.OptionSchema):
        return content()
    if default is None:
        with f.check(present, loc):
            f.raise_invalid(path, ["missing field"], loc, "missing_field")
        return content()

    def call() -> ir.Value:
        result = f.module.functions[default].result
        attributes = {"callee": ir.FlatSymbolRefAttr.get(symbol_of(default))}
        op = f.op("func.call", [], f.types.results(result), loc, attributes)
        value = converted(f, f.held(op.result if result != t.UNIT else None, loc), result, type_, loc)
        check_schema(f, value, type_, schema, path, loc)
        return value

    return either(f, present, machine, content, call, loc)


def converted(f: FunctionState, value: ir.Value, type_: t.Type, wanted: t.Type, loc: ir.Location) -> ir.Value:
    """A value that is known to fit a wider type as one of that."""
    if type_ == wanted:
        return value
    if isinstance(wanted, t.OptionType) and wanted.inner == type_:
        return f.some(value, f.types.of(wanted), loc)
    return narrowed(f, widened(f, value, loc), wanted, loc)


# ---- enums ----------------------------------------------------------------------------------------------------------------------


def decode_enum(f: FunctionState, json: ir.Value, enum: c.Enum, path: Path, decode: Decode, loc: ir.Location) -> ir.Value:
    """The enum that JSON spells: `{"type": variant, "data": payload}`."""
    members = expect_json(f, json, t.MapType(t.ANY), enum.name, path, loc)
    position = f.value("fuse.map.find", [members, f.text("type", loc)], f.types.int, loc)
    found = f.compare("sge", position, f.const_int(0, loc), loc)

    def tag_of() -> ir.Value:
        return f.value("fuse.map.value_at", [members, position], f.types.any, loc)

    tag = either(f, found, f.types.any, tag_of, lambda: f.none(f.types.any, loc), loc)
    with f.check(f.is_kind(tag, t.STRING, loc), loc):
        f.raise_invalid(path, ["missing enum type"], loc, "missing_field")
    name = narrowed(f, tag, t.STRING, loc)
    return _variant(f, members, name, enum, 0, path, decode, loc)


def _variant(
    f: FunctionState, members: ir.Value, name: ir.Value, enum: c.Enum, number: int, path: Path, decode: Decode, loc: ir.Location
) -> ir.Value:
    """The value of variant `number` or a later one."""
    type_ = f.types.of(t.EnumType(enum.name))
    if number == len(enum.variants):
        with f.check(f.const_bool(False, loc), loc):
            f.raise_invalid(path, ["unknown variant ", name], loc)
        return f.poison(type_, loc)
    variant, types = enum.variants[number]
    is_this = f.value("fuse.str.eq", [name, f.text(variant, loc)], f.types.bool, loc)

    def make() -> ir.Value:
        payload = _payload(f, members, types, enum.schemas[number], path, decode, loc)
        return f.value("fuse.enum.make", payload, type_, loc, {"variant": ir.StringAttr.get(variant)})

    def other() -> ir.Value:
        return _variant(f, members, name, enum, number + 1, path, decode, loc)

    return either(f, is_this, type_, make, other, loc)


def _payload(
    f: FunctionState, members: ir.Value, types: list[t.Type], schemas: list[s.Schema], path: Path, decode: Decode, loc: ir.Location
) -> list[ir.Value]:
    if not schemas:
        return []
    position = f.value("fuse.map.find", [members, f.text("data", loc)], f.types.int, loc)
    with f.check(f.compare("sge", position, f.const_int(0, loc), loc), loc):
        f.raise_invalid(path, ["missing enum data"], loc, "missing_field")
    data = f.value("fuse.map.value_at", [members, position], f.types.any, loc)
    place = (*path, ".data")
    if len(schemas) == 1:
        return [_item(f, data, types[0], schemas[0], place, decode, loc)]
    items = expect_json(f, data, t.ListType(t.ANY), "enum payload array", place, loc)
    length = f.value("fuse.list.length", [items], f.types.int, loc)
    with f.check(f.compare("eq", length, f.const_int(len(schemas), loc), loc), loc):
        f.raise_invalid(place, ["enum payload length mismatch"], loc)
    values = []
    for number, (type_, schema) in enumerate(zip(types, schemas, strict=True)):
        item = f.value("fuse.list.get_unchecked", [items, f.const_int(number, loc)], f.types.any, loc)
        values.append(_item(f, item, type_, schema, (*place, f"[{number}]"), decode, loc))
    return values


def _item(
    f: FunctionState, json: ir.Value, type_: t.Type, schema: s.Schema, path: Path, decode: Decode, loc: ir.Location
) -> ir.Value:
    value = decode(f, json, schema, path, loc)
    return f.held(converted(f, value, type_of(schema, f.module.enums), type_, loc), loc)
