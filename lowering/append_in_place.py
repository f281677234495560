"""Pass append-in-place: text and lists grow at their end instead of being joined into new ones.

In:      fuse + func, cf, arith, ub, flat, value semantics; no counts yet.
Out:     the same; some fuse.str.concat are fuse.str.append, some fuse.list.concat with a list made for it are fuse.list.push.
Why here: both consume the left operand, so that a unique one grows where it is: `s = s + t` and `xs = xs + [v]` in a loop take time
         in proportion to what is added. Whether a parameter is owned follows from the new form, so this comes before
         infer-ownership; take-elements knows the new ops as updates of what it moves out.
Method:  a text that nothing needs afterwards is appended to. It is not one that is stored in something else that lives on, unless
         reading it out has no other use: then the update may be a nested one. A list gets its elements pushed one by one where the
         right operand is made for the concatenation alone and has few.
"""

from __future__ import annotations

from mlir.ir import InsertionPoint, Operation

from ..dialects import fuse
from .call_graph import functions_of, has_body
from .cfg import BlockNode, FunctionGraph, OpNode
from .counted_types import CountedTypes
from .liveness import Liveness
from .owned_values import OwnedValues, ValueKind
from .ownership_facts import Use
from .ownership_signature import function_type

# Each push tests for room; more elements are copied as a whole.
MOST_PUSHES = 4


def append_in_place(module: Operation) -> dict[str, int]:
    """Rewrite all functions of the module; returns how many texts are appended to and how many elements pushed."""
    types = CountedTypes(module)
    appended = pushed = 0
    for function in functions_of(module):
        if has_body(function) and _has_candidates(function):
            appended += _append_to_texts(function, types)
            pushed += _push_onto_lists(function)
    return {"appended": appended, "pushed": pushed}


def _has_candidates(function: Operation) -> bool:
    """Whether anything is joined at all: most functions need no closer look."""
    return any(
        view.operation.name in ("fuse.str.concat", "fuse.list.concat")
        for block in function.regions[0].blocks
        for view in block.operations
    )


def _append_to_texts(function: Operation, types: CountedTypes) -> int:
    graph = FunctionGraph(function)
    # Whether parameters are owned is decided later; a parameter that is appended to will be.
    values = OwnedValues(graph, types, [Use.CONSUME] * len(function_type(function).inputs))
    liveness = Liveness(graph, values.roots)
    use_count = [0] * len(graph.values)
    for node in graph.ops():
        for number in node.operands:
            use_count[number] += 1
    appends = [
        node.op
        for block in graph.blocks
        for node in block.ops
        if node.name == "fuse.str.concat" and _ends_here(block, node, values, liveness, use_count)
    ]
    for op in appends:
        text, *parts = op.operands
        with InsertionPoint(op), op.location:
            op.results[0].replace_all_uses_with(fuse.StrAppendOp(text, parts).result)
        op.erase()
    return len(appends)


def _ends_here(block: BlockNode, node: OpNode, values: OwnedValues, liveness: Liveness, use_count: list[int]) -> bool:
    """Whether the first text of a concatenation may be used up by it."""
    number = node.operands[0]
    if values.kinds[number] is ValueKind.PART:
        return use_count[number] == 1
    if values.kinds[number] is not ValueKind.OWNED or number in node.operands[1:]:
        return False
    if liveness.live_out[block.index] >> number & 1:
        return False
    return all(values.roots[operand] != number for later in block.ops[node.position + 1 :] for operand in later.operands)


def _push_onto_lists(function: Operation) -> int:
    pushed = 0
    for block in function.regions[0].blocks:
        for op in [view.operation for view in block.operations]:
            if op.name == "fuse.list.concat":
                pushed += _push(op)
    return pushed


def _push(concat: Operation) -> int:
    """Turn a concatenation into pushes where its right operand is a short list made for it; returns how many."""
    list_, right = concat.operands
    make = getattr(right.owner, "operation", None)
    if make is None or make.name != "fuse.list.make" or not 0 < len(make.operands) <= MOST_PUSHES:
        return 0
    if len(list(right.uses)) != 1:
        return 0
    elements = list(make.operands)
    with InsertionPoint(concat), concat.location:
        for element in elements:
            list_ = fuse.ListPushOp(list_, element).result
    concat.results[0].replace_all_uses_with(list_)
    concat.erase()
    make.erase()
    return len(elements)
