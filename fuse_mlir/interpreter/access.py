"""Fields and elements: reading them, and the containers that a store makes.

Where the checker knew the types these operations cannot fail but for a list index out of range. On values that were `any` the value
decides, with the errors of this file. Every operation sees the content of a box.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .failures import RuntimeFailure
from .values import BoxValue, ConfigValue, StructValue, Value, unboxed

if TYPE_CHECKING:
    from .machine import Machine


def field(value: Value, name: str, machine: Machine) -> Value:
    """`value.name`."""
    value = unboxed(value)
    if isinstance(value, StructValue):
        if name not in value.fields:
            raise RuntimeFailure(f"unknown field {name}")
        return value.fields[name]
    if isinstance(value, ConfigValue):
        if value.name not in machine.configs:
            raise RuntimeFailure(f"unknown config {value.name}")
        if name not in machine.configs[value.name]:
            raise RuntimeFailure(f"unknown config field {value.name}.{name}")
        return machine.configs[value.name][name]
    raise RuntimeFailure("member access not supported on this value")


def element(value: Value, index: Value) -> Value:
    """`value[index]`; a key that a map lacks gives null."""
    value, index = unboxed(value), unboxed(index)
    if isinstance(value, tuple):
        return value[_list_index(value, index)]
    if isinstance(value, dict):
        return value.get(map_key(index))
    raise RuntimeFailure("null access" if value is None else "index access not supported on this value")


def map_key(key: Value) -> str:
    if not isinstance(key, str):
        raise RuntimeFailure("map keys must be strings")
    return key


def _list_index(items: tuple[Value, ...], index: Value) -> int:
    if type(index) is not int:
        raise RuntimeFailure("list index must be Int")
    if not 0 <= index < len(items):
        raise RuntimeFailure("index out of bounds")
    return index


@dataclass(frozen=True, slots=True)
class Member:
    """A step of a store: `.name`, `?.name` where `optional`."""

    name: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Element:
    """A step of a store: `[index]`, `?[index]` where `optional`."""

    index: Value
    optional: bool = False


def stored(container: Value, path: list[Member | Element], value: Value) -> Value:
    """`container` with the place that `path` leads to replaced by `value`; a box on the way stays and changes its content."""
    if not path:
        return value
    if isinstance(container, BoxValue):
        container.content = stored(container.content, path, value)
        return container
    step, rest = path[0], path[1:]
    if container is None and step.optional:
        raise RuntimeFailure("cannot assign through optional access")
    if isinstance(step, Member):
        return _stored_field(container, step.name, rest, value)
    return _stored_element(container, step.index, rest, value)


def _stored_field(container: Value, name: str, rest: list[Member | Element], value: Value) -> Value:
    if not isinstance(container, StructValue):
        raise RuntimeFailure("assignment target must be a struct field")
    if rest and name not in container.fields:
        raise RuntimeFailure(f"unknown field {name}")
    return container.with_field(name, stored(container.fields.get(name), rest, value))


def _stored_element(container: Value, index: Value, rest: list[Member | Element], value: Value) -> Value:
    if isinstance(container, tuple):
        position = _list_index(container, index)
        return (*container[:position], stored(container[position], rest, value), *container[position + 1 :])
    if isinstance(container, dict):
        key = map_key(index)
        if rest and key not in container:
            raise RuntimeFailure("missing map entry")
        return {**container, key: stored(container.get(key), rest, value)}
    raise RuntimeFailure("assignment target must be an indexable value")
