"""Which types hold references, so that their values are owned and counted; and which of them contain themselves.

In:      the struct and enum declarations of a module.
Out:     answers about any fuse type.
A value holds its parts inline, or behind a reference: lists, maps, boxes and tasks are objects of their own. A struct or an enum
that would hold itself inline is *boxed*: its values are references to a cell. A type is *deep* when objects of it can be nested
without end, so that the last release of one must not recurse.
"""

from __future__ import annotations

from mlir.ir import Operation, Type

from ..dialects import fuse
from .graph_order import nodes_on_cycles

# Objects of their own, whatever is inside.
_REFERENCES = (fuse.is_str, fuse.is_bytes, fuse.is_html, fuse.is_list, fuse.is_map, fuse.is_box, fuse.is_task, fuse.is_error)


def is_object(type_: Type) -> bool:
    """Whether each value of this type is a counted object; structs and enums may be, see `CountedTypes.is_boxed`."""
    return any(test(type_) for test in _REFERENCES)


class CountedTypes:
    """The types of one module, by its declarations."""

    def __init__(self, module: Operation) -> None:
        self._parts: dict[str, list[Type]] = {}
        self._counted: dict[Type, bool] = {}
        for view in module.regions[0].blocks[0]:
            name = view.operation.name
            if name == "fuse.struct.def":
                self._parts[fuse.definition_name(view)] = [type_ for _, type_ in fuse.struct_fields(view)]
            elif name == "fuse.enum.def":
                self._parts[fuse.definition_name(view)] = [type_ for _, payload in fuse.enum_variants(view) for type_ in payload]
        inline = {name: [inner for part in parts for inner in _named_inline(part)] for name, parts in self._parts.items()}
        anywhere = {name: [inner for part in parts for inner in _named(part)] for name, parts in self._parts.items()}
        self._boxed = frozenset(nodes_on_cycles(inline, lambda name: inline.get(name, [])))
        self._endless = frozenset(nodes_on_cycles(anywhere, lambda name: anywhere.get(name, [])))
        self._deep: dict[str, bool] = {}
        self._anywhere = anywhere

    @property
    def any_boxed(self) -> bool:
        """Whether the module has types whose values are references to cells."""
        return bool(self._boxed)

    def is_boxed(self, type_: Type) -> bool:
        """Whether values of this struct or enum are references to cells."""
        return (fuse.is_struct(type_) or fuse.is_enum(type_)) and fuse.symbol_name(type_) in self._boxed

    def is_deep(self, type_: Type) -> bool:
        """Whether objects can be nested in a value of this type without end."""
        return any(self._reaches_endless(name) for name in _named(type_))

    def _reaches_endless(self, name: str) -> bool:
        known = self._deep.get(name)
        if known is None:
            self._deep[name] = False
            known = name in self._endless or any(self._reaches_endless(inner) for inner in self._anywhere[name])
            self._deep[name] = known
        return known

    def is_counted(self, type_: Type) -> bool:
        """Whether values of this type hold references, so that they are owned and counted."""
        known = self._counted.get(type_)
        if known is None:
            known = self._counted[type_] = self._decide(type_)
        return known

    def _decide(self, type_: Type) -> bool:
        if is_object(type_) or fuse.is_any(type_) or fuse.is_result(type_) or self.is_boxed(type_):
            return True
        if fuse.is_option(type_):
            return self.is_counted(fuse.element_type(type_))
        if fuse.is_struct(type_) or fuse.is_enum(type_):
            return any(self.is_counted(part) for part in self._parts[fuse.symbol_name(type_)])
        return False


def _named(type_: Type) -> list[str]:
    """The structs and enums that a type names, inside of containers too."""
    while (element := _element(type_)) is not None:
        type_ = element
    return [fuse.symbol_name(type_)] if fuse.is_struct(type_) or fuse.is_enum(type_) else []


def _named_inline(type_: Type) -> list[str]:
    """The struct or enum that a value of the type holds inline."""
    while fuse.is_option(type_) or fuse.is_result(type_):
        type_ = fuse.element_type(type_)
    return [fuse.symbol_name(type_)] if fuse.is_struct(type_) or fuse.is_enum(type_) else []


def _element(type_: Type) -> Type | None:
    containers = (fuse.is_list, fuse.is_map, fuse.is_option, fuse.is_result, fuse.is_box, fuse.is_task)
    return fuse.element_type(type_) if any(test(type_) for test in containers) else None
