"""What the native backend cannot compile yet, as diagnostics.

In:     a canonical program, which the checker accepted.
Out:    one `FUSE_UNSUPPORTED` error a construct and place, by module and in source order; none is the promise that the program
        imports.
Method: a walk over everything that is imported: declarations, functions, configs, the app. Where a node is refused, what is in it
        is not looked at: one construct is one error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from ..frontend import types as t
from ..frontend.canonical import program as c
from ..frontend.diagnostics import Diagnostic, error
from ..frontend.messages.backend import NOT_COMPILED
from ..frontend.source import Span
from .builtin_calls import supports

Found = tuple[Span, str]


def unsupported(program: c.Program) -> list[Diagnostic]:
    """What stands in the way of compiling the program."""
    paths = {module.id: module.path for module in program.modules}
    found: dict[tuple[int, Found], None] = {}
    for module, items in _in_program(program):
        for item in items:
            found.setdefault((module, item))
    return [
        error(NOT_COMPILED(construct=construct), span, paths.get(module, program.path))
        for module, (span, construct) in sorted(found, key=lambda item: (item[0], item[1][0].start))
    ]


def _in_program(program: c.Program) -> Iterator[tuple[int, Iterable[Found]]]:
    """What is found, by the module that it is in."""
    for config in program.configs:
        for field in config.fields:
            yield config.module, _in_nodes(field.default)
    for service in program.services:
        for route in service.routes:
            yield service.module, _in_nodes(route.body)
    for function in program.functions:
        yield function.module, _in_nodes(function.body)
    if program.app is not None:
        yield program.app.module, _in_nodes(program.app.body)


def _in_nodes(root: object) -> Iterator[Found]:
    """The refused nodes below, outermost only."""
    pending = [(root, Span(0, 0))]
    while pending:
        node, around = pending.pop()
        if isinstance(node, list | tuple):
            pending.extend((item, around) for item in reversed(node))
        elif is_dataclass(node) and not isinstance(node, t.Type | Span | c.Local | c.Schema):
            span = getattr(node, "span", around)
            problem = _problem(node)
            if problem is not None:
                yield span, problem
                continue
            pending.extend((getattr(node, item.name), span) for item in reversed(fields(node)))


def _problem(node: object) -> str | None:
    if isinstance(node, c.BuiltinCall) and not supports(node.name):
        return f"`{node.name}`"
    if isinstance(node, c.NamedRef) and node.result is not None and not (node.name in ("print", "assert") or supports(node.name)):
        return f"`{node.name}`"
    return None
