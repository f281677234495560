"""Pass lower-raises: every raise becomes a branch, functions that may raise return an error first.

In:      fuse + func, cf, arith; no scf; functions that may raise carry `fuse.raises` (from infer-raises).
Out:     fuse without raising ops, func, cf, arith, ub. A function with `fuse.raises` returns `!fuse.error` and then its results:
         `fuse.error.none` and valid results, or an error and poison. The attribute stays, as a fact about the signature.
         A function with `fuse.catches` returns the error values that are raised in it as the `Err` of its result; one with
         `fuse.unwinds` ends the transaction that it began when an error leaves it.
Why here: optimizations want checks as single ops; ownership needs to see every path that a raise takes.
Method:  each block is walked once. A raising op ends its block with a conditional branch to a cold block and goes on in a new
         block, with the ops after it moved along; one error exit a function. A call whose results are returned as they are stays
         a tail call. With the option `trace` each error passes a `fuse.error.trace` on its way out of a function.
Errors:  a raising op, or a call of a raising function, in a function without `fuse.raises`.
"""

from __future__ import annotations

from mlir.dialects import cf, func
from mlir.ir import Block, FunctionType, InsertionPoint, Operation, Type, TypeAttr, Value

from ..dialects import fuse
from .call_graph import CallGraph, callee_of, functions_of, has_body, symbol_of
from .file_locations import name_of
from .graph_order import nodes_on_cycles
from .infer_raises import RAISES
from .pass_failure import PassFailure, Problem
from .raise_blocks import RaiseBlocks, branch_if, branch_unless, keeps_errors
from .raise_checks import HANDLERS
from .raise_facts import reason_to_raise


def lower_raises(module: Operation, trace: bool = False) -> None:
    """Rewrite all functions of the module."""
    functions = functions_of(module)
    tails = _Tails(module) if trace else None
    raising = {symbol_of(function) for function in functions if RAISES in function.attributes}
    error = fuse.error_type(module.context)
    for function in functions:
        name = symbol_of(function)
        old = FunctionType(TypeAttr(function.attributes["function_type"]).value)
        if name in raising:
            new = FunctionType.get(old.inputs, [error, *old.results], module.context)
            function.attributes["function_type"] = TypeAttr.get(new)
        if has_body(function):
            # A function that the user does not know by a name has no place in a trace.
            own_tails = None if name_of(function.location) is None else tails
            _FunctionLowering(function, name in raising, raising, old.results, error, own_tails).run()


class _Tails:
    """Which tail calls stay tail calls in a program that is traced: those that could make a loop. A function that ends with any
    other call has a place of its own in a trace."""

    def __init__(self, module: Operation) -> None:
        graph = CallGraph.of(module)
        callees = {name: list(dict.fromkeys(callee_of(call) for call in calls)) for name, calls in graph.calls.items()}
        self._cycles = nodes_on_cycles(graph.functions, callees.__getitem__)

    def stays(self, caller: str, callee: str) -> bool:
        """Whether the two can call each other in turns."""
        cycle = self._cycles.get(caller)
        return cycle is not None and cycle == self._cycles.get(callee)


class _FunctionLowering:
    """Walks the blocks of one function."""

    def __init__(
        self,
        function: Operation,
        raises: bool,
        raising: set[str],
        results: list[Type],
        error: Type,
        tails: _Tails | None,
    ) -> None:
        self._name = symbol_of(function)
        self._raises = raises
        self._raising = raising
        self._error = error
        self._tails = tails
        self._keeps_errors = keeps_errors(function)
        self._cold = RaiseBlocks(function, list(results), trace=tails is not None)
        self._pending: list[Block] = list(function.regions[0].blocks)
        self._returning = {block: order for block in self._pending if (order := _return_order(block)) is not None}

    def run(self) -> None:
        # Handler blocks of fuse.check join the list while it is walked; the blocks that self._cold makes hold no raising op and
        # do not.
        for block in self._pending:
            self._lower_block(block)
        self._cold.finish()

    def _lower_block(self, block: Block) -> None:
        ops = [view.operation for view in block.operations]
        current = block
        for index, op in enumerate(ops):
            if current is not block:
                # A raise before this op ended the block: the op belongs where the good way goes on.
                current.append(op)
            if self._raises and op.name == "func.return":
                self._lower_return(op)
            elif op.name == "func.call" and callee_of(op) in self._raising:
                self._require_raises(op)
                if self._is_tail_call(op, ops[index + 1]):
                    self._lower_tail_call(op, ops[index + 1])
                    return
                current = self._lower_call(op)
            elif op.name == "fuse.check":
                self._require_raises(op)
                current = self._lower_check(op)
            elif op.name in HANDLERS and not (op.name == "fuse.builtin" and reason_to_raise(op) is None):
                if reason_to_raise(op) is not None:
                    self._require_raises(op)
                with op.location:
                    values = HANDLERS[op.name](op, self._cold)
                current = op.block if op.block != block else block
                _replace(op, values)

    def _require_raises(self, op: Operation) -> None:
        if not self._raises:
            text = f"'{op.name}' may raise, but its function is not marked '{RAISES}' (infer-raises)"
            raise PassFailure(Problem(op.location, text))

    # ---- returns and calls

    def _lower_return(self, op: Operation) -> None:
        with InsertionPoint(op), op.location:
            func.ReturnOp([fuse.ErrorNoneOp().result, *op.operands])
        op.erase()

    def _new_call(self, op: Operation) -> Operation:
        with InsertionPoint(op), op.location:
            return func.CallOp([self._error, *[r.type for r in op.results]], op.attributes["callee"], list(op.operands)).operation

    def _lower_call(self, op: Operation) -> Block:
        call = self._new_call(op)
        with InsertionPoint(op), op.location:
            failed = fuse.ErrorIsSetOp(call.results[0]).result
            branch_if(failed, self._cold.raised(op.location), op, [call.results[0]])
        current = op.block
        _replace(op, list(call.results)[1:])
        return current

    def _is_tail_call(self, call: Operation, following: Operation) -> bool:
        """Whether the function returns the call's results as they are, right after it. The error then needs no test: it is
        returned too."""
        if self._keeps_errors or (self._tails is not None and not self._tails.stays(self._name, callee_of(call))):
            return False
        results = list(call.results)
        if following.name == "func.return":
            return list(following.operands) == results
        if following.name != "cf.br":
            return False
        order = self._returning.get(following.successors[0])
        return order is not None and [following.operands[position] for position in order] == results

    def _lower_tail_call(self, op: Operation, following: Operation) -> None:
        call = self._new_call(op)
        # Behind the call, not at the branch or return: that one may still stand in the block before the last split.
        with InsertionPoint(op), following.location:
            func.ReturnOp(list(call.results))
        following.erase()
        op.erase()

    # ---- fuse.check

    def _lower_check(self, op: Operation) -> Block:
        """The region becomes a cold block that runs only when the condition is false."""
        handler = op.regions[0].blocks[0]
        yielded = list(handler.operations)[-1].operation
        with yielded.location:
            leave = cf.BranchOp([yielded.operands[0]], self._cold.raised(op.location), ip=InsertionPoint(yielded)).operation
        yielded.erase()
        self._cold.adopt(handler)
        # A block handle dies with the op it was reached through, so the handler is reached anew before the fuse.check goes.
        handler = leave.block
        self._pending.append(handler)
        with op.location:
            branch_unless(op.operands[0], handler, op)
        current = op.block
        op.erase()
        return current


def _return_order(block: Block) -> list[int] | None:
    """For a block that only returns arguments of its own: their positions in the order returned. None for any other block."""
    ops = [view.operation for view in block.operations]
    if len(ops) != 1 or ops[0].name != "func.return":
        return None
    position = {argument: index for index, argument in enumerate(block.arguments)}
    order = [position.get(value) for value in ops[0].operands]
    return None if None in order else order


def _replace(op: Operation, values: list[Value]) -> None:
    for old, new in zip(op.results, values, strict=True):
        old.replace_all_uses_with(new)
    op.erase()
