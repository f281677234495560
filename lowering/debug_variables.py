"""Variables for a debugger, for lower-fuse-to-fuse-rt: each has a slot in the frame of its function, which holds its value.

A slot is written where `fuse.debug.set` stands. When a value is released, slots that hold it become null: a debugger then says that
the variable is gone instead of showing memory that belongs to something else. Stores are volatile, so that no optimization takes
a slot away. What a slot is about stands in its attribute `fuse.variable`; codegen/debug_info.py makes DWARF of it.
"""

from __future__ import annotations

from mlir import ir
from mlir.dialects import llvm

from .debug_types import DebugTypes
from .machine_builder import MachineBuilder, enclosing_function
from .machine_lowering import FuseOp, Handler, Lowering

VARIABLE = "fuse.variable"
_ENDS = "fuse.ends"


class DebugSlots:
    """The slots of all functions of a module, by function and number of the variable."""

    def __init__(self, builder: MachineBuilder) -> None:
        self._builder = builder
        self._types = DebugTypes(builder.layouts)
        self._slots: dict[tuple[str, int], ir.Value] = {}

    def of(self, op: FuseOp) -> ir.Value | None:
        """The slot of the variable that a `fuse.debug.set` is about; None where values of its type are not described."""
        key = _key(op.op, op.integer("number"))
        slot = self._slots.get(key)
        if slot is None:
            type_ = self._types.of_variable(op.operand_types[0])
            if type_ is None:
                return None
            slot = self._slots[key] = self._make(op, type_)
        return slot

    def known(self, op: ir.Operation, number: int) -> ir.Value | None:
        """The slot of a variable of the function around `op`, where it has one."""
        return self._slots.get(_key(op, number))

    def _make(self, op: FuseOp, type_: ir.Attribute) -> ir.Value:
        machine, function = op.operands[0].type, enclosing_function(op.op)
        # The place of the function: a debugger that steps sees nothing happen here.
        with ir.InsertionPoint.at_block_begin(function.regions[0].blocks[0]), function.location:
            one = self._builder.i64(1)
            slot = llvm.AllocaOp(self._builder.layouts.pointer, one, ir.TypeAttr.get(machine)).operation
            llvm.StoreOp(self._builder.zero(machine), slot.result, volatile_=True)
        facts = {name: op.op.attributes[name] for name in ("name", "line", "scope", "argument") if op.has(name)}
        slot.attributes[VARIABLE] = ir.DictAttr.get({**facts, "type": type_})
        return slot.result


def _key(op: ir.Operation, number: int) -> tuple[str, int]:
    return ir.StringAttr(enclosing_function(op).attributes["sym_name"]).value, number


def lower_debug_set(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    slot = lowering.slots.of(op)
    if slot is not None:
        llvm.StoreOp(op.operands[0], slot, volatile_=True)
    return []


def note_ends(function: ir.Operation) -> None:
    """Has each release say which variables may hold what it releases; before values lose their identity."""
    ops = [view.operation for block in function.regions[0].blocks for view in block]
    numbers: dict[ir.Value, dict[int, None]] = {}
    for op in ops:
        if op.name == "fuse.debug.set":
            numbers.setdefault(op.operands[0], {})[ir.IntegerAttr(op.attributes["number"]).value] = None
    for op in ops:
        if op.name == "fuse.release" and op.operands[0] in numbers:
            op.attributes[_ENDS] = ir.DenseI64ArrayAttr.get(list(numbers[op.operands[0]]))


def forget_released(lowering: Lowering, op: FuseOp) -> None:
    """After a release: clear the slots that hold the reference."""
    if not op.has(_ENDS):
        return
    value = op.operands[0]
    if value.type != lowering.layouts.pointer:
        return
    null = lowering.builder.zero(value.type)
    for number in ir.DenseI64ArrayAttr(op.op.attributes[_ENDS]):
        slot = lowering.slots.known(op.op, number)
        if slot is not None:
            held = llvm.LoadOp(value.type, slot, volatile_=True).result
            same = llvm.ICmpOp(llvm.ICmpPredicate.eq, held, value).result
            llvm.StoreOp(llvm.SelectOp(same, null, held).result, slot, volatile_=True)


DEBUG_HANDLERS: dict[str, Handler] = {"fuse.debug.set": lower_debug_set}
