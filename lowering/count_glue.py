"""Retaining and releasing values of every fuse type, on the machine representation.

A value is retained or released by its references, found by its fuse type. What needs more than a few ops is a glue function,
generated once a type and named after it:

    release.Color                  releases an enum whose variants hold different things
    release_elements.list<str>     releases all elements of a dying list
    retain_at.str, release_at.str  the same for one element in memory; callbacks of the runtime's list functions
    retain.any, release.any        a value known at run time, whose kind says whether it refers to an object
    drop.Tree, drop.map<str>       what a dying cell or map holds

A none of an unboxed option is all zero and an unused enum slot is null, so references inside them are nullable and no
branch is needed around them.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from mlir import ir
from mlir.dialects import arith, cf, func, llvm

from ..dialects import fuse, fuse_rt
from ..dialects.native import TypeKind, type_kind
from .machine_builder import MachineBuilder

_CONTAINERS = {
    TypeKind.LIST: "list<{}>",
    TypeKind.MAP: "map<{}>",
    TypeKind.OPTION: "{}?",
    TypeKind.RESULT: "result<{}>",
    TypeKind.BOX: "box<{}>",
    TypeKind.TASK: "task<{}>",
}


def type_text(type_: ir.Type) -> str:
    """The type as part of a symbol, spelled as in FUSE: `list<Color?>`."""
    kind = type_kind(type_)
    if kind in _CONTAINERS:
        return _CONTAINERS[kind].format(type_text(fuse.element_type(type_)))
    if kind in (TypeKind.STRUCT, TypeKind.ENUM):
        return fuse.symbol_name(type_)
    return str(type_) if kind is None else kind.value


# The first of the kinds of `fuse_rt_kind` whose values refer to objects.
FIRST_COUNTED_KIND = 16


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
        self._count("retain", value, type_, nullable)

    def release(self, value: ir.Value, type_: ir.Type, nullable: bool = False) -> None:
        """Release every reference in a machine value of the fuse type."""
        self._count("release", value, type_, nullable)

    def _count(self, action: str, value: ir.Value, type_: ir.Type, nullable: bool) -> None:
        layouts, builder = self._layouts, self._builder
        if not layouts.is_counted(type_):
            return
        if fuse.is_error(type_):
            # Errors are moved, never retained.
            builder.call("fuse_rt_error_free", [value])
        elif fuse.is_any(type_):
            self._call(self._any(action), value)
        elif fuse.is_option(type_):
            held = value if layouts.is_reference(type_) else builder.extract(value, 1)
            self._count(action, held, fuse.element_type(type_), True)
        elif fuse.is_result(type_):
            # Of value and error one is all zero.
            self._count(action, builder.extract(value, 1), fuse.element_type(type_), True)
            self._count(action, builder.extract(value, 2), fuse.any_type(), True)
        elif layouts.is_reference(type_):
            self._count_reference(action, value, type_, nullable)
        elif fuse.is_struct(type_):
            self._count_fields(action, value, type_, nullable)
        elif action == "retain" and not self._holds_any(type_):
            # Unused slots are null.
            layout = layouts.enum_layout(type_)
            for slot in range(layout.slot_count["ptr"]):
                fuse_rt.RetainOp(builder.extract(value, layout.first_slot["ptr"] + slot), nullable=True)
        else:
            self._call(self._enum(action, type_), value)

    def _count_reference(self, action: str, value: ir.Value, type_: ir.Type, nullable: bool) -> None:
        if action == "retain":
            fuse_rt.RetainOp(value, nullable=nullable)
        else:
            fuse_rt.ReleaseOp(value, drop=self.drop(type_), nullable=nullable, deep=self._layouts.is_deep(type_))

    def _count_fields(self, action: str, value: ir.Value, struct: ir.Type, nullable: bool) -> None:
        for index, (_, field) in enumerate(self._layouts.fields(struct)):
            if self._layouts.is_counted(field):
                self._count(action, self._builder.extract(value, index), field, nullable)

    def _call(self, name: str, value: ir.Value) -> None:
        func.CallOp([], ir.FlatSymbolRefAttr.get(name), [value])

    def _holds_any(self, type_: ir.Type) -> bool:
        """Whether a value of the type holds a `!fuse.any` inline, whose reference no slot of references shows."""
        layouts = self._layouts
        if fuse.is_any(type_) or fuse.is_result(type_):
            return True
        if fuse.is_option(type_):
            return self._holds_any(fuse.element_type(type_))
        if layouts.is_boxed(type_):
            return False
        if fuse.is_struct(type_):
            return any(self._holds_any(field) for _, field in layouts.fields(type_))
        return fuse.is_enum(type_) and any(self._holds_any(item) for _, payload in layouts.variants(type_) for item in payload)

    # ---- glue functions

    def drop(self, type_: ir.Type) -> ir.FlatSymbolRefAttr | None:
        """The glue that releases what a dying object holds; None when it holds nothing counted."""
        if fuse.is_map(type_):
            return ir.FlatSymbolRefAttr.get(self._drop_map(type_))
        if fuse.is_task(type_):
            return ir.FlatSymbolRefAttr.get(self._drop_task())
        if self._layouts.is_boxed(type_):
            return ir.FlatSymbolRefAttr.get(self._drop_cell(type_))
        if not (fuse.is_list(type_) or fuse.is_box(type_)) or not self._layouts.is_counted(fuse.element_type(type_)):
            return None
        return ir.FlatSymbolRefAttr.get(self._release_elements(type_))

    def define(self, name: str, inputs: list[ir.Type], results: Sequence[ir.Type] = ()) -> ir.Block | None:
        """The entry block of a new private function of the module, None when it exists already."""
        if name in self._glue:
            return None
        self._glue.add(name)
        with ir.InsertionPoint(self._module.regions[0].blocks[0]):
            function = func.FuncOp(name, ir.FunctionType.get(inputs, list(results)), visibility="private")
            return function.add_entry_block()

    def _release_elements(self, list_type: ir.Type) -> str:
        name = f"release_elements.{type_text(list_type)}"
        entry = self.define(name, [self._layouts.pointer])
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

    def _drop_map(self, map_: ir.Type) -> str:
        name = f"drop.{type_text(map_)}"
        entry = self.define(name, [self._layouts.pointer])
        if entry is not None:
            with ir.InsertionPoint(entry):
                callback = self.element_callback("release", fuse.element_type(map_))
                self._builder.call("fuse_rt_map_clear", [entry.arguments[0], callback])
                func.ReturnOp([])
        return name

    def _drop_task(self) -> str:
        """A task releases its value with the glue that it was started with."""
        entry = self.define("drop.task", [self._layouts.pointer])
        if entry is not None:
            with ir.InsertionPoint(entry):
                self._builder.call("fuse_rt_task_clear", [entry.arguments[0]])
                func.ReturnOp([])
        return "drop.task"

    def _drop_cell(self, type_: ir.Type) -> str:
        """The cell of a boxed struct or enum holds one value."""
        name = f"drop.{type_text(type_)}"
        entry = self.define(name, [self._layouts.pointer])
        if entry is not None:
            with ir.InsertionPoint(entry):
                content = fuse_rt.ArrayLoadOp(self._layouts.content(type_), entry.arguments[0], self._builder.i64(0)).result
                if fuse.is_struct(type_):
                    self._count_fields("release", content, type_, True)
                else:
                    self._call(self._enum("release", type_), content)
                func.ReturnOp([])
        return name

    def _any(self, action: str) -> str:
        """Kinds from `fuse_rt_kind`: from 16 on the payload is the address of an object."""
        name = f"{action}.any"
        entry = self.define(name, [self._layouts.any])
        if entry is None:
            return name
        builder, value = self._builder, entry.arguments[0]
        counted = entry.create_after()
        exit_ = counted.create_after()
        with ir.InsertionPoint(entry):
            kind = builder.extract(value, 0)
            is_object = builder.compare(arith.CmpIPredicate.sge, kind, builder.i64(FIRST_COUNTED_KIND))
            cf.CondBranchOp(is_object, [], [], counted, exit_)
        with ir.InsertionPoint(counted):
            object_ = llvm.IntToPtrOp(self._layouts.pointer, builder.extract(value, 1)).result
            if action == "retain":
                fuse_rt.RetainOp(object_)
            else:
                slot = builder.stack_slot(entry.owner.operation, self._layouts.any)
                llvm.StoreOp(value, slot)
                builder.call("fuse_rt_any_release", [slot])
            cf.BranchOp([], exit_)
        with ir.InsertionPoint(exit_):
            func.ReturnOp([])
        return name

    def _enum(self, action: str, enum: ir.Type) -> str:
        """Counts the payload of an enum's content by its tag."""
        name = f"{action}.{type_text(enum)}"
        entry = self.define(name, [self._layouts.content(enum)])
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
                        self._count(action, self._builder.payload(value, enum, variant, position), item, True)
                cf.BranchOp([], exit_)
        with ir.InsertionPoint(entry):
            switch_to(self._builder.extract(value, 0), tags, blocks, exit_)
        return name

    def content_callback(self, type_: ir.Type) -> ir.FlatSymbolRefAttr | None:
        """`retain_content.T`, which retains what a cell at an address holds; None when it holds nothing counted."""
        name = f"retain_content.{type_text(type_)}"
        entry = self.define(name, [self._layouts.pointer])
        if entry is not None:
            with ir.InsertionPoint(entry):
                content = llvm.LoadOp(self._layouts.content(type_), entry.arguments[0]).result
                if fuse.is_struct(type_):
                    self._count_fields("retain", content, type_, False)
                else:
                    self._call(self._enum("retain", type_), content)
                func.ReturnOp([])
        return ir.FlatSymbolRefAttr.get(name)

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
        entry = self.define(name, [self._layouts.pointer])
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
