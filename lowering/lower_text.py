"""Pass lower-text: `fuse.str.from` of composite values → generated functions.

In:      fuse + func + scf/cf + arith; `fuse.str.from` of any type.
Out:     the same dialects; `fuse.str.from` only of Int, Float and Bool.
Why here: before the CFG is made and before ownership, so that the generated functions are ordinary code to both.
Method:  one private function `@text.<type>` for each composite type met, in order of first use, recursively:
         `[a, b]`, `{k: v}`, `Name(message)` or `<Name>`, `Type.Variant(a, b)`, `Ok(a)`, `null` (language rules of stringification).
"""

from __future__ import annotations

from collections.abc import Callable

from mlir import ir
from mlir.dialects import arith, func, scf

from ..dialects import builtins, fuse
from .count_glue import type_text
from .layouts import Layouts


def lower_text(module: ir.Operation) -> None:
    """Replace every `fuse.str.from` of a composite type by a call of its text function."""
    TextFunctions(module).run()


class TextFunctions:
    def __init__(self, module: ir.Operation) -> None:
        self._module = module
        self._layouts = Layouts(module)
        self._str = fuse.str_type()
        self._functions: set[str] = set()

    def run(self) -> None:
        for op in str_from_ops(self._module):
            value = op.operands[0]
            if not fuse.is_fuse_type(value.type):
                continue
            with ir.InsertionPoint(op), op.location:
                text = self._text(value)
            op.results[0].replace_all_uses_with(text)
            op.erase()

    def _text(self, value: ir.Value) -> ir.Value:
        """The text of a value, at the current insertion point."""
        type_ = value.type
        if fuse.is_str(type_):
            return value
        if fuse.is_html(type_):
            return fuse.HtmlMarkupOp(value).result
        if fuse.is_bytes(type_):
            return builtins.call("bytes.text", [value])
        if fuse.is_any(type_):
            return builtins.call("any.text", [value])
        if fuse.is_unit(type_) or fuse.is_task(type_):
            return self._constant("()" if fuse.is_unit(type_) else "<task>")
        if fuse.is_box(type_):
            return self._text(fuse.BoxLoadOp(value).result)
        if not fuse.is_fuse_type(type_):
            return fuse.StrFromOp(value).result
        name = self._function(type_)
        return func.CallOp([self._str], ir.FlatSymbolRefAttr.get(name), [value]).results[0]

    def _function(self, type_: ir.Type) -> str:
        name = f"text.{type_text(type_)}"
        if name in self._functions:
            return name
        self._functions.add(name)
        with ir.InsertionPoint(self._module.regions[0].blocks[0]):
            function = func.FuncOp(name, ir.FunctionType.get([type_], [self._str]), visibility="private")
            entry = function.add_entry_block()
        with ir.InsertionPoint(entry):
            func.ReturnOp([self._body(entry.arguments[0])])
        return name

    def _body(self, value: ir.Value) -> ir.Value:
        type_ = value.type
        if fuse.is_list(type_):
            return self._list(value)
        if fuse.is_map(type_):
            return self._map(value)
        if fuse.is_option(type_):
            return self._option(value)
        if fuse.is_result(type_):
            return self._result(value)
        return self._struct(value) if fuse.is_struct(type_) else self._enum(value)

    def _constant(self, text: str) -> ir.Value:
        return fuse.StrConstantOp(ir.StringAttr.get(text)).result

    def _concat(self, parts: list[ir.Value]) -> ir.Value:
        return fuse.StrConcatOp(parts).result

    def _list(self, value: ir.Value) -> ir.Value:
        length = fuse.ListLengthOp(value).result
        joined = self._joined(length, lambda index: self._text(fuse.ListGetUncheckedOp(value, index).result))
        return self._concat([self._constant("["), joined, self._constant("]")])

    def _map(self, value: ir.Value) -> ir.Value:
        def entry(index: ir.Value) -> ir.Value:
            held = self._text(fuse.MapValueAtOp(value, index).result)
            return self._concat([fuse.MapKeyAtOp(value, index).result, self._constant(": "), held])

        joined = self._joined(fuse.MapLengthOp(value).result, entry)
        return self._concat([self._constant("{"), joined, self._constant("}")])

    def _joined(self, length: ir.Value, text_at: Callable[[ir.Value], ir.Value]) -> ir.Value:
        """The texts at all positions, with commas between them."""
        i64, texts = ir.IntegerType.get_signless(64), fuse.list_type(self._str)
        zero = arith.ConstantOp(i64, ir.IntegerAttr.get(i64, 0)).result
        one = arith.ConstantOp(i64, ir.IntegerAttr.get(i64, 1)).result
        loop = scf.ForOp(zero, length, one, [fuse.ListMakeOp(texts, []).result])
        with ir.InsertionPoint(loop.body):
            index, done = loop.body.arguments
            text = fuse.ListMakeOp(texts, [text_at(index)]).result
            scf.YieldOp([fuse.ListConcatOp(done, text).result])
        return fuse.StrJoinOp(loop.results[0], self._constant(", ")).result

    def _option(self, value: ir.Value) -> ir.Value:
        some = fuse.OptionIsSomeOp(value).result
        branch = scf.IfOp(some, [self._str], has_else=True)
        with ir.InsertionPoint(branch.then_block):
            inner = fuse.OptionGetOp(value).result
            scf.YieldOp([self._text(inner)])
        with ir.InsertionPoint(branch.else_block):
            scf.YieldOp([self._constant("null")])
        return branch.results[0]

    def _result(self, value: ir.Value) -> ir.Value:
        branch = scf.IfOp(fuse.ResultIsOkOp(value).result, [self._str], has_else=True)
        with ir.InsertionPoint(branch.then_block):
            scf.YieldOp([self._named("Ok", self._text(fuse.ResultGetOp(value).result))])
        with ir.InsertionPoint(branch.else_block):
            scf.YieldOp([self._named("Err", self._text(fuse.ResultErrorOp(value).result))])
        return branch.results[0]

    def _struct(self, value: ir.Value) -> ir.Value:
        """`Name(<message>)` when a String field is called message, else `<Name>`; an optional message counts when it is there."""
        name = fuse.symbol_name(value.type)
        message = dict(self._layouts.fields(value.type)).get("message")
        plain = f"<{name}>"
        if message is not None and fuse.is_str(message):
            return self._named(name, fuse.StructGetOp(message, value, ir.StringAttr.get("message")).result)
        if message is None or not (fuse.is_option(message) and fuse.is_str(fuse.element_type(message))):
            return self._constant(plain)
        held = fuse.StructGetOp(message, value, ir.StringAttr.get("message")).result
        branch = scf.IfOp(fuse.OptionIsSomeOp(held).result, [self._str], has_else=True)
        with ir.InsertionPoint(branch.then_block):
            scf.YieldOp([self._named(name, fuse.OptionGetOp(held).result)])
        with ir.InsertionPoint(branch.else_block):
            scf.YieldOp([self._constant(plain)])
        return branch.results[0]

    def _named(self, name: str, message: ir.Value) -> ir.Value:
        return self._concat([self._constant(f"{name}("), message, self._constant(")")])

    def _enum(self, value: ir.Value) -> ir.Value:
        tag = arith.IndexCastOp(ir.IndexType.get(), fuse.EnumTagOp(value).result).result
        variants = self._layouts.variants(value.type)
        switch = scf.IndexSwitchOp([self._str], tag, list(range(len(variants) - 1)))
        regions = [*switch.regions[1:], switch.regions[0]]  # the last variant is the default
        for (variant, payload), region in zip(variants, regions, strict=True):
            block = region.blocks[0] if len(region.blocks) else region.blocks.append()
            with ir.InsertionPoint(block):
                scf.YieldOp([self._variant(value, variant, payload)])
        return switch.results[0]

    def _variant(self, value: ir.Value, variant: str, payload: list[ir.Type]) -> ir.Value:
        name = f"{fuse.symbol_name(value.type)}.{variant}"
        if not payload:
            return self._constant(name)
        parts = [self._constant(f"{name}(")]
        for position, item in enumerate(payload):
            if position:
                parts.append(self._constant(", "))
            held = fuse.EnumGetOp(
                item, value, ir.StringAttr.get(variant), ir.IntegerAttr.get(ir.IntegerType.get_signless(64), position)
            )
            parts.append(self._text(held.result))
        return self._concat([*parts, self._constant(")")])


def str_from_ops(module: ir.Operation) -> list[ir.Operation]:
    """All `fuse.str.from` ops, in program order."""
    found: list[ir.Operation] = []

    def visit(op: ir.Operation) -> ir.WalkResult:
        if op.name == "fuse.str.from":
            found.append(op)
        return ir.WalkResult.ADVANCE

    module.walk(visit, ir.WalkOrder.PRE_ORDER)
    return found
