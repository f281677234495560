"""Helper functions that generated programs need, made on demand.

`keepN` returns its argument. `showN` gives the text of a value with all that is inside: the text of a struct is only its name.
"""

from __future__ import annotations

from .tree import Expr, Line, expression, line
from .types import STRING, EnumOf, ListOf, OptionOf, StructOf, Type, has_struct


class Helpers:
    def __init__(self) -> None:
        self._names: dict[tuple[str, Type], str] = {}
        self.lines: list[Line] = []

    def keeper(self, type_: Type) -> str:
        name = self._names.get(("keep", type_))
        if name is None:
            name = self._named("keep", type_)
            self.lines.append(line(f"fn {name}(v: {type_}) -> {type_}:", block=[line("return ", expression(type_, "v"))]))
        return name

    def shown(self, value: Expr) -> Expr:
        """The expression to put into an interpolation to see all of a value."""
        if not has_struct(value.type):
            return value
        return expression(STRING, f"{self._shower(value.type)}(", value, ")")

    def _named(self, prefix: str, type_: Type) -> str:
        name = f"{prefix}{sum(1 for kind, _ in self._names if kind == prefix) + 1}"
        self._names[prefix, type_] = name
        return name

    def _shower(self, type_: Type) -> str:
        name = self._names.get(("show", type_))
        if name is None:
            name = self._named("show", type_)
            self.lines.append(line(f"fn {name}(v: {type_}) -> String:", block=self._show(type_)))
        return name

    def _show(self, type_: Type) -> list[Line]:
        subject = expression(type_, "v")
        match type_:
            case StructOf(name, fields):
                parts: list[str | Expr] = []
                for part in fields:
                    parts += [", " if parts else "", "${", self.shown(expression(part.type, subject, f".{part.name}")), "}"]
                return [line("return ", expression(STRING, f'"{name}(', *parts, ')"'))]
            case ListOf(element, _):
                added = expression(STRING, "out + ", self.shown(expression(element, "x")), ' + ";"')
                loop = line("for x in v:", block=[line("out = ", added)])
                return [line('var out = "["'), loop, line("return ", expression(STRING, 'out + "]"'))]
            case OptionOf(inner):
                some = line("Some(x):", block=[line("return ", self.shown(expression(inner, "x")))])
                none = line("None:", block=[line('return "null"')])
                return [line("match v:", block=[some, none]), line('return "?"')]
            case EnumOf(_, variants):
                arms = [self._arm(name, payload) for name, payload in variants]
                return [line("match v:", block=arms), line('return "?"')]
        raise AssertionError(f"nothing to show: {type_}")

    def _arm(self, name: str, payload: tuple[Type, ...]) -> Line:
        names = [f"x{number}" for number in range(len(payload))]
        parts: list[str | Expr] = []
        for bound, type_ in zip(names, payload, strict=True):
            parts += [", " if parts else "", "${", self.shown(expression(type_, bound)), "}"]
        pattern = f"{name}({', '.join(names)})" if names else name
        return line(f"{pattern}:", block=[line("return ", expression(STRING, f'"{name}(', *parts, ')"'))])
