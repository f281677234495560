"""Lexical scopes of one body: every block is a scope, inner scopes may shadow outer names."""

from __future__ import annotations

from ..canonical import program as ir
from ..record import record
from ..source import Span
from .static_types import StaticType


@record()
class Binding:
    """`local` is None for a name that the checker knows but that holds nothing at run time (a pattern that cannot bind).
    `pending`: where the task that it holds was spawned, until it is awaited."""

    type: StaticType
    local: ir.Local | None
    assignable: bool
    pending: Span | None = None


class Scopes:
    def __init__(self) -> None:
        self._scopes: list[dict[str, Binding]] = []

    def push(self) -> None:
        self._scopes.append({})

    def pop(self) -> dict[str, Binding]:
        """Leaves the innermost scope; what it held, in order of declaration."""
        return self._scopes.pop()

    def depth(self) -> int:
        return len(self._scopes)

    def depth_of(self, name: str) -> int:
        """How many scopes are around the one that declares the name, which is visible."""
        return next(depth for depth in range(len(self._scopes) - 1, -1, -1) if name in self._scopes[depth])

    def declare(self, name: str, binding: Binding) -> bool:
        """False when the innermost scope has the name already; the new binding then replaces the old one."""
        scope = self._scopes[-1]
        fresh = name not in scope
        scope[name] = binding
        return fresh

    def lookup(self, name: str) -> Binding | None:
        for scope in reversed(self._scopes):
            if name in scope:
                return scope[name]
        return None

    def names(self) -> list[str]:
        """Every visible name, innermost first."""
        return [name for scope in reversed(self._scopes) for name in scope]
