"""The order in which functions are elaborated whose result their body decides: callees before callers, a recursion as one group."""

from __future__ import annotations

from dataclasses import fields

from .. import ast
from ..graph import components
from . import static_types as st
from .declarations import FunctionInfo


def mentioned_names(root: ast.Node) -> list[str]:
    """Every identifier used as an expression below a node, in source order, each once."""
    found: dict[str, None] = {}
    pending: list[object] = [root]
    while pending:
        node = pending.pop()
        if isinstance(node, list):
            pending.extend(reversed(node))
        elif isinstance(node, ast.Node):
            if isinstance(node, ast.Name):
                found[node.name] = None
            pending.extend(reversed([getattr(node, item.name) for item in fields(node)]))
    return list(found)


def groups(functions: dict[str, FunctionInfo]) -> list[list[str]]:
    """The functions whose result their body decides, in groups that call each other; a group comes after what it calls.

    That is no declared result, or Unit: a body declared Unit may still end in a value, which is dropped.
    """
    names = [name for name, info in functions.items() if info.result in (None, st.UNIT)]
    edges = {name: [n for n in mentioned_names(functions[name].decl) if n in functions] for name in names}
    edges = {name: [n for n in targets if n in edges] for name, targets in edges.items()}
    return components(names, edges)


def is_recursive(group: list[str], functions: dict[str, FunctionInfo]) -> bool:
    return len(group) > 1 or group[0] in mentioned_names(functions[group[0]].decl)
