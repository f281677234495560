"""Pass lower-fuse-rt-to-llvm: runtime ops become llvm ops; functions get their linker names.

In:      fuse_rt + llvm; func, cf and arith are gone (upstream `convert-to-llvm`).
Out:     llvm alone.
Why here: the last step that knows what a counted object is. It comes after the conversion of functions because an llvm call cannot
         name a func.func.
Method:  op by op (`HANDLERS`). Constants become private globals, one for each text, numbered in program order. Loads and stores
         carry TBAA tags: headers, and elements of each scalar type, never overlap, so that a store of an element does not
         make the next length test reload the header.
Names:   the function of `@greet` is `fuse.greet`, internal: no user's name can meet one of the C library.
"""

from __future__ import annotations

from collections.abc import Callable

from mlir import ir
from mlir.dialects import llvm

from .count_functions import CountFunctions
from .llvm_builder import LlvmBuilder
from .object_header import HEADER_BYTES, LENGTH_OFFSET
from .runtime_calls import declare

Handler = Callable[["RuntimeLowering", ir.Operation], list[ir.Value]]


def lower_fuse_rt_to_llvm(module: ir.Operation) -> None:
    """Replace every op of the fuse_rt dialect."""
    RuntimeLowering(module).run()


class RuntimeLowering:
    def __init__(self, module: ir.Operation) -> None:
        self.module = module
        self.llvm = LlvmBuilder(module)
        self.counts = CountFunctions(self.llvm)
        # Symbol of each text, by kind: programs have tens of thousands.
        self._texts: dict[str, dict[str, str]] = {"str": {}, "c_str": {}}
        self._data: dict[str, dict[ir.Attribute, str]] = {"list": {}, "texts": {}}
        self._shapes: set[str] = set()

    def run(self) -> None:
        functions = [op.operation for op in self.module.regions[0].blocks[0] if op.operation.name == "llvm.func"]
        names = rename_functions(functions)
        for function in functions:
            for block in function.regions[0].blocks:
                for op in [op.operation for op in block]:
                    if op.name == "llvm.call":
                        op.attributes["callee"] = ir.FlatSymbolRefAttr.get(names[symbol_attribute(op, "callee")])
                    elif op.name.startswith("fuse_rt."):
                        self._replace(op)

    def _replace(self, op: ir.Operation) -> None:
        with ir.InsertionPoint(op), op.location:
            results = HANDLERS[op.name](self, op)
        for old, new in zip(op.results, results, strict=True):
            old.replace_all_uses_with(new)
        op.erase()

    def data_global(self, kind: str, elements: ir.Attribute, define: Callable[[str, ir.Attribute], None]) -> str:
        """The symbol of constant elements; `kind` is `list` (numbers or Bools) or `texts` (FUSE string objects)."""
        symbols = self._data[kind]
        name = symbols.get(elements)
        if name is None:
            name = symbols[elements] = f"{kind}.{len(symbols)}"
            define(name, elements)
        return name

    def text_global(self, kind: str, text: str) -> str:
        """The symbol of a constant; `kind` is `str` (a FUSE string object) or `c_str` (NUL-terminated)."""
        symbols = self._texts[kind]
        name = symbols.get(text)
        if name is None:
            name = f"{kind}.{len(symbols)}"
            symbols[text] = name
            define = self.llvm.define_string if kind == "str" else self.llvm.define_c_string
            define(name, text)
        return name

    def shape_global(self, name: str, names: list[str]) -> str:
        """The symbol of the shape of a struct or an enum: its name, the number of its parts, their names."""
        symbol = f"shape.{name}"
        if symbol not in self._shapes:
            self._shapes.add(symbol)
            texts = [self.text_global("str", text) for text in names]
            self.llvm.define_pointers(f"{symbol}.names", texts)
            self.llvm.define_record(symbol, [self.text_global("str", name), len(names), f"{symbol}.names"])
        return symbol

    def named_global(self, texts: list[str], callee: str | None, members: str | None) -> str:
        """The symbol of a named value: its texts, how it is called, and how a member of it is read."""
        symbol = f"named.{texts[0]}"
        if symbol not in self._shapes:
            self._shapes.add(symbol)
            self.llvm.define_record(symbol, [*(self.text_global("str", text) for text in texts), callee, members])
        return symbol


def rename_functions(functions: list[ir.Operation]) -> dict[str, str]:
    """Give every function its linker name and internal linkage; old name → new name."""
    names = {}
    for function in functions:
        old = ir.StringAttr(function.attributes["sym_name"]).value
        names[old] = function_name(old)
        function.attributes["sym_name"] = ir.StringAttr.get(names[old])
        function.attributes["linkage"] = ir.Attribute.parse("#llvm.linkage<internal>")
    return names


def function_name(symbol: str) -> str:
    return f"fuse.{symbol}"


def symbol_attribute(op: ir.Operation, name: str) -> str | None:
    return ir.FlatSymbolRefAttr(op.attributes[name]).value if name in op.attributes else None


def glue_name(op: ir.Operation, attribute: str) -> str | None:
    symbol = symbol_attribute(op, attribute)
    return None if symbol is None else function_name(symbol)


# ---- one function an op


def lower_constant(state: RuntimeLowering, op: ir.Operation) -> list[ir.Value]:
    return [state.llvm.address_of(state.text_global("str", ir.StringAttr(op.attributes["value"]).value))]


def lower_array_constant(state: RuntimeLowering, op: ir.Operation) -> list[ir.Value]:
    return [state.llvm.address_of(state.data_global("list", op.attributes["elements"], state.llvm.define_array))]


def lower_texts(state: RuntimeLowering, op: ir.Operation) -> list[ir.Value]:
    return [state.llvm.address_of(state.data_global("texts", op.attributes["elements"], state.llvm.define_strings))]


def lower_c_string(state: RuntimeLowering, op: ir.Operation) -> list[ir.Value]:
    return [state.llvm.address_of(state.text_global("c_str", ir.StringAttr(op.attributes["value"]).value))]


def lower_function_address(state: RuntimeLowering, op: ir.Operation) -> list[ir.Value]:
    return [state.llvm.address_of(glue_name(op, "function"))]


def lower_retain(state: RuntimeLowering, op: ir.Operation) -> list[ir.Value]:
    state.llvm.call(state.counts.retain("nullable" in op.attributes), [op.operands[0]])
    return []


def lower_release(state: RuntimeLowering, op: ir.Operation) -> list[ir.Value]:
    release = state.counts.release(glue_name(op, "drop"), "nullable" in op.attributes, "deep" in op.attributes)
    state.llvm.call(release, [op.operands[0]])
    return []


def lower_array_unique(state: RuntimeLowering, op: ir.Operation) -> list[ir.Value]:
    element = ir.TypeAttr(op.attributes["element_type"]).value
    unique = state.counts.unique(element, glue_name(op, "retain"), glue_name(op, "drop"))
    return [state.llvm.call(unique, [op.operands[0]], state.llvm.pointer)]


def lower_array_push(state: RuntimeLowering, op: ir.Operation) -> list[ir.Value]:
    builder = state.llvm
    value, array = op.operands
    room = state.counts.room(value.type, glue_name(op, "retain"), glue_name(op, "drop"))
    grown = builder.call(room, [array], builder.pointer)
    length = builder.load_header(grown, LENGTH_OFFSET)
    builder.store_element(value, element_address(state, grown, length, value.type))
    builder.store_header(llvm.AddOp(length, builder.i64_constant(1), 0).result, grown, LENGTH_OFFSET)
    return [grown]


def lower_is_unique(state: RuntimeLowering, op: ir.Operation) -> list[ir.Value]:
    builder = state.llvm
    return [builder.compare("eq", builder.load_header(op.operands[0], 0), builder.i64_constant(1))]


def lower_array_alloc(state: RuntimeLowering, op: ir.Operation) -> list[ir.Value]:
    builder = state.llvm
    size = builder.size_of(ir.TypeAttr(op.attributes["element_type"]).value)
    allocate = declare(builder, "fuse_rt_array_alloc", [builder.i64, builder.i64], builder.pointer)
    return [builder.call(allocate, [op.operands[0], size], builder.pointer)]


def lower_array_length(state: RuntimeLowering, op: ir.Operation) -> list[ir.Value]:
    return [state.llvm.load_header(op.operands[0], LENGTH_OFFSET)]


def lower_array_load(state: RuntimeLowering, op: ir.Operation) -> list[ir.Value]:
    array, index = op.operands
    return [state.llvm.load_element(op.results[0].type, element_address(state, array, index, op.results[0].type))]


def lower_array_store(state: RuntimeLowering, op: ir.Operation) -> list[ir.Value]:
    value, array, index = op.operands
    state.llvm.store_element(value, element_address(state, array, index, value.type))
    return []


def element_address(state: RuntimeLowering, array: ir.Value, index: ir.Value, element: ir.Type) -> ir.Value:
    builder = state.llvm
    first = builder.offset(array, builder.i8, HEADER_BYTES)
    return builder.index(first, element, index)


def lower_call(state: RuntimeLowering, op: ir.Operation) -> list[ir.Value]:
    result = op.results[0].type if len(op.results) else None
    callee = declare(state.llvm, symbol_attribute(op, "callee"), [v.type for v in op.operands], result)
    value = state.llvm.call(callee, list(op.operands), result)
    return [] if result is None else [value]


def lower_shape(state: RuntimeLowering, op: ir.Operation) -> list[ir.Value]:
    names = [ir.StringAttr(name).value for name in ir.ArrayAttr(op.attributes["names"])]
    return [state.llvm.address_of(state.shape_global(ir.StringAttr(op.attributes["name"]).value, names))]


def lower_named(state: RuntimeLowering, op: ir.Operation) -> list[ir.Value]:
    texts = [ir.StringAttr(op.attributes[name]).value for name in ("text", "plain", "type_name")]
    return [state.llvm.address_of(state.named_global(texts, glue_name(op, "callee"), glue_name(op, "members")))]


HANDLERS: dict[str, Handler] = {
    "fuse_rt.constant": lower_constant,
    "fuse_rt.array.constant": lower_array_constant,
    "fuse_rt.texts": lower_texts,
    "fuse_rt.shape": lower_shape,
    "fuse_rt.named": lower_named,
    "fuse_rt.c_string": lower_c_string,
    "fuse_rt.function_address": lower_function_address,
    "fuse_rt.retain": lower_retain,
    "fuse_rt.release": lower_release,
    "fuse_rt.array.alloc": lower_array_alloc,
    "fuse_rt.array.length": lower_array_length,
    "fuse_rt.array.load": lower_array_load,
    "fuse_rt.array.store": lower_array_store,
    "fuse_rt.array.unique": lower_array_unique,
    "fuse_rt.array.push": lower_array_push,
    "fuse_rt.is_unique": lower_is_unique,
    "fuse_rt.call": lower_call,
}
