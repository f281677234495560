"""A tree as text, one node a line: class, span as line:column-line:column, then its plain values; children below, by field.

An `Ident` that is a field of a node shows in the node's line as `field=name@line:column`.
"""

from __future__ import annotations

import dataclasses

from fuse_mlir.frontend import ast
from fuse_mlir.frontend.source import SourceFile, Span


def dump(node: ast.Node, source: SourceFile) -> str:
    lines: list[str] = []
    _dump(node, source, "", "", lines)
    return "\n".join(lines) + "\n"


def _dump(node: ast.Node, source: SourceFile, label: str, indent: str, lines: list[str]) -> None:
    plain: list[str] = []
    children: list[tuple[str, ast.Node]] = []
    for field in dataclasses.fields(node):
        value = getattr(node, field.name)
        if field.name == "span" or value is None or value == [] or value is False:
            continue
        if isinstance(value, ast.Ident):
            plain.append(f"{field.name}={value.name}@{_place(source, value.span.start)}")
        elif isinstance(value, ast.Node):
            children.append((field.name, value))
        elif isinstance(value, list):
            children.extend((field.name, child) for child in value)
        elif isinstance(value, Span):
            plain.append(f"{field.name}={_place(source, value.start)}")
        else:
            plain.append(f"{field.name}={value!r}")
    span = f"{_place(source, node.span.start)}-{_place(source, node.span.end)}"
    lines.append(" ".join([f"{indent}{label}{type(node).__name__}", span, *plain]))
    for name, child in children:
        _dump(child, source, f"{name}: ", indent + "  ", lines)


def _place(source: SourceFile, offset: int) -> str:
    line, column = source.position(offset)
    return f"{line}:{column}"
