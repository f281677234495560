"""The order in which functions are elaborated whose result their body decides: callees before callers, a recursion as one group."""

from __future__ import annotations

from collections.abc import Iterator

from .. import ast
from ..graph import components
from ..record import values
from . import static_types as st
from .declarations import FunctionInfo, Symbols


def descendants(root: ast.Node) -> Iterator[ast.Node]:
    """The node and every node below it, in source order."""
    pending: list[object] = [root]
    while pending:
        node = pending.pop()
        if isinstance(node, list):
            pending.extend(reversed(node))
        elif isinstance(node, ast.Node):
            yield node
            pending.extend(reversed(values(node)))


def mentioned_names(root: ast.Node) -> list[str]:
    """Every identifier used as an expression below a node, and every `a.b`, in source order, each once."""
    found: dict[str, None] = {}
    for node in descendants(root):
        if isinstance(node, ast.Name):
            found[node.name] = None
        elif isinstance(node, ast.Member) and isinstance(node.base, ast.Name):
            found[f"{node.base.name}.{node.name.name}"] = None
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
