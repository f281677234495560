"""Order and cycles of any directed graph: blocks of a region, functions that call each other.

In:      the nodes to start from and the successors of a node, both in a fixed order.
Out:     the nodes reached, in postorder; the nodes that lie on cycles. Without recursion.
Source:  Tarjan, Depth-first search and linear graph algorithms (1972).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)


def postorder(starts: Iterable[Node], successors: Callable[[Node], Iterable[Node]]) -> list[Node]:
    """Every node after its successors, except along back edges."""
    order: list[Node] = []
    seen: set[Node] = set()
    for start in starts:
        if start in seen:
            continue
        seen.add(start)
        stack = [(start, iter(successors(start)))]
        while stack:
            node, pending = stack[-1]
            following = next((one for one in pending if one not in seen), None)
            if following is None:
                order.append(node)
                stack.pop()
            else:
                seen.add(following)
                stack.append((following, iter(successors(following))))
    return order


def nodes_on_cycles(starts: Iterable[Node], successors: Callable[[Node], Iterable[Node]]) -> dict[Node, Node]:
    """For each node that can reach itself, a node that all nodes of its strongly connected component share."""
    found: dict[Node, int] = {}
    low: dict[Node, int] = {}
    path: list[Node] = []
    closed: set[Node] = set()
    cycles: dict[Node, Node] = {}

    def meet(node: Node) -> None:
        found[node] = low[node] = len(found)
        path.append(node)
        stack.append((node, iter(successors(node))))

    stack: list[tuple[Node, Iterable[Node]]] = []
    for start in starts:
        if start not in found:
            meet(start)
        while stack:
            node, pending = stack[-1]
            following = next(pending, None)
            if following is not None:
                if following not in found:
                    meet(following)
                elif following not in closed:
                    low[node] = min(low[node], found[following])
                continue
            stack.pop()
            if stack:
                parent = stack[-1][0]
                low[parent] = min(low[parent], low[node])
            if low[node] == found[node]:
                members = path[path.index(node) :]
                del path[-len(members) :]
                closed.update(members)
                if len(members) > 1 or node in successors(node):
                    cycles.update(dict.fromkeys(members, node))
    return cycles
