"""What each compound statement of a function does to the control flow and to the variables around it.

In:      the body of a canonical function.
Out:     one `Flow` for each `If`, `Match`, `For`, `While` and `Transaction` in it.
Method:  the statements are listed outside in, then summed up inside out, without recursion, so nesting depth costs nothing.
Order:   assigned variables come in order of declaration (`Local.id`).
"""

from __future__ import annotations

from dataclasses import dataclass

from ..frontend.canonical import program as c
from ..frontend.types import UNIT

Compound = c.If | c.Match | c.For | c.While | c.Transaction
_JUMPS = c.Return | c.Break | c.Continue


@dataclass(slots=True)
class Flow:
    """Facts of one compound statement.

    assigned    variables declared outside that some path inside assigns, Unit ones left out (they have no SSA value)
    leaves      `return`, or `break`/`continue` of a loop around it, may leave the statement early
    jumps       something in its body leaves that body early: of a loop, an iteration
    completes   control may arrive at the statement after it
    tail        ends the function, and each path through it ends there too, in a `return` or a raise, and no other
                statement in it leaves early: its value is the function's result, so nothing is left early at all
    """

    assigned: tuple[c.Local, ...] = ()
    leaves: bool = False
    jumps: bool = False
    completes: bool = True
    tail: bool = False


@dataclass(slots=True)
class _Sum:
    """Facts of a statement list, before the variables it declares are taken out."""

    assigned: dict[c.Local, None]
    returns: bool = False
    jumps: bool = False
    completes: bool = True


class FunctionFlow:
    """The flow of every compound statement of one body."""

    def __init__(self, body: list[c.Stmt]) -> None:
        self._flows: dict[Compound, Flow] = {}
        compounds: list[Compound] = []
        pending = [body]
        while pending:
            for statement in pending.pop():
                if isinstance(statement, Compound):
                    compounds.append(statement)
                    pending.extend(bodies_of(statement))
        self._returning: dict[Compound, bool] = {}
        self._conclusive: dict[c.If | c.Match, None] = {}
        for statement in reversed(compounds):
            self._flows[statement] = self._sum_up(statement)
            if isinstance(statement, c.If | c.Match) and all(self._concludes(inner) for inner in bodies_of(statement)):
                self._conclusive[statement] = None
        self.completes = self._sum(body).completes
        self.has_transactions = any(isinstance(statement, c.Transaction) for statement in compounds)
        self._mark_tails(body)

    def of(self, statement: Compound) -> Flow:
        return self._flows[statement]

    def _sum_up(self, statement: Compound) -> Flow:
        sums = [self._sum(body) for body in bodies_of(statement)]
        assigned: dict[c.Local, None] = {}
        for one in sums:
            assigned.update(one.assigned)
        for local in _bound_by(statement):
            assigned.pop(local, None)
        returns = any(one.returns for one in sums)
        jumps = any(one.jumps for one in sums)
        self._returning[statement] = returns
        loop = isinstance(statement, c.For | c.While)
        return Flow(
            assigned=tuple(sorted(assigned, key=lambda local: local.id)),
            leaves=returns or (jumps and not loop),
            jumps=returns or jumps,
            completes=loop or any(one.completes for one in sums),
        )

    def _sum(self, body: list[c.Stmt]) -> _Sum:
        total = _Sum({})
        declared: list[c.Local] = []
        for statement in body:
            match statement:
                case c.Let(local=local):
                    declared.append(local)
                case c.Assign(local=local) | c.Store(root=local):
                    if local.type != UNIT:
                        total.assigned[local] = None
                case c.Return():
                    total.returns = True
                    total.completes = False
                case c.Break() | c.Continue():
                    total.jumps = True
                    total.completes = False
                case c.ExprStmt(expr=c.Raise()):
                    total.completes = False
                case c.If() | c.Match() | c.For() | c.While() | c.Transaction():
                    flow = self._flows[statement]
                    total.assigned.update(dict.fromkeys(flow.assigned))
                    total.returns |= self._returning[statement]
                    total.jumps |= flow.jumps and not isinstance(statement, c.For | c.While)
                    total.completes &= flow.completes
        for local in declared:
            total.assigned.pop(local, None)
        return total

    def _mark_tails(self, body: list[c.Stmt]) -> None:
        """Mark the statements that end the function with a value, from the outside in."""
        pending = [body]
        while pending:
            last = pending.pop()[-1:]
            if last and isinstance(last[0], c.If | c.Match):
                self._flows[last[0]].tail = last[0] in self._conclusive
                pending.extend(bodies_of(last[0]))

    def _concludes(self, body: list[c.Stmt]) -> bool:
        """`body` ends in a `return` or a raise on each path, and leaves early on none."""
        if not body or any(isinstance(s, _JUMPS) or (isinstance(s, Compound) and self._flows[s].leaves) for s in body[:-1]):
            return False
        match body[-1]:
            case c.Return() | c.ExprStmt(expr=c.Raise()):
                return True
            case c.If() | c.Match() as inner:
                return inner in self._conclusive
        return False


def bodies_of(statement: Compound) -> list[list[c.Stmt]]:
    """The statement lists inside a compound statement, in source order; an absent `else` is an empty one."""
    match statement:
        case c.If(then=then, otherwise=otherwise):
            return [then, otherwise]
        case c.Match(arms=arms, otherwise=otherwise):
            return [*(arm.body for arm in arms), otherwise]
    return [statement.body]


def _bound_by(statement: Compound) -> list[c.Local]:
    patterns: list[c.Pattern] = []
    match statement:
        case c.Match(arms=arms):
            patterns = [arm.pattern for arm in arms]
        case c.For(pattern=pattern):
            patterns = [pattern]
    return [local for pattern in patterns for local in bound_locals(pattern)]


def bound_locals(pattern: c.Pattern) -> list[c.Local]:
    """The variables a pattern binds, left to right."""
    found: list[c.Local] = []
    pending = [pattern]
    while pending:
        one = pending.pop()
        match one:
            case c.BindPattern(local=local) | c.NamePattern(local=local):
                found.append(local)
            case c.SomePattern(inner=inner) | c.OkPattern(inner=inner) | c.ErrPattern(inner=inner):
                pending.append(inner)
            case c.VariantPattern(args=args):
                pending.extend(reversed(args))
            case c.StructPattern(fields=fields):
                pending.extend(inner for _, inner in reversed(fields))
    return found
