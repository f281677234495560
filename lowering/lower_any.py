"""Pass lower-any: conversions between types and `!fuse.any` → generated functions.

In:      fuse + func + scf/cf + arith; `fuse.any.from` and `fuse.any.to` of any type.
Out:     the same dialects; `fuse.any.from` only of values that are one already but for their form (Int, Float, Bool, Unit, texts,
         bytes, markup, lists and maps of `!fuse.any`); no `fuse.any.to`.
Why here: before raises become branches and before ownership, so that the generated functions are ordinary code to both.
Method:  one private function `@any.from.<type>` or `@any.to.<type>` for each type met, in order of first use, recursively. A value
         known at run time is uniform: what is inside of it is `!fuse.any` too. So a list is converted element by element, a struct
         field by field, and a task by another one, which waits for it.
"""

from __future__ import annotations

from collections.abc import Callable

from mlir import ir
from mlir.dialects import arith, func, scf

from ..dialects import builtins, fuse
from ..dialects.native import TypeKind, type_kind
from .count_glue import type_text
from .layouts import Layouts
from .type_names import language_name

_BARE = (TypeKind.STR, TypeKind.BYTES, TypeKind.HTML, TypeKind.UNIT)


def lower_any(module: ir.Operation) -> None:
    """Replace conversions of composite types by calls of generated functions."""
    Conversions(module).run()


def is_bare(type_: ir.Type) -> bool:
    """Whether a value of the type is the payload of an `!fuse.any` as it is."""
    kind = type_kind(type_)
    if kind in (TypeKind.LIST, TypeKind.MAP):
        return fuse.is_any(fuse.element_type(type_))
    return kind is None or kind in _BARE


class Conversions:
    def __init__(self, module: ir.Operation) -> None:
        self._module = module
        self._layouts = Layouts(module)
        self._any = fuse.any_type()
        self._i64 = ir.IntegerType.get_signless(64)
        self._functions: set[str] = set()

    def run(self) -> None:
        for op in conversions_of(self._module):
            value = op.operands[0]
            with ir.InsertionPoint(op), op.location:
                if op.name == "fuse.any.to":
                    converted = self._to(value, op.results[0].type)
                elif is_bare(value.type):
                    continue
                else:
                    converted = self._from(value)
            op.results[0].replace_all_uses_with(converted)
            op.erase()

    def _call(self, name: str, value: ir.Value, result: ir.Type, body: Callable[[ir.Value], ir.Value]) -> ir.Value:
        """A call of the function of this name, which is made on its first use."""
        if name not in self._functions:
            self._functions.add(name)
            with ir.InsertionPoint(self._module.regions[0].blocks[0]):
                function = func.FuncOp(name, ir.FunctionType.get([value.type], [result]), visibility="private")
                entry = function.add_entry_block()
            with ir.InsertionPoint(entry):
                func.ReturnOp([body(entry.arguments[0])])
        return func.CallOp([result], ir.FlatSymbolRefAttr.get(name), [value]).results[0]

    # ---- T → any

    def _from(self, value: ir.Value) -> ir.Value:
        type_ = value.type
        if fuse.is_any(type_):
            return value
        if is_bare(type_):
            return fuse.AnyFromOp(value).result
        if fuse.is_task(type_):
            return fuse.AnyFromOp(self._task(value, self._any)).result
        if fuse.is_box(type_):
            return self._from(fuse.BoxLoadOp(value).result)
        return self._call(f"any.from.{type_text(type_)}", value, self._any, self._from_body)

    def _from_body(self, value: ir.Value) -> ir.Value:
        match type_kind(value.type):
            case TypeKind.LIST:
                items = self._each(value, fuse.ListLengthOp(value).result, fuse.list_type(self._any), self._append_from)
                return fuse.AnyFromOp(items).result
            case TypeKind.MAP:
                entries = self._each(value, fuse.MapLengthOp(value).result, fuse.map_type(self._any), self._enter_from)
                return fuse.AnyFromOp(entries).result
            case TypeKind.OPTION:
                is_some = fuse.OptionIsSomeOp(value).result
                return self._choose(is_some, self._any, lambda: self._from(fuse.OptionGetOp(value).result), null)
            case TypeKind.RESULT:
                return self._choose(
                    fuse.ResultIsOkOp(value).result,
                    self._any,
                    lambda: pack([self._from(fuse.ResultGetOp(value).result)], value.type, "Ok"),
                    lambda: pack([fuse.ResultErrorOp(value).result], value.type, "Err"),
                )
            case TypeKind.STRUCT:
                fields = [
                    (fuse.StructGetOp(type_, value, ir.StringAttr.get(name)).result) for name, type_ in self._fields(value.type)
                ]
                return pack([self._from(field) for field in fields], value.type)
        return self._switch(value, fuse.EnumTagOp(value).result, value.type, self._any, self._pack_variant)

    def _append_from(self, list_: ir.Value, index: ir.Value, done: ir.Value) -> ir.Value:
        return append(done, self._from(fuse.ListGetUncheckedOp(list_, index).result))

    def _enter_from(self, map_: ir.Value, index: ir.Value, done: ir.Value) -> ir.Value:
        value = self._from(fuse.MapValueAtOp(map_, index).result)
        return fuse.MapSetOp(done, fuse.MapKeyAtOp(map_, index).result, value).result

    def _pack_variant(self, value: ir.Value, enum: ir.Type, variant: str, payload: list[ir.Type]) -> ir.Value:
        items = [enum_part(value, variant, position, type_) for position, type_ in enumerate(payload)]
        return pack([self._from(item) for item in items], enum, variant)

    # ---- any → T

    def _to(self, value: ir.Value, type_: ir.Type) -> ir.Value:
        if fuse.is_any(type_):
            return value
        return self._call(f"any.to.{type_text(type_)}", value, type_, lambda value: self._to_body(value, type_))

    def _to_body(self, value: ir.Value, type_: ir.Type) -> ir.Value:
        if fuse.is_option(type_):
            inner = fuse.element_type(type_)
            return self._choose(
                fuse.AnyIsNullOp(value).result,
                type_,
                lambda: fuse.OptionNoneOp(type_).result,
                lambda: fuse.OptionSomeOp(self._to(value, inner)).result,
            )
        self._check(value, type_)
        match type_kind(type_):
            case TypeKind.UNIT:
                return fuse.UnitConstantOp().result
            case TypeKind.LIST if not is_bare(type_):
                items = fuse.AnyGetOp(fuse.list_type(self._any), value).result
                return self._each(items, fuse.ListLengthOp(items).result, type_, self._append_to)
            case TypeKind.MAP if not is_bare(type_):
                entries = fuse.AnyGetOp(fuse.map_type(self._any), value).result
                return self._each(entries, fuse.MapLengthOp(entries).result, type_, self._enter_to)
            case TypeKind.RESULT:
                return self._choose(
                    is_a(value, type_, "Ok"),
                    type_,
                    lambda: fuse.ResultOkOp(type_, self._to(part(value, 0), fuse.element_type(type_))).result,
                    lambda: fuse.ResultErrOp(type_, part(value, 0)).result,
                )
            case TypeKind.STRUCT:
                fields = [self._to(part(value, position), field) for position, (_, field) in enumerate(self._fields(type_))]
                return fuse.StructMakeOp(type_, fields).result
            case TypeKind.ENUM:
                number = builtins.call("any.variant_number", [value])
                return self._switch(value, number, type_, type_, self._unpack_variant)
            case TypeKind.TASK:
                return self._task(fuse.AnyGetOp(fuse.task_type(self._any), value).result, fuse.element_type(type_))
        return fuse.AnyGetOp(type_, value).result

    def _check(self, value: ir.Value, type_: ir.Type) -> None:
        handler = fuse.check(is_a(value, type_))
        with ir.InsertionPoint(handler):
            parts = [constant(f"type mismatch: expected {language_name(type_)}, got "), builtins.call("any.type_name", [value])]
            fuse.YieldOp(fuse.ErrorTextOp(fuse.StrConcatOp(parts).result).result)

    def _append_to(self, items: ir.Value, index: ir.Value, done: ir.Value) -> ir.Value:
        return append(done, self._to(fuse.ListGetUncheckedOp(items, index).result, fuse.element_type(done.type)))

    def _enter_to(self, entries: ir.Value, index: ir.Value, done: ir.Value) -> ir.Value:
        value = self._to(fuse.MapValueAtOp(entries, index).result, fuse.element_type(done.type))
        return fuse.MapSetOp(done, fuse.MapKeyAtOp(entries, index).result, value).result

    def _unpack_variant(self, value: ir.Value, enum: ir.Type, variant: str, payload: list[ir.Type]) -> ir.Value:
        items = [self._to(part(value, position), type_) for position, type_ in enumerate(payload)]
        return fuse.EnumMakeOp(enum, ir.StringAttr.get(variant), items).result

    # ---- tasks

    def _task(self, task: ir.Value, result: ir.Type) -> ir.Value:
        """A task whose value is that of `task`, converted; itself where there is nothing to convert. As every task it is a function
        with a fixed signature, which borrows what the task holds."""
        if fuse.element_type(task.type) == result:
            return task
        to = not fuse.is_any(result)
        name = f"any.{'to' if to else 'from'}.{type_text(fuse.task_type(result) if to else task.type)}.value"
        if name not in self._functions:
            self._functions.add(name)
            results = [] if fuse.is_unit(result) else [result]
            with ir.InsertionPoint(self._module.regions[0].blocks[0]):
                function = func.FuncOp(name, ir.FunctionType.get([task.type], results), visibility="private")
                function.attributes["fuse.exported"] = ir.UnitAttr.get()
                function.attributes["arg_attrs"] = ir.ArrayAttr.get([ir.DictAttr.get({"fuse.borrow": ir.UnitAttr.get()})])
                entry = function.add_entry_block()
            with ir.InsertionPoint(entry):
                value = fuse.AwaitOp(entry.arguments[0]).result
                converted = self._to(value, result) if to else self._from(value)
                func.ReturnOp([converted] if results else [])
        return fuse.SpawnOp(fuse.task_type(result), ir.FlatSymbolRefAttr.get(name), [task]).result

    # ---- structure

    def _fields(self, struct: ir.Type) -> list[tuple[str, ir.Type]]:
        return self._layouts.fields(struct)

    def _each(
        self, value: ir.Value, length: ir.Value, result: ir.Type, step: Callable[[ir.Value, ir.Value, ir.Value], ir.Value]
    ) -> ir.Value:
        """The list or map `result` that `step` builds, one element or entry of `value` after the other."""
        empty = fuse.ListMakeOp(result, []) if fuse.is_list(result) else fuse.MapMakeOp(result, [], [])
        loop = scf.ForOp(self._int(0), length, self._int(1), [empty.result])
        with ir.InsertionPoint(loop.body):
            index, done = loop.body.arguments
            scf.YieldOp([step(value, index, done)])
        return loop.results[0]

    def _choose(
        self, condition: ir.Value, type_: ir.Type, then: Callable[[], ir.Value], otherwise: Callable[[], ir.Value]
    ) -> ir.Value:
        branch = scf.IfOp(condition, [type_], has_else=True)
        for block, make in ((branch.then_block, then), (branch.else_block, otherwise)):
            with ir.InsertionPoint(block):
                scf.YieldOp([make()])
        return branch.results[0]

    def _switch(
        self,
        value: ir.Value,
        number: ir.Value,
        enum: ir.Type,
        result: ir.Type,
        make: Callable[[ir.Value, ir.Type, str, list[ir.Type]], ir.Value],
    ) -> ir.Value:
        """What `make` makes of each variant of the enum; the last one takes every other number."""
        variants = self._layouts.variants(enum)
        index = arith.IndexCastOp(ir.IndexType.get(), number).result
        switch = scf.IndexSwitchOp([result], index, list(range(len(variants) - 1)))
        for (variant, payload), region in zip(variants, [*list(switch.regions)[1:], switch.regions[0]], strict=True):
            block = region.blocks[0] if len(region.blocks) else region.blocks.append()
            with ir.InsertionPoint(block):
                scf.YieldOp([make(value, enum, variant, payload)])
        return switch.results[0]

    def _int(self, value: int) -> ir.Value:
        return arith.ConstantOp(self._i64, ir.IntegerAttr.get(self._i64, value)).result


# ---- single ops


def null() -> ir.Value:
    return fuse.AnyNullOp().result


def constant(text: str) -> ir.Value:
    return fuse.StrConstantOp(ir.StringAttr.get(text)).result


def append(list_: ir.Value, element: ir.Value) -> ir.Value:
    return fuse.ListConcatOp(list_, fuse.ListMakeOp(list_.type, [element]).result).result


def pack(parts: list[ir.Value], type_: ir.Type, variant: str | None = None) -> ir.Value:
    return fuse.AnyPackOp(parts, ir.TypeAttr.get(type_), variant=variant).result


def part(value: ir.Value, position: int) -> ir.Value:
    return fuse.AnyPartOp(value, ir.IntegerAttr.get(ir.IntegerType.get_signless(64), position)).result


def is_a(value: ir.Value, type_: ir.Type, variant: str | None = None) -> ir.Value:
    return fuse.AnyIsOp(value, ir.TypeAttr.get(type_), variant=variant).result


def enum_part(value: ir.Value, variant: str, position: int, type_: ir.Type) -> ir.Value:
    index = ir.IntegerAttr.get(ir.IntegerType.get_signless(64), position)
    return fuse.EnumGetOp(type_, value, ir.StringAttr.get(variant), index).result


def conversions_of(module: ir.Operation) -> list[ir.Operation]:
    """All `fuse.any.from` and `fuse.any.to` ops, in program order."""
    found: list[ir.Operation] = []

    def visit(op: ir.Operation) -> ir.WalkResult:
        if op.name in ("fuse.any.from", "fuse.any.to"):
            found.append(op)
        return ir.WalkResult.ADVANCE

    module.walk(visit, ir.WalkOrder.PRE_ORDER)
    return found
