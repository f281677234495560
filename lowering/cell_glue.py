"""Cells of structs and enums that contain themselves: new ones, old ones that are used again, and those that are constants.

constant.Tree.Leaf         the cell of a variant without payload, which is the same for all: never counted
end.Tree                   the end of a cell that is used again: with no other owner, what it holds dies and the cell is the
                           result, else null is
end.Tree.Node.0.2          the same, where parts 0 and 2 of variant `Node` are kept: they get a count of their own, or the cell's
renew.Tree                 a cell that ended so, or where it is null a new one
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mlir import ir
from mlir.dialects import arith, cf, func, llvm

from ..dialects import fuse
from .count_glue import CountGlue, type_text
from .machine_builder import MachineBuilder


class CellGlue:
    """Emits glue functions and constants into one module."""

    def __init__(self, module: ir.Operation, builder: MachineBuilder, glue: CountGlue) -> None:
        self._module = module
        self._builder = builder
        self._layouts = builder.layouts
        self._glue = glue
        self._constants: set[str] = set()
        self._ended: dict[tuple[str, int], ir.Value] = {}

    def constant(self, enum: ir.Type, variant: str) -> ir.Value:
        """The address of the cell of a variant without payload."""
        name = f"constant.{type_text(enum)}.{variant}"
        if name not in self._constants:
            self._constants.add(name)
            with ir.InsertionPoint(self._module.regions[0].blocks[0]):
                self._define_constant(name, enum, variant)
        return llvm.AddressOfOp(self._layouts.pointer, ir.FlatSymbolRefAttr.get(name)).result

    def _define_constant(self, name: str, enum: ir.Type, variant: str) -> None:
        """Count 0, length 1, capacity 0, then the content: the number of the variant, the rest zero."""
        content = self._layouts.content(enum)
        object_ = self._layouts.struct_of([self._layouts.i64] * 3 + [content])
        linkage = ir.Attribute.parse("#llvm.linkage<internal>")
        global_ = llvm.GlobalOp(ir.TypeAttr.get(object_), name, linkage, constant=True, alignment=8)
        with ir.InsertionPoint(global_.initializer.blocks.append()):
            value = llvm.InsertValueOp(self._builder.zero(object_), self._integer(self._layouts.i64, 1), [1]).result
            number = self._integer(self._layouts.i32, self._layouts.variant_index(enum, variant))
            llvm.ReturnOp(arg=llvm.InsertValueOp(value, number, [3, 0]).result)

    def _integer(self, type_: ir.Type, value: int) -> ir.Value:
        return llvm.ConstantOp(type_, ir.IntegerAttr.get(type_, value)).result

    # ---- cells that are used again

    def end(self, cell: ir.Value, type_: ir.Type, variant: str | None, kept: Sequence[int], key: tuple[str, int]) -> None:
        """The end of a cell, which `renew` with the same key may use."""
        suffix = "".join(f".{part}" for part in ([variant] if variant else []) + list(kept))
        name = f"end.{type_text(type_)}{suffix}"
        entry = self._glue.define(name, [self._layouts.pointer], [self._layouts.pointer])
        if entry is not None:
            self._define_end(entry, type_, variant, kept)
        self._ended[key] = func.CallOp([self._layouts.pointer], ir.FlatSymbolRefAttr.get(name), [cell]).results[0]

    def _define_end(self, entry: ir.Block, type_: ir.Type, variant: str | None, kept: Sequence[int]) -> None:
        builder, layouts, glue, cell = self._builder, self._layouts, self._glue, entry.arguments[0]
        alone = entry.create_after()
        shared = alone.create_after()
        with ir.InsertionPoint(entry):
            count = llvm.LoadOp(layouts.i64, cell).result
            cf.CondBranchOp(builder.compare(arith.CmpIPredicate.eq, count, builder.i64(1)), [], [], alone, shared)
        with ir.InsertionPoint(alone):
            if kept:
                for part, part_type in self._parts(cell, type_, variant, lambda position: position not in kept):
                    glue.release(part, part_type, nullable=True)
            elif glue.drop(type_) is not None:
                func.CallOp([], glue.drop(type_), [cell])
            func.ReturnOp([cell])
        with ir.InsertionPoint(shared):
            for part, part_type in self._parts(cell, type_, variant, lambda position: position in kept):
                glue.retain(part, part_type)
            glue.release(cell, type_)
            func.ReturnOp([builder.zero(layouts.pointer)])

    def _parts(
        self, cell: ir.Value, type_: ir.Type, variant: str | None, wanted: Callable[[int], bool]
    ) -> list[tuple[ir.Value, ir.Type]]:
        """The counted parts at the wanted positions, with their types."""
        layouts, builder = self._layouts, self._builder
        if fuse.is_struct(type_):
            fields = enumerate(layouts.fields(type_))
            return [
                (builder.read(cell, type_, index), field)
                for index, (_, field) in fields
                if wanted(index) and layouts.is_counted(field)
            ]
        items = enumerate(dict(layouts.variants(type_))[variant]) if variant is not None else ()
        return [
            (builder.payload(cell, type_, variant, index), item)
            for index, item in items
            if wanted(index) and layouts.is_counted(item)
        ]

    def renew(self, content: ir.Value, type_: ir.Type, key: tuple[str, int]) -> ir.Value:
        """A cell that holds `content`: the one that ended with the same key, where it had no other owner."""
        layouts, builder = self._layouts, self._builder
        name = f"renew.{type_text(type_)}"
        entry = self._glue.define(name, [layouts.pointer], [layouts.pointer])
        if entry is not None:
            new = entry.create_after()
            done = new.create_after(layouts.pointer)
            with ir.InsertionPoint(entry):
                cf.CondBranchOp(builder.is_set(entry.arguments[0]), [entry.arguments[0]], [], done, new)
            with ir.InsertionPoint(new):
                cf.BranchOp([builder.allocated_cell(layouts.content(type_))], done)
            with ir.InsertionPoint(done):
                func.ReturnOp([done.arguments[0]])
        cell = func.CallOp([layouts.pointer], ir.FlatSymbolRefAttr.get(name), [self._ended.pop(key)]).results[0]
        return builder.filled_cell(cell, content)
