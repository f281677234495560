"""The order in which functions are elaborated whose result their body decides: callees before callers, a recursion as one group.

Source: Tarjan, Depth-first search and linear graph algorithms, SIAM J. Comput. 1(2), 1972; iterative, because call chains are
as long as the program.
"""

from __future__ import annotations

from dataclasses import fields

from .. import ast
from . import static_types as st
from .declarations import FunctionInfo, Symbols


def mentioned_names(root: ast.Node) -> list[str]:
    """Every identifier used as an expression below a node, and every `a.b`, in source order, each once."""
    found: dict[str, None] = {}
    pending: list[object] = [root]
    while pending:
        node = pending.pop()
        if isinstance(node, list):
            pending.extend(reversed(node))
        elif isinstance(node, ast.Node):
            if isinstance(node, ast.Name):
                found[node.name] = None
            elif isinstance(node, ast.Member) and isinstance(node.base, ast.Name):
                found[f"{node.base.name}.{node.name.name}"] = None
            pending.extend(reversed([getattr(node, item.name) for item in fields(node)]))
    return list(found)


def groups(names: list[Symbols]) -> list[list[FunctionInfo]]:
    """The functions whose result their body decides, in groups that call each other; a group comes after what it calls.

    That is no declared result, or Unit: a body declared Unit may still end in a value, which is dropped.
    In: what names mean, one entry a module.
    """
    functions = names[0].program.functions
    undecided = [symbol for symbol, info in functions.items() if info.result in (None, st.UNIT)]
    edges = {symbol: mentioned_functions(functions[symbol], names) for symbol in undecided}
    edges = {symbol: [target for target in targets if target in edges] for symbol, targets in edges.items()}
    return [[functions[symbol] for symbol in group] for group in components(undecided, edges)]


def is_recursive(group: list[FunctionInfo], names: list[Symbols]) -> bool:
    return len(group) > 1 or group[0].symbol in mentioned_functions(group[0], names)


def mentioned_functions(info: FunctionInfo, names: list[Symbols]) -> list[str]:
    """The symbols of the functions that a function may call by name."""
    known = names[info.module - 1].functions
    return [known[name].symbol for name in mentioned_names(info.decl) if name in known]


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
