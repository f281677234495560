"""A large module in parts that are compiled apart from each other, at the same time.

In:      a module in the llvm dialect.
Out:     modules that together are that program; the module itself where it is not large, or has more than functions and variables.
Why:     LLVM takes more than twice the time for a module of twice the size, and one processor for any.
Method:  the functions in the order of the module, cut where a part has its share of the ops. What is small or constant is copied
         into each part that uses it, so that it is inlined and folded there; other functions, and variables, are in one part and
         declared in the others, hidden: no such name is seen outside of the executable.
Order:   of the module. Nothing depends on how many processors there are: the same program has the same parts everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from mlir import ir

# A part of this size compiles in about two seconds at level 3.
PART_OPS = 5_000
# About what LLVM inlines wherever it is called.
_SMALL_OPS = 60

_FUNCTION = "llvm.func"
_VARIABLE = "llvm.mlir.global"
_EXTERNAL = "#llvm.linkage<external>"


@dataclass(slots=True)
class _Symbol:
    """An op of the module's top level: its ops, counted, the names it refers to, in order, and the part it belongs to."""

    op: ir.Operation
    ops: int = 0
    refers_to: dict[str, None] = field(default_factory=dict)
    part: int = 0

    @property
    def defined(self) -> bool:
        return self.op.name == _VARIABLE or len(self.op.regions[0].blocks) > 0

    @property
    def copied(self) -> bool:
        """Whether each part that uses it has its own. A function that only one module may have is none."""
        if "llvm.linkage<external>" in str(self.op.attributes["linkage"]):
            return False
        return "constant" in self.op.attributes if self.op.name == _VARIABLE else self.ops <= _SMALL_OPS


def partition(module: ir.Module, part_ops: int = PART_OPS) -> list[ir.Module]:
    """The parts of `module`, which stays as it is; `part_ops` is the size of a part in ops."""
    tops = [view.operation for view in module.body.operations]
    if any(op.name not in (_FUNCTION, _VARIABLE) for op in tops):
        return [module]
    symbols = {ir.StringAttr(op.attributes["sym_name"]).value: _looked_at(op) for op in tops}
    shared = [symbol for symbol in symbols.values() if symbol.defined and not symbol.copied]
    total = sum(symbol.ops for symbol in shared)
    count = -(-total // part_ops)
    if count < 2:
        return [module]
    before = 0
    for symbol in shared:
        symbol.part = before * count // total
        before += symbol.ops
    return [_part(module, symbols, number) for number in range(count)]


def _looked_at(op: ir.Operation) -> _Symbol:
    symbol = _Symbol(op)

    def note(each: ir.Operation) -> ir.WalkResult:
        symbol.ops += 1
        name = {"llvm.call": "callee", "llvm.mlir.addressof": "global_name"}.get(each.name)
        if name is not None and name in each.attributes:
            symbol.refers_to[ir.FlatSymbolRefAttr(each.attributes[name]).value] = None
        return ir.WalkResult.ADVANCE

    op.walk(note, ir.WalkOrder.PRE_ORDER)
    return symbol


def _part(module: ir.Module, symbols: dict[str, _Symbol], number: int) -> ir.Module:
    own = [name for name, symbol in symbols.items() if symbol.defined and not symbol.copied and symbol.part == number]
    needed = dict.fromkeys(own)
    waiting = list(own)
    while waiting:
        for name in symbols[waiting.pop()].refers_to:
            if name not in needed:
                needed[name] = None
                if symbols[name].copied:
                    waiting.append(name)
    with module.context, module.operation.location:
        part = ir.Module.create()
        with ir.InsertionPoint(part.body):
            for name, symbol in symbols.items():
                if name not in needed:
                    continue
                if not symbol.defined or symbol.copied:
                    symbol.op.clone()
                elif symbol.part == number:
                    _make_hidden(symbol.op.clone())
                else:
                    _declare(symbol.op)
    return part


def _declare(op: ir.Operation) -> None:
    attributes = {name: op.attributes[name] for name in op.attributes if name != "value"}
    # Not where it is defined: what that says about debugging is about a definition.
    with ir.Location.name("defined in another part"):
        _make_hidden(ir.Operation.create(op.name, regions=1, attributes=attributes))


def _make_hidden(op: ir.Operation) -> None:
    """Lets other parts refer to it, and nobody else; what the system calls is what it was."""
    if str(op.attributes["linkage"]) == _EXTERNAL and len(op.regions[0].blocks) > 0:
        return
    op.attributes["linkage"] = ir.Attribute.parse(_EXTERNAL)
    # 1 is hidden (LLVM::Visibility).
    op.attributes["visibility_"] = ir.IntegerAttr.get(ir.IntegerType.get_signless(64), 1)
