"""Maps: literals, reads, iteration; stores are in stores.py.

A read looks for the place of the key and reads there; without one it gives null.
"""

from __future__ import annotations

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from .dynamic_operations import map_key
from .state import FunctionState, Handler, Importing, choose


def _map(f: FunctionState, node: c.MapLit) -> Importing:
    keys, values = [], []
    for entry in node.entries:
        key = yield entry.key
        keys.append(map_key(f, key, f.at(entry.key.span)))
        values.append(f.held((yield entry.value), f.at(entry.value.span)))
    loc = f.at(node.span)
    return f.value("fuse.map.make", [*keys, *values], f.types.of(node.type), loc)


def position_of(f: FunctionState, map_: ir.Value, key: ir.Value, loc: ir.Location) -> tuple[ir.Value, ir.Value]:
    """The position of a key, and whether there is one."""
    position = f.value("fuse.map.find", [map_, key], f.types.int, loc)
    return position, f.compare("sge", position, f.const_int(0, loc), loc)


def value_at(f: FunctionState, map_: ir.Value, position: ir.Value, type_: ir.Type, loc: ir.Location) -> ir.Value:
    return f.value("fuse.map.value_at", [map_, position], type_, loc)


def entry_or_null(f: FunctionState, map_: ir.Value, key: ir.Value, value: t.Type, type_: t.Type, loc: ir.Location) -> Importing:
    """The entry of a map with values of type `value`, as one of `type_`: an option of them, or any."""
    position, is_found = position_of(f, map_, key, loc)
    result = f.types.of(type_)

    def found() -> list[ir.Value]:
        held = value_at(f, map_, position, f.types.of(value), loc)
        if held.type == result:
            return [held]
        name = "fuse.any.from" if type_ == t.ANY else "fuse.option.some"
        return [f.value(name, [held], result, loc)]

    def missing() -> list[ir.Value]:
        return [f.value("fuse.any.null" if type_ == t.ANY else "fuse.option.none", [], result, loc)]

    return (yield from choose(f, is_found, [result], found, missing, loc))[0]


EXPRESSIONS: dict[type, Handler] = {c.MapLit: _map}
