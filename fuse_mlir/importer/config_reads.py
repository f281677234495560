"""Config defaults that call functions which may read a field before it is loaded.

In:  a canonical program. Out: the default's place and the field, the first one a default, in load order.
A loaded field is a global; whether one is loaded is not known at run time, where reading it too early has to fail.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..frontend.canonical import program as c
from ..frontend.canonical.walk import descendants
from ..frontend.source import Span


def reads_before_load(program: c.Program) -> Iterator[tuple[int, Span, str]]:
    bodies = {function.name: function for function in program.functions}
    loaded: set[tuple[str, str]] = set()
    for config in program.configs:
        for field in config.fields:
            early = sorted(_reads_of_calls(field.default, bodies) - loaded)
            if early:
                yield config.module, field.default.span, ".".join(early[0])
            loaded.add((config.name, field.name))


def _reads_of_calls(default: c.Expr, bodies: dict[str, c.Function]) -> set[tuple[str, str]]:
    """The config fields that the functions called from a default may read."""
    reads: set[tuple[str, str]] = set()
    pending = [node.function for node in descendants(default) if isinstance(node, c.Call)]
    seen = set(pending)
    while pending:
        for node in descendants(bodies[pending.pop()]):
            if isinstance(node, c.ConfigRef):
                reads.add((node.config, node.field))
            elif isinstance(node, c.Call) and node.function not in seen:
                seen.add(node.function)
                pending.append(node.function)
    return reads
