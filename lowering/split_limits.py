"""What limits the part of a counted loop in which every test holds; for split-loops.

In:      an innermost `scf.for` from 0 in steps of 1, tests spelled out.
Out:     the tests that the first part does without, and how to compute before the loop where it ends. Nothing changes.
Method:  the body is read in order. A value is *fixed* when it is defined outside the loop or can be computed before it. A test
         of a fixed index in a fixed list becomes a condition for the whole first part; one of `i + c`, where `i` is the induction
         variable and c a constant that is not negative, limits how far it goes. For a fixed index in the rows of a list that the
         loop goes through, the condition is that the shortest of these rows is long enough; it is only worth asking where loops
         around this one repeat it with the same rows.
         An unchecked read is proven by what stands before it in the body. It is computed before the loop only where all of that is
         known there too: the conditions found so far, and nothing that was left in the loop.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from mlir.ir import Block, IntegerAttr, Operation, Value, WalkOrder, WalkResult

from .index_facts import constant_of, made_by
from .raise_facts import RAISING_OPS

# May be computed at any time.
_FREE = ("arith.addi", "arith.cmpi", "arith.constant", "arith.muli", "arith.subi", "fuse.list.length", "fuse.struct.get")
_ULT = 6  # the unsigned order, as arith.cmpi numbers its predicates
_MOST_PLUS = 1 << 31  # far from any overflow of a length minus it
_LOOPS = ("scf.for", "scf.while")


@dataclass(frozen=True, slots=True)
class Access:
    """The index is within the list; both are fixed."""

    list: Value
    index: Value


@dataclass(frozen=True, slots=True)
class Rows:
    """The index is within each of the lists that stand in `list` at the induction variable plus `plus`. Their least length is
    computed before the op `before`."""

    list: Value
    plus: int
    index: Value
    before: Operation


@dataclass(frozen=True, slots=True)
class Runs:
    """The loop has an iteration; what stands in its body is proven only then."""


# A value is a Bool that the program computes.
Condition = Access | Rows | Runs | Value


@dataclass(frozen=True, slots=True)
class Clone:
    """The op is computed before the loop; an access without its test."""

    op: Operation


@dataclass(frozen=True, slots=True)
class Guard:
    """Where this does not hold, the first part is empty, and no later step is valid."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class Index:
    """The first part ends before induction variable + `plus` reaches `limit`, or the length of `list` where that is None."""

    plus: int
    limit: Value | None = None
    list: Value | None = None


@dataclass(slots=True)
class Limits:
    """`steps` in order; `dropped`: the tests and accesses that the first part needs no test for."""

    steps: list[Clone | Guard | Index] = field(default_factory=list)
    dropped: list[Operation] = field(default_factory=list)


def first_part_limits(loop: Operation) -> Limits:
    """Read the body of a loop."""
    reader = _Reader(loop)
    for view in loop.regions[0].blocks[0].operations:
        reader.read(view.operation)
    return reader.limits


class _Reader:
    def __init__(self, loop: Operation) -> None:
        self.limits = Limits()
        self._loop = loop
        self._variable = loop.regions[0].blocks[0].arguments[0]
        self._fixed: dict[Value, None] = {}
        # Whether something that stays in the loop may have proven what follows.
        self._unproven = False

    def read(self, op: Operation) -> None:
        """The next op of the body."""
        fixed = all(self._is_fixed(operand) for operand in op.operands)
        if op.name in _FREE or op.name == "fuse.list.get_unchecked":
            if fixed and (op.name in _FREE or not self._unproven):
                self._fix(op)
        elif op.name == "fuse.check":
            self._read_test(op)
        elif op.name == "fuse.list.get":
            self._read_access(op, fixed)
        elif len(op.regions):
            self._read_nested(op)
            self._unproven = True
        elif op.name in RAISING_OPS or op.name == "func.call":
            self._unproven = True

    def _fix(self, op: Operation) -> None:
        if op.name == "fuse.list.get_unchecked" and Guard(Runs()) not in self.limits.steps:
            self.limits.steps.append(Guard(Runs()))
        self.limits.steps.append(Clone(op))
        self._fixed[op.results[0]] = None

    def _read_test(self, op: Operation) -> None:
        condition = op.operands[0]
        if self._is_fixed(condition):
            self._drop(op, Guard(condition))
            return
        self._unproven = True
        limit = self._limit(condition)
        if limit is not None:
            self._drop(op, limit)

    def _read_access(self, op: Operation, fixed: bool) -> None:
        list_, index = op.operands
        if fixed:
            self._drop(op, Guard(Access(list_, index)))
            self.limits.steps.append(Clone(op))
            self._fixed[op.result] = None
            return
        self._unproven = True
        plus = self._plus(index)
        if self._is_fixed(list_) and plus is not None:
            self._drop(op, Index(plus, list=list_))
        elif self._is_fixed(index):
            rows = self._rows(list_, index)
            if rows is not None:
                self._drop(op, Guard(rows))

    def _read_nested(self, op: Operation) -> None:
        """Tests in branches: the first part ends before they could fail, whether or not they are reached."""

        def visit(inner: Operation) -> WalkResult:
            if inner.name == "fuse.check":
                condition = inner.operands[0]
                limit = Guard(condition) if self._is_fixed(condition) else self._limit(condition)
                if limit is not None:
                    self._drop(inner, limit)
                return WalkResult.SKIP
            return WalkResult.ADVANCE

        op.walk(visit, WalkOrder.PRE_ORDER)

    def _drop(self, op: Operation, step: Guard | Index) -> None:
        self.limits.steps.append(step)
        self.limits.dropped.append(op)

    # ---- what values are

    def _is_fixed(self, value: Value) -> bool:
        return value in self._fixed or not self._is_inside(value, self._loop)

    def _is_inside(self, value: Value, loop: Operation) -> bool:
        owner = value.owner
        block = owner if isinstance(owner, Block) else owner.operation.block
        while True:
            around = block.owner.operation
            if around == loop:
                return True
            if around.name == "func.func":
                return False
            block = around.block

    def _plus(self, value: Value) -> int | None:
        """The constant that `value` is the induction variable plus; None when it is not, or less."""
        plus = 0
        while value != self._variable:
            op = made_by(value)
            step = constant_of(op.operands[1]) if op is not None and op.name == "arith.addi" else None
            if step is None or abs(step) >= _MOST_PLUS:
                return None
            plus += step
            value = op.operands[0]
        return plus if 0 <= plus < _MOST_PLUS else None

    def _limit(self, condition: Value) -> Index | None:
        op = made_by(condition)
        if op is None or op.name != "arith.cmpi" or IntegerAttr(op.attributes["predicate"]).value != _ULT:
            return None
        index, limit = op.operands
        plus = self._plus(index)
        return Index(plus, limit=limit) if plus is not None and self._is_fixed(limit) else None

    def _rows(self, row: Value, index: Value) -> Rows | None:
        read = made_by(row)
        if read is None or read.name not in ("fuse.list.get", "fuse.list.get_unchecked"):
            return None
        rows, place = read.operands
        plus = self._plus(place)
        before = self._outermost_repetition(rows, self._loop.operands[1])
        return Rows(rows, plus, index, before) if plus is not None and before is not None else None

    def _outermost_repetition(self, *values: Value) -> Operation | None:
        """The outermost of the loops that stand directly around this one, in which all the values are the same."""
        found, loop = None, self._loop
        while (around := loop.block.owner.operation).name in _LOOPS and not any(self._is_inside(v, around) for v in values):
            found = loop = around
        return found
