"""The syntax tree of a pattern."""

from __future__ import annotations

from ..messages.template import Message
from ..record import record
from .characters import CharacterSet


class RegexError(Exception):
    """The pattern is malformed; the message is the reason."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.text)


@record(frozen=True)
class Node:
    """Base of all nodes."""


@record(frozen=True)
class One(Node):
    """One character of a set."""

    characters: CharacterSet


@record(frozen=True)
class Look(Node):
    """A condition on the place between two characters: a key of `automaton.CONDITIONS`."""

    condition: str


@record(frozen=True)
class Sequence(Node):
    parts: tuple[Node, ...]


@record(frozen=True)
class Choice(Node):
    branches: tuple[Node, ...]


@record(frozen=True)
class Repeat(Node):
    """`high` None: without bound."""

    item: Node
    low: int
    high: int | None
