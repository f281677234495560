"""What a check decides about representations only when it has seen the whole module.

A variable starts as narrow as its first value, a function without one result type as one that gives nothing. A later assignment,
or a use of the result, may need more: it is noted here, and the module is elaborated again with it. Representations only get
wider, so this ends.
"""

from __future__ import annotations

from dataclasses import field

from ..record import record
from ..source import Span
from ..types import Type
from .representation import join

Place = tuple[str, int, int]


@record()
class Choices:
    """`changed`: something was noted since the elaboration began, so that it has to be done again."""

    widened: dict[Place, Type] = field(default_factory=dict)
    gives_any: dict[str, None] = field(default_factory=dict)
    changed: bool = False

    def widen(self, path: str, span: Span, type_: Type) -> None:
        """The variable declared at a place must hold values of a type too."""
        place = (path, span.start, span.end)
        before = self.widened.get(place, type_)
        self.changed = self.changed or place not in self.widened or join(before, type_) != before
        self.widened[place] = join(before, type_)

    def widening(self, path: str, span: Span) -> Type | None:
        """What was asked for the variable declared at a place."""
        return self.widened.get((path, span.start, span.end))

    def use_result(self, function: str) -> None:
        """Something is done with the result of a function whose values have no one type."""
        self.changed = self.changed or function not in self.gives_any
        self.gives_any[function] = None
