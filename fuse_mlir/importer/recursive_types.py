"""Types that contain themselves, which have no layout yet.

In: a canonical program. Out: the first type of each group of types that contain each other, with its place, in source order.
"""

from __future__ import annotations

from ..frontend.canonical import program as c
from ..frontend.graph import components
from ..frontend.source import Span
from ..frontend.types import EnumType, StructType, Type
from ..frontend.types import parts as parts_of


def recursive_types(program: c.Program) -> list[tuple[str, Span]]:
    contents = {struct.name: [type_ for _, type_ in struct.fields] for struct in program.structs}
    contents |= {enum.name: [type_ for _, payload in enum.variants for type_ in payload] for enum in program.enums}
    spans = {item.name: item.span for item in (*program.structs, *program.enums)}
    names = sorted(contents, key=lambda name: spans[name].start)
    edges = {name: [inner for type_ in types for inner in _named(type_)] for name, types in contents.items()}
    groups = [group for group in components(names, edges) if len(group) > 1 or group[0] in edges[group[0]]]
    return sorted(((group[0], spans[group[0]]) for group in groups), key=lambda item: item[1].start)


def _named(type_: Type) -> list[str]:
    if isinstance(type_, StructType | EnumType):
        return [type_.name]
    return [name for part in parts_of(type_) for name in _named(part)]
