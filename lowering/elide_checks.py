"""Pass elide-checks: a test whose outcome is known from an earlier branch goes.

In:      fuse + func, cf, arith, ub, flat; equal conditions are one value (cse ran).
Out:     the same; some cf.cond_br are cf.br, some blocks unreachable (simplify removes them).
Why here: lower-raises tests every access on its own. `xs[i] = xs[i] + 1` and `m[i][j] = v` test the same index twice; the second
          test would
         also stand between the reading and the storing of a nested element and keep take-elements from seeing both.
Method:  facts flow along blocks with one predecessor: behind a branch, its condition is known.
"""

from __future__ import annotations

from mlir.dialects import cf
from mlir.ir import InsertionPoint, Operation

from .call_graph import functions_of, has_body
from .cfg import BlockNode, Edge, FunctionGraph, OpNode, edge_operand_ranges


def elide_checks(module: Operation) -> None:
    """Rewrite all functions of the module."""
    for function in functions_of(module):
        if has_body(function):
            _elide(FunctionGraph(function))


def _elide(graph: FunctionGraph) -> None:
    """Walk the trees that blocks with one predecessor form under the others, with the facts of the way down."""
    children: list[list[Edge]] = [[] for _ in graph.blocks]
    roots: list[int] = []
    for block in graph.blocks:
        if len(block.predecessors) == 1:
            children[block.predecessors[0].source].append(block.predecessors[0])
        else:
            roots.append(block.index)
    facts: dict[int, bool] = {}
    for root in roots:
        _visit(graph.blocks[root], facts)
        stack = [iter(children[root])]
        learned: list[int | None] = []
        while stack:
            edge = next(stack[-1], None)
            if edge is None:
                stack.pop()
                if learned and (fact := learned.pop()) is not None:
                    del facts[fact]
                continue
            learned.append(_learn(graph.blocks[edge.source].terminator, edge, facts))
            _visit(graph.blocks[edge.target], facts)
            stack.append(iter(children[edge.target]))


def _learn(terminator: OpNode, edge: Edge, facts: dict[int, bool]) -> int | None:
    """Add what taking the edge says about its condition; returns the condition when that is news."""
    condition = terminator.operands[0] if terminator.name == "cf.cond_br" else None
    if condition is None or condition in facts:
        return None
    facts[condition] = edge.slot == 0
    return condition


def _visit(block: BlockNode, facts: dict[int, bool]) -> None:
    terminator = block.terminator
    if terminator.name != "cf.cond_br":
        return
    outcome = facts.get(terminator.operands[0])
    if outcome is None:
        return
    slot = 0 if outcome else 1
    op = terminator.op
    passed = [op.operands[position] for position in edge_operand_ranges(op)[slot]]
    with InsertionPoint(op), op.location:
        cf.BranchOp(passed, op.successors[slot])
    op.erase()
