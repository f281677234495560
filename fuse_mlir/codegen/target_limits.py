"""What a program does that its target, or no compiled program yet, can do: said when it is built, not when it runs.

In:     a canonical program and the target that it is built for.
Out:    `FUSE_UNSUPPORTED` diagnostics by place, by module and in source order: errors for what a target lacks, which is in its row
        of the table, and a warning for the first request of the HTTP client, which has no TLS.
Method: a walk over everything that is compiled, reachable or not.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..frontend.canonical import program as c
from ..frontend.canonical.walk import descendants
from ..frontend.diagnostics import Diagnostic, error
from ..frontend.messages.backend import NO_TLS, NOT_ON_TARGET
from ..frontend.source import Span
from .targets import Target

# Builtins that talk to another machine; the other names of `http` and the requests of a service come with these.
_CLIENT_BUILTINS = ("http.request", "http.get", "http.post")
_SOCKET_BUILTINS = ("serve", *_CLIENT_BUILTINS)


def unavailable(program: c.Program, target: Target) -> list[Diagnostic]:
    """What stands in the way of building the program for the target."""
    paths = {module.id: module.path for module in program.modules}
    # One error a place, however many trees hold it.
    found = dict.fromkeys(
        (module, span.start, span, construct, need) for module, span, construct, need in _needs(program) if need in target.lacks
    )
    return [
        error(NOT_ON_TARGET(construct=construct, target=target.name, need=need), span, paths.get(module, program.path))
        for module, _, span, construct, need in sorted(found, key=lambda item: item[:2])
    ]


def without_tls(program: c.Program) -> list[Diagnostic]:
    """The warning that what the client asks for by https:// it does not get (docs/decisions/0013-the-client-has-no-tls.md)."""
    paths = {module.id: module.path for module in program.modules}
    calls = [(module, span, name) for module, span, name, _ in _needs(program) if name.strip("`") in _CLIENT_BUILTINS]
    if not calls:
        return []
    module, span, name = min(calls, key=lambda call: (call[0], call[1].start))
    return [error(NO_TLS(construct=name), span, paths.get(module, program.path), level="warning")]


def _needs(program: c.Program) -> Iterator[tuple[int, Span, str, str]]:
    """Module, place, construct and what it needs of the system."""
    for service in program.services:
        yield service.module, service.span, "`service`", "sockets"
    parts: list[tuple[int, object]] = [(config.module, field.default) for config in program.configs for field in config.fields]
    parts += [(service.module, route.body) for service in program.services for route in service.routes]
    parts += [(function.module, function.body) for function in program.functions]
    if program.app is not None:
        parts.append((program.app.module, program.app.body))
    for module, body in parts:
        for node in descendants(body):
            if isinstance(node, c.Spawn):
                yield module, node.span, "`spawn`", "threads"
            elif isinstance(node, c.BuiltinCall | c.NamedRef) and node.name in _SOCKET_BUILTINS:
                yield module, node.span, f"`{node.name}`", "sockets"
