"""Graphs: strongly connected components, and what leads somewhere.

Source: Tarjan, Depth-first search and linear graph algorithms, SIAM J. Comput. 1(2), 1972; iterative, because call chains are
as long as the program.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

Node = TypeVar("Node")


def components(names: list[str], edges: dict[str, list[str]]) -> list[list[str]]:
    """Strongly connected components, successors first; the names of one in the order of `names`."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    found: list[list[str]] = []
    position = {name: number for number, name in enumerate(names)}
    for root in names:
        if root in index:
            continue
        work = [(root, iter(edges[root]))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            name, successors = work[-1]
            following = next((s for s in successors if s not in index or s in on_stack), None)
            if following is not None and following not in index:
                index[following] = low[following] = len(index)
                stack.append(following)
                on_stack.add(following)
                work.append((following, iter(edges[following])))
                continue
            if following is not None:
                low[name] = min(low[name], index[following])
                continue
            work.pop()
            if work:
                low[work[-1][0]] = min(low[work[-1][0]], low[name])
            if low[name] == index[name]:
                cut = stack.index(name)
                found.append(sorted(stack[cut:], key=position.__getitem__))
                on_stack.difference_update(stack[cut:])
                del stack[cut:]
    return found


def leading_to(targets: Iterable[Node], edges: Mapping[Node, Iterable[Node]]) -> set[Node]:
    """The targets, and every node from which one of them can be reached."""
    sources: dict[Node, list[Node]] = {}
    for node, successors in edges.items():
        for successor in successors:
            sources.setdefault(successor, []).append(node)
    found: set[Node] = set()
    waiting = list(targets)
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting += sources.get(node, [])
    return found
