"""Stores into parts of variables: `a.b[i].c = v`."""

from __future__ import annotations

from .expressions import index, make
from .scope import Scope, Variable
from .tree import Expr, Line, expression, line
from .types import KEYS, STRING, ListOf, MapOf, OptionOf, StructOf, Type


def store(scope: Scope, root: Variable | None = None) -> list[Line]:
    """A store into a part of `root`, or of some variable, and often a look at the result."""
    if root is None:
        roots = [variable for variable in scope.visible() if isinstance(variable.type, ListOf | MapOf | StructOf | OptionOf)]
        if not roots:
            return []
        root = scope.random.choice(roots)
    steps = _path(scope, root.type)
    if steps is None:
        return []
    parts, type_ = steps
    lines = [line(root.name, *parts, " = ", make(scope, type_, 2))]
    if scope.chance(0.5):
        shown = scope.helpers.shown(expression(root.type, root.name))
        lines.append(line("print(", expression(STRING, '"${', shown, '}"'), ")"))
    return lines


def _path(scope: Scope, type_: Type) -> tuple[list[str | Expr], Type] | None:
    """The steps from a value of the type to a part, and the part's type; None when there is no part to reach."""
    parts: list[str | Expr] = []
    optional = ""
    while True:
        if parts and scope.chance(0.35):
            break
        inner = type_
        if isinstance(type_, OptionOf):
            # Through null there is no store: it fails.
            if not scope.risky():
                break
            # All steps behind an optional one are optional as well.
            optional, inner = "?", type_.inner
        match inner:
            case StructOf(_, fields):
                # A refined field takes no value of the bare type.
                plain = [part for part in fields if part.bounds is None]
                if not plain:
                    break
                part = scope.random.choice(plain)
                parts.append(f"{optional}.{part.name}")
                type_ = part.type
            case ListOf(element, least):
                position = index(scope, least, 1)
                if position is None:
                    break
                parts += [f"{optional}[", position, "]"]
                type_ = element
            case MapOf(value, least):
                inside = least > 0 and scope.chance(0.6)
                parts.append(f'{optional}["{scope.random.choice(KEYS[:least] if inside else KEYS)}"]')
                type_ = value
                if not inside and not scope.risky():
                    # What is not there can be put there, but not stored into.
                    break
            case _:
                break
    return (parts, type_) if parts else None
