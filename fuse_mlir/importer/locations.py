"""Spans of the source → MLIR locations.

In:   spans (byte offsets) of the module that is being imported.
Out:  `Location.file(path, line, column)`, wrapped in a `NameLoc` for the values of variables.
Why:  every op the importer makes carries the place it comes from, down to the line table of the object file.
"""

from __future__ import annotations

from mlir import ir

from ..frontend.canonical import program as c
from ..frontend.source import SourceFile, Span


class Locations:
    """The locations of a program's source files; equal offsets of one file share one location.

    Spans count in the source of the module last given to `enter`, the entry at first.
    """

    def __init__(self, program: c.Program, source: SourceFile, context: ir.Context) -> None:
        self._sources = {module.id: module.source for module in program.modules}
        self._entry = source
        self._source = source
        self._context = context
        self.module = 0  # the id given to `enter`; 0 before the first
        self._by_place: dict[tuple[str, int], ir.Location] = {}

    def enter(self, module: int) -> None:
        """From here on spans are those of the module with that id."""
        self.module = module
        self._source = self._sources.get(module, self._entry)

    def of(self, span: Span) -> ir.Location:
        """Where `span` starts."""
        place = (self._source.path, span.start)
        location = self._by_place.get(place)
        if location is None:
            line, column = self._source.position(span.start)
            location = ir.Location.file(self._source.path, line, column, context=self._context)
            self._by_place[place] = location
        return location

    def line(self, span: Span) -> int:
        """The line that `span` starts in."""
        return self._source.position(span.start)[0]

    def extent(self, span: Span) -> list[int]:
        """Line and column of the first character of `span`, then of the last."""
        return [*self._source.position(span.start), *self._source.position(max(span.end - 1, span.start))]

    @property
    def start(self) -> ir.Location:
        """Where the file starts."""
        return self.of(Span(0, 0))

    def named(self, name: str, span: Span) -> ir.Location:
        """Where `span` starts, for a value that the user calls `name`."""
        return ir.Location.name(name, self.of(span), context=self._context)
