"""JSON as values of a schema.

In:   JSON as a value of `any` (`json.decode_exact`), a schema, and where it is.
Out:  the value, checked and validated. Structs and enums, which can contain themselves, have a function each:
      `@json.decode.<Name>(json, path)`; everything else is decoded where it is asked for. Paths are put together where something is
      wrong, and for calls.
Source: FUSE semantics, section 8; fuse_mlir/interpreter/json_decoding.py.
"""

from __future__ import annotations

from collections.abc import Callable

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from ..frontend.canonical import schema as s
from .dynamic import narrowed
from .emitter import Path
from .functions import define
from .json_decode_named import decode_enum, decode_struct
from .json_kinds import expect_json
from .regions import accumulated, either
from .runtime import builtin
from .schemas import check_schema, type_of
from .state import FunctionState, ModuleState


def decoded(f: FunctionState, json: ir.Value, schema: s.Schema, path: Path, loc: ir.Location) -> ir.Value:
    """The value of `schema` that JSON spells; its type is `type_of(schema)`."""
    match schema:
        case s.BasicSchema(name):
            value = _basic(f, json, name, path, loc)
        case s.OptionSchema(inner):
            return _option(f, json, inner, path, loc)
        case s.RefinedSchema(base, _):
            value = decoded(f, json, base, path, loc)
        case s.ListSchema(element):
            return _list(f, json, element, path, loc)
        case s.MapSchema(key, item):
            return _map(f, json, key, item, path, loc)
        case s.ResultSchema(ok, err):
            return _result(f, json, schema, ok, err, path, loc)
        case s.NamedSchema(name):
            attributes = {"callee": ir.FlatSymbolRefAttr.get(f.module.decoders.setdefault(name, f"json.decode.{name}"))}
            type_ = f.types.of(type_of(schema, f.module.enums))
            return f.value("func.call", [json, f.path_text(path, loc)], type_, loc, attributes)
    check_schema(f, value, type_of(schema, f.module.enums), schema, path, loc)
    return value


# ---- scalars --------------------------------------------------------------------------------------------------------------------


def _basic(f: FunctionState, json: ir.Value, name: str, path: Path, loc: ir.Location) -> ir.Value:
    match name:
        case "any":
            return builtin(f, "json.untyped", [json], loc)
        case "Int":
            return _number(f, json, t.INT, path, loc)
        case "Float":
            return _number(f, json, t.FLOAT, path, loc)
        case "Bool":
            return expect_json(f, json, t.BOOL, "Bool", path, loc)
        case "String" | "Id" | "Email":
            return expect_json(f, json, t.STRING, "String", path, loc)
        case "Bytes":
            return _bytes(f, json, path, loc)
    with f.check(f.const_bool(False, loc), loc):
        f.raise_invalid(path, ["expected Html" if name == "Html" else f"unknown type {name}"], loc, "type_mismatch")
    return f.held(None, loc) if name == "Unit" else f.poison(f.types.of(t.HTML), loc)


def _number(f: FunctionState, json: ir.Value, type_: t.Type, path: Path, loc: ir.Location) -> ir.Value:
    """An Int of JSON is a Float too; a Float without fraction that an Int can hold is one."""
    is_int = f.is_kind(json, t.INT, loc)

    def from_int() -> ir.Value:
        value = narrowed(f, json, t.INT, loc)
        return value if type_ == t.INT else f.value("arith.sitofp", [value], f.types.float, loc)

    def from_float() -> ir.Value:
        value = expect_json(f, json, t.FLOAT, str(type_), path, loc)
        if type_ == t.FLOAT:
            return value
        with f.check(builtin(f, "float.is_int", [value], loc), loc):
            f.raise_invalid(path, ["expected Int"], loc, "type_mismatch")
        return builtin(f, "float.truncate", [value], loc)

    return either(f, is_int, f.types.of(type_), from_int, from_float, loc)


def _bytes(f: FunctionState, json: ir.Value, path: Path, loc: ir.Location) -> ir.Value:
    text = expect_json(f, json, t.STRING, "String", path, loc)
    option = builtin(f, "bytes.decode", [text], loc)
    with f.check(f.is_some(option, loc), loc):
        f.raise_invalid(path, ["invalid Bytes (base64): ", builtin(f, "bytes.decode_problem", [text], loc)], loc)
    return f.content(option, f.types.of(t.BYTES), loc)


# ---- what holds others ----------------------------------------------------------------------------------------------------------


def _option(f: FunctionState, json: ir.Value, inner: s.Schema, path: Path, loc: ir.Location) -> ir.Value:
    type_ = f.types.of(t.option_of(type_of(inner, f.module.enums)))
    is_null = f.value("fuse.any.is_null", [json], f.types.bool, loc)

    def present() -> ir.Value:
        return f.some(decoded(f, json, inner, path, loc), type_, loc)

    return either(f, is_null, type_, lambda: f.none(type_, loc), present, loc)


def _list(f: FunctionState, json: ir.Value, element: s.Schema, path: Path, loc: ir.Location) -> ir.Value:
    items = expect_json(f, json, t.ListType(t.ANY), "List", path, loc)
    type_ = f.types.of(t.ListType(type_of(element, f.module.enums)))

    def add(position: ir.Value, list_: ir.Value) -> ir.Value:
        item = f.value("fuse.list.get_unchecked", [items, position], f.types.any, loc)
        value = decoded(f, item, element, (*path, "[", position, "]"), loc)
        return f.value("fuse.list.concat", [list_, f.value("fuse.list.make", [value], type_, loc)], type_, loc)

    count = f.value("fuse.list.length", [items], f.types.int, loc)
    return accumulated(f, count, f.value("fuse.list.make", [], type_, loc), add, loc)


def _map(f: FunctionState, json: ir.Value, key_schema: s.Schema, item: s.Schema, path: Path, loc: ir.Location) -> ir.Value:
    members = expect_json(f, json, t.MapType(t.ANY), "Map", path, loc)
    type_ = f.types.of(t.MapType(type_of(item, f.module.enums)))

    def add(position: ir.Value, map_: ir.Value) -> ir.Value:
        key = f.value("fuse.map.key_at", [members, position], f.types.string, loc)
        place = (*path, ".", key)
        check_schema(f, key, t.STRING, key_schema, place, loc)
        value = f.value("fuse.map.value_at", [members, position], f.types.any, loc)
        return f.value("fuse.map.set", [map_, key, decoded(f, value, item, place, loc)], type_, loc)

    count = f.value("fuse.map.length", [members], f.types.int, loc)
    return accumulated(f, count, f.value("fuse.map.make", [], type_, loc), add, loc)


def _result(
    f: FunctionState, json: ir.Value, schema: s.ResultSchema, ok: s.Schema, err: s.Schema, path: Path, loc: ir.Location
) -> ir.Value:
    members = expect_json(f, json, t.MapType(t.ANY), "Result object", path, loc)
    tag = _member(f, members, "type", "missing Result tag", path, loc)
    name = expect_json(f, tag, t.STRING, "Result tag string", (*path, ".type"), loc)
    data = _member(f, members, "data", "missing Result data", path, loc)
    is_ok = f.value("fuse.str.eq", [name, f.text("Ok", loc)], f.types.bool, loc)
    is_err = f.value("fuse.str.eq", [name, f.text("Err", loc)], f.types.bool, loc)
    with f.check(f.value("arith.ori", [is_ok, is_err], f.types.bool, loc), loc):
        f.raise_invalid((*path, ".type"), ["unknown Result variant ", name], loc)
    type_ = f.types.of(type_of(schema, f.module.enums))

    def make_ok() -> ir.Value:
        return f.value("fuse.result.ok", [f.held(decoded(f, data, ok, (*path, ".data"), loc), loc)], type_, loc)

    def make_err() -> ir.Value:
        value = f.held(decoded(f, data, err, (*path, ".data"), loc), loc)
        error = value if value.type == f.types.any else f.value("fuse.any.from", [value], f.types.any, loc)
        return f.value("fuse.result.err", [error], type_, loc)

    return either(f, is_ok, type_, make_ok, make_err, loc)


def _member(f: FunctionState, members: ir.Value, name: str, message: str, path: Path, loc: ir.Location) -> ir.Value:
    position = f.value("fuse.map.find", [members, f.text(name, loc)], f.types.int, loc)
    with f.check(f.compare("sge", position, f.const_int(0, loc), loc), loc):
        f.raise_invalid(path, [message], loc, "missing_field")
    return f.value("fuse.map.value_at", [members, position], f.types.any, loc)


# ---- functions ------------------------------------------------------------------------------------------------------------------


def define_decoders(module: ModuleState, block: ir.Block) -> None:
    """Define the functions that were asked for, and those that these ask for, at the end of `block`."""
    done: set[str] = set()
    while pending := [name for name in module.decoders if name not in done]:
        for name in pending:
            _define(module, block, name, module.decoders[name])
            done.add(name)


def _define(module: ModuleState, block: ir.Block, name: str, symbol: str) -> None:
    declared: c.Struct | c.Enum = module.enums.get(name) or module.structs[name]
    module.locations.enter(declared.module)
    result: t.Type = t.EnumType(name) if name in module.enums else t.StructType(name)
    f = FunctionState(module, result, [], symbol)
    loc = module.locations.of(declared.span)
    type_ = ir.FunctionType.get([f.types.any, f.types.string], [f.types.of(result)])
    region, entry = define(f, block, symbol, type_, loc, [loc, loc], public=False)
    json, path = entry.arguments
    make: Callable = decode_enum if name in module.enums else decode_struct
    with f.inside(region, entry, structured=False):
        f.op("func.return", [make(f, json, declared, (path,), decoded, loc)], [], loc)
