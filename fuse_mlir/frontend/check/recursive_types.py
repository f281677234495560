"""Finds types that contain themselves; they are not compiled yet."""

from __future__ import annotations

from . import static_types as st
from .call_order import components
from .declarations import Symbols
from .state import Body


def refuse_recursive_types(body: Body, symbols: Symbols) -> None:
    """One diagnostic a group of types that contain each other, at the first of them."""
    contents: dict[str, list[str]] = {}
    spans = {}
    for name, struct in symbols.structs.items():
        contents[name] = [inner for field in struct.fields.values() for inner in _names_in(field.type)]
        spans[name] = struct.decl.name.span
    for name, enum in symbols.enums.items():
        contents[name] = [inner for payload in enum.variants.values() for type_ in payload for inner in _names_in(type_)]
        spans[name] = enum.decl.name.span
    names = sorted(contents, key=lambda name: spans[name].start)
    for group in components(names, contents):
        if len(group) > 1 or group[0] in contents[group[0]]:
            body.unsupported(spans[group[0]], f"the recursive type `{group[0]}`")


def _names_in(type_: st.StaticType) -> list[str]:
    match type_:
        case st.StructOf(name) | st.EnumOf(name):
            return [name]
        case st.ListOf(inner) | st.OptionOf(inner) | st.Refined(inner):
            return _names_in(inner)
    return []
