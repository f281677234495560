"""DWARF types of FUSE values, as attributes of the llvm dialect.

A variable that is text or a list is shown as what it holds: an array whose place and length are computed from the reference in the
variable, `"Ada"`, `{1, 2, 3}`. Inside of other values debuggers do not compute the place of an array, so there text and lists are
pointers to a struct of length and contents. A null reference (a none, a variable not set yet, a value that is gone) is an
array that is not allocated.
"""

from __future__ import annotations

from mlir import ir

from ..dialects import fuse
from .count_glue import type_text
from .layouts import Layouts
from .machine_extents import MachineExtents
from .object_header import HEADER_BYTES, LENGTH_OFFSET

_NUMBERS = {"i64": ("Int", 64, "DW_ATE_signed"), "f64": ("Float", 64, "DW_ATE_float"), "i1": ("Bool", 8, "DW_ATE_boolean")}
_TAG = '#llvm.di_basic_type<tag = DW_TAG_base_type, name = "tag", sizeInBits = 32, encoding = DW_ATE_unsigned>'
# One byte of UTF-8.
_BYTE = '#llvm.di_basic_type<tag = DW_TAG_base_type, name = "char", sizeInBits = 8, encoding = DW_ATE_signed_char>'
_REFERENCE = "DW_OP_push_object_address, DW_OP_deref"
_POINTER_BITS = 64


class DebugTypes:
    """The DWARF types of one module."""

    def __init__(self, layouts: Layouts) -> None:
        self._layouts = layouts
        self._extents = MachineExtents(layouts)
        self._variables: dict[ir.Type, ir.Attribute | None] = {}
        self._open: list[ir.Type] = []

    def of_variable(self, type_: ir.Type) -> ir.Attribute | None:
        """The type of a variable; None where its values are not described."""
        if type_ not in self._variables:
            text = self._variable(type_)
            self._variables[type_] = None if text is None else ir.Attribute.parse(text)
        return self._variables[type_]

    def _variable(self, type_: ir.Type) -> str | None:
        name = _type_name(type_)
        held = self._referent(type_)
        if held is None:
            return self._part(type_)
        contents = self._contents(held)
        if contents is None:
            return None
        element, stride = contents
        length = f"{_REFERENCE}, DW_OP_plus_uconst({LENGTH_OFFSET}), DW_OP_deref"
        array = (
            "#llvm.di_composite_type<tag = DW_TAG_array_type, "
            f"baseType = {element}, dataLocation = <[{_REFERENCE}, DW_OP_plus_uconst({HEADER_BYTES})]>, "
            f"allocated = <[{_REFERENCE}]>, elements = {_subrange(length, stride)}>"
        )
        return f'#llvm.di_derived_type<tag = DW_TAG_typedef, name = "{name}", baseType = {array}>'

    def _part(self, type_: ir.Type) -> str | None:
        """The type of a value that is not a reference, or one that is part of another value."""
        name = _type_name(type_)
        if str(type_) in _NUMBERS:
            return _number(str(type_))
        if self._referent(type_) is not None:
            return self._pointer(type_, name)
        machine = self._layouts.convert(type_)
        if self._layouts.elements(machine) is None:
            return None
        offsets = self._extents.offsets(machine)
        if fuse.is_option(type_):
            members = [("some", ir.IntegerType.get_signless(1), offsets[0]), ("value", fuse.element_type(type_), offsets[1])]
        elif fuse.is_struct(type_):
            members = [(field, part, offset) for (field, part), offset in zip(self._layouts.fields(type_), offsets, strict=True)]
        elif fuse.is_enum(type_):
            # The payload lies in slots that variants share.
            return self._struct(name, machine, [_member("tag", _TAG, 32, offsets[0])])
        else:
            return None
        parts = [(member, self._part(part), self._bits(part), offset) for member, part, offset in members]
        return self._struct(name, machine, [_member(field, text, bits, at) for field, text, bits, at in parts if text is not None])

    def _pointer(self, type_: ir.Type, name: str) -> str:
        """A reference as it is: a pointer to its object."""
        held = self._referent(type_)
        length = _member("length", _number("i64"), 64, LENGTH_OFFSET)
        members = [length]
        # What is inside of itself is left out there.
        contents = None if type_ in self._open else self._contents_of_part(type_, held)
        if contents is not None:
            element, stride = contents
            back = HEADER_BYTES - LENGTH_OFFSET
            count = f"DW_OP_push_object_address, DW_OP_constu({back}), DW_OP_minus, DW_OP_deref"
            array = f"#llvm.di_composite_type<tag = DW_TAG_array_type, baseType = {element}, elements = {_subrange(count, stride)}>"
            members.append(_member("text" if _is_text(held) else "items", array, 0, HEADER_BYTES))
        struct = (
            f'#llvm.di_composite_type<tag = DW_TAG_structure_type, name = "{name}", '
            f"sizeInBits = {8 * HEADER_BYTES}, elements = {', '.join(members)}>"
        )
        return f"#llvm.di_derived_type<tag = DW_TAG_pointer_type, baseType = {struct}, sizeInBits = {_POINTER_BITS}>"

    def _contents_of_part(self, type_: ir.Type, held: ir.Type) -> tuple[str, int] | None:
        self._open.append(type_)
        contents = self._contents(held)
        self._open.pop()
        return contents

    def _contents(self, held: ir.Type) -> tuple[str, int] | None:
        """The type of the elements of text or a list, and how many bytes one takes."""
        if _is_text(held):
            return _BYTE, 1
        element = fuse.element_type(held)
        text = self._part(element)
        return None if text is None else (text, self._extents.of(self._layouts.convert(element))[0])

    def _referent(self, type_: ir.Type) -> ir.Type | None:
        """The text, bytes or list that a reference leads to; None for other types."""
        held = fuse.element_type(type_) if fuse.is_option(type_) else type_
        return held if _is_text(held) or fuse.is_list(held) else None

    def _struct(self, name: str, machine: ir.Type, members: list[str]) -> str:
        bits = 8 * self._extents.of(machine)[0]
        listed = f", elements = {', '.join(members)}" if members else ""
        return f'#llvm.di_composite_type<tag = DW_TAG_structure_type, name = "{name}", sizeInBits = {bits}{listed}>'

    def _bits(self, type_: ir.Type) -> int:
        return 8 * self._extents.of(self._layouts.convert(type_))[0]


def _is_text(type_: ir.Type) -> bool:
    return fuse.is_str(type_) or fuse.is_html(type_) or fuse.is_bytes(type_)


def _number(scalar: str) -> str:
    kind, bits, encoding = _NUMBERS[scalar]
    return f'#llvm.di_basic_type<tag = DW_TAG_base_type, name = "{kind}", sizeInBits = {bits}, encoding = {encoding}>'


def _member(name: str, type_: str, bits: int, offset_bytes: int) -> str:
    return (
        f'#llvm.di_derived_type<tag = DW_TAG_member, name = "{name}", baseType = {type_}, '
        f"sizeInBits = {bits}, offsetInBits = {8 * offset_bytes}>"
    )


def _subrange(count: str, stride_bytes: int) -> str:
    return f"#llvm.di_subrange<count = #llvm.di_expression<[{count}]>, lowerBound = 0 : i64, stride = {stride_bytes} : i64>"


def _type_name(type_: ir.Type) -> str:
    """The type as FUSE spells it."""
    scalar = _NUMBERS.get(str(type_))
    if scalar is not None:
        return scalar[0]
    if fuse.is_list(type_):
        return f"List<{_type_name(fuse.element_type(type_))}>"
    if fuse.is_option(type_):
        return f"{_type_name(fuse.element_type(type_))}?"
    names = {fuse.is_str: "String", fuse.is_html: "Html", fuse.is_bytes: "Bytes"}
    return next((name for test, name in names.items() if test(type_)), None) or type_text(type_)
