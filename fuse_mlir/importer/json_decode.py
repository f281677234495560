"""JSON as values of a schema.

In:   a value in an indexed JSON text, and a schema.
Out:  the value, checked and validated: read from the text, with no tree in between. Structs and enums, which can contain
      themselves, have a function each: `@json.decode.<Name>(text, index, at, root)`; everything else is decoded where it is asked
      for.
Source: FUSE semantics, section 8; fuse_mlir/interpreter/json_decoding.py.
"""

from __future__ import annotations

from collections.abc import Callable

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from ..frontend.canonical import schema as s
from .emitter import Path
from .functions import define
from .json_decode_named import decode_enum, decode_struct
from .json_place import JsonPlace, content, expect, indexed, parts, path_of, read
from .regions import accumulated, either
from .runtime import builtin
from .schemas import calls_predicate, check_schema, type_of
from .state import FunctionState, ModuleState


def decoded_text(
    f: FunctionState, text: ir.Value, schema: s.Schema, path: Path, fail: Callable[[ir.Value], None], loc: ir.Location
) -> ir.Value:
    """The value that a JSON text spells, checked and validated; `path` is that of the whole. `fail` ends the region of a check with
    the error for a text that is no JSON, given what is wrong with it."""
    return decoded(f, indexed(f, text, path, fail, loc), schema, loc)


def decoded(f: FunctionState, json: JsonPlace, schema: s.Schema, loc: ir.Location) -> ir.Value:
    """The value of `schema` that JSON spells; its type is `type_of(schema)`."""
    match schema:
        case s.NamedSchema(name):
            attributes = {"callee": ir.FlatSymbolRefAttr.get(f.module.decoders.setdefault(name, f"json.decode.{name}"))}
            return f.value("func.call", json.values, f.types.of(type_of(schema, f.module.enums)), loc, attributes)
        case s.ResultSchema(ok, err):
            return _result(f, json, schema, ok, err, loc)
        case s.BasicSchema(name):
            value = _basic(f, json, name, loc)
        case s.RefinedSchema(base, _):
            value = decoded(f, json, base, loc)
        case s.OptionSchema(inner):
            value = _option(f, json, inner, loc)
        case s.ListSchema(element):
            value = _list(f, json, element, loc)
        case s.MapSchema(key, item):
            value = _map(f, json, key, item, loc)
    # What is in others was validated when it was decoded. It is validated again with them, which only a predicate can tell.
    if isinstance(schema, s.BasicSchema | s.RefinedSchema) or calls_predicate(schema):
        check_schema(f, value, type_of(schema, f.module.enums), schema, path_of(f, json, loc), loc)
    return value


# ---- scalars --------------------------------------------------------------------------------------------------------------------


def _basic(f: FunctionState, json: JsonPlace, name: str, loc: ir.Location) -> ir.Value:
    path = path_of(f, json, loc)
    match name:
        case "any":
            return read(f, json, "untyped", loc)
        case "Int":
            return content(f, read(f, json, "int", loc), f.types.int, "Int", path, loc)
        case "Float":
            return content(f, read(f, json, "float", loc), f.types.float, "Float", path, loc)
        case "Bool":
            value = read(f, json, "bool", loc)
            expect(f, f.compare("sge", value, f.const_int(0, loc), loc), "Bool", path, loc)
            return f.compare("eq", value, f.const_int(1, loc), loc)
        case "String" | "Id" | "Email":
            return content(f, read(f, json, "string", loc), f.types.string, "String", path, loc)
        case "Bytes":
            return _bytes(f, json, loc)
    with f.check(f.const_bool(False, loc), loc):
        f.raise_invalid(path, ["expected Html" if name == "Html" else f"unknown type {name}"], loc, "type_mismatch")
    return f.held(None, loc) if name == "Unit" else f.poison(f.types.of(t.HTML), loc)


def _bytes(f: FunctionState, json: JsonPlace, loc: ir.Location) -> ir.Value:
    path = path_of(f, json, loc)
    text = content(f, read(f, json, "string", loc), f.types.string, "String", path, loc)
    option = builtin(f, "bytes.decode", [text], loc)
    with f.check(f.is_some(option, loc), loc):
        f.raise_invalid(path, ["invalid Bytes (base64): ", builtin(f, "bytes.decode_problem", [text], loc)], loc)
    return f.content(option, f.types.of(t.BYTES), loc)


# ---- what holds others ----------------------------------------------------------------------------------------------------------


def _option(f: FunctionState, json: JsonPlace, inner: s.Schema, loc: ir.Location) -> ir.Value:
    type_ = f.types.of(t.option_of(type_of(inner, f.module.enums)))

    def present() -> ir.Value:
        return f.some(decoded(f, json, inner, loc), type_, loc)

    return either(f, read(f, json, "is_null", loc), type_, lambda: f.none(type_, loc), present, loc)


def _list(f: FunctionState, json: JsonPlace, element: s.Schema, loc: ir.Location) -> ir.Value:
    first, count = parts(f, json, "elements", "List", path_of(f, json, loc), loc)
    type_ = f.types.of(t.ListType(type_of(element, f.module.enums)))

    def add(position: ir.Value, list_: ir.Value) -> ir.Value:
        at = f.value("arith.addi", [first, position], f.types.int, loc)
        value = decoded(f, json.to(at), element, loc)
        return f.value("fuse.list.concat", [list_, f.value("fuse.list.make", [value], type_, loc)], type_, loc)

    return accumulated(f, count, f.value("fuse.list.make", [], type_, loc), add, loc)


def _map(f: FunctionState, json: JsonPlace, key_schema: s.Schema, item: s.Schema, loc: ir.Location) -> ir.Value:
    first, count = parts(f, json, "members", "Map", path_of(f, json, loc), loc)
    type_ = f.types.of(t.MapType(type_of(item, f.module.enums)))

    def add(position: ir.Value, map_: ir.Value) -> ir.Value:
        double = f.value("arith.addi", [position, position], f.types.int, loc)
        member = f.value("arith.addi", [first, double], f.types.int, loc)
        place = json.to(f.value("arith.addi", [member, f.const_int(1, loc)], f.types.int, loc))
        key = read(f, json.to(member), "key", loc)
        check_schema(f, key, t.STRING, key_schema, path_of(f, place, loc), loc)
        return f.value("fuse.map.set", [map_, key, decoded(f, place, item, loc)], type_, loc)

    return accumulated(f, count, f.value("fuse.map.make", [], type_, loc), add, loc)


def _result(f: FunctionState, json: JsonPlace, schema: s.ResultSchema, ok: s.Schema, err: s.Schema, loc: ir.Location) -> ir.Value:
    path = path_of(f, json, loc)
    members, _ = parts(f, json, "members", "Result object", path, loc)
    tag = _member(f, json, members, "type", "missing Result tag", loc)
    expect(f, read(f, tag, "is_string", loc), "Result tag string", (*path, ".type"), loc)
    data = _member(f, json, members, "data", "missing Result data", loc)
    is_ok = read(f, tag, "equals", loc, f.text("Ok", loc))
    is_err = read(f, tag, "equals", loc, f.text("Err", loc))
    with f.check(f.value("arith.ori", [is_ok, is_err], f.types.bool, loc), loc):
        name = f.content(read(f, tag, "string", loc), f.types.string, loc)
        f.raise_invalid((*path, ".type"), ["unknown Result variant ", name], loc)
    type_ = f.types.of(type_of(schema, f.module.enums))

    def make_ok() -> ir.Value:
        return f.value("fuse.result.ok", [f.held(decoded(f, data, ok, loc), loc)], type_, loc)

    def make_err() -> ir.Value:
        value = f.held(decoded(f, data, err, loc), loc)
        error = value if value.type == f.types.any else f.value("fuse.any.from", [value], f.types.any, loc)
        return f.value("fuse.result.err", [error], type_, loc)

    return either(f, is_ok, type_, make_ok, make_err, loc)


def _member(f: FunctionState, json: JsonPlace, members: ir.Value, name: str, message: str, loc: ir.Location) -> JsonPlace:
    found = json.to(read(f, json.to(members), "find", loc, f.text(name, loc)))
    with f.check(f.compare("sge", found.at, f.const_int(0, loc), loc), loc):
        f.raise_invalid(path_of(f, json, loc), [message], loc, "missing_field")
    return found


# ---- functions ------------------------------------------------------------------------------------------------------------------


def define_decoders(module: ModuleState, block: ir.Block) -> None:
    """Define the functions that were asked for, and those that these ask for, at the end of `block`."""
    while pending := [name for name, symbol in module.decoders.items() if module.claim(symbol)]:
        for name in pending:
            _define(module, block, name, module.decoders[name])


def _define(module: ModuleState, block: ir.Block, name: str, symbol: str) -> None:
    declared: c.Struct | c.Enum = module.enums.get(name) or module.structs[name]
    module.locations.enter(declared.module)
    result: t.Type = t.EnumType(name) if name in module.enums else t.StructType(name)
    f = FunctionState(module, result, [], symbol)
    loc = module.locations.of(declared.span)
    parameters = [f.types.string, f.types.of(t.BYTES), f.types.int, f.types.string]
    type_ = ir.FunctionType.get(parameters, [f.types.of(result)])
    region, entry = define(f, block, symbol, type_, loc, [loc] * len(parameters), public=False)
    make: Callable = decode_enum if name in module.enums else decode_struct
    with f.inside(region, entry, structured=False):
        f.op("func.return", [make(f, JsonPlace(*entry.arguments), declared, decoded, loc)], [], loc)
