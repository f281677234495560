"""JSON as structs and enums: the bodies of `@json.decode.<Name>`.

The members of a struct are looked at in the order of their names, those that are missing in the order of declaration. As UTF-8 and
code points have the same order, so do the members in the index of a text: both are gone through side by side.
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
from .json_place import JsonPlace, parts, path_of, read
from .regions import either
from .schemas import check_schema, type_of
from .state import FunctionState

# JSON as a value of any schema: `decoded` of json_decode.py, which this file does not import.
Decode = Callable[[FunctionState, JsonPlace, s.Schema, ir.Location], ir.Value]


# ---- structs --------------------------------------------------------------------------------------------------------------------


def decode_struct(f: FunctionState, json: JsonPlace, struct: c.Struct, decode: Decode, loc: ir.Location) -> ir.Value:
    """The struct that JSON spells."""
    path = path_of(f, json, loc)
    member, count = parts(f, json, "members", struct.name, path, loc)
    end = f.value("arith.addi", [member, f.value("arith.addi", [count, count], f.types.int, loc)], f.types.int, loc)
    schemas = {name: schema for (name, _), schema in zip(struct.fields, struct.schemas, strict=True)}
    slots: dict[str, tuple[ir.Value, ir.Value]] = {}
    zero, two = f.const_int(0, loc), f.const_int(2, loc)
    for name in sorted(schemas):
        order = read(f, json.to(member), "order", loc, end, f.text(name, loc))
        _expect_known(f, f.compare("sge", order, zero, loc), json, member, path, loc)
        present = f.compare("eq", order, zero, loc)
        slots[name] = present, _slot(f, json, member, present, f.module.fields[struct.name][name], schemas[name], decode, loc)
        step = f.value("arith.select", [present, two, zero], f.types.int, loc)
        member = f.value("arith.addi", [member, step], f.types.int, loc)
    _expect_known(f, f.compare("eq", member, end, loc), json, member, path, loc)
    fields = []
    for (name, type_), default in zip(struct.fields, struct.defaults, strict=True):
        fields.append(_filled(f, *slots[name], type_, schemas[name], default, (*path, f".{name}"), loc))
    return f.value("fuse.struct.make", fields, f.types.of(t.StructType(struct.name)), loc)


def _expect_known(f: FunctionState, is_known: ir.Value, json: JsonPlace, member: ir.Value, path: Path, loc: ir.Location) -> None:
    """The error that the member is no field, where it is known to be none."""
    with f.check(is_known, loc):
        f.raise_invalid((*path, ".", read(f, json.to(member), "key", loc)), ["unknown field"], loc, "unknown_field")


def _slot_type(type_: t.Type) -> t.Type:
    """What holds a value that may be missing. Null stands for a missing value where it can be one."""
    return type_ if isinstance(type_, t.OptionType) or type_ == t.ANY else t.OptionType(type_)


def _slot(
    f: FunctionState,
    json: JsonPlace,
    member: ir.Value,
    present: ir.Value,
    type_: t.Type,
    schema: s.Schema,
    decode: Decode,
    loc: ir.Location,
) -> ir.Value:
    """The value of a member, where it is present."""
    slot = f.types.of(_slot_type(type_))

    def value_of_member() -> ir.Value:
        at = f.value("arith.addi", [member, f.const_int(1, loc)], f.types.int, loc)
        value = decode(f, json.to(at), schema, loc)
        value = converted(f, value, type_of(schema, f.module.enums), type_, loc)
        return value if value.type == slot else f.some(value, slot, loc)

    return either(f, present, slot, value_of_member, lambda: f.none(slot, loc), loc)


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


def decode_enum(f: FunctionState, json: JsonPlace, enum: c.Enum, decode: Decode, loc: ir.Location) -> ir.Value:
    """The enum that JSON spells: `{"type": variant, "data": payload}`."""
    path = path_of(f, json, loc)
    members, _ = parts(f, json, "members", enum.name, path, loc)
    tag = json.to(read(f, json.to(members), "find", loc, f.text("type", loc)))
    with f.check(read(f, tag, "is_string", loc), loc):
        f.raise_invalid(path, ["missing enum type"], loc, "missing_field")
    return _variant(f, json, members, tag, enum, 0, decode, loc)


def _variant(
    f: FunctionState,
    json: JsonPlace,
    members: ir.Value,
    tag: JsonPlace,
    enum: c.Enum,
    number: int,
    decode: Decode,
    loc: ir.Location,
) -> ir.Value:
    """The value of variant `number` or a later one."""
    type_ = f.types.of(t.EnumType(enum.name))
    if number == len(enum.variants):
        with f.check(f.const_bool(False, loc), loc):
            name = f.content(read(f, tag, "string", loc), f.types.string, loc)
            f.raise_invalid(path_of(f, json, loc), ["unknown variant ", name], loc)
        return f.poison(type_, loc)
    variant, types = enum.variants[number]

    def make() -> ir.Value:
        payload = _payload(f, json, members, types, enum.schemas[number], decode, loc)
        return f.value("fuse.enum.make", payload, type_, loc, {"variant": ir.StringAttr.get(variant)})

    def other() -> ir.Value:
        return _variant(f, json, members, tag, enum, number + 1, decode, loc)

    return either(f, read(f, tag, "equals", loc, f.text(variant, loc)), type_, make, other, loc)


def _payload(
    f: FunctionState,
    json: JsonPlace,
    members: ir.Value,
    types: list[t.Type],
    schemas: list[s.Schema],
    decode: Decode,
    loc: ir.Location,
) -> list[ir.Value]:
    if not schemas:
        return []
    data = json.to(read(f, json.to(members), "find", loc, f.text("data", loc)))
    with f.check(f.compare("sge", data.at, f.const_int(0, loc), loc), loc):
        f.raise_invalid(path_of(f, json, loc), ["missing enum data"], loc, "missing_field")
    if len(schemas) == 1:
        return [_item(f, data, types[0], schemas[0], decode, loc)]
    place = path_of(f, data, loc)
    first, count = parts(f, data, "elements", "enum payload array", place, loc)
    with f.check(f.compare("eq", count, f.const_int(len(schemas), loc), loc), loc):
        f.raise_invalid(place, ["enum payload length mismatch"], loc)
    values = []
    for number, (type_, schema) in enumerate(zip(types, schemas, strict=True)):
        at = f.value("arith.addi", [first, f.const_int(number, loc)], f.types.int, loc)
        values.append(_item(f, json.to(at), type_, schema, decode, loc))
    return values


def _item(f: FunctionState, json: JsonPlace, type_: t.Type, schema: s.Schema, decode: Decode, loc: ir.Location) -> ir.Value:
    value = decode(f, json, schema, loc)
    return f.held(converted(f, value, type_of(schema, f.module.enums), type_, loc), loc)
