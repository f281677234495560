"""Pass lower-json: `fuse.json.encode` → generated functions.

In:      fuse + func + scf/cf + arith; `fuse.json.encode` of any type.
Out:     the same dialects; no `fuse.json.encode`. Scalars are written by `fuse.json.put`, what is fixed by `fuse.str.append`.
Why here: before the CFG is made and before ownership, so that the generated functions are ordinary code to both.
Method:  one private function `@json.<type>` for each composite type met, in order of first use, recursively: it takes a text and a
         value and returns the text with the JSON of the value at its end. The text has one owner all the way, so it grows in
         place and nothing is built in between. Names of fields are sorted here; the keys of a map are sorted when they are known.
"""

from __future__ import annotations

from collections.abc import Callable

from mlir import ir
from mlir.dialects import arith, func, scf

from ..dialects import builtins, fuse
from ..dialects.native import TypeKind, type_kind
from .count_glue import type_text
from .layouts import Layouts


def lower_json(module: ir.Operation) -> None:
    """Replace every `fuse.json.encode` by a call of the function of its type."""
    JsonFunctions(module).run()


def json_encode_ops(module: ir.Operation) -> list[ir.Operation]:
    """All `fuse.json.encode` ops, in program order."""
    found: list[ir.Operation] = []

    def visit(op: ir.Operation) -> ir.WalkResult:
        if op.name == "fuse.json.encode":
            found.append(op)
        return ir.WalkResult.ADVANCE

    module.walk(visit, ir.WalkOrder.PRE_ORDER)
    return found


def quoted(text: str) -> str:
    """A text that the program fixes, as JSON."""
    return '"' + text.translate(_ESCAPES) + '"'


_ESCAPES = str.maketrans({'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"})


class JsonFunctions:
    def __init__(self, module: ir.Operation) -> None:
        self._module = module
        self._layouts = Layouts(module)
        self._str = fuse.str_type()
        self._functions: set[str] = set()

    def run(self) -> None:
        for op in json_encode_ops(self._module):
            with ir.InsertionPoint(op), op.location:
                text = self._put(self._constant(""), op.operands[0])
            op.results[0].replace_all_uses_with(text)
            op.erase()

    def _put(self, text: ir.Value, value: ir.Value) -> ir.Value:
        """`text` with the JSON of a value at its end, at the current insertion point."""
        match type_kind(value.type):
            case None:
                return self._put_scalar(text, value)
            case TypeKind.STR | TypeKind.ANY:
                return fuse.JsonPutOp(text, value).result
            case TypeKind.HTML:
                return fuse.JsonPutOp(text, fuse.HtmlMarkupOp(value).result).result
            case TypeKind.BYTES:
                return fuse.JsonPutOp(text, builtins.call("bytes.text", [value])).result
            case TypeKind.UNIT:
                return self._append(text, "null")
            case TypeKind.TASK:
                return self._append(text, quoted("<task>"))
            case TypeKind.BOX:
                return self._put(text, fuse.BoxLoadOp(value).result)
        name = self._function(value.type)
        return func.CallOp([self._str], ir.FlatSymbolRefAttr.get(name), [text, value]).results[0]

    def _put_scalar(self, text: ir.Value, value: ir.Value) -> ir.Value:
        if value.type != ir.IntegerType.get_signless(1):
            return fuse.JsonPutOp(text, value).result
        word = arith.SelectOp(value, self._constant("true"), self._constant("false")).result
        return fuse.StrAppendOp(text, [word]).result

    def _function(self, type_: ir.Type) -> str:
        name = f"json.{type_text(type_)}"
        if name in self._functions:
            return name
        self._functions.add(name)
        with ir.InsertionPoint(self._module.regions[0].blocks[0]):
            function = func.FuncOp(name, ir.FunctionType.get([self._str, type_], [self._str]), visibility="private")
            entry = function.add_entry_block()
        with ir.InsertionPoint(entry):
            func.ReturnOp([self._body(*entry.arguments)])
        return name

    def _body(self, text: ir.Value, value: ir.Value) -> ir.Value:
        match type_kind(value.type):
            case TypeKind.LIST:
                return self._list(text, value)
            case TypeKind.MAP:
                return self._map(text, value)
            case TypeKind.OPTION:
                return self._choose(
                    fuse.OptionIsSomeOp(value).result,
                    lambda: self._put(text, fuse.OptionGetOp(value).result),
                    lambda: self._append(text, "null"),
                )
            case TypeKind.RESULT:
                return self._choose(
                    fuse.ResultIsOkOp(value).result,
                    lambda: self._put(text, fuse.ResultGetOp(value).result),
                    lambda: self._put(text, fuse.ResultErrorOp(value).result),
                )
            case TypeKind.STRUCT:
                return self._struct(text, value)
        return self._enum(text, value)

    # ---- containers

    def _list(self, text: ir.Value, value: ir.Value) -> ir.Value:
        def element(text: ir.Value, index: ir.Value) -> ir.Value:
            return self._put(text, fuse.ListGetUncheckedOp(value, index).result)

        return self._sequence(text, "[]", fuse.ListLengthOp(value).result, element)

    def _map(self, text: ir.Value, value: ir.Value) -> ir.Value:
        order = builtins.call("map.order", [value])

        def entry(text: ir.Value, index: ir.Value) -> ir.Value:
            position = fuse.ListGetUncheckedOp(order, index).result
            key = fuse.JsonPutOp(text, fuse.MapKeyAtOp(value, position).result).result
            return self._put(self._append(key, ":"), fuse.MapValueAtOp(value, position).result)

        return self._sequence(text, "{}", fuse.MapLengthOp(value).result, entry)

    def _sequence(self, text: ir.Value, brackets: str, length: ir.Value, put: Callable[[ir.Value, ir.Value], ir.Value]) -> ir.Value:
        """What `put` writes for each index, with commas between and brackets around it."""
        loop = scf.ForOp(self._int(0), length, self._int(1), [self._append(text, brackets[0])])
        with ir.InsertionPoint(loop.body):
            index, before = loop.body.arguments
            is_first = arith.CmpIOp(arith.CmpIPredicate.eq, index, self._int(0)).result
            after = self._choose(is_first, lambda: before, lambda: self._append(before, ","))
            scf.YieldOp([put(after, index)])
        return self._append(loop.results[0], brackets[1])

    def _struct(self, text: ir.Value, value: ir.Value) -> ir.Value:
        fixed = "{"
        for name, type_ in sorted(self._layouts.fields(value.type)):
            text = self._append(text, f"{fixed}{quoted(name)}:")
            text = self._put(text, fuse.StructGetOp(type_, value, ir.StringAttr.get(name)).result)
            fixed = ","
        return self._append(text, "}" if fixed == "," else "{}")

    def _enum(self, text: ir.Value, value: ir.Value) -> ir.Value:
        tag = arith.IndexCastOp(ir.IndexType.get(), fuse.EnumTagOp(value).result).result
        variants = self._layouts.variants(value.type)
        switch = scf.IndexSwitchOp([self._str], tag, list(range(len(variants) - 1)))
        regions = [*switch.regions[1:], switch.regions[0]]  # the last variant is the default
        for (variant, payload), region in zip(variants, regions, strict=True):
            block = region.blocks[0] if len(region.blocks) else region.blocks.append()
            with ir.InsertionPoint(block):
                scf.YieldOp([self._variant(text, value, variant, payload)])
        return switch.results[0]

    def _variant(self, text: ir.Value, value: ir.Value, variant: str, payload: list[ir.Type]) -> ir.Value:
        """One value stands for itself, several are an array."""
        tag = f'"type":{quoted(variant)}}}'
        if not payload:
            return self._append(text, "{" + tag)
        opening, closing = ("[", "]") if len(payload) > 1 else ("", "")
        text = self._append(text, f'{{"data":{opening}')
        for position, type_ in enumerate(payload):
            if position:
                text = self._append(text, ",")
            index = ir.IntegerAttr.get(ir.IntegerType.get_signless(64), position)
            text = self._put(text, fuse.EnumGetOp(type_, value, ir.StringAttr.get(variant), index).result)
        return self._append(text, f"{closing},{tag}")

    # ---- pieces

    def _append(self, text: ir.Value, fixed: str) -> ir.Value:
        return fuse.StrAppendOp(text, [self._constant(fixed)]).result

    def _choose(self, condition: ir.Value, then: Callable[[], ir.Value], otherwise: Callable[[], ir.Value]) -> ir.Value:
        branch = scf.IfOp(condition, [self._str], has_else=True)
        for block, make in ((branch.then_block, then), (branch.else_block, otherwise)):
            with ir.InsertionPoint(block):
                scf.YieldOp([make()])
        return branch.results[0]

    def _constant(self, text: str) -> ir.Value:
        return fuse.StrConstantOp(ir.StringAttr.get(text)).result

    def _int(self, value: int) -> ir.Value:
        i64 = ir.IntegerType.get_signless(64)
        return arith.ConstantOp(i64, ir.IntegerAttr.get(i64, value)).result
