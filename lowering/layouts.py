"""Machine representation of the fuse types.

One place decides how a value looks in memory and in registers (docs/architecture.md, "The fuse_rt dialect and layouts"):
references are `!llvm.ptr`, structs and enums are unboxed `!llvm.struct`s unless they contain themselves. Layouts depend on the
declarations of the module alone, never on the order in which types are met.
"""

from __future__ import annotations

from dataclasses import dataclass

from mlir import ir
from mlir.dialects import llvm

from ..dialects import fuse
from .counted_types import CountedTypes, is_object

# Scalar classes that enum payloads are flattened to, in slot order.
SLOT_CLASSES = ("i64", "f64", "ptr")


@dataclass(frozen=True)
class EnumLayout:
    """`type` is `!llvm.struct<(i32, slots…)>`; `first_slot[c]` is the struct index of the first slot of class c."""

    type: ir.Type
    first_slot: dict[str, int]
    slot_count: dict[str, int]


class Layouts:
    """Converts fuse types to machine types for one module.

    Errors: KeyError where a type names a declaration that the module lacks; the verifier of the fuse dialect excludes it.
    """

    def __init__(self, module: ir.Operation) -> None:
        self.pointer = ir.Type.parse("!llvm.ptr", module.context)
        with module.context:
            self.i1 = ir.IntegerType.get_signless(1)
            self.i32 = ir.IntegerType.get_signless(32)
            self.i64 = ir.IntegerType.get_signless(64)
            self.f64 = ir.F64Type.get()
        # Kind and payload: a number, or the address of an object (runtime/include/fuse_rt.h).
        self.any = self.struct_of([self.i64, self.i64])
        self._slot_types = {"i64": self.i64, "f64": self.f64, "ptr": self.pointer}
        self._structs: dict[str, list[tuple[str, ir.Type]]] = {}
        self._enums: dict[str, list[tuple[str, list[ir.Type]]]] = {}
        self._enum_layouts: dict[str, EnumLayout] = {}
        self._converted: dict[ir.Type, ir.Type] = {}
        self._counted = CountedTypes(module)
        for op in module.regions[0].blocks[0]:
            if op.operation.name == "fuse.struct.def":
                self._structs[fuse.definition_name(op)] = fuse.struct_fields(op)
            elif op.operation.name == "fuse.enum.def":
                self._enums[fuse.definition_name(op)] = fuse.enum_variants(op)

    # ---- declarations

    def fields(self, struct: ir.Type) -> list[tuple[str, ir.Type]]:
        """Names and fuse types of the fields, in declaration order."""
        return self._structs[fuse.symbol_name(struct)]

    def field_index(self, struct: ir.Type, name: str) -> int:
        return next(i for i, (field, _) in enumerate(self.fields(struct)) if field == name)

    def variants(self, enum: ir.Type) -> list[tuple[str, list[ir.Type]]]:
        """Names and payload types of the variants, in declaration order."""
        return self._enums[fuse.symbol_name(enum)]

    def variant_index(self, enum: ir.Type, name: str) -> int:
        return next(i for i, (variant, _) in enumerate(self.variants(enum)) if variant == name)

    # ---- machine types

    def convert(self, type_: ir.Type) -> ir.Type:
        """The machine type of a fuse type; other types stand for themselves."""
        converted = self._converted.get(type_)
        if converted is None:
            converted = self._converted[type_] = self._convert(type_)
        return converted

    def _convert(self, type_: ir.Type) -> ir.Type:
        if is_object(type_) or self.is_boxed(type_):
            return self.pointer
        if fuse.is_any(type_):
            return self.any
        if fuse.is_unit(type_):
            return self.i1
        if fuse.is_option(type_):
            inner = self.convert(fuse.element_type(type_))
            return inner if inner == self.pointer else self.struct_of([self.i1, inner])
        if fuse.is_result(type_):
            return self.struct_of([self.i1, self.convert(fuse.element_type(type_)), self.any])
        if fuse.is_struct(type_) or fuse.is_enum(type_):
            return self.content(type_)
        return type_

    def content(self, type_: ir.Type) -> ir.Type:
        """The `!llvm.struct` of a struct or an enum: the value itself, or what its cell holds when it is boxed."""
        if fuse.is_enum(type_):
            return self.enum_layout(type_).type
        return self.struct_of([self.convert(field) for _, field in self.fields(type_)])

    def struct_of(self, elements: list[ir.Type]) -> ir.Type:
        """`!llvm.struct<(elements…)>`."""
        with self.pointer.context:
            return ir.Type.parse(f"!llvm.struct<({', '.join(str(element) for element in elements)})>")

    def enum_layout(self, enum: ir.Type) -> EnumLayout:
        name = fuse.symbol_name(enum)
        layout = self._enum_layouts.get(name)
        if layout is None:
            layout = self._enum_layouts[name] = self._enum_layout(enum)
        return layout

    def _enum_layout(self, enum: ir.Type) -> EnumLayout:
        counts = dict.fromkeys(SLOT_CLASSES, 0)
        for _, payload in self.variants(enum):
            used = dict.fromkeys(SLOT_CLASSES, 0)
            for leaf in self.payload_leaves(payload):
                used[self.slot_class(leaf)] += 1
            counts = {slot: max(counts[slot], used[slot]) for slot in SLOT_CLASSES}
        elements, first = [self.i32], {}
        for slot in SLOT_CLASSES:
            first[slot] = len(elements)
            elements += [self._slot_types[slot]] * counts[slot]
        return EnumLayout(self.struct_of(elements), first, counts)

    def slot_type(self, slot: str) -> ir.Type:
        return self._slot_types[slot]

    def slot_class(self, leaf: ir.Type) -> str:
        """The scalar class that holds a machine scalar: integers of every width share `i64`."""
        if leaf == self.pointer:
            return "ptr"
        return "f64" if leaf == self.f64 else "i64"

    def payload_slots(self, enum: ir.Type, variant: str) -> list[list[tuple[int, ir.Type]]]:
        """For each payload item of a variant, where its scalars are: struct index and machine scalar, in order."""
        position = dict(self.enum_layout(enum).first_slot)
        items = []
        for type_ in dict(self.variants(enum))[variant]:
            slots = []
            for leaf in self.leaves(self.convert(type_)):
                slot = self.slot_class(leaf)
                slots.append((position[slot], leaf))
                position[slot] += 1
            items.append(slots)
        return items

    def payload_leaves(self, payload: list[ir.Type]) -> list[ir.Type]:
        """The machine scalars of a variant's payload, flattened in order."""
        return [leaf for type_ in payload for leaf in self.leaves(self.convert(type_))]

    def leaves(self, machine: ir.Type) -> list[ir.Type]:
        """The scalars of a machine type, in order of their position."""
        elements = self.elements(machine)
        if elements is None:
            return [machine]
        return [leaf for element in elements for leaf in self.leaves(element)]

    def elements(self, machine: ir.Type) -> list[ir.Type] | None:
        """The element types of an `!llvm.struct`, None for a scalar."""
        machine = machine.maybe_downcast()
        return list(machine.body) if isinstance(machine, llvm.StructType) else None

    # ---- counting

    def is_counted(self, type_: ir.Type) -> bool:
        """Whether a value of this fuse type holds references."""
        return self._counted.is_counted(type_)

    def is_boxed(self, type_: ir.Type) -> bool:
        """Whether values of this struct or enum are references to cells, because it contains itself."""
        return self._counted.is_boxed(type_)

    def is_deep(self, type_: ir.Type) -> bool:
        """Whether objects can be nested in a value of this type without end."""
        return self._counted.is_deep(type_)

    def is_reference(self, type_: ir.Type) -> bool:
        """Whether the machine value of this fuse type is one pointer."""
        return self.convert(type_) == self.pointer
