"""Stores along paths: `root.a[i].b = value`.

Order:  the value first, then the indices left to right, then the reads down the path, then the containers are rebuilt upwards
        and the variable takes the new root. An index is checked where its list is read or, at the end of the path, set; on the
        way up it is known to be in range.
"""

from __future__ import annotations

from mlir import ir

from ..frontend import types as t
from ..frontend.canonical import program as c
from .errors import ImportFault
from .expressions import field_of
from .state import FunctionState, Importing


def store(f: FunctionState, node: c.Store) -> Importing:
    loc = f.at(node.span)
    value = yield node.value
    keys: list[str | ir.Value] = []
    for step in node.steps:
        keys.append(step.name if isinstance(step, c.FieldStep) else (yield step.index))
    containers = [f.variables[node.root]]
    type_ = node.root.type
    for key in keys[:-1]:
        type_ = _part_type(f, type_, key)
        containers.append(_read(f, containers[-1], key, f.types.of(type_), loc))
    for depth, (container, key) in enumerate(zip(reversed(containers), reversed(keys), strict=True)):
        value = _replaced(f, container, key, value, loc, checked=depth > 0)
    value.owner.operation.location = f.module.locations.named(node.root.name, node.span)
    f.set(node.root, value, loc)


def _part_type(f: FunctionState, type_: t.Type, key: str | ir.Value) -> t.Type:
    match type_:
        case t.ListType(element):
            return element
        case t.StructType(name):
            return f.module.fields[name][key]
    raise ImportFault(f"store into {type_}")


def _read(f: FunctionState, container: ir.Value, key: str | ir.Value, type_: ir.Type, loc: ir.Location) -> ir.Value:
    if isinstance(key, str):
        return field_of(f, container, key, type_, loc)
    return f.value("fuse.list.get", [container, key], type_, loc)


def _replaced(
    f: FunctionState, container: ir.Value, key: str | ir.Value, value: ir.Value, loc: ir.Location, *, checked: bool
) -> ir.Value:
    if isinstance(key, str):
        return f.value("fuse.struct.set", [container, value], container.type, loc, {"field": ir.StringAttr.get(key)})
    name = "fuse.list.set_unchecked" if checked else "fuse.list.set"
    return f.value(name, [container, key, value], container.type, loc)
