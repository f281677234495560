"""Finds types that contain themselves; they are not compiled yet."""

from __future__ import annotations

from . import static_types as st
from .call_order import components
from .declarations import ProgramSymbols
from .state import Body


def refuse_recursive_types(bodies: list[Body], symbols: ProgramSymbols) -> None:
    """One diagnostic a group of types that contain each other, at the first of them. `bodies` report, one a module."""
    contents: dict[str, list[str]] = {}
    places = {}
    for struct in symbols.structs.values():
        name = struct.name
        contents[name] = [inner for field in struct.fields.values() for inner in _names_in(field.type)]
        places[name] = (struct.module, struct.decl.name.span)
    for enum in symbols.enums.values():
        name = enum.name
        contents[name] = [inner for payload in enum.variants.values() for type_ in payload for inner in _names_in(type_)]
        places[name] = (enum.module, enum.decl.name.span)
    names = sorted(contents, key=lambda name: (places[name][0], places[name][1].start))
    for group in components(names, contents):
        if len(group) > 1 or group[0] in contents[group[0]]:
            module, span = places[group[0]]
            bodies[module - 1].unsupported(span, f"the recursive type `{group[0]}`")


def _names_in(type_: st.StaticType) -> list[str]:
    match type_:
        case st.StructOf(name) | st.EnumOf(name):
            return [name]
        case st.ListOf(inner) | st.OptionOf(inner) | st.Refined(inner):
            return _names_in(inner)
    return []
