"""Trees to nondeterministic automata, and the search.

States are numbers. A search keeps the set of states that some way through the text so far can be in, and advances it by one
character at a time, so it takes time proportional to the text and the automaton, whatever the pattern.
Source: Thompson, Regular Expression Search Algorithm, CACM 1968.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from ..messages.regex import TOO_LARGE
from ..record import record
from .characters import CharacterSet
from .properties import perl_set
from .syntax import parse
from .tree import Choice, Look, Node, One, RegexError, Repeat, Sequence

_STATE_LIMIT = 100_000


@record(frozen=True)
class Step:
    """Takes a character of the set."""

    characters: CharacterSet
    target: int


@record(frozen=True)
class Split:
    """Goes on at all targets without taking a character."""

    targets: tuple[int, ...]


@record(frozen=True)
class Check:
    """Goes on where a condition holds: a key of `CONDITIONS`."""

    condition: str
    target: int


State = Step | Split | Check | None
"""None accepts."""


@record(frozen=True, eq=False)
class Automaton:
    """Equal to itself only: `compile_pattern` gives the same one for the same pattern, and comparing states would take long."""

    states: tuple[State, ...]
    start: int

    def search(self, text: str) -> bool:
        """Whether the pattern occurs anywhere in `text`."""
        waiting: list[Step] = []
        for position in range(len(text) + 1):
            before = text[position - 1] if position else ""
            after = text[position : position + 1]
            entered = [step.target for step in waiting if step.characters.contains(before)]
            steps = self._closure([*entered, self.start], before, after)
            if steps is None:
                return True
            waiting = steps
        return False

    def _closure(self, entered: list[int], before: str, after: str) -> list[Step] | None:
        """The steps reachable without taking a character; None when an accepting state is."""
        steps: list[Step] = []
        seen: set[int] = set()
        work = entered
        while work:
            number = work.pop()
            if number in seen:
                continue
            seen.add(number)
            state = self.states[number]
            if state is None:
                return None
            if isinstance(state, Step):
                steps.append(state)
            elif isinstance(state, Split):
                work.extend(state.targets)
            elif CONDITIONS[state.condition](before, after):
                work.append(state.target)
        return steps


@lru_cache(maxsize=256)
def compile_pattern(pattern: str) -> Automaton:
    """The automaton of a pattern. Errors: RegexError with the reason."""
    builder = _Builder()
    start = builder.build(parse(pattern), builder.add(None))
    return Automaton(tuple(builder.states), start)


class _Builder:
    """Builds from the end: every part is given the state that follows it."""

    def __init__(self) -> None:
        self.states: list[State] = []

    def add(self, state: State) -> int:
        if len(self.states) == _STATE_LIMIT:
            raise RegexError(TOO_LARGE(most=_STATE_LIMIT))
        self.states.append(state)
        return len(self.states) - 1

    def build(self, node: Node, target: int) -> int:
        """The state that `node` starts in when `target` follows it."""
        match node:
            case One(characters):
                return self.add(Step(characters, target))
            case Look(condition):
                return self.add(Check(condition, target))
            case Sequence(parts):
                for part in reversed(parts):
                    target = self.build(part, target)
                return target
            case Choice(branches):
                return self.add(Split(tuple([self.build(branch, target) for branch in branches])))
            case Repeat(item, low, high):
                return self._repeat(item, low, high, target)
        raise TypeError(f"unknown node {type(node).__name__}")

    def _repeat(self, item: Node, low: int, high: int | None, target: int) -> int:
        start = target
        if high is None:
            # The loop's state exists before its body, which leads back to it.
            start = self.add(Split(()))
            self.states[start] = Split((self.build(item, start), target))
        else:
            for _ in range(high - low):
                start = self.add(Split((self.build(item, start), target)))
        for _ in range(low):
            size = len(self.states)
            start = self.build(item, start)
            if len(self.states) == size:
                # What takes no state takes none however often it is repeated.
                break
        return start


def _word(char: str) -> bool:
    return char != "" and perl_set("w").contains(char)


def _ascii_word(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char == "_")


def _edges(word: Callable[[str], bool], suffix: str) -> dict[str, Callable[[str, str], bool]]:
    return {
        f"word edge{suffix}": lambda before, after: word(before) != word(after),
        f"no word edge{suffix}": lambda before, after: word(before) == word(after),
        f"word start{suffix}": lambda before, after: not word(before) and word(after),
        f"word end{suffix}": lambda before, after: word(before) and not word(after),
        f"word start half{suffix}": lambda before, after: not word(before),
        f"word end half{suffix}": lambda before, after: not word(after),
    }


CONDITIONS: dict[str, Callable[[str, str], bool]] = {
    "text start": lambda before, after: before == "",
    "text end": lambda before, after: after == "",
    "line start": lambda before, after: before in ("", "\n"),
    "line end": lambda before, after: after in ("", "\n"),
    "line start crlf": lambda before, after: before in ("", "\n") or (before == "\r" and after != "\n"),
    "line end crlf": lambda before, after: after in ("", "\r") or (after == "\n" and before != "\r"),
    **_edges(_word, ""),
    **_edges(_ascii_word, " ascii"),
}
"""What holds between the character before a place and the one after it; the empty text stands for none."""
