"""The syntax tree of a pattern."""

from __future__ import annotations

from dataclasses import dataclass

from ..messages.template import Message
from .characters import CharacterSet


class RegexError(Exception):
    """The pattern is malformed; the message is the reason."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.text)


@dataclass(frozen=True, slots=True)
class Node:
    """Base of all nodes."""


@dataclass(frozen=True, slots=True)
class One(Node):
    """One character of a set."""

    characters: CharacterSet


@dataclass(frozen=True, slots=True)
class Look(Node):
    """A condition on the place between two characters: a key of `automaton.CONDITIONS`."""

    condition: str


@dataclass(frozen=True, slots=True)
class Sequence(Node):
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice(Node):
    branches: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Repeat(Node):
    """`high` None: without bound."""

    item: Node
    low: int
    high: int | None
