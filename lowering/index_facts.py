"""What is known about Ints and list lengths at one place of a function: least values, and bounds by other values.

In:      conditions that hold and ops that succeeded, told while a function is walked (scoped_walk.py).
Out:     answers to: is this index surely within that list? can this sum not overflow?
Shapes:  a bound is (base, offset) and stands for base + offset, computed without overflow; the base is a value, the length of a
         list origin (`LengthOf`), or None for zero.
Method:  values are looked through to what they are made of, at most DEPTH ops deep: constants, sums proven not to overflow,
         remainders, induction variables. A carried variable that only grows has the least value it starts with, one that only
         shrinks the bounds that it starts with. Comparisons add bounds for as long as their scope lasts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mlir.ir import Block, IntegerAttr, IntegerType, Operation, OpView, Value

from .list_lengths import ListLengths, in_scope, region_of
from .value_sources import Sources

INT_MIN, INT_MAX = -(2**63), 2**63 - 1
_INT_WIDTH = 64
DEPTH = 8
# As many carried variables and branches are looked through for one question.
MOST_FLOW = 8
SUMS = ("arith.addi", "arith.subi")

# Predicates of arith.cmpi as their attribute numbers them; equality and the signed orders are understood.
_EQ, _SLT, _SLE, _SGT, _SGE = 0, 2, 3, 4, 5
_OPPOSITE = {1: _EQ, _SLT: _SGE, _SGE: _SLT, _SLE: _SGT, _SGT: _SLE}


@dataclass(frozen=True, slots=True)
class LengthOf:
    """The length of the lists of one origin."""

    origin: Value


Base = Value | LengthOf | None
Bound = tuple[Base, int]


class IndexFacts:
    """Facts in nested scopes: `open` and `close` around what holds for a while."""

    def __init__(self, sources: Sources, lengths: ListLengths) -> None:
        self._sources = sources
        self._lengths = lengths
        self._least: dict[Value, int] = {}
        self._most: dict[Value, list[Bound]] = {}
        self._long: dict[tuple[Value, Base], int] = {}  # origin and base of a bound from below of its length: the offset
        self._no_overflow: dict[Value, None] = {}
        self._undo: list[list[tuple[dict, object, object]]] = []

    # ---- scopes -------------------------------------------------------------------------------------------------------------

    def open(self) -> None:
        self._undo.append([])

    def close(self) -> None:
        for table, key, before in reversed(self._undo.pop()):
            if before is None:
                del table[key]
            else:
                table[key] = before

    def _set(self, table: dict, key: object, value: object) -> None:
        self._undo[-1].append((table, key, table.get(key)))
        table[key] = value

    # ---- learning -----------------------------------------------------------------------------------------------------------

    def learn(self, condition: Value, holds: bool) -> None:
        """`condition` is `holds` from here on."""
        op = made_by(condition)
        if op is None:
            return
        if op.name == "arith.cmpi" and is_int(op.operands[0]):
            predicate = IntegerAttr(op.attributes["predicate"]).value
            self._compare(predicate if holds else _OPPOSITE.get(predicate), *(self._same(value) for value in op.operands))
        elif (op.name == "arith.andi" and holds) or (op.name == "arith.ori" and not holds):
            for part in op.operands:
                self.learn(part, holds)

    def learn_access(self, list_: Value, index: Value) -> None:
        """An access of `list_` at `index` succeeded."""
        index = self._same(index)
        self._at_least(index, 0)
        origin = self._lengths.origin(list_)
        for base, offset in self._exactly(index):
            self._set(self._long, (origin, base), max(offset + 1, self._long.get((origin, base), 0)))

    def learn_range(self, low: Value, high: Value) -> None:
        """A range from `low` to `high` was not empty."""
        least = self.least(low)
        if least is not None:
            self._at_least(self._same(high), least)

    def learn_sum(self, op: Operation) -> None:
        """Remember for good whether a sum or difference of Ints cannot overflow where it stands."""
        if self._cannot_overflow(op):
            self._no_overflow[op.result] = None

    def _compare(self, predicate: int | None, left: Value, right: Value) -> None:
        if predicate in (_SGT, _SGE):
            predicate, left, right = predicate - 2, right, left
        if predicate in (_SLT, _SLE):
            self._order(left, right, 1 if predicate == _SLT else 0)
        elif predicate == _EQ:
            self._order(left, right, 0)
            self._order(right, left, 0)

    def _order(self, low: Value, high: Value, gap: int) -> None:
        """low + gap <= high."""
        bounds = [(base, offset - gap) for base, offset in self.most(high)]
        self._set(self._most, low, [*self._most.get(low, []), *bounds])
        least = self.least(low)
        if least is not None:
            self._at_least(high, least + gap)

    def _at_least(self, value: Value, least: int) -> None:
        self._set(self._least, value, max(least, self._least.get(value, INT_MIN)))

    # ---- asking -------------------------------------------------------------------------------------------------------------

    def in_range(self, list_: Value, index: Value) -> bool:
        """Whether 0 <= index < length of the list, for sure."""
        least = self.least(index)
        if least is None or least < 0:
            return False
        origin = self._lengths.origin(list_)
        long = [(LengthOf(origin), 0), *self._made_length(origin, DEPTH)]
        for base, offset in self.most(index):
            learned = self._long.get((origin, base))
            if learned is not None and offset < learned:
                return True
            if any(_equal(base, other) and offset < length for other, length in long):
                return True
        return False

    def least(self, value: Value, depth: int = DEPTH, scoped: bool = True) -> int | None:
        """The greatest known constant not above `value`; `scoped`: the facts of the open scopes are about this very value."""
        value = self._same(value)
        found = [self._made_least(value, depth, scoped), self._least.get(value) if scoped else None]
        return max((least for least in found if least is not None), default=None)

    def most(self, value: Value, depth: int = DEPTH) -> list[Bound]:
        """Bounds that `value` is not greater than."""
        value = self._same(value)
        known = constant_of(value)
        if known is not None:
            return [(None, known)]
        return [(value, 0), *self._most.get(value, []), *(self._made_most(value, depth) if depth else ())]

    def _same(self, value: Value) -> Value:
        """The value that `value` is another name of: arguments of `scf.while` stand for what its condition passes on."""
        while value in self._sources and len(self._sources[value]) == 1:
            value = self._sources[value][0]
        return value

    # ---- what values are made of --------------------------------------------------------------------------------------------

    def _made_least(self, value: Value, depth: int, scoped: bool) -> int | None:
        known = constant_of(value)
        if known is not None or not depth:
            return known
        if value in self._sources:
            return self._carried_least(value, depth)
        loop = induction_loop(value)
        if loop is not None:
            return self.least(loop.operands[0], depth - 1, scoped) if (constant_of(loop.operands[2]) or 0) > 0 else None
        op = made_by(value)
        match op.name if op is not None else "":
            case "arith.addi" | "arith.subi" if self._is_exact(op):
                return self._sum_least(op, depth, scoped)
            case "fuse.int.rem":
                return self._remainder_least(op, depth, scoped)
            case "fuse.int.div":
                divisor = constant_of(op.operands[1])
                least = self.least(op.operands[0], depth - 1, scoped)
                return least // divisor if least is not None and least >= 0 and divisor is not None and divisor > 0 else None
            case "fuse.list.length" | "fuse.str.scalars":
                return 0
            case "fuse.range.check":
                return 1
        return None

    def _carried_least(self, value: Value, depth: int) -> int | None:
        """The least of what may flow into `value`, where steps that only grow it do not count.

        What flows in comes from an earlier iteration: facts about the current one say nothing about it.
        """
        least: int | None = None
        for start in self._starts(value, growing=True):
            known = self.least(start, depth - 1, scoped=False)
            if known is None:
                return None
            least = known if least is None else min(least, known)
        return least

    def _carried_most(self, value: Value, depth: int) -> list[Bound]:
        """The bounds that all have which may flow into `value`, where steps that only lessen it do not count.

        Only of what is computed before the loop: it is the same in every iteration, and so is what is known about it.
        """
        starts = self._starts(value, growing=False)
        if not starts or not all(_is_around(start, value) for start in starts):
            return []
        bounds, *others = [self.most(start, depth - 1) for start in starts]
        for other in others:
            bounds = [(base, max(offset, most)) for base, offset in bounds for same, most in other if _equal(base, same)]
        return bounds

    def _starts(self, value: Value, growing: bool) -> list[Value]:
        """What flows into `value`, directly or through values that others flow into, without steps that only grow it (or only
        lessen it): what is left bounds it from below (from above). Nothing is left where a step leads the other way."""
        flow = [value]
        starts: list[Value] = []
        for member in flow:
            for source in map(self._same, self._sources[member]):
                base, shift = self._shift_of(source) or (source, 0)
                base = self._same(base)
                bounded = shift >= 0 if growing else shift <= 0
                if not bounded and base in flow:
                    return []
                if not bounded or base not in self._sources or len(flow) > MOST_FLOW:
                    starts.append(source)
                elif base not in flow:
                    flow.append(base)
        return starts

    def _shift_of(self, value: Value) -> Bound | None:
        """`value` as another value plus a constant, when it is made so without overflow."""
        op = made_by(value)
        if op is None or op.name not in SUMS or not self._is_exact(op):
            return None
        shift = constant_of(op.operands[1])
        return None if shift is None else (op.operands[0], shift if op.name == "arith.addi" else -shift)

    def _sum_least(self, op: Operation, depth: int, scoped: bool) -> int | None:
        shifted = self._shift_of(op.result)
        if shifted is not None:
            least = self.least(shifted[0], depth - 1, scoped)
            return None if least is None else least + shifted[1]
        if op.name == "arith.subi":
            return None
        parts = [self.least(part, depth - 1, scoped) for part in op.operands]
        return None if None in parts else sum(parts)

    def _remainder_least(self, op: Operation, depth: int, scoped: bool) -> int | None:
        least = self.least(op.operands[0], depth - 1, scoped)
        if least is not None and least >= 0:
            return 0
        divisor = constant_of(op.operands[1])
        return None if divisor is None else 1 - abs(divisor)

    def _made_most(self, value: Value, depth: int) -> Iterator[Bound]:
        if value in self._sources:
            yield from self._carried_most(value, depth)
            return
        loop = induction_loop(value)
        if loop is not None:
            yield from _shifted(self.most(loop.operands[1], depth - 1), -1)
            return
        op = made_by(value)
        match op.name if op is not None else "":
            case "arith.addi" | "arith.subi" if self._is_exact(op):
                yield from self._sum_most(op, depth)
            case "fuse.range.check":
                low = constant_of(op.operands[0])
                if low is not None:
                    yield from _shifted(self.most(op.operands[1], depth - 1), 1 - low)
            case "fuse.int.rem":
                divisor = self.least(op.operands[1], depth - 1)
                if divisor is not None and divisor > 0:
                    yield from _shifted(self.most(op.operands[1], depth - 1), -1)
            case "fuse.int.div":
                least, divisor = self.least(op.operands[0], depth - 1), constant_of(op.operands[1])
                if least is not None and least >= 0 and divisor is not None and divisor > 0:
                    yield from self.most(op.operands[0], depth - 1)
            case "fuse.list.length":
                yield LengthOf(self._lengths.origin(op.operands[0])), 0

    def _sum_most(self, op: Operation, depth: int) -> Iterator[Bound]:
        """Bounds of one part, shifted by the constant added to it; low plus a step of the range low..high is at most high."""
        shifted = self._shift_of(op.result)
        if shifted is not None:
            yield from _shifted(self.most(shifted[0], depth - 1), shifted[1])
        if op.name == "arith.subi":
            return
        for part, other in (op.operands, list(op.operands)[::-1]):
            for base, offset in self.most(part, depth - 1):
                steps = made_by(base) if isinstance(base, Value) else None
                if steps is not None and steps.name == "fuse.range.check" and steps.operands[0] == other:
                    yield from _shifted(self.most(steps.operands[1], depth - 1), offset + 1)

    def _made_length(self, origin: Value, depth: int) -> Iterator[Bound]:
        """Bounds that the length is not less than, by how the list was made."""
        op = made_by(origin)
        match op.name if op is not None and depth else "":
            case "fuse.list.make":
                yield None, len(op.operands)
            case "fuse.list.constant" | "fuse.list.texts":
                yield None, len(op.attributes["elements"])
            case "fuse.list.range":
                low = constant_of(op.operands[0])
                if low is not None:
                    yield from _shifted(self._exactly(op.operands[1]), 1 - low)
            case "fuse.list.concat":
                origins = [self._lengths.origin(part) for part in op.operands]
                parts = [[(LengthOf(part), 0), *self._made_length(part, depth - 1)] for part in origins]
                for bounds, others in (parts, parts[::-1]):
                    more = max((offset for base, offset in others if base is None), default=0)
                    yield from _shifted(bounds, max(more, 0))

    def _exactly(self, value: Value) -> list[Bound]:
        """`value` itself, and as another value plus a constant."""
        value = self._same(value)
        known = constant_of(value)
        if known is not None:
            return [(None, known)]
        shifted = self._shift_of(value)
        return [(value, 0)] if shifted is None else [(value, 0), (self._same(shifted[0]), shifted[1])]

    # ---- overflow -----------------------------------------------------------------------------------------------------------

    def _is_exact(self, op: Operation) -> bool:
        return op.result in self._no_overflow or never_wraps(op)

    def _cannot_overflow(self, op: Operation) -> bool:
        if not is_int(op.result) or never_wraps(op):
            return False
        left, right = op.operands
        shift = constant_of(right)
        if shift is None:
            return op.name == "arith.addi" and self._fits(left, right)
        shift = shift if op.name == "arith.addi" else -shift
        if shift < 0:
            least = self.least(left)
            return least is not None and least + shift >= INT_MIN
        return any(offset + shift <= (INT_MAX if base is None else 0) for base, offset in self.most(left))

    def _fits(self, left: Value, right: Value) -> bool:
        """Whether two values have constant bounds whose sums are Ints."""
        leasts = [self.least(part) for part in (left, right)]
        mosts = [min((offset for base, offset in self.most(part) if base is None), default=None) for part in (left, right)]
        return None not in leasts and None not in mosts and sum(leasts) >= INT_MIN and sum(mosts) <= INT_MAX


def never_wraps(op: Operation) -> bool:
    """Whether a sum says itself that it does not overflow."""
    return "nsw" in str(op.attributes["overflowFlags"])


def is_int(value: Value) -> bool:
    """Whether `value` is an Int of the language."""
    return isinstance(value.type, IntegerType) and value.type.width == _INT_WIDTH


def constant_of(value: Value) -> int | None:
    """The Int that `value` is, when it is a constant."""
    op = made_by(value)
    if op is None or op.name != "arith.constant" or not is_int(value):
        return None
    return IntegerAttr(op.attributes["value"]).value


def made_by(value: Value) -> Operation | None:
    """The op whose result `value` is, None for an argument."""
    owner = value.owner
    return owner.operation if isinstance(owner, OpView) else None


def induction_loop(value: Value) -> Operation | None:
    """The `scf.for` whose induction variable `value` is."""
    owner = value.owner
    if not isinstance(owner, Block) or owner.arguments[0] != value:
        return None
    op = owner.owner.operation
    return op if op.name == "scf.for" else None


def _is_around(value: Value, user: Value) -> bool:
    """Whether `value` is defined in a region around that of `user`."""
    return region_of(value) != region_of(user) and in_scope(value, user)


def _equal(left: Base, right: Base) -> bool:
    return left is right if left is None or right is None else left == right


def _shifted(bounds: list[Bound], shift: int) -> list[Bound]:
    return [(base, offset + shift) for base, offset in bounds]
