"""Stores along paths: `root.a[i].b = value`.

Order:  the value first, then the indices left to right, then the reads down the path, then the containers are rebuilt upwards
        and the variable takes the new root. An index is checked where its list is read or, at the end of the path, set; on the
        way up it is known to be in range.
"""

from __future__ import annotations

from mlir import ir

from ..dialects import fuse
from ..frontend import types as t
from ..frontend.canonical import program as c
from .errors import ImportFault
from .expressions import field_of
from .maps import position_of, value_at
from .state import FunctionState, Importing


def store(f: FunctionState, node: c.Store) -> Importing:
    loc = f.at(node.span)
    value = f.held((yield node.value), loc)
    keys: list[str | ir.Value] = []
    for step in node.steps:
        keys.append(step.name if isinstance(step, c.FieldStep) else (yield step.index))
    boxed = isinstance(node.root.type, t.BoxType)
    type_ = node.root.type.content if boxed else node.root.type
    root = f.variables[node.root]
    containers = [f.value("fuse.box.load", [root], f.types.of(type_), loc) if boxed else root]
    places: list[str | ir.Value] = []
    for key in keys[:-1]:
        place = _place(f, type_, containers[-1], key, loc)
        type_ = _part_type(f, type_, key)
        containers.append(_read(f, containers[-1], place, f.types.of(type_), loc))
        places.append(place)
    for depth, (container, place) in enumerate(zip(reversed(containers), [keys[-1], *reversed(places)], strict=True)):
        value = _replaced(f, container, place, value, loc, checked=depth > 0)
    if boxed:
        f.op("fuse.box.store", [value, root], [], loc)
        return
    value.owner.operation.location = f.module.locations.named(node.root.name, node.span)
    f.variables[node.root] = value


def _place(f: FunctionState, type_: t.Type, container: ir.Value, key: str | ir.Value, loc: ir.Location) -> str | ir.Value:
    """Where a step on the way leads: the field, the index, the position of an entry that must be there."""
    if not isinstance(type_, t.MapType):
        return key
    position, is_found = position_of(f, container, key, loc)
    with f.check(is_found, loc):
        f.raise_text(["missing map entry"], loc)
    return position


def _part_type(f: FunctionState, type_: t.Type, key: str | ir.Value) -> t.Type:
    match type_:
        case t.ListType(element):
            return element
        case t.MapType(value):
            return value
        case t.StructType(name):
            return f.module.fields[name][key]
    raise ImportFault(f"store into {type_}")


def _read(f: FunctionState, container: ir.Value, key: str | ir.Value, type_: ir.Type, loc: ir.Location) -> ir.Value:
    if isinstance(key, str):
        return field_of(f, container, key, type_, loc)
    if fuse.is_map(container.type):
        return value_at(f, container, key, type_, loc)
    return f.value("fuse.list.get", [container, key], type_, loc)


def _replaced(
    f: FunctionState, container: ir.Value, key: str | ir.Value, value: ir.Value, loc: ir.Location, *, checked: bool
) -> ir.Value:
    if isinstance(key, str):
        return f.value("fuse.struct.set", [container, value], container.type, loc, {"field": ir.StringAttr.get(key)})
    if fuse.is_map(container.type):
        # On the way up the position of the entry is known; the last step of a path may add one.
        return f.value("fuse.map.set_at" if checked else "fuse.map.set", [container, key, value], container.type, loc)
    name = "fuse.list.set_unchecked" if checked else "fuse.list.set"
    return f.value(name, [container, key, value], container.type, loc)
