"""Which types hold references, so that their values are owned and counted.

Text, lists and errors are references; an option, a struct or an enum is counted when something inside it is. Everything else is
copied freely.
"""

from __future__ import annotations

from mlir.ir import Operation, Type

from ..dialects import fuse


class CountedTypes:
    """The counted types of one module, by its struct and enum declarations."""

    def __init__(self, module: Operation) -> None:
        self._parts: dict[str, list[Type]] = {}
        self._known: dict[Type, bool] = {}
        for view in module.regions[0].blocks[0]:
            name = view.operation.name
            if name == "fuse.struct.def":
                self._parts[fuse.definition_name(view)] = [type_ for _, type_ in fuse.struct_fields(view)]
            elif name == "fuse.enum.def":
                self._parts[fuse.definition_name(view)] = [type_ for _, payload in fuse.enum_variants(view) for type_ in payload]

    def is_counted(self, type_: Type) -> bool:
        """Whether values of this type hold references."""
        known = self._known.get(type_)
        if known is None:
            known = self._known[type_] = self._decide(type_)
        return known

    def _decide(self, type_: Type) -> bool:
        if fuse.is_str(type_) or fuse.is_list(type_) or fuse.is_error(type_):
            return True
        if fuse.is_option(type_):
            return self.is_counted(fuse.element_type(type_))
        if fuse.is_struct(type_) or fuse.is_enum(type_):
            return any(self.is_counted(part) for part in self._parts[fuse.symbol_name(type_)])
        return False
