"""LLVM ops at the current insertion point, for lower-fuse-rt-to-llvm: object headers, elements, constants, functions."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from mlir import ir
from mlir.dialects import llvm

from .object_header import HEADER


class LlvmBuilder:
    """Creates llvm ops in one module; new globals and functions go to its front, in order of creation."""

    def __init__(self, module: ir.Operation) -> None:
        self.module = module
        self.pointer = ir.Type.parse("!llvm.ptr")
        self.i1 = ir.IntegerType.get_signless(1)
        self.i8 = ir.IntegerType.get_signless(8)
        self.i32 = ir.IntegerType.get_signless(32)
        self.i64 = ir.IntegerType.get_signless(64)
        self.functions: set[str] = set()
        self._first = module.regions[0].blocks[0].operations[0].operation if len(module.regions[0].blocks[0].operations) else None
        scalars = {self.i64: "Int", ir.F64Type.get(): "Float", self.i1: "Bool", self.pointer: "reference"}
        self._header_tag = tbaa_tag("header")
        self._element_tags = {type_: tbaa_tag(name) for type_, name in scalars.items()}
        self._templates = ir.Module.parse(GEP_TEMPLATES)
        self._constant_gep, self._dynamic_gep = [
            op.operation for op in self._templates.body.operations[0].regions[0].blocks[0] if op.operation.name != "llvm.return"
        ]
        self._internal = ir.Attribute.parse("#llvm.linkage<internal>")
        self._external = ir.Attribute.parse("#llvm.linkage<external>")

    def at_module_front(self) -> ir.InsertionPoint:
        """Where globals and functions are added: in front of what the module began with."""
        return ir.InsertionPoint(self._first)

    # ---- values

    def i64_constant(self, value: int) -> ir.Value:
        return llvm.ConstantOp(self.i64, ir.IntegerAttr.get(self.i64, value)).result

    def compare(self, predicate: str, left: ir.Value, right: ir.Value) -> ir.Value:
        return llvm.ICmpOp(llvm.ICmpPredicate[predicate], left, right).result

    def null(self) -> ir.Value:
        return llvm.ZeroOp(self.pointer).result

    def address_of(self, symbol: str) -> ir.Value:
        return llvm.AddressOfOp(self.pointer, ir.FlatSymbolRefAttr.get(symbol)).result

    def offset(self, pointer: ir.Value, element: ir.Type, count: int) -> ir.Value:
        """`pointer` moved by a constant number of elements, within its object."""
        return self._within(self._constant_gep, [pointer], element, count)

    def index(self, pointer: ir.Value, element: ir.Type, index: ir.Value) -> ir.Value:
        """Address of element `index`, within its object."""
        return self._within(self._dynamic_gep, [pointer, index], element, DYNAMIC)

    def _within(self, template: ir.Operation, operands: list[ir.Value], element: ir.Type, index: int) -> ir.Value:
        gep = template.clone()
        for position, operand in enumerate(operands):
            gep.operands[position] = operand
        gep.attributes["elem_type"] = ir.TypeAttr.get(element)
        gep.attributes["rawConstantIndices"] = ir.DenseI32ArrayAttr.get([index])
        return gep.results[0]

    def size_of(self, element: ir.Type) -> ir.Value:
        """Bytes from one element to the next: the distance from null to element 1."""
        one = llvm.GEPOp(self.pointer, self.null(), [], [1], ir.TypeAttr.get(element), 0).result
        return llvm.PtrToIntOp(self.i64, one).result

    # ---- memory

    def load_header(self, array: ir.Value, offset: int) -> ir.Value:
        return llvm.LoadOp(self.i64, self.offset(array, self.i8, offset), tbaa=self._header_tag).result

    def store_count(self, count: ir.Value, array: ir.Value) -> None:
        llvm.StoreOp(count, array, tbaa=self._header_tag)

    def store_header(self, value: ir.Value, array: ir.Value, offset: int) -> None:
        llvm.StoreOp(value, self.offset(array, self.i8, offset), tbaa=self._header_tag)

    def load_element(self, element: ir.Type, address: ir.Value) -> ir.Value:
        return llvm.LoadOp(element, address, tbaa=self._element_tags.get(element)).result

    def store_element(self, value: ir.Value, address: ir.Value) -> None:
        llvm.StoreOp(value, address, tbaa=self._element_tags.get(value.type))

    # ---- calls and functions

    def call(self, callee: str, operands: Sequence[ir.Value], result: ir.Type | None = None) -> ir.Value | None:
        op = llvm.CallOp(result, list(operands), [], [], callee=ir.FlatSymbolRefAttr.get(callee))
        return None if result is None else op.result

    def function_type(self, inputs: Sequence[ir.Type], result: ir.Type | None) -> ir.TypeAttr:
        parameters = ", ".join(str(type_).removeprefix("!llvm.") for type_ in inputs)
        returned = "void" if result is None else str(result).removeprefix("!llvm.")
        return ir.TypeAttr.get(ir.Type.parse(f"!llvm.func<{returned} ({parameters})>"))

    def declare(self, name: str, inputs: Sequence[ir.Type], result: ir.Type | None, attributes: Sequence[str]) -> None:
        """An external C function that does not unwind, once a module."""
        if name in self.functions:
            return
        self.functions.add(name)
        passthrough = ir.ArrayAttr.get([ir.StringAttr.get(a) for a in attributes]) if attributes else None
        with self.at_module_front(), self.module.location:
            llvm.LLVMFuncOp(
                name, self.function_type(inputs, result), linkage=self._external, no_unwind=True, passthrough=passthrough
            )

    def define(self, name: str, inputs: Sequence[ir.Type], result: ir.Type | None, attributes: Sequence[str]) -> ir.Block:
        """An internal function; its empty entry block."""
        self.functions.add(name)
        passthrough = ir.ArrayAttr.get([ir.StringAttr.get(a) for a in attributes]) if attributes else None
        with self.at_module_front(), self.module.location:
            function = llvm.LLVMFuncOp(
                name, self.function_type(inputs, result), linkage=self._internal, no_unwind=True, passthrough=passthrough
            )
            return function.body.blocks.append(*inputs, arg_locs=[self.module.location] * len(inputs))

    # ---- constants

    def define_string(self, name: str, text: str) -> None:
        """An immortal string object in read-only memory: count 0, length, capacity 0, bytes."""
        data = ir.Type.parse(f"!llvm.array<{len(text.encode())} x i8>")
        object_ = ir.Type.parse(f"!llvm.struct<(i64, i64, i64, {data})>")
        with self._constant(name, object_, alignment=8):
            value = llvm.ZeroOp(object_).result
            value = llvm.InsertValueOp(value, self.i64_constant(len(text.encode())), [1]).result
            if text:
                value = llvm.InsertValueOp(value, llvm.ConstantOp(data, ir.StringAttr.get(text)).result, [3]).result
            llvm.ReturnOp(arg=value)

    def define_array(self, name: str, elements: ir.Attribute) -> None:
        """An immortal array in read-only memory: count 0, length, capacity 0, numbers or Bools (a byte each)."""
        if isinstance(elements, ir.DenseF64ArrayAttr):
            element, values = ir.F64Type.get(), array("d", elements)
        elif isinstance(elements, ir.DenseI64ArrayAttr):
            element, values = self.i64, array("q", elements)
        else:
            element, values = self.i8, array("b", elements)
        data = ir.Type.parse(f"!llvm.array<{len(values)} x {element}>")
        object_ = ir.Type.parse(f"!llvm.struct<(i64, i64, i64, {data})>")
        with self._constant(name, object_, alignment=8):
            value = llvm.ZeroOp(object_).result
            value = llvm.InsertValueOp(value, self.i64_constant(len(values)), [1]).result
            dense = ir.DenseElementsAttr.get(values, type=element, shape=[len(values)])
            value = llvm.InsertValueOp(value, llvm.ConstantOp(data, dense).result, [3]).result
            llvm.ReturnOp(arg=value)

    def define_strings(self, name: str, texts: ir.Attribute) -> None:
        """Immortal string objects in read-only memory, each at a multiple of 8 bytes. All targets are little-endian."""
        objects = bytearray()
        for text in ir.ArrayAttr(texts):
            content = ir.StringAttr(text).value.encode()
            objects += HEADER.pack(0, len(content), 0) + content + bytes(-len(content) % 8)
        data = ir.Type.parse(f"!llvm.array<{len(objects)} x i8>")
        dense = ir.DenseElementsAttr.get(array("b", bytes(objects)), type=self.i8, shape=[len(objects)])
        with self._constant(name, data, alignment=8):
            llvm.ReturnOp(arg=llvm.ConstantOp(data, dense).result)

    def define_c_string(self, name: str, text: str) -> None:
        data = ir.Type.parse(f"!llvm.array<{len(text.encode()) + 1} x i8>")
        with self._constant(name, data, alignment=1):
            llvm.ReturnOp(arg=llvm.ConstantOp(data, ir.StringAttr.get(text + "\0")).result)

    def define_record(self, name: str, fields: Sequence[str | int | None]) -> None:
        """A constant struct of addresses of symbols, Ints and nulls."""
        types = [self.i64 if isinstance(field, int) else self.pointer for field in fields]
        record = ir.Type.parse(f"!llvm.struct<({', '.join(str(type_) for type_ in types)})>")
        with self._constant(name, record, alignment=8):
            value = llvm.ZeroOp(record).result
            for position, field in enumerate(fields):
                if field is not None:
                    part = self.i64_constant(field) if isinstance(field, int) else self.address_of(field)
                    value = llvm.InsertValueOp(value, part, [position]).result
            llvm.ReturnOp(arg=value)

    def define_pointers(self, name: str, symbols: Sequence[str]) -> None:
        """A constant array of addresses."""
        array = ir.Type.parse(f"!llvm.array<{len(symbols)} x ptr>")
        with self._constant(name, array, alignment=8):
            value = llvm.ZeroOp(array).result
            for position, symbol in enumerate(symbols):
                value = llvm.InsertValueOp(value, self.address_of(symbol), [position]).result
            llvm.ReturnOp(arg=value)

    def _constant(self, name: str, type_: ir.Type, alignment: int) -> ir.InsertionPoint:
        """Inside the initializer of a new constant."""
        with self.at_module_front(), self.module.location:
            variable = llvm.GlobalOp(
                ir.TypeAttr.get(type_), name, self._internal, constant=True, alignment=alignment, unnamed_addr=UNNAMED_ADDRESS
            )
        return ir.InsertionPoint(variable.initializer.blocks.append())


# The bindings cannot set the flag `inbounds` of a new address computation (it is a property, not an attribute): these are cloned.
GEP_TEMPLATES = """
llvm.func @templates(%pointer: !llvm.ptr, %index: i64) {
  %0 = llvm.getelementptr inbounds %pointer[0] : (!llvm.ptr) -> !llvm.ptr, i8
  %1 = llvm.getelementptr inbounds %pointer[%index] : (!llvm.ptr, i64) -> !llvm.ptr, i8
  llvm.return
}
"""
UNNAMED_ADDRESS = 2  # the address of a constant means nothing: equal ones may be merged
DYNAMIC = -(2**31)  # marks an index given by an operand


def tbaa_tag(name: str) -> ir.ArrayAttr:
    """The tag of memory that holds only this kind of value."""
    descriptor = f'<id = "{name}", members = {{<#llvm.tbaa_root<id = "fuse">, 0>}}>'
    return ir.Attribute.parse(f"[#llvm.tbaa_tag<base_type = {descriptor}, access_type = {descriptor}, offset = 0>]")
