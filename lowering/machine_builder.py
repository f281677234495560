"""Building blocks of the fuse_rt stage: aggregates, constants and runtime calls at the current insertion point.

The builder knows machine types only; what a FUSE value needs is decided by its callers. Insertion point and location are
those of the surrounding `with` blocks.
"""

from __future__ import annotations

from collections.abc import Sequence

from mlir import ir
from mlir.dialects import arith, llvm

from ..dialects import fuse_rt
from .layouts import Layouts
from .object_header import HEADER_BYTES


class MachineBuilder:
    """Creates llvm, arith and fuse_rt ops for one module."""

    def __init__(self, layouts: Layouts) -> None:
        self.layouts = layouts
        self._scratch: dict[tuple[str, ir.Type, str], ir.Value] = {}

    # ---- constants

    def i1(self, value: bool) -> ir.Value:
        return arith.ConstantOp(self.layouts.i1, ir.IntegerAttr.get(self.layouts.i1, int(value))).result

    def i32(self, value: int) -> ir.Value:
        return arith.ConstantOp(self.layouts.i32, ir.IntegerAttr.get(self.layouts.i32, value)).result

    def i64(self, value: int) -> ir.Value:
        return arith.ConstantOp(self.layouts.i64, ir.IntegerAttr.get(self.layouts.i64, value)).result

    def zero(self, machine: ir.Type) -> ir.Value:
        """All bits zero: null, 0, none."""
        return llvm.ZeroOp(machine).result

    def poison(self, machine: ir.Type) -> ir.Value:
        return llvm.PoisonOp(machine).result

    def string(self, text: str) -> ir.Value:
        """An immortal FUSE string."""
        return fuse_rt.ConstantOp(ir.StringAttr.get(text)).result

    def c_string(self, text: str) -> ir.Value:
        """A NUL-terminated constant."""
        return fuse_rt.CStringOp(ir.StringAttr.get(text)).result

    def size_of(self, element: ir.Type) -> ir.Value:
        """Bytes from one array element to the next, as i64: the distance from null to element 1."""
        one = llvm.GEPOp(self.layouts.pointer, self.zero(self.layouts.pointer), [], [1], ir.TypeAttr.get(element), 0).result
        return llvm.PtrToIntOp(self.layouts.i64, one).result

    # ---- aggregates

    def extract(self, aggregate: ir.Value, index: int) -> ir.Value:
        element = self.layouts.elements(aggregate.type)[index]
        return llvm.ExtractValueOp(element, aggregate, [index]).result

    def insert(self, aggregate: ir.Value, value: ir.Value, index: int) -> ir.Value:
        return llvm.InsertValueOp(aggregate, value, [index]).result

    def aggregate(self, machine: ir.Type, values: Sequence[ir.Value]) -> ir.Value:
        result = self.poison(machine)
        for index, value in enumerate(values):
            result = self.insert(result, value, index)
        return result

    def flatten(self, value: ir.Value) -> list[ir.Value]:
        """The scalars of a machine value, in order."""
        elements = self.layouts.elements(value.type)
        if elements is None:
            return [value]
        return [leaf for index in range(len(elements)) for leaf in self.flatten(self.extract(value, index))]

    def unflatten(self, machine: ir.Type, leaves: list[ir.Value]) -> ir.Value:
        """Inverse of `flatten`; takes the scalars it needs from the front of `leaves`."""
        elements = self.layouts.elements(machine)
        if elements is None:
            return leaves.pop(0)
        return self.aggregate(machine, [self.unflatten(element, leaves) for element in elements])

    # ---- structs and enums, which are held in a cell when they contain themselves

    def read(self, value: ir.Value, type_: ir.Type, index: int) -> ir.Value:
        """Element `index` of the content of a struct or an enum."""
        if value.type != self.layouts.pointer:
            return self.extract(value, index)
        return llvm.LoadOp(self.layouts.elements(self.layouts.content(type_))[index], self.cell_element(value, type_, index)).result

    def cell_element(self, cell: ir.Value, type_: ir.Type, index: int) -> ir.Value:
        """The address of element `index` of what a cell holds."""
        i8 = ir.TypeAttr.get(ir.IntegerType.get_signless(8))
        content = llvm.GEPOp(self.layouts.pointer, cell, [], [HEADER_BYTES], i8, 0).result
        return llvm.GEPOp(self.layouts.pointer, content, [], [0, index], ir.TypeAttr.get(self.layouts.content(type_)), 0).result

    def array_length(self, array: ir.Value) -> ir.Value:
        """The length in the header of an object."""
        return fuse_rt.ArrayLengthOp(array).result

    def new_cell(self, content: ir.Value) -> ir.Value:
        """A new object that holds `content`."""
        return self.filled_cell(self.allocated_cell(content.type), content)

    def allocated_cell(self, content: ir.Type) -> ir.Value:
        """A new object with room for a value of a machine type."""
        return fuse_rt.ArrayAllocOp(self.i64(1), ir.TypeAttr.get(content)).result

    def filled_cell(self, cell: ir.Value, content: ir.Value) -> ir.Value:
        """The cell, which now holds `content`."""
        fuse_rt.ArrayStoreOp(content, cell, self.i64(0))
        return cell

    # ---- enums: integers of every width are held in i64 slots

    def enum_value(self, enum: ir.Type, variant: str, payload: Sequence[ir.Value]) -> ir.Value:
        """The content of an enum; unused slots are zero, so unused references are null."""
        result = self.zero(self.layouts.content(enum))
        result = self.insert(result, self.i32(self.layouts.variant_index(enum, variant)), 0)
        for slots, item in zip(self.layouts.payload_slots(enum, variant), payload, strict=True):
            for (index, _), leaf in zip(slots, self.flatten(item), strict=True):
                held = arith.ExtUIOp(self.layouts.i64, leaf).result if self._is_narrow(leaf.type) else leaf
                result = self.insert(result, held, index)
        return result

    def payload(self, value: ir.Value, enum: ir.Type, variant: str, position: int) -> ir.Value:
        """Payload item `position` of the content of an enum that holds `variant`; of the cell, when `value` is one."""
        leaves = []
        for index, leaf in self.layouts.payload_slots(enum, variant)[position]:
            held = self.read(value, enum, index)
            leaves.append(arith.TruncIOp(leaf, held).result if self._is_narrow(leaf) else held)
        item = dict(self.layouts.variants(enum))[variant][position]
        return self.unflatten(self.layouts.convert(item), leaves)

    def _is_narrow(self, scalar: ir.Type) -> bool:
        return scalar in (self.layouts.i1, self.layouts.i32)

    # ---- tests and calls

    def compare(self, predicate: arith.CmpIPredicate, left: ir.Value, right: ir.Value) -> ir.Value:
        return arith.CmpIOp(predicate, left, right).result

    def is_set(self, pointer: ir.Value) -> ir.Value:
        return llvm.ICmpOp(llvm.ICmpPredicate.ne, pointer, self.zero(self.layouts.pointer)).result

    def call(self, symbol: str, operands: Sequence[ir.Value], results: Sequence[ir.Type] = ()) -> ir.Value | None:
        """A call of the runtime; its result, if it has one."""
        op = fuse_rt.CallOp(list(results), ir.FlatSymbolRefAttr.get(symbol), list(operands))
        return op.results[0] if results else None

    def stack_slot(self, near: ir.Operation, element: ir.Type, count: int = 1) -> ir.Value:
        """Room for `count` elements in the frame of the function around `near`; in its entry block, so that loops reuse it."""
        with ir.InsertionPoint.at_block_begin(enclosing_function(near).regions[0].blocks[0]):
            size = llvm.ConstantOp(self.layouts.i64, ir.IntegerAttr.get(self.layouts.i64, count)).result
            return llvm.AllocaOp(self.layouts.pointer, size, ir.TypeAttr.get(element)).result

    def scratch(self, near: ir.Operation, element: ir.Type, use: str) -> ir.Value:
        """Room for one value in the frame of the function around `near`, for the length of one call: the same one each time for the
        same type and use, so that frames stay small."""
        function = enclosing_function(near)
        key = (ir.StringAttr(function.attributes["sym_name"]).value, element, use)
        slot = self._scratch.get(key)
        if slot is None:
            slot = self._scratch[key] = self.stack_slot(near, element)
        return slot

    def store_at(self, slots: ir.Value, index: int, value: ir.Value) -> None:
        """Write element `index` of a stack slot."""
        element = ir.TypeAttr.get(value.type)
        llvm.StoreOp(value, llvm.GEPOp(self.layouts.pointer, slots, [], [index], element, 0).result)


def enclosing_function(op: ir.Operation) -> ir.Operation:
    """The func.func around an op."""
    while op.name != "func.func":
        op = op.parent
    return op
