"""Deterministic automata: what compiled programs match by.

In:   a nondeterministic automaton.
Out:  `deterministic(automaton)`: the smallest deterministic automaton that gives the same answers, as plain data; None where one
      would be large, as for `(a|b)*a(a|b){20}`, whose deterministic automaton has a million states.
Why:  a search then takes one step a character, whatever the pattern, and each state can be a place in the code of the program.

A state stands for the set of states that the search can be in at a place, before it is known what goes on there without taking a
character: conditions such as word edges ask for both characters around the place. So a state also knows what these conditions ask
about the character before, and its way on is found by the character after. Characters that no part of the pattern tells apart are
one class.
Sources: subset construction (Rabin and Scott, Finite automata and their decision problems, 1959); reduction (Hopcroft, An n log n
algorithm for minimizing states in a finite automaton, 1971).
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from ..record import record
from .automaton import CONDITIONS, Automaton, Check, Step
from .characters import ASCII_WORD, CharacterSet, one_character
from .properties import perl_set

FOUND, LOST = -1, -2
"""In place of a next state: the pattern occurs; it cannot occur any more."""

# A pattern of the length that people write has some dozens of states.
_STATE_LIMIT = 1_000
_TRANSITION_LIMIT = 20_000

# What a condition asks about the characters at its sides, beside whether there are any.
_NEWLINE, _RETURN = one_character("\n"), one_character("\r")


@record(frozen=True)
class DeterministicAutomaton:
    """Starts in state 0.

    starts, classes  the code points from `starts[i]` on, to the next start, are of class `classes[i]`; the first start is 0
    transitions      by state: the next state for each class, then the answer where the text ends: FOUND or LOST
    """

    starts: tuple[int, ...]
    classes: tuple[int, ...]
    transitions: tuple[tuple[int, ...], ...]

    def search(self, text: str) -> bool:
        """Whether the pattern occurs anywhere in `text`."""
        state = 0
        for char in text:
            state = self.transitions[state][self.classes[bisect_right(self.starts, ord(char)) - 1]]
            if state < 0:
                return state == FOUND
        return self.transitions[state][-1] == FOUND


@lru_cache(maxsize=256)
def deterministic(automaton: Automaton) -> DeterministicAutomaton | None:
    """The smallest deterministic automaton of the same answers; None where there would be too many states on the way to it."""
    classes = _Classes(automaton)
    rows = _Subsets(automaton, classes).rows()
    if rows is None:
        return None
    return _merged_classes(classes, _reduced(rows))


class _Classes:
    """The characters in classes that no part of an automaton tells apart.

    Shapes:  starts, numbers: one per span of the code points; examples, facts: one per class.
    """

    def __init__(self, automaton: Automaton) -> None:
        conditions = {state.condition for state in automaton.states if isinstance(state, Check)}
        self._asked = _asked_sets(conditions)
        sets = list(dict.fromkeys([state.characters for state in automaton.states if isinstance(state, Step)])) + self._asked
        self.starts, self.numbers = _partition(sets)
        self.examples: list[str] = []
        for start, number in zip(self.starts, self.numbers, strict=True):
            if number == len(self.examples):
                self.examples.append(chr(start))
        # Of the characters that no condition tells apart, the first stands for all.
        facts = [tuple([asked.contains(example) for asked in self._asked]) for example in self.examples]
        self.before = [self.examples[facts.index(fact)] for fact in facts]

    def of(self, characters: CharacterSet) -> list[int]:
        """The classes that a set consists of."""
        return [number for number, example in enumerate(self.examples) if characters.contains(example)]


def _asked_sets(conditions: set[str]) -> list[CharacterSet]:
    sets = []
    if any(condition.startswith("line") for condition in conditions):
        sets += [_NEWLINE, _RETURN]
    words = [condition for condition in conditions if "word" in condition]
    if any(condition.endswith(" ascii") for condition in words):
        sets.append(ASCII_WORD)
    if any(not condition.endswith(" ascii") for condition in words):
        sets.append(perl_set("w"))
    return sets


def _partition(sets: list[CharacterSet]) -> tuple[list[int], list[int]]:
    """The starts of the spans that no set divides, and the class of each: classes are numbered as they first occur."""
    changes: dict[int, list[int]] = {0: []}
    for number, characters in enumerate(sets):
        for first, last in characters.spans:
            changes.setdefault(first, []).append(number)
            changes.setdefault(last + 1, []).append(number)
    members: frozenset[int] = frozenset()
    known: dict[frozenset[int], int] = {}
    starts, numbers = [], []
    for start in sorted(changes):
        for number in changes[start]:
            members ^= {number}
        if start <= 0x10FFFF:
            starts.append(start)
            numbers.append(known.setdefault(members, len(known)))
    return starts, numbers


class _Subsets:
    """The subset construction. A state: the states entered at a place, and the example of the class before it ("" at the start)."""

    def __init__(self, automaton: Automaton, classes: _Classes) -> None:
        self._automaton = automaton
        self._classes = classes
        steps = {state.characters: classes.of(state.characters) for state in automaton.states if isinstance(state, Step)}
        self._targets = {
            number: steps[state.characters] for number, state in enumerate(automaton.states) if isinstance(state, Step)
        }
        self._conditional = any(isinstance(state, Check) for state in automaton.states)

    def rows(self) -> list[list[int]] | None:
        """As `transitions`, with FOUND and LOST as they are known without looking ahead."""
        start = (frozenset([self._automaton.start]), "")
        numbers = {start: 0}
        work, rows = [start], []
        for state in work:
            row = self._row(*state)
            rows.append([next_ if isinstance(next_, int) else numbers.setdefault(next_, len(numbers)) for next_ in row])
            work += list(numbers)[len(work) :]
            if len(work) > _STATE_LIMIT or len(work) * len(row) > _TRANSITION_LIMIT:
                return None
        return rows

    def _row(self, entered: frozenset[int], before: str) -> list[tuple[frozenset[int], str] | int]:
        classes = self._classes
        closures: dict[str, list[int] | None] = {}
        row: list[tuple[frozenset[int], str] | int] = []
        for number in range(len(classes.examples)):
            after = classes.before[number]
            if after not in closures:
                closures[after] = self._closure(entered, before, after)
            steps = closures[after]
            if steps is None:
                row.append(FOUND)
                continue
            taken = [self._automaton.states[step].target for step in steps if number in self._targets[step]]
            # A match may begin at any place.
            row.append((frozenset([*taken, self._automaton.start]), after if self._conditional else ""))
        row.append(FOUND if self._closure(entered, before, "") is None else LOST)
        return row

    def _closure(self, entered: frozenset[int], before: str, after: str) -> list[int] | None:
        """The steps reachable without taking a character; None when an accepting state is."""
        steps: list[int] = []
        seen: set[int] = set()
        work = list(entered)
        while work:
            number = work.pop()
            if number in seen:
                continue
            seen.add(number)
            state = self._automaton.states[number]
            if state is None:
                return None
            if isinstance(state, Step):
                steps.append(number)
            elif not isinstance(state, Check):
                work.extend(state.targets)
            elif CONDITIONS[state.condition](before, after):
                work.append(state.target)
        return steps


def _reduced(rows: list[list[int]]) -> list[list[int]]:
    """Rows of the fewest states; states are numbered as a search from state 0 meets them.

    FOUND and LOST are states like others here, so that a state all of whose ways lead to one of them becomes it.
    """
    found, lost, width = len(rows), len(rows) + 1, len(rows[0])
    machine = [[{FOUND: found, LOST: lost}.get(next_, next_) for next_ in row] for row in rows]
    machine += [[found] * width, [lost] * width]
    blocks = _equal_states(machine, found)
    sinks = {blocks[found]: FOUND, blocks[lost]: LOST}
    if blocks[0] in sinks:
        # Every text is found, or none: one state, to begin in.
        return [[sinks[blocks[0]]] * width]
    return _in_order(machine, blocks, sinks)


def _equal_states(machine: list[list[int]], found: int) -> list[int]:
    """For each state the number of its block: states of a block cannot be told apart by any text."""
    letters = len(machine[0]) - 1
    sources: list[list[list[int]]] = [[[] for _ in machine] for _ in range(letters)]
    for state, row in enumerate(machine):
        for letter, next_ in enumerate(row[:-1]):
            sources[letter][next_].append(state)
    # At first those are told apart that answer differently where the text ends.
    block_of = [int(row[-1] == found) for row in machine]
    blocks = [[state for state, block in enumerate(block_of) if block == answer] for answer in (0, 1)]
    work = {0: None, 1: None}  # a set that keeps its order
    while work:
        splitter = work.popitem()[0]
        members = list(blocks[splitter])
        for letter in range(letters):
            leading: dict[int, list[int]] = {}
            for member in members:
                for state in sources[letter][member]:
                    leading.setdefault(block_of[state], []).append(state)
            for block, moved in leading.items():
                if len(moved) == len(blocks[block]):
                    continue
                rest = set(blocks[block]).difference(moved)
                # The smaller part becomes the new block, so that every state is moved a logarithmic number of times.
                kept, split = sorted((sorted(rest), moved), key=len, reverse=True)
                blocks[block] = kept
                blocks.append(split)
                for state in split:
                    block_of[state] = len(blocks) - 1
                work[len(blocks) - 1] = None
    return block_of


def _in_order(machine: list[list[int]], blocks: list[int], sinks: dict[int, int]) -> list[list[int]]:
    members = {block: row for block, row in reversed(list(zip(blocks, machine, strict=True)))}
    numbers = {blocks[0]: 0}
    work, rows = [blocks[0]], []
    for block in work:
        row = []
        for next_ in members[block]:
            target = blocks[next_]
            row.append(sinks[target] if target in sinks else numbers.setdefault(target, len(numbers)))
        rows.append(row)
        work += list(numbers)[len(work) :]
    return rows


def _merged_classes(classes: _Classes, rows: list[list[int]]) -> DeterministicAutomaton:
    """Classes that every state of the small automaton treats alike become one."""
    columns = list(zip(*rows, strict=True))
    known: dict[tuple[int, ...], int] = {}
    merged = [known.setdefault(column, len(known)) for column in columns[:-1]]
    starts, numbers = [], []
    for start, number in zip(classes.starts, classes.numbers, strict=True):
        if not numbers or merged[number] != numbers[-1]:
            starts.append(start)
            numbers.append(merged[number])
    return DeterministicAutomaton(tuple(starts), tuple(numbers), tuple(zip(*known, columns[-1], strict=True)))
