"""Functions that match regular expressions, for lower-fuse-to-fuse-rt: one an automaton, with a place in its code for each state.

    matches.N(text) -> i1        N counts the automata of the module

A state looks at the next byte, which for ASCII is the character, and goes to the block of the next state; where the answer is known
it returns. Of longer characters the runtime finds the class, in a constant table of the automaton, unless the state treats all of
them alike.
Source: direct-coded scanners, Bumbulis and Cowan, RE2C: a more versatile scanner generator, 1993.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mlir import ir
from mlir.dialects import arith, cf, func, llvm

from ..dialects import fuse_rt
from .count_glue import switch_to
from .machine_lowering import FuseOp, Handler, Lowering
from .object_header import HEADER_BYTES

_ASCII = 0x80  # bytes below are characters
_CLASS_BITS = 16  # of an entry of the table of classes: the first code point of a span, then its class
_FOUND = -1  # in place of a next state, as in the op


def lower_matches(lowering: Lowering, op: FuseOp) -> list[ir.Value]:
    """The answer of the automaton's function, which is made where the automaton is the first of its kind."""
    automaton = Automaton(*[tuple(ir.DenseI32ArrayAttr(op.op.attributes[name])) for name in ("starts", "classes", "transitions")])
    name = lowering.matchers.setdefault(automaton, f"matches.{len(lowering.matchers)}")
    entry = lowering.glue.define(name, [lowering.layouts.pointer], [lowering.layouts.i1])
    if entry is not None:
        _MatchFunction(lowering, automaton, entry).fill()
    return [func.CallOp([lowering.layouts.i1], ir.FlatSymbolRefAttr.get(name), [op.operands[0]]).result]


@dataclass(frozen=True, slots=True)
class Automaton:
    """As the attributes of `fuse.str.matches` have it."""

    starts: tuple[int, ...]
    classes: tuple[int, ...]
    transitions: tuple[int, ...]

    @property
    def width(self) -> int:
        return max(self.classes) + 2

    def row(self, state: int) -> tuple[int, ...]:
        """The next state for each class, then the answer at the end."""
        return self.transitions[state * self.width : (state + 1) * self.width]

    def ascii_targets(self, state: int) -> list[int]:
        """The next state for each byte that is a character."""
        row = self.row(state)
        return [row[self.classes[bisect_right(self.starts, code) - 1]] for code in range(_ASCII)]

    def long_spans(self) -> list[tuple[int, int]]:
        """Start and class of the spans with characters that are longer than a byte."""
        first = bisect_right(self.starts, _ASCII) - 1
        return list(zip(self.starts, self.classes, strict=True))[first:]

    def long_targets(self, state: int) -> list[int]:
        """The next states for characters that are longer than a byte, each once."""
        row = self.row(state)
        return list(dict.fromkeys([row[number] for _, number in self.long_spans()]))

    def ignores_length(self, state: int) -> int | None:
        """The next state for each byte of each character that is longer than a byte; None where it matters which one it is."""
        targets = self.long_targets(state)
        if len(targets) == 1 and (targets[0] < 0 or self.long_targets(targets[0]) == targets):
            return targets[0]
        return None


class _MatchFunction:
    """Fills the function of one automaton. Blocks of states take the address of the next character."""

    def __init__(self, lowering: Lowering, automaton: Automaton, entry: ir.Block) -> None:
        self._builder = lowering.builder
        self._layouts = lowering.layouts
        self._i8 = ir.IntegerType.get_signless(8)
        self._automaton = automaton
        self._entry = entry
        self._last = entry
        count = len(automaton.transitions) // automaton.width
        self._states = [self._new_block(lowering.layouts.pointer) for _ in range(count)]
        self._answers: dict[int, ir.Block] = {}

    def fill(self) -> None:
        text = self._entry.arguments[0]
        with ir.InsertionPoint(self._entry):
            start = self._after(text, HEADER_BYTES)
            self._end = self._after(start, fuse_rt.ArrayLengthOp(text).result)
            cf.BranchOp([start], self._states[0])
        for number, block in enumerate(self._states):
            self._fill_state(number, block)

    def _fill_state(self, number: int, block: ir.Block) -> None:
        automaton, more, place = self._automaton, self._new_block(), block.arguments[0]
        with ir.InsertionPoint(block):
            at_end = llvm.ICmpOp(llvm.ICmpPredicate.eq, place, self._end).result
            cf.CondBranchOp(at_end, [], [], self._answer(automaton.row(number)[-1]), more)
        with ir.InsertionPoint(more):
            byte = arith.ExtUIOp(self._layouts.i32, llvm.LoadOp(self._i8, place).result).result
            targets = automaton.ascii_targets(number)
            alike = automaton.ignores_length(number)
            if alike is not None:
                self._go(byte, [*targets, *[alike] * (256 - _ASCII)], self._after(place, 1))
                return
            short, long = self._new_block(), self._new_block()
            cf.CondBranchOp(self._at_least(byte, _ASCII), [], [], long, short)
        with ir.InsertionPoint(short):
            self._go(byte, targets, self._after(place, 1))
        with ir.InsertionPoint(long):
            self._go(self._class_at(place), automaton.row(number)[:-1], self._after(place, self._size(byte)))

    def _go(self, value: ir.Value, targets: Sequence[int], place: ir.Value) -> None:
        """To the state that `targets` has for a value, at `place`; the most frequent of them is what remains."""
        common = Counter(targets).most_common(1)[0][0]
        ways = {target: self._way(target, place) for target in dict.fromkeys([common, *targets])}
        cases = [(case, target) for case, target in enumerate(targets) if target != common]
        switch_to(value, [case for case, _ in cases], [ways[target] for _, target in cases], ways[common])

    def _way(self, target: int, place: ir.Value) -> ir.Block:
        """A block that leads to a state at a place, or an answer."""
        if target < 0:
            return self._answer(target)
        block = self._new_block()
        with ir.InsertionPoint(block):
            cf.BranchOp([place], self._states[target])
        return block

    def _answer(self, answer: int) -> ir.Block:
        """A block that returns an answer; made when it is first needed, as no block may be out of reach."""
        if answer not in self._answers:
            self._answers[answer] = self._new_block()
            with ir.InsertionPoint(self._answers[answer]):
                func.ReturnOp([self._builder.i1(answer == _FOUND)])
        return self._answers[answer]

    def _class_at(self, place: ir.Value) -> ir.Value:
        table = ir.DenseI64ArrayAttr.get([start << _CLASS_BITS | class_ for start, class_ in self._automaton.long_spans()])
        operands = [fuse_rt.ArrayConstantOp(table).result, place]
        return self._builder.call("fuse_rt_character_class", operands, [self._layouts.i32])

    def _size(self, byte: ir.Value) -> ir.Value:
        """Bytes of the character that starts with a byte: 2, and one more from 0xe0 and from 0xf0 on."""
        size = self._builder.i64(2)
        for start in (0xE0, 0xF0):
            size = arith.AddIOp(size, arith.ExtUIOp(self._layouts.i64, self._at_least(byte, start)).result).result
        return size

    def _at_least(self, byte: ir.Value, start: int) -> ir.Value:
        return self._builder.compare(arith.CmpIPredicate.uge, byte, self._builder.i32(start))

    def _after(self, place: ir.Value, distance: ir.Value | int) -> ir.Value:
        """The address `distance` bytes behind a place."""
        known = isinstance(distance, int)
        indices, raw = ([], [distance]) if known else ([distance], [-(2**31)])
        return llvm.GEPOp(self._layouts.pointer, place, indices, raw, ir.TypeAttr.get(self._i8), 0).result

    def _new_block(self, *arguments: ir.Type) -> ir.Block:
        self._last = self._last.create_after(*arguments)
        return self._last


MATCH_HANDLERS: dict[str, Handler] = {"fuse.str.matches": lower_matches}
