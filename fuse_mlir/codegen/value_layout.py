"""How values lie in memory, as plain data for a host that reads and writes them: sizes, offsets, tags.

In:   a canonical program and its module at the `fuse` stage, which knows the declarations.
Out:  a `ValueLayout` for each type. `lowering/layouts.py` decides how a type is represented; what it says is only laid out here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mlir import ir

from fuse_mlir.frontend import types as t
from fuse_mlir.frontend.canonical import program as c
from fuse_mlir.importer.errors import ImportFault
from fuse_mlir.importer.types import Types
from fuse_mlir.lowering.layouts import Layouts
from fuse_mlir.lowering.machine_extents import MachineExtents, place
from fuse_mlir.lowering.object_header import HEADER_BYTES, LENGTH_OFFSET

# Where an array object has its length and its first element.
ARRAY_LENGTH, ARRAY_ELEMENTS = LENGTH_OFFSET, HEADER_BYTES


class NoLayout(Exception):
    """A type whose values cannot cross the border; `type_text` names it."""

    def __init__(self, type_text: str) -> None:
        super().__init__(type_text)
        self.type_text = type_text


@dataclass(frozen=True, slots=True)
class ValueLayout:
    """Size and alignment in bytes."""

    size: int
    align: int


_UNDER_WAY = ValueLayout(0, 0)


@dataclass(frozen=True, slots=True)
class ScalarLayout(ValueLayout):
    """Int, Float or Bool (one byte, 0 or 1)."""

    type: t.Type


@dataclass(frozen=True, slots=True)
class StringLayout(ValueLayout):
    """A pointer to an array object of UTF-8 bytes."""


@dataclass(frozen=True, slots=True)
class BytesLayout(ValueLayout):
    """A pointer to an array object of bytes."""


@dataclass(frozen=True, slots=True)
class AnyLayout(ValueLayout):
    """A `fuse_rt_any`."""


@dataclass(frozen=True, slots=True)
class MapLayout(ValueLayout):
    """A pointer to a map object; keys are strings."""

    key: ValueLayout
    value: ValueLayout


@dataclass(frozen=True, slots=True)
class ResultLayout(ValueLayout):
    """A flag byte, set for an Ok, and the content of the one and of the other, of which one is there."""

    ok: ValueLayout
    err: ValueLayout
    ok_offset: int
    err_offset: int


@dataclass(frozen=True, slots=True)
class CellLayout(ValueLayout):
    """A pointer to an array object of one element: a struct or an enum that contains itself, by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class InnerLayout(ValueLayout):
    """A struct or an enum inside of itself, in a list or a map: it is laid out as the one around it, by its name."""

    name: str


@dataclass(frozen=True, slots=True)
class ListLayout(ValueLayout):
    """A pointer to an array object."""

    element: ValueLayout


@dataclass(frozen=True, slots=True)
class OptionLayout(ValueLayout):
    """The inner value at `offset`; a flag byte says whether there is one, or, with `nullable`, the inner pointer is null."""

    inner: ValueLayout
    offset: int
    nullable: bool


@dataclass(frozen=True, slots=True)
class Fields:
    """Named parts of a struct: name, offset, layout, and its FUSE type for messages."""

    parts: tuple[tuple[str, int, ValueLayout, str], ...]
    size: int
    align: int


@dataclass(frozen=True, slots=True)
class StructLayout(ValueLayout):
    name: str
    fields: Fields


@dataclass(frozen=True, slots=True)
class Scattered:
    """A value inside an enum: its scalars are in slots. `pieces`: offset in the enum, offset in the value, bytes; a slot may be
    wider than its scalar, which then has its low bytes, the others zero."""

    layout: ValueLayout
    pieces: tuple[tuple[int, int, int], ...]
    type_text: str


@dataclass(frozen=True, slots=True)
class EnumLayout(ValueLayout):
    """A 32-bit tag at the start, then slots; `variants` by tag."""

    name: str
    variants: tuple[tuple[str, tuple[Scattered, ...]], ...]


class ValueLayouts:
    """The layouts of one module. The context has to be entered."""

    def __init__(self, program: c.Program, module: ir.Operation) -> None:
        self._types = Types()
        self._layouts = Layouts(module)
        self._structs = {struct.name: struct.fields for struct in program.structs}
        self._enums = {enum.name: enum.variants for enum in program.enums}
        self._known: dict[t.Type, ValueLayout] = {}
        # Structs and enums by name, for what refers to them by it; those under way are empty.
        self.declared: dict[str, ValueLayout] = {}
        self._extents = MachineExtents(self._layouts)

    def of(self, type_: t.Type) -> ValueLayout:
        """The layout of a type. NoLayout where a host cannot read or write its values."""
        known = self._known.get(type_)
        if known is None:
            known = self._make(type_)
            if not isinstance(known, InnerLayout):
                self._known[type_] = known
        return known

    def fields(self, named: Sequence[tuple[str, t.Type]]) -> Fields:
        """Parts of a struct, in order."""
        layouts = [self.of(type_) for _, type_ in named]
        offsets, size, align = place((layout.size, layout.align) for layout in layouts)
        parts = zip(named, offsets, layouts, strict=True)
        return Fields(tuple((name, offset, layout, str(type_)) for (name, type_), offset, layout in parts), size, align)

    def _make(self, type_: t.Type) -> ValueLayout:
        try:
            fuse_type = self._types.of(type_)
        except ImportFault:
            raise NoLayout(str(type_)) from None
        machine = self._layouts.convert(fuse_type)
        size, align = self._extents.of(machine)
        match type_:
            case t.INT | t.FLOAT | t.BOOL:
                return ScalarLayout(size, align, type_)
            case t.STRING | t.HTML:
                return StringLayout(size, align)
            case t.BYTES:
                return BytesLayout(size, align)
            case t.ANY:
                return AnyLayout(size, align)
            case t.MapType(value):
                return MapLayout(size, align, self.of(t.STRING), self.of(value))
            case t.ResultType(ok):
                _, ok_offset, err_offset = self._extents.offsets(machine)
                return ResultLayout(size, align, self.of(ok), self.of(t.ANY), ok_offset, err_offset)
            case t.ListType(element):
                return ListLayout(size, align, self.of(element))
            case t.OptionType(inner):
                nullable = machine == self._layouts.pointer
                offset = 0 if nullable else self._extents.offsets(machine)[1]
                return OptionLayout(size, align, self.of(inner), offset, nullable)
            case t.StructType(name) | t.EnumType(name):
                boxed, known = self._layouts.is_boxed(fuse_type), self.declared.get(name)
                if known is None:
                    self.declared[name] = _UNDER_WAY
                    self.declared[name] = self._declared(type_, fuse_type)
                elif known is _UNDER_WAY and not boxed:
                    return InnerLayout(size, align, name)
                return CellLayout(size, align, name) if boxed else self.declared[name]
        raise NoLayout(str(type_))

    def _declared(self, type_: t.StructType | t.EnumType, fuse_type: ir.Type) -> ValueLayout:
        """The content of a struct or an enum."""
        machine = self._layouts.content(fuse_type)
        size, align = self._extents.of(machine)
        if isinstance(type_, t.StructType):
            return StructLayout(size, align, type_.name, self.fields(self._structs[type_.name]))
        return EnumLayout(size, align, type_.name, self._variants(fuse_type, type_.name, self._extents.offsets(machine)))

    def _variants(self, enum: ir.Type, name: str, slots: list[int]) -> tuple[tuple[str, tuple[Scattered, ...]], ...]:
        variants = []
        for variant, payload in self._enums[name]:
            items = []
            for type_, held in zip(payload, self._layouts.payload_slots(enum, variant), strict=True):
                machine = self._layouts.convert(self._types.of(type_))
                leaves = self._leaf_offsets(machine, 0)
                pieces = [
                    (slots[slot], offset, self._extents.of(leaf)[0]) for (slot, leaf), offset in zip(held, leaves, strict=True)
                ]
                items.append(Scattered(self.of(type_), tuple(pieces), str(type_)))
            variants.append((variant, tuple(items)))
        return tuple(variants)

    def _leaf_offsets(self, machine: ir.Type, start: int) -> list[int]:
        """Where the scalars of a machine value are, in order."""
        elements = self._layouts.elements(machine)
        if elements is None:
            return [start]
        parts = zip(elements, self._extents.offsets(machine), strict=True)
        return [leaf for element, offset in parts for leaf in self._leaf_offsets(element, start + offset)]
