"""The counting functions of the llvm stage: retain, release and unique, one internal function for each kind that is used.

The common case is a few instructions that inline everywhere; the rest stays out of line:

    count.retain(object)       count > 0: count + 1              else count.retain_slow: < 0 atomic, 0 nothing
    count.release.<drop>       count > 1: count - 1              else count.release_slow.<drop>: dies, < 0 atomic, 0 nothing
    count.unique.<retain>.<T>  count = 1: the object itself      else count.unique_slow…: a copy, the original released
    count.room.<retain>.<T>    count = 1 and room for one more element: the object itself      else count.room_slow…: it grows, or a
                               copy with room

`_nullable` variants do nothing for null (and have no slow twin of their own).
"""

from __future__ import annotations

from collections.abc import Callable

from mlir import ir
from mlir.dialects import llvm

from .llvm_builder import LlvmBuilder
from .object_header import CAPACITY_OFFSET, LENGTH_OFFSET
from .runtime_calls import declare

INLINE = ("alwaysinline",)
OUTLINE = ("noinline", "cold")


class CountFunctions:
    """Each method returns the symbol of a function, defining it on first use."""

    def __init__(self, builder: LlvmBuilder) -> None:
        self._builder = builder

    def retain(self, nullable: bool) -> str:
        if nullable:
            return self._nullable("count.retain_nullable", self.retain(False))
        return self._once("count.retain", self._define_retain)

    def release(self, drop: str | None, nullable: bool, deep: bool = False) -> str:
        """`drop` releases what a dying object holds; where objects nest without end (`deep`) the runtime calls it, one object after
        the other."""
        suffix = f".{drop}" if drop else ""
        if nullable:
            return self._nullable(f"count.release_nullable{suffix}", self.release(drop, False, deep))
        return self._once(f"count.release{suffix}", lambda name: self._define_release(name, drop, deep))

    def unique(self, element: ir.Type, retain: str | None, drop: str | None) -> str:
        """`retain` retains one element in memory, `drop` releases all elements of a dying list."""
        name = f"count.unique.{retain or element}"
        return self._once(name, lambda name: self._define_unique(name, element, retain, drop))

    def room(self, element: ir.Type, retain: str | None, drop: str | None) -> str:
        """As `unique`, for an array that an element is put behind."""
        name = f"count.room.{retain or element}"
        return self._once(name, lambda name: self._define_room(name, element, retain, drop))

    def _once(self, name: str, define: Callable[[str], None]) -> str:
        if name not in self._builder.functions:
            define(name)
        return name

    # ---- definitions

    def _nullable(self, name: str, action: str) -> str:
        return self._once(name, lambda name: self._define_nullable(name, action))

    def _define_nullable(self, name: str, action: str) -> None:
        builder = self._builder
        entry = builder.define(name, [builder.pointer], None, INLINE)
        object_, act = entry.arguments[0], entry.create_after()
        done = act.create_after()
        with ir.InsertionPoint(entry), builder.module.location:
            branch(builder.compare("eq", object_, builder.null()), done, act)
        with ir.InsertionPoint(act), builder.module.location:
            builder.call(action, [object_])
            llvm.BrOp([], done)
        with ir.InsertionPoint(done), builder.module.location:
            llvm.ReturnOp()

    def _define_retain(self, name: str) -> None:
        builder = self._builder
        slow = builder.define("count.retain_slow", [builder.pointer, builder.i64], None, OUTLINE)
        shared = slow.create_after()
        done = shared.create_after()
        with ir.InsertionPoint(slow), builder.module.location:
            branch(builder.compare("slt", slow.arguments[1], builder.i64_constant(0)), shared, done)
        with ir.InsertionPoint(shared), builder.module.location:
            builder.call(declare(builder, "fuse_rt_retain_shared", [builder.pointer], None), [slow.arguments[0]])
            llvm.BrOp([], done)
        with ir.InsertionPoint(done), builder.module.location:
            llvm.ReturnOp()
        self._define_fast(name, "count.retain_slow", at_least=1, step=1)

    def _define_fast(self, name: str, slow: str, at_least: int, step: int) -> None:
        """count >= at_least: count += step, else the slow function with object and count."""
        builder = self._builder
        entry = builder.define(name, [builder.pointer], None, INLINE)
        object_, fast = entry.arguments[0], entry.create_after()
        rare = fast.create_after()
        done = rare.create_after()
        with ir.InsertionPoint(entry), builder.module.location:
            count = builder.load_header(object_, 0)
            branch(builder.compare("sge", count, builder.i64_constant(at_least)), fast, rare)
        with ir.InsertionPoint(fast), builder.module.location:
            builder.store_count(llvm.AddOp(count, builder.i64_constant(step), 0).result, object_)
            llvm.BrOp([], done)
        with ir.InsertionPoint(rare), builder.module.location:
            builder.call(slow, [object_, count])
            llvm.BrOp([], done)
        with ir.InsertionPoint(done), builder.module.location:
            llvm.ReturnOp()

    def _define_release(self, name: str, drop: str | None, deep: bool) -> None:
        builder = self._builder
        slow_name = name.replace("count.release", "count.release_slow", 1)
        # Dying is common for temporaries, so the slow twin is kept out of line but not cold.
        slow = builder.define(slow_name, [builder.pointer, builder.i64], None, ("noinline",))
        object_, count = slow.arguments
        blocks = [slow]
        for _ in range(4):
            blocks.append(blocks[-1].create_after())
        _, maybe_shared, shared, dies, done = blocks
        with ir.InsertionPoint(slow), builder.module.location:
            branch(builder.compare("eq", count, builder.i64_constant(1)), dies, maybe_shared)
        with ir.InsertionPoint(maybe_shared), builder.module.location:
            branch(builder.compare("slt", count, builder.i64_constant(0)), shared, done)
        with ir.InsertionPoint(shared), builder.module.location:
            callee = declare(builder, "fuse_rt_release_shared", [builder.pointer], builder.i1)
            branch(builder.call(callee, [object_], builder.i1), dies, done)
        with ir.InsertionPoint(dies), builder.module.location:
            if drop is not None and deep:
                bury = declare(builder, "fuse_rt_array_bury", [builder.pointer, builder.pointer], None)
                builder.call(bury, [object_, builder.address_of(drop)])
            else:
                if drop is not None:
                    builder.call(drop, [object_])
                builder.call(declare(builder, "fuse_rt_array_free", [builder.pointer], None), [object_])
            llvm.BrOp([], done)
        with ir.InsertionPoint(done), builder.module.location:
            llvm.ReturnOp()
        self._define_fast(name, slow_name, at_least=2, step=-1)

    def _define_unique(self, name: str, element: ir.Type, retain: str | None, drop: str | None) -> None:
        builder = self._builder
        slow_name = name.replace("count.unique", "count.unique_slow", 1)
        slow = builder.define(slow_name, [builder.pointer], builder.pointer, OUTLINE)
        release = self.release(drop, False)
        with ir.InsertionPoint(slow), builder.module.location:
            callback = builder.null() if retain is None else builder.address_of(retain)
            inputs = [builder.pointer, builder.i64, builder.pointer]
            copy = declare(builder, "fuse_rt_list_copy", inputs, builder.pointer)
            copied = builder.call(copy, [slow.arguments[0], builder.size_of(element), callback], builder.pointer)
            builder.call(release, [slow.arguments[0]])
            llvm.ReturnOp(arg=copied)
        entry = builder.define(name, [builder.pointer], builder.pointer, INLINE)
        rare = entry.create_after()
        done = rare.create_after(builder.pointer)
        with ir.InsertionPoint(entry), builder.module.location:
            count = builder.load_header(entry.arguments[0], 0)
            unique = builder.compare("eq", count, builder.i64_constant(1))
            llvm.CondBrOp(unique, [entry.arguments[0]], [], done, rare)
        with ir.InsertionPoint(rare), builder.module.location:
            llvm.BrOp([builder.call(slow_name, [entry.arguments[0]], builder.pointer)], done)
        with ir.InsertionPoint(done), builder.module.location:
            llvm.ReturnOp(arg=done.arguments[0])

    def _define_room(self, name: str, element: ir.Type, retain: str | None, drop: str | None) -> None:
        builder = self._builder
        slow_name = name.replace("count.room", "count.room_slow", 1)
        # Not cold: a list that grows from nothing comes here several times.
        slow = builder.define(slow_name, [builder.pointer], builder.pointer, ("noinline",))
        unique = slow.create_after()
        shared = unique.create_after()
        size, made = [builder.pointer, builder.i64, builder.i64], builder.pointer
        with ir.InsertionPoint(slow), builder.module.location:
            count = builder.load_header(slow.arguments[0], 0)
            branch(builder.compare("eq", count, builder.i64_constant(1)), unique, shared)
        with ir.InsertionPoint(unique), builder.module.location:
            operands = [slow.arguments[0], builder.i64_constant(1), builder.size_of(element)]
            llvm.ReturnOp(arg=builder.call(declare(builder, "fuse_rt_list_reserve", size, made), operands, made))
        release = self.release(drop, False)
        with ir.InsertionPoint(shared), builder.module.location:
            callback = builder.null() if retain is None else builder.address_of(retain)
            operands = [slow.arguments[0], builder.i64_constant(1), builder.size_of(element), callback]
            copy = declare(builder, "fuse_rt_list_copy_with_room", [*size, builder.pointer], made)
            copied = builder.call(copy, operands, made)
            builder.call(release, [slow.arguments[0]])
            llvm.ReturnOp(arg=copied)
        entry = builder.define(name, [builder.pointer], builder.pointer, INLINE)
        alone = entry.create_after()
        rare = alone.create_after()
        done = rare.create_after(builder.pointer)
        array = entry.arguments[0]
        with ir.InsertionPoint(entry), builder.module.location:
            branch(builder.compare("eq", builder.load_header(array, 0), builder.i64_constant(1)), alone, rare)
        with ir.InsertionPoint(alone), builder.module.location:
            length, capacity = builder.load_header(array, LENGTH_OFFSET), builder.load_header(array, CAPACITY_OFFSET)
            llvm.CondBrOp(builder.compare("slt", length, capacity), [array], [], done, rare)
        with ir.InsertionPoint(rare), builder.module.location:
            llvm.BrOp([builder.call(slow_name, [array], made)], done)
        with ir.InsertionPoint(done), builder.module.location:
            llvm.ReturnOp(arg=done.arguments[0])


def branch(condition: ir.Value, then: ir.Block, otherwise: ir.Block) -> None:
    llvm.CondBrOp(condition, [], [], then, otherwise)
