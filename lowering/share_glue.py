"""Marking values of every fuse type as shared between threads, before they cross: on the machine representation, as count_glue.py.

What holds several values or needs a loop is a glue function, generated once a type:

    share_at.list<str>     marks what is at an address; callback of the runtime's list and map functions
    share.Tree, share.Color    marks the cell of a boxed struct or enum and what it holds; the payload of an enum

The runtime marks one object at a time (`fuse_rt_share_object`); what an object that is marked already holds is marked too.
"""

from __future__ import annotations

from mlir import ir
from mlir.dialects import cf, func, llvm

from ..dialects import fuse, fuse_rt
from .count_glue import CountGlue, switch_to, type_text
from .machine_builder import MachineBuilder


class ShareGlue:
    """Emits the marking of values, and the glue functions that it needs, into one module."""

    def __init__(self, builder: MachineBuilder, glue: CountGlue) -> None:
        self._builder = builder
        self._layouts = builder.layouts
        self._glue = glue

    def share(self, value: ir.Value, type_: ir.Type) -> None:
        """Mark all that a machine value of the fuse type refers to; references may be null."""
        layouts, builder = self._layouts, self._builder
        if not layouts.is_counted(type_) or fuse.is_task(type_):
            # Tasks belong to several threads from the start.
            return
        if fuse.is_any(type_):
            slot = builder.stack_slot(_around(), layouts.any)
            llvm.StoreOp(value, slot)
            builder.call("fuse_rt_any_share", [slot])
        elif fuse.is_option(type_):
            held = value if layouts.is_reference(type_) else builder.extract(value, 1)
            self.share(held, fuse.element_type(type_))
        elif fuse.is_result(type_):
            self.share(builder.extract(value, 1), fuse.element_type(type_))
            self.share(builder.extract(value, 2), fuse.any_type())
        elif layouts.is_boxed(type_) or fuse.is_enum(type_):
            func.CallOp([], ir.FlatSymbolRefAttr.get(self._function(type_)), [value])
        elif fuse.is_struct(type_):
            self._share_fields(value, type_)
        else:
            self._share_object(value, type_)

    def _share_object(self, value: ir.Value, type_: ir.Type) -> None:
        layouts, builder = self._layouts, self._builder
        if fuse.is_list(type_) or fuse.is_box(type_):
            element = fuse.element_type(type_)
            size = builder.size_of(layouts.convert(element))
            builder.call("fuse_rt_share_list", [value, size, self.callback(element)])
        elif fuse.is_map(type_):
            builder.call("fuse_rt_share_map", [value, self.callback(fuse.element_type(type_))])
        else:
            builder.call("fuse_rt_share_object", [value], [layouts.i1])

    def _share_fields(self, value: ir.Value, struct: ir.Type) -> None:
        for index, (_, field) in enumerate(self._layouts.fields(struct)):
            self.share(self._builder.extract(value, index), field)

    def callback(self, element: ir.Type) -> ir.Value:
        """The address of the function that marks an element in memory, null when nothing in it is counted."""
        if not self._layouts.is_counted(element):
            return self._builder.zero(self._layouts.pointer)
        name = f"share_at.{type_text(element)}"
        entry = self._glue.define(name, [self._layouts.pointer])
        if entry is not None:
            with ir.InsertionPoint(entry):
                self.share(llvm.LoadOp(self._layouts.convert(element), entry.arguments[0]).result, element)
                func.ReturnOp([])
        return fuse_rt.FunctionAddressOp(ir.FlatSymbolRefAttr.get(name)).result

    def _function(self, type_: ir.Type) -> str:
        """Marks a boxed struct or enum, which may be null, or the payload of an enum."""
        name = f"share.{type_text(type_)}"
        entry = self._glue.define(name, [self._layouts.convert(type_)])
        if entry is None:
            return name
        value = entry.arguments[0]
        exit_ = entry.create_after()
        body = entry
        with ir.InsertionPoint(exit_):
            func.ReturnOp([])
        if self._layouts.is_boxed(type_):
            body = exit_.create_before()
            with ir.InsertionPoint(entry):
                is_new = self._builder.call("fuse_rt_share_object", [value], [self._layouts.i1])
                cf.CondBranchOp(is_new, [], [], body, exit_)
            with ir.InsertionPoint(body):
                value = fuse_rt.ArrayLoadOp(self._layouts.content(type_), value, self._builder.i64(0)).result
        self._fill(body, exit_, value, type_)
        return name

    def _fill(self, body: ir.Block, exit_: ir.Block, content: ir.Value, type_: ir.Type) -> None:
        if fuse.is_struct(type_):
            with ir.InsertionPoint(body):
                self._share_fields(content, type_)
                cf.BranchOp([], exit_)
            return
        blocks, tags = [], []
        for index, (variant, payload) in enumerate(self._layouts.variants(type_)):
            if not any(self._layouts.is_counted(item) for item in payload):
                continue
            tags.append(index)
            blocks.append(exit_.create_before())
            with ir.InsertionPoint(blocks[-1]):
                for position, item in enumerate(payload):
                    if self._layouts.is_counted(item):
                        self.share(self._builder.payload(content, type_, variant, position), item)
                cf.BranchOp([], exit_)
        with ir.InsertionPoint(body):
            switch_to(self._builder.extract(content, 0), tags, blocks, exit_)


def _around() -> ir.Operation:
    """The op whose function the current insertion point is in."""
    return ir.InsertionPoint.current.block.owner.operation
