"""The cold blocks of one function: where raises go.

Every raise of a function ends in one block, the error exit, which returns the error of its block argument and poison for the other
results; before that it ends the transaction that the function has begun, if any. Raises with a fixed error (`index out of bounds`)
share one block a text, which makes the error and branches to the exit: the hot path then carries a compare and a branch for each
check and nothing else.

In a program that is compiled for debugging nothing is shared but the exit: each error passes a `fuse.error.trace` on its way there.
"""

from __future__ import annotations

from mlir.dialects import cf, func, ub
from mlir.ir import Block, DenseI32ArrayAttr, InsertionPoint, Location, Operation, Type, TypeAttr, Value

from ..dialects import fuse
from ..dialects.builtins import call
from .file_locations import file_location, name_of
from .pass_failure import PassFailure, Problem

# A function with this unit attribute returns a result, and the error values that are raised in it as its `Err`.
CATCHES = "fuse.catches"
# A function with this unit attribute begins transactions: `db.activation` comes before all that may raise in it, in the first
# block, and an error that leaves the function ends the transaction of that number.
UNWINDS = "fuse.unwinds"


def keeps_errors(function: Operation) -> bool:
    """Whether an error has something to do on its way out of the function."""
    return CATCHES in function.attributes or UNWINDS in function.attributes


# How much likelier the good way of a check is than the raise: what LLVM gives for __builtin_expect.
LIKELY, UNLIKELY = 2000, 1


class RaiseBlocks:
    """Makes the cold blocks of `function` on demand; `finish` puts them after all other blocks, the error exit last.

    `trace`: errors are traced, where the user knows the function by a name.
    """

    def __init__(self, function: Operation, result_types: list[Type], *, trace: bool) -> None:
        self._name = name_of(function.location) if trace else None
        self._region = function.regions[0]
        self._location = function.location
        self._result_types = result_types
        self._error_type = fuse.error_type(function.context)
        self._catches = CATCHES in function.attributes
        self._unwinds = UNWINDS in function.attributes
        self._exit: Block | None = None
        self._behind_exit: list[Block] = []
        self._shared: dict[tuple[str, str, Location | None], Block] = {}

    def raised(self, location: Location) -> Block:
        """The block that returns its argument as the function's error, after it passed `location`."""
        place = None if self._name is None else file_location(location)
        exit_ = self._exit_block()
        if place is None:
            return exit_
        block = self._region.blocks.append(self._error_type, arg_locs=[location])
        with location, InsertionPoint(block):
            position = (place.filename, place.start_line, place.start_col)
            traced = fuse.ErrorTraceOp(block.arguments[0], self._name, *position).result
            cf.BranchOp([traced], exit_)
        return block

    def _exit_block(self) -> Block:
        if self._exit is None:
            with self._location:
                self._exit = self._region.blocks.append(self._error_type)
                error = self._exit.arguments[0]
                with InsertionPoint(self._exit):
                    if self._unwinds:
                        call("db.rollback", [self._activation()])
                    if self._catches:
                        self._catch(error)
                    else:
                        self._return(error)
        return self._exit

    def _activation(self) -> Value:
        for op in self._region.blocks[0].operations:
            if op.operation.name == "fuse.builtin" and op.operation.attributes["name"].value == "db.activation":
                return op.operation.results[0]
        raise PassFailure(Problem(self._location, f"the first block of a function with '{UNWINDS}' must have 'db.activation'"))

    def _return(self, error: Value) -> None:
        func.ReturnOp([error, *[ub.PoisonOp(type_).result for type_ in self._result_types]])

    def _catch(self, error: Value) -> None:
        """An error value ends the function as the `Err` of its result, anything else as its error."""
        caught = fuse.ErrorCatchOp(error)
        returned, raised = (self._region.blocks.append() for _ in range(2))
        self._behind_exit = [returned, raised]
        cf.CondBranchOp(caught.results[0], [], [], returned, raised)
        with InsertionPoint(returned):
            func.ReturnOp([fuse.ErrorNoneOp().result, self._err(caught.results[1])])
        with InsertionPoint(raised):
            self._return(caught.results[2])

    def _err(self, value: Value) -> Value:
        """`Err` of an error value as the function's result."""
        type_ = self._result_types[0]
        if fuse.is_result(type_):
            return fuse.ResultErrOp(type_, value).result
        return fuse.AnyPackOp([value], TypeAttr.get(fuse.result_type(type_)), variant="Err").result

    def runtime_error(self, text: str, location: Location) -> Block:
        """A block without arguments that raises the runtime error `text`. `location` is that of the first op that needs it."""
        return self._fixed("text", text, location)

    def panic(self, text: str, location: Location) -> Block:
        """A block without arguments that raises the panic `text`."""
        return self._fixed("panic", text, location)

    def _fixed(self, kind: str, text: str, location: Location) -> Block:
        key = (kind, text, None if self._name is None else location)
        block = self._shared.get(key)
        if block is None:
            exit_ = self.raised(location)
            with location:
                block = self._shared[key] = self._region.blocks.append()
                with InsertionPoint(block):
                    if kind == "text":
                        error = fuse.ErrorTextOp(fuse.StrConstantOp(text).result).result
                    else:
                        error = fuse.ErrorPanicOp(text).result
                    cf.BranchOp([error], exit_)
        return block

    def adopt(self, block: Block) -> None:
        """Move a block of some op's region to the cold blocks."""
        block.append_to(self._region)

    def finish(self) -> None:
        """Move the error exit behind all blocks made since."""
        if self._exit is not None:
            for block in (self._exit, *self._behind_exit):
                block.append_to(self._region)


def branch_unless(ok: Value, cold: Block, at: Operation, cold_operands: list[Value] | None = None) -> None:
    """End the block of `at` before it with a branch to `cold` when `ok` is false; `at` goes on in a new block right after.

    Ops after `at` stay behind and must follow by the caller.
    """
    _split(ok, at, None, (cold, cold_operands or []))


def branch_if(failed: Value, cold: Block, at: Operation, cold_operands: list[Value] | None = None) -> None:
    """Like `branch_unless`, to `cold` when `failed` is true."""
    _split(failed, at, (cold, cold_operands or []), None)


def _split(
    condition: Value, at: Operation, on_true: tuple[Block, list[Value]] | None, on_false: tuple[Block, list[Value]] | None
) -> None:
    rest = at.block.create_after()
    (true_block, true_operands), (false_block, false_operands) = on_true or (rest, []), on_false or (rest, [])
    weights = [UNLIKELY, LIKELY] if on_true else [LIKELY, UNLIKELY]
    cf.CondBranchOp(
        condition,
        true_operands,
        false_operands,
        true_block,
        false_block,
        branch_weights=DenseI32ArrayAttr.get(weights, at.context),
        loc=at.location,
        ip=InsertionPoint(at),
    )
    rest.append(at)
