"""Retaining and releasing values of every fuse type, on the machine representation.

A value is retained or released by its references, found by its fuse type. What needs more than a few ops is a glue function,
generated once a type and named after it:

    release.Color                  releases an enum whose variants hold different things
    release_elements.list<str>     releases all elements of a dying list
    retain_at.str, release_at.str  the same for one element in memory; callbacks of the runtime's list functions

A none of an unboxed option is all zero and an unused enum slot is null, so references inside them are nullable and no
branch is needed around them.
"""

from __future__ import annotations

from array import array

from mlir import ir
from mlir.dialects import arith, cf, func, llvm

from ..dialects import fuse, fuse_rt
from .machine_builder import MachineBuilder


def type_text(type_: ir.Type) -> str:
    """The type as part of a symbol, spelled as in FUSE: `list<Color?>`."""
    if fuse.is_list(type_):
        return f"list<{type_text(fuse.element_type(type_))}>"
    if fuse.is_option(type_):
        return f"{type_text(fuse.element_type(type_))}?"
    if fuse.is_struct(type_) or fuse.is_enum(type_):
        return fuse.symbol_name(type_)
    return "str" if fuse.is_str(type_) else str(type_)


class CountGlue:
    """Emits retains and releases, and the glue functions that they need, into one module."""

    def __init__(self, module: ir.Operation, builder: MachineBuilder) -> None:
        self._module = module
        self._builder = builder
        self._layouts = builder.layouts
        self._glue: set[str] = set()

    # ---- values

    def retain(self, value: ir.Value, type_: ir.Type, nullable: bool = False) -> None:
        """Retain every reference in a machine value of the fuse type."""
        for part, reference in self._references(value, type_, nullable):
            fuse_rt.RetainOp(part, nullable=reference)

    def release(self, value: ir.Value, type_: ir.Type, nullable: bool = False) -> None:
        """Release every reference in a machine value of the fuse type."""
        layouts = self._layouts
        if not layouts.is_counted(type_):
            return
        if fuse.is_error(type_):
            self._builder.call("fuse_rt_error_free", [value])
        elif fuse.is_str(type_) or fuse.is_list(type_):
            fuse_rt.ReleaseOp(value, drop=self.drop(type_), nullable=nullable)
        elif fuse.is_option(type_):
            inner = fuse.element_type(type_)
            held = value if layouts.is_reference(type_) else self._builder.extract(value, 1)
            self.release(held, inner, nullable=True)
        elif fuse.is_struct(type_):
            for index, (_, field) in enumerate(layouts.fields(type_)):
                if layouts.is_counted(field):
                    self.release(self._builder.extract(value, index), field, nullable)
        else:
            func.CallOp([], ir.FlatSymbolRefAttr.get(self._release_enum(type_)), [value])

    def _references(self, value: ir.Value, type_: ir.Type, nullable: bool) -> list[tuple[ir.Value, bool]]:
        """The references of a value, each with whether it may be null."""
        layouts, builder = self._layouts, self._builder
        if not layouts.is_counted(type_):
            return []
        if fuse.is_option(type_):
            held = value if layouts.is_reference(type_) else builder.extract(value, 1)
            return self._references(held, fuse.element_type(type_), True)
        if fuse.is_struct(type_):
            parts = enumerate(layouts.fields(type_))
            return [
                reference
                for index, (_, field) in parts
                if layouts.is_counted(field)
                for reference in self._references(builder.extract(value, index), field, nullable)
            ]
        if fuse.is_enum(type_):
            layout = layouts.enum_layout(type_)
            first = layout.first_slot["ptr"]
            return [(builder.extract(value, first + slot), True) for slot in range(layout.slot_count["ptr"])]
        return [(value, nullable)]

    # ---- glue functions

    def drop(self, type_: ir.Type) -> ir.FlatSymbolRefAttr | None:
        """The glue that releases what a dying object holds; None when it holds nothing counted."""
        if not fuse.is_list(type_) or not self._layouts.is_counted(fuse.element_type(type_)):
            return None
        return ir.FlatSymbolRefAttr.get(self._release_elements(type_))

    def _define(self, name: str, inputs: list[ir.Type]) -> ir.Block | None:
        """The entry block of a new glue function, None when it exists already."""
        if name in self._glue:
            return None
        self._glue.add(name)
        with ir.InsertionPoint(self._module.regions[0].blocks[0]):
            function = func.FuncOp(name, ir.FunctionType.get(inputs, []), visibility="private")
            return function.add_entry_block()

    def _release_elements(self, list_type: ir.Type) -> str:
        name = f"release_elements.{type_text(list_type)}"
        entry = self._define(name, [self._layouts.pointer])
        if entry is None:
            return name
        element = fuse.element_type(list_type)
        machine, builder = self._layouts.convert(element), self._builder
        array = entry.arguments[0]
        head = entry.create_after(self._layouts.i64)
        body = head.create_after()
        exit_ = body.create_after()
        with ir.InsertionPoint(entry):
            length = fuse_rt.ArrayLengthOp(array).result
            cf.BranchOp([builder.i64(0)], head)
        with ir.InsertionPoint(head):
            more = builder.compare(arith.CmpIPredicate.slt, head.arguments[0], length)
            cf.CondBranchOp(more, [], [], body, exit_)
        with ir.InsertionPoint(body):
            value = fuse_rt.ArrayLoadOp(machine, array, head.arguments[0]).result
            self.release(value, element)
            cf.BranchOp([arith.AddIOp(head.arguments[0], builder.i64(1)).result], head)
        with ir.InsertionPoint(exit_):
            func.ReturnOp([])
        return name

    def _release_enum(self, enum: ir.Type) -> str:
        name = f"release.{type_text(enum)}"
        entry = self._define(name, [self._layouts.convert(enum)])
        if entry is None:
            return name
        value, exit_ = entry.arguments[0], entry.create_after()
        with ir.InsertionPoint(exit_):
            func.ReturnOp([])
        blocks, tags = [], []
        for index, (variant, payload) in enumerate(self._layouts.variants(enum)):
            if not any(self._layouts.is_counted(item) for item in payload):
                continue
            tags.append(index)
            blocks.append(exit_.create_before())
            with ir.InsertionPoint(blocks[-1]):
                for position, item in enumerate(payload):
                    if self._layouts.is_counted(item):
                        self.release(self._builder.payload(value, enum, variant, position), item, nullable=True)
                cf.BranchOp([], exit_)
        with ir.InsertionPoint(entry):
            switch_to(self._builder.extract(value, 0), tags, blocks, exit_)
        return name

    def element_callback(self, action: str, element: ir.Type) -> ir.Value:
        """The address of `callback_symbol`, null when elements are not counted."""
        symbol = self.callback_symbol(action, element)
        if symbol is None:
            return self._builder.zero(self._layouts.pointer)
        return fuse_rt.FunctionAddressOp(symbol).result

    def callback_symbol(self, action: str, element: ir.Type) -> ir.FlatSymbolRefAttr | None:
        """`retain_at.T` or `release_at.T` (action `retain` or `release`); None when elements are not counted."""
        if not self._layouts.is_counted(element):
            return None
        name = f"{action}_at.{type_text(element)}"
        entry = self._define(name, [self._layouts.pointer])
        if entry is not None:
            with ir.InsertionPoint(entry):
                value = llvm.LoadOp(self._layouts.convert(element), entry.arguments[0]).result
                (self.retain if action == "retain" else self.release)(value, element)
                func.ReturnOp([])
        return ir.FlatSymbolRefAttr.get(name)


def switch_to(tag: ir.Value, tags: list[int], blocks: list[ir.Block], otherwise: ir.Block) -> None:
    """Ends the current block with a jump by the i32 tag."""
    if not tags:
        cf.BranchOp([], otherwise)
        return
    values = ir.DenseIntElementsAttr.get(array("i", tags), type=ir.IntegerType.get_signless(32))
    cf.SwitchOp(tag, [], [], [0] * len(blocks), otherwise, blocks, case_values=values)
