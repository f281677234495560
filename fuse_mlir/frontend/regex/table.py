"""Automata as data for compiled programs, which the runtime's matcher reads (`runtime/src/regex.c`).

In:   an automaton.
Out:  a text of numbers, four characters each: six bits a character, the highest first, from `0` on. It can be a String constant.

      states, start
      each state:   kind, first, second       Step       characters, target
                                              Split      position of the targets, number of targets
                                              Check      target, characters that words are made of
      …             the targets of the splits
      …             the sets: number of ranges, then the first and last code point of each

      Positions count numbers from the start of the table. Conditions that ask for no words have 0 in place of their characters.
"""

from __future__ import annotations

from .automaton import CONDITIONS, Automaton, Check, Split, State, Step
from .characters import ASCII_WORD, CharacterSet
from .properties import perl_set

_ACCEPT, _STEP, _SPLIT, _FIRST_CHECK = 0, 1, 2, 3
_HEADER, _STATE = 2, 3
# The conditions without words, then the six about words: the runtime knows them by number.
_PLAIN = ("text start", "text end", "line start", "line end", "line start crlf", "line end crlf")
_WORDS = ("word edge", "no word edge", "word start", "word end", "word start half", "word end half")
_KINDS = {
    name + suffix: _FIRST_CHECK + number
    for number, name in enumerate(_PLAIN + _WORDS)
    for suffix in ("", " ascii")
    if name + suffix in CONDITIONS
}


def automaton_table(automaton: Automaton) -> str:
    """The table of `automaton`."""
    return _Builder(automaton).build()


class _Builder:
    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton
        self._rest: list[int] = []  # what follows the states
        self._sets: dict[CharacterSet, int] = {}

    def build(self) -> str:
        states = [number for state in self._automaton.states for number in self._state(state)]
        numbers = [len(self._automaton.states), self._automaton.start, *states, *self._rest]
        return "".join(map(_characters, numbers))

    def _state(self, state: State) -> tuple[int, int, int]:
        match state:
            case None:
                return _ACCEPT, 0, 0
            case Step(characters, target):
                return _STEP, self._set(characters), target
            case Split(targets):
                return _SPLIT, self._add(targets), len(targets)
            case Check(condition, target):
                if condition in _PLAIN:
                    return _KINDS[condition], target, 0
                return _KINDS[condition], target, self._set(ASCII_WORD if condition.endswith(" ascii") else perl_set("w"))

    def _set(self, characters: CharacterSet) -> int:
        if characters not in self._sets:
            spans = characters.spans
            self._sets[characters] = self._add([len(spans), *(bound for span in spans for bound in span)])
        return self._sets[characters]

    def _add(self, numbers: tuple[int, ...] | list[int]) -> int:
        place = _HEADER + _STATE * len(self._automaton.states) + len(self._rest)
        self._rest.extend(numbers)
        return place


def _characters(number: int) -> str:
    return "".join([chr(48 + (number >> shift & 63)) for shift in (18, 12, 6, 0)])
