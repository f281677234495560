"""Helper functions that generated programs need, made on demand.

`keepN` returns its argument. `makeN` makes a Result. `same` and `either` are generic. `showN` gives the text of a value with all
that is inside: the text of a struct is only its name.
"""

from __future__ import annotations

from .tree import Expr, Line, expression, line
from .types import BOOL, STRING, EnumOf, ListOf, MapOf, OptionOf, ResultOf, StructOf, Type, has_struct


class Helpers:
    def __init__(self) -> None:
        self._names: dict[tuple[str, Type], str] = {}
        self._generic: list[str] = []
        self.lines: list[Line] = []

    def keeper(self, type_: Type) -> str:
        name = self._names.get(("keep", type_))
        if name is None:
            name = self._named("keep", type_)
            self.lines.append(line(f"fn {name}(v: {type_}) -> {type_}:", block=[line("return ", expression(type_, "v"))]))
        return name

    def result_maker(self, type_: ResultOf) -> str:
        """The function that gives its second argument, or raises the third."""
        name = self._names.get(("make", type_))
        if name is None:
            name = self._named("make", type_)
            fails = line("if !ok:", block=[line("null ?! ", expression(type_.error, "e"))])
            head = f"fn {name}(ok: Bool, v: {type_.ok}, e: {type_.error}) -> {type_}:"
            self.lines.append(line(head, block=[fails, line("return ", expression(type_.ok, "v"))]))
        return name

    def generic(self, name: str) -> str:
        if name not in self._generic:
            self._generic.append(name)
            if name == "same":
                self.lines.append(line("fn same<T>(v: T) -> T:", block=[line("return v")]))
            else:
                chosen = line("if ", expression(BOOL, "c"), ":", block=[line("return a")])
                self.lines.append(line("fn either<T>(c: Bool, a: T, b: T) -> T:", block=[chosen, line("return b")]))
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
            case ListOf(element, _) | MapOf(element, _):
                added = expression(STRING, "out + ", self.shown(expression(element, "x")), ' + ";"')
                loop = line("for x in v:", block=[line("out = ", added)])
                return [line('var out = "["'), loop, line("return ", expression(STRING, 'out + "]"'))]
            case OptionOf(inner):
                some = line("Some(x):", block=[line("return ", self.shown(expression(inner, "x")))])
                none = line("None:", block=[line('return "null"')])
                return [line("match v:", block=[some, none]), line('return "?"')]
            case ResultOf(ok, error):
                arms = [self._arm("Ok", (ok,)), self._arm("Err", (error,))]
                return [line("match v:", block=arms), line('return "?"')]
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
