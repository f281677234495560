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
from . import dynamic_operations as dynamic
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
    container = f.value("fuse.box.load", [root], f.types.of(type_), loc) if boxed else root
    # The containers on the way, each with the place that leads on; an option has but one.
    levels: list[tuple[ir.Value, str | ir.Value | None]] = []
    for depth, (step, key) in enumerate(zip(node.steps, keys, strict=True)):
        if isinstance(type_, t.OptionType):
            levels.append((container, None))
            type_ = type_.inner
            container = _content(f, container, step, f.types.of(type_), loc)
        if _is_dynamic(f, type_, len(keys) - depth):
            value = dynamic.stored(f, container, node.steps[depth:], keys[depth:], value, loc)
            break
        key = _key(f, type_, key, loc)
        if depth + 1 == len(keys):
            value = _replaced(f, container, key, value, loc, checked=False)
            break
        place = _place(f, type_, container, key, loc)
        levels.append((container, place))
        type_ = _part_type(f, type_, key)
        container = _read(f, container, place, f.types.of(type_), loc)
    for container, place in reversed(levels):
        if place is None:
            value = f.value("fuse.option.some", [value], container.type, loc)
        else:
            value = _replaced(f, container, place, value, loc, checked=True)
    if boxed:
        f.op("fuse.box.store", [value, root], [], loc)
        return
    value.owner.operation.location = f.module.locations.named(node.root.name, node.span)
    f.set(node.root, value, loc)


def _content(f: FunctionState, option: ir.Value, step: c.FieldStep | c.IndexStep, type_: ir.Type, loc: ir.Location) -> ir.Value:
    """What a step goes on in, where there may be nothing."""
    with f.check(f.is_some(option, loc), loc):
        if step.optional:
            text = "cannot assign through optional access"
        else:
            kind = "a struct field" if isinstance(step, c.FieldStep) else "an indexable value"
            text = f"assignment target must be {kind}"
        f.raise_text([text], loc)
    return f.content(option, type_, loc)


def _is_dynamic(f: FunctionState, type_: t.Type, steps: int) -> bool:
    """Whether so many steps from a container of this type lead through values known at run time: it is one, or a list or map of
    them is changed inside of an element."""
    return type_ == t.ANY or (steps > 1 and dynamic.is_container_of_any(f.types.of(type_)))


def _key(f: FunctionState, type_: t.Type, key: str | ir.Value, loc: ir.Location) -> str | ir.Value:
    """The key of a step as its container takes it."""
    if isinstance(key, str):
        return key
    return (dynamic.map_key if isinstance(type_, t.MapType) else dynamic.list_index)(f, key, loc)


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
