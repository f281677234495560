"""Spans of the source → MLIR locations.

In:   spans (byte offsets) of one source file.
Out:  `Location.file(path, line, column)`, wrapped in a `NameLoc` for the values of variables.
Why:  every op the importer makes carries the place it comes from, down to the line table of the object file.
"""

from __future__ import annotations

from mlir import ir

from ..frontend.source import SourceFile, Span


class Locations:
    """The locations of one source file; equal offsets share one location."""

    def __init__(self, source: SourceFile, context: ir.Context) -> None:
        self._source = source
        self._context = context
        self._by_offset: dict[int, ir.Location] = {}

    def of(self, span: Span) -> ir.Location:
        """Where `span` starts."""
        location = self._by_offset.get(span.start)
        if location is None:
            line, column = self._source.position(span.start)
            location = ir.Location.file(self._source.path, line, column, context=self._context)
            self._by_offset[span.start] = location
        return location

    @property
    def start(self) -> ir.Location:
        """Where the file starts."""
        return self.of(Span(0, 0))

    def named(self, name: str, span: Span) -> ir.Location:
        """Where `span` starts, for a value that the user calls `name`."""
        return ir.Location.name(name, self.of(span), context=self._context)
