"""The canonical program as text: what `--emit=canonical` writes, and what a compilation resumes from.

In: a program and its source. Out: JSON, one object a node: `node` (its class), `at` ("line:column-line:column", 1-based, bytes),
`type`, then its fields by name. A local is the number of an entry in `locals` of its declaration. The source texts are part of
the file, so that a resumed compilation has the same diagnostics and locations. `from_json(to_json(p, s))` gives an equal program.
"""

from __future__ import annotations

import json
import math
from dataclasses import fields

from ..depth import allow_deep_recursion
from ..source import SourceFile, Span
from ..types import Type
from . import program as ir
from .walk import descendants

FORMAT = 2
"""The version of the layout; a reader refuses any other."""

SECTIONS = ("structs", "enums", "configs", "functions", "services", "migrations", "tests")
"""The lists of declarations of a program, in the order of the text."""

# Objects up to this many characters stay on one line.
_LINE_CHARACTERS = 120


def to_json(program: ir.Program, source: SourceFile) -> str:
    """The text of a program, ending in a newline."""
    allow_deep_recursion()
    sources = {module.id: module.source for module in program.modules}

    def encode(item: object) -> object:
        return _Encoder(sources.get(getattr(item, "module", 1), source), item).encode(item)

    encoded = {
        "format": FORMAT,
        "path": program.path,
        "source": source.text.split("\n"),
        "modules": [{"id": module.id, "path": module.path, "source": module.source.text.split("\n")} for module in program.modules],
        **{section: [encode(item) for item in getattr(program, section)] for section in SECTIONS},
        "app": None if program.app is None else encode(program.app),
        "main": None if program.main is None else encode(program.main),
    }
    return "\n".join(_lines(encoded)) + "\n"


class _Encoder:
    """Encodes one declaration; knows its locals."""

    def __init__(self, source: SourceFile, declaration: object) -> None:
        self._source = source
        self._declaration = declaration
        found = {id(node): node for node in descendants(declaration) if isinstance(node, ir.Local)}
        self._locals = sorted(found.values(), key=lambda local: local.id)
        self._numbers = {id(local): number for number, local in enumerate(self._locals)}

    def encode(self, node: object) -> object:
        if isinstance(node, ir.Local):
            return self._numbers[id(node)]
        if isinstance(node, Type):
            return str(node)
        if isinstance(node, Span):
            return self._place(node)
        if isinstance(node, list | tuple):
            return [self.encode(item) for item in node]
        if isinstance(node, float) and not math.isfinite(node):
            return {"float": str(node)}
        if node is None or isinstance(node, str | bool | int | float):
            return node
        encoded: dict[str, object] = {"node": type(node).__name__}
        for item in fields(node):
            encoded["at" if item.name == "span" else item.name] = self.encode(getattr(node, item.name))
        if node is self._declaration and self._locals:
            encoded["locals"] = [self._local(local) for local in self._locals]
        return encoded

    def _local(self, local: ir.Local) -> dict[str, object]:
        return {
            "id": local.id,
            "name": local.name,
            "type": str(local.type),
            "at": self._place(local.span),
            "mutable": local.mutable,
        }

    def _place(self, span: Span) -> str:
        start, end = self._source.position(span.start), self._source.position(span.end)
        return f"{start[0]}:{start[1]}-{end[0]}:{end[1]}"


def _lines(value: object) -> list[str]:
    """JSON in lines: what is short stays on one line."""
    if isinstance(value, dict):
        parts = [(f"{json.dumps(key)}: ", _lines(item)) for key, item in value.items()]
        return _joined("{", parts, "}")
    if isinstance(value, list):
        return _joined("[", [("", _lines(item)) for item in value], "]")
    return [json.dumps(value, ensure_ascii=False)]


def _joined(opening: str, parts: list[tuple[str, list[str]]], closing: str) -> list[str]:
    size = sum(len(key) + len(lines[0]) + 2 for key, lines in parts)
    if size <= _LINE_CHARACTERS and all(len(lines) == 1 for _, lines in parts):
        return [opening + ", ".join(key + lines[0] for key, lines in parts) + closing]
    joined = [opening]
    for number, (key, lines) in enumerate(parts, 1):
        comma = "," if number < len(parts) else ""
        block = [key + lines[0], *lines[1:]]
        block[-1] += comma
        joined += [" " + line for line in block]
    return [*joined, closing]
