"""Pass lower-fuse-to-fuse-rt: values get their machine representation.

In:      fuse (with ownership) + func, cf, arith, ub.
Out:     fuse_rt + llvm (aggregates, constants), func, cf, arith, ub; no op or type of fuse.
Why here: ownership is written into the IR, so every op can be replaced on its own without looking around.
Method:  every value gets its machine type (the fuse types of each op are noted first), then each op is replaced by the
         function that `HANDLERS` names for it; the order of blocks does not matter.
"""

from __future__ import annotations

from mlir import ir

from .cell_glue import CellGlue
from .count_glue import CountGlue
from .debug_variables import DEBUG_HANDLERS, DebugSlots, forget_released, note_ends
from .layouts import Layouts
from .lower_aggregates import AGGREGATE_HANDLERS
from .lower_builtins import BUILTIN_HANDLERS
from .lower_config import CONFIG_HANDLERS
from .lower_dynamic import DYNAMIC_HANDLERS
from .lower_globals import GLOBAL_HANDLERS, lower_globals
from .lower_lists import LIST_HANDLERS
from .lower_maps import MAP_HANDLERS
from .lower_results import RESULT_HANDLERS
from .lower_strings import STRING_HANDLERS
from .lower_tasks import TASK_HANDLERS
from .machine_builder import MachineBuilder
from .machine_lowering import FuseOp, Handler, Lowering
from .match_functions import MATCH_HANDLERS
from .share_glue import ShareGlue

HANDLERS: dict[str, Handler] = {
    **STRING_HANDLERS,
    **MATCH_HANDLERS,
    **LIST_HANDLERS,
    **MAP_HANDLERS,
    **AGGREGATE_HANDLERS,
    **RESULT_HANDLERS,
    **DYNAMIC_HANDLERS,
    **BUILTIN_HANDLERS,
    **TASK_HANDLERS,
    **GLOBAL_HANDLERS,
    **CONFIG_HANDLERS,
    **DEBUG_HANDLERS,
}


def lower_fuse_to_fuse_rt(module: ir.Operation) -> None:
    """Replace every op and type of the fuse dialect."""
    layouts = Layouts(module)
    builder = MachineBuilder(layouts)
    functions = [op.operation for op in module.regions[0].blocks[0] if op.operation.name == "func.func"]
    for function in functions:
        note_ends(function)
    pending = [noted for function in functions for noted in note_and_convert(function, layouts)]
    glue = CountGlue(module, builder)
    has_tasks = any(noted.op.name == "fuse.spawn" for noted in pending)
    lowering = Lowering(
        layouts, builder, glue, ShareGlue(builder, glue), CellGlue(module, builder, glue), has_tasks, DebugSlots(builder)
    )
    for noted in pending:
        with ir.InsertionPoint(noted.op), noted.op.location:
            results = HANDLERS[noted.op.name](lowering, noted)
            forget_released(lowering, noted)
        for old, new in zip(noted.op.results, results, strict=True):
            old.replace_all_uses_with(new)
        noted.op.erase()
    lower_globals(module, lowering)


def note_and_convert(function: ir.Operation, layouts: Layouts) -> list[FuseOp]:
    """Give every value of the function its machine type; the function's fuse ops with the types that they had, in order."""
    type_ = ir.FunctionType(ir.TypeAttr(function.attributes["function_type"]).value)
    inputs, results = [layouts.convert(t) for t in type_.inputs], [layouts.convert(t) for t in type_.results]
    function.attributes["function_type"] = ir.TypeAttr.get(ir.FunctionType.get(inputs, results))
    blocks = list(function.regions[0].blocks)
    noted = [
        FuseOp(op.operation, [v.type for v in op.operands], [v.type for v in op.results])
        for block in blocks
        for op in block
        if op.operation.name.startswith("fuse.")
    ]
    for block in blocks:
        for argument in block.arguments:
            argument.set_type(layouts.convert(argument.type))
        for op in block:
            for result in op.results:
                result.set_type(layouts.convert(result.type))
    return noted
