"""What the tree knows about a token and the token does not: which `-` is an operator between operands, which `<` opens types.

In: a tree without syntax errors. Out: `Roles`, sets of offsets that are only asked, never walked.
"""

from __future__ import annotations

from dataclasses import field

from .. import ast
from ..record import record, values


@record()
class Roles:
    """`binary`: operators between operands. `prefix`: operators before one. `named`: ends of the names of named arguments and of
    pattern fields, which a tight `=` follows."""

    binary: set[int] = field(default_factory=set)
    prefix: set[int] = field(default_factory=set)
    named: set[int] = field(default_factory=set)


def roles_of(module: ast.Module) -> Roles:
    """The roles of all tokens of a module."""
    roles = Roles()
    waiting: list[object] = [module]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, ast.Node):
            _note(node, roles)
            waiting.extend(values(node))
    return roles


def _note(node: ast.Node, roles: Roles) -> None:
    if isinstance(node, ast.Binary):
        roles.binary.add(node.op_span.start)
    elif isinstance(node, ast.Unary) or (isinstance(node, ast.IntLit) and node.value < 0):
        roles.prefix.add(node.span.start)
    elif isinstance(node, ast.Arg | ast.FieldInit | ast.PatternField) and node.name is not None:
        roles.named.add(node.name.span.end)
