"""Unused bindings: variables that nothing reads, a warning under strict architecture.

In:      one module. Out: a warning for each `let` and `var` whose name is not used in its scope; a name that starts with `_` is
         meant to be unused. Names of patterns and parameters are not looked at: their place asks for them.
Source:  decision 14.
"""

from __future__ import annotations

from .. import ast
from ..messages.declarations import UNUSED_BINDING
from ..record import values
from .reporter import Reporter


def warn_of_unused_bindings(module: ast.Module, reporter: Reporter) -> None:
    """Reports to the module's reporter."""
    for item in module.items:
        _Walk(reporter).visit(item)


class _Walk:
    """`_scopes`: the variables of the blocks around a place that were not read yet, and None for those that were."""

    def __init__(self, reporter: Reporter) -> None:
        self._reporter = reporter
        self._scopes: list[dict[str, ast.Ident | None]] = []

    def visit(self, node: object) -> None:
        """A node and all below it, in order of evaluation."""
        match node:
            case list():
                for part in node:
                    self.visit(part)
            case ast.Block():
                self._scopes.append({})
                self.visit(node.stmts)
                self._leave()
            case ast.Let() | ast.Var():
                self.visit(node.value)
                self._declare(node.name)
            case ast.Assign(target=ast.Name()):
                self.visit(node.value)
            case ast.Name():
                self._use(node.name)
            case ast.Node():
                self.visit(values(node))

    def _declare(self, name: ast.Ident) -> None:
        if self._scopes:
            self._scopes[-1][name.name] = None if name.name.startswith("_") else name

    def _use(self, name: str) -> None:
        for scope in reversed(self._scopes):
            if name in scope:
                scope[name] = None
                return

    def _leave(self) -> None:
        for name in self._scopes.pop().values():
            if name is not None:
                self._reporter.report(name.span, UNUSED_BINDING(name=name.name), level="warning")
