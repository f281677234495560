"""Capabilities and transactions: what a module declares with `requires`, and what the calls in it need.

In:      one module of a loaded program. Out: its mistakes, and the capabilities that it uses.
Method:  a walk over the syntax: what counts is the name that a call starts with. Arguments of calls that have no type
         (`print(...)`, `json.encode(...)`) and defaults of parameters are not looked at, here as in the rest of the checker.
Source:  semantics 11.7.
"""

from __future__ import annotations

from .. import ast
from ..diagnostics import Note
from ..loader import ItemBinding, LoadedModule, LoadedProgram, ModuleBinding
from ..messages.effects import (
    DUPLICATE_REQUIRES,
    LEAKED_CAPABILITY,
    MISSING_CAPABILITY,
    PREVIOUS_REQUIRES,
    TRANSACTION_AWAIT,
    TRANSACTION_CALL,
    TRANSACTION_CAPABILITY,
    TRANSACTION_LOOP,
    TRANSACTION_MODULE,
    TRANSACTION_RETURN,
    TRANSACTION_SPAWN,
    TRANSACTION_WITHOUT_DB,
)
from ..record import values
from ..source import Span
from .reporter import Reporter

_UNTYPED_CALLS = ("print", "log", "assert", "serve")
_DATABASE_CALLS = ("exec", "query", "one", "from")


def check_capabilities(program: LoadedProgram, module: LoadedModule, reporter: Reporter) -> tuple[str, ...]:
    """Reports what breaks the rules of capabilities and of transactions; the capabilities used, in order of first use."""
    _report_duplicates(module.ast, reporter)
    walk = _Walk(program, module, reporter)
    for item in module.ast.items:
        walk.visit(item)
    return tuple(walk.used)


def _report_duplicates(module: ast.Module, reporter: Reporter) -> None:
    first: dict[str, Span] = {}
    for requirement in module.requires:
        name = requirement.capability
        place = first.setdefault(name, requirement.span)
        if place is not requirement.span:
            notes = (Note(PREVIOUS_REQUIRES(name=name), place),)
            reporter.report(requirement.span, DUPLICATE_REQUIRES(name=name), notes=notes)


class _Walk:
    def __init__(self, program: LoadedProgram, module: LoadedModule, reporter: Reporter) -> None:
        self.used: dict[str, None] = {}
        self._program = program
        self._module = module
        self._reporter = reporter
        self._own = {item.name.name for item in module.ast.items if isinstance(item, ast.FnDecl | ast.ComponentDecl)}
        self._transactions = 0

    def visit(self, root: ast.Node) -> None:
        """The node and all below it that the checker looks at, in source order."""
        pending: list[object] = [root]
        while pending:
            node = pending.pop()
            if isinstance(node, list):
                pending.extend(reversed(node))
            elif isinstance(node, ast.Transaction):
                self._transaction(node)
            elif isinstance(node, ast.Node) and not isinstance(node, ast.TypeRef):
                pending.extend(reversed(self._parts(node)))

    def _parts(self, node: ast.Node) -> list[object]:
        """What to look at inside of a node, after its own rules."""
        match node:
            case ast.FnDecl():
                return [node.body]
            case ast.Call():
                self._call(node)
                return [] if self._is_untyped(node.callee) else [node.callee, node.args]
        if self._transactions:
            self._inside_transaction(node)
        return values(node)

    # ---- calls ------------------------------------------------------------------------------------------------------------------

    def _call(self, node: ast.Call) -> None:
        match node.callee:
            case ast.Name(name="serve") if not self._declares("serve"):
                self._require(node.span, "network", "call serve")
            case ast.Member(base=ast.Name(name=base), name=member) if not self._declares(base):
                self._call_namespace(node.span, base, member.name)
        foreign = self._foreign_function(node.callee)
        if foreign is not None:
            self._require_all(node.span, *foreign)

    def _call_namespace(self, span: Span, base: str, member: str) -> None:
        if base == "db" and member in _DATABASE_CALLS:
            self._require(span, "db", "db call")
        elif base == "http":
            self._require(span, "network", f"call http.{member}")
        elif base in ("time", "crypto"):
            self._require(span, base, f"{base} call")

    def _declares(self, name: str) -> bool:
        """Whether a function or an import of the module has the name of a builtin, which then is not meant."""
        return name in self._own or name in self._module.bindings

    def _is_untyped(self, callee: ast.Expr) -> bool:
        match callee:
            case ast.Name(name=name):
                return name in _UNTYPED_CALLS and not self._declares(name)
            case ast.Member(base=ast.Name(name="json")):
                return not self._declares("json")
        return False

    def _foreign_function(self, callee: ast.Expr) -> tuple[str, LoadedModule] | None:
        """A function of another module, as it is written, and that module."""
        match callee:
            case ast.Name(name=name):
                binding = self._module.bindings.get(name)
                if isinstance(binding, ItemBinding) and isinstance(binding.declaration, ast.FnDecl):
                    return name, self._program.module(binding.module)
            case ast.Member(base=ast.Name(name=alias), name=member):
                binding = self._module.bindings.get(alias)
                if isinstance(binding, ModuleBinding):
                    target = self._program.module(binding.module)
                    if isinstance(target.exports.get(member.name), ast.FnDecl):
                        return f"{alias}.{member.name}", target
        return None

    def _require(self, span: Span, capability: str, detail: str) -> None:
        self.used[capability] = None
        if self._transactions and capability != "db":
            self._reporter.report(span, TRANSACTION_CAPABILITY(capability=capability, what=detail))
        elif capability not in self._module.requires:
            self._reporter.report(span, MISSING_CAPABILITY(what=detail, capability=capability))

    def _require_all(self, span: Span, label: str, target: LoadedModule) -> None:
        """A function of another module may do whatever that module declares."""
        for capability in sorted(target.requires):
            self.used[capability] = None
            if self._transactions and capability != "db":
                self._reporter.report(span, TRANSACTION_CALL(callee=label, capability=capability))
            elif capability not in self._module.requires:
                self._reporter.report(span, LEAKED_CAPABILITY(callee=label, capability=capability))

    # ---- transactions -----------------------------------------------------------------------------------------------------------

    def _transaction(self, node: ast.Transaction) -> None:
        if "db" not in self._module.requires:
            self._reporter.report(node.span, TRANSACTION_WITHOUT_DB())
        others = sorted(capability for capability in self._module.requires if capability != "db")
        if others:
            self._reporter.report(node.span, TRANSACTION_MODULE(others=", ".join(others)))
        self._transactions += 1
        self.visit(node.block)
        self._transactions -= 1

    def _inside_transaction(self, node: ast.Node) -> None:
        match node:
            case ast.Return():
                self._reporter.report(node.span, TRANSACTION_RETURN())
            case ast.Break() | ast.Continue():
                self._reporter.report(node.span, TRANSACTION_LOOP())
            case ast.Spawn():
                self._reporter.report(node.span, TRANSACTION_SPAWN())
            case ast.Await():
                self._reporter.report(node.span, TRANSACTION_AWAIT())
