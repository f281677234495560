"""Pass lower-raises: every raise becomes a branch, functions that may raise return an error first.

In:      fuse + func, cf, arith; no scf; functions that may raise carry `fuse.raises` (from infer-raises).
Out:     fuse without raising ops, func, cf, arith, ub. A function with `fuse.raises` returns `!fuse.error` and then its results:
         `fuse.error.none` and valid results, or an error and poison. The attribute stays, as a fact about the signature.
Why here: optimizations want checks as single ops; ownership needs to see every path that a raise takes.
Method:  each block is walked once. A raising op ends its block with a conditional branch to a cold block and goes on in a new block, with
         the ops after it moved along; one error exit a function. A call whose results are returned as they are stays a tail call.
Errors:  a raising op, or a call of a raising function, in a function without `fuse.raises`.
"""

from __future__ import annotations

from mlir.dialects import cf, func
from mlir.ir import (
    Block,
    FlatSymbolRefAttr,
    FunctionType,
    InsertionPoint,
    Operation,
    Type,
    TypeAttr,
    UnitAttr,
    Value,
)

from ..dialects import fuse
from .call_graph import callee_of, functions_of, has_body, symbol_of
from .infer_raises import RAISES
from .raise_blocks import RaiseBlocks, branch_if, branch_unless
from .raise_checks import HANDLERS
from .raise_facts import reason_to_raise


def lower_raises(module: Operation) -> None:
    """Rewrite all functions of the module."""
    functions = functions_of(module)
    raising = {symbol_of(function) for function in functions if RAISES in function.attributes}
    error = Type.parse("!fuse.error", module.context)
    for function in functions:
        name = symbol_of(function)
        old = FunctionType(TypeAttr(function.attributes["function_type"]).value)
        if name in raising:
            new = FunctionType.get(old.inputs, [error, *old.results], module.context)
            function.attributes["function_type"] = TypeAttr.get(new)
        if has_body(function):
            _FunctionLowering(function, name in raising, raising, old.results, error).run()


class _FunctionLowering:
    """Walks the blocks of one function."""

    def __init__(self, function: Operation, raises: bool, raising: set[str], results: list[Type], error: Type) -> None:
        self.function = function
        self.raises = raises
        self.raising = raising
        self.error = error
        self.cold = RaiseBlocks(function, list(results))
        self.pending: list[Block] = list(function.regions[0].blocks)

    def run(self) -> None:
        # Handler blocks of fuse.check join the list while it is walked; blocks of self.cold hold no raising op and do not.
        for block in self.pending:
            self._lower_block(block)
        self.cold.finish()

    def _lower_block(self, block: Block) -> None:
        ops = [view.operation for view in block.operations]
        split = False
        index = 0
        while index < len(ops):
            op = ops[index]
            # Everything after a raising op follows it into the block where the good way goes on.
            if split:
                ops[index - 1].block.append(op) if False else self.current.append(op)
            index += 1
