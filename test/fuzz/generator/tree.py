"""The tree of a generated program: lines with blocks, expressions within lines.

A part of a line or of an expression is text or an expression, so that a tree prints by joining its parts, and a shrinker can
replace any expression by another of the same type without knowing what kind of expression it is. Trees never change.
"""

from __future__ import annotations

from dataclasses import dataclass

from .types import Type

_INDENT = "  "


@dataclass(frozen=True, slots=True)
class Expr:
    """`simple`: no operators around it, so it may stand anywhere without parentheses."""

    type: Type
    parts: tuple[str | Expr, ...]
    simple: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """One line; with a block, what is indented below it."""

    parts: tuple[str | Expr, ...]
    block: tuple[Line, ...] | None = None


def line(*parts: str | Expr, block: list[Line] | None = None) -> Line:
    return Line(parts, None if block is None else tuple(block))


def expression(type_: Type, *parts: str | Expr) -> Expr:
    """An expression that needs no parentheses: a literal, a name, a call, an access."""
    return Expr(type_, parts)


def operation(type_: Type, *parts: str | Expr) -> Expr:
    """An expression with operators outside of brackets. Operands that are operations themselves get parentheses, and so does
    `a < b`: in a list of arguments, `a < b, c > (d)` would be a call with type arguments."""
    wrapped: list[str | Expr] = []
    for part in parts:
        wrapped += [part] if isinstance(part, str) or part.simple else ["(", part, ")"]
    if " < " in parts:
        return Expr(type_, ("(", *wrapped, ")"))
    return Expr(type_, tuple(wrapped), simple=False)


def operand(value: Expr) -> Expr:
    """The expression as it may stand before a `.` or `[`."""
    return value if value.simple else Expr(value.type, ("(", value, ")"))


def text_of(parts: tuple[str | Expr, ...]) -> str:
    return "".join(part if isinstance(part, str) else text_of(part.parts) for part in parts)


def render(lines: tuple[Line, ...], depth: int = 0) -> str:
    """The program's text. Top-level declarations are set off by an empty line."""
    rendered = []
    for index, item in enumerate(lines):
        if depth == 0 and index > 0:
            rendered.append("")
        rendered.append(_INDENT * depth + text_of(item.parts))
        if item.block is not None:
            rendered.append(render(item.block, depth + 1).removesuffix("\n"))
    return "\n".join(rendered) + "\n"
