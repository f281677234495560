"""Reads the text of a representation type: the inverse of `str(type)`.

In: text, and the structs and enums by name. Out: the type, None where the text is none. `box` and `fn` reach as far as they can.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from .. import types
from ..types import BoxType, FunctionType, ListType, MapType, OptionType, ResultType, TaskType, Type, option_of

_SCALARS = {
    str(scalar): scalar
    for scalar in (
        types.UNIT,
        types.INT,
        types.FLOAT,
        types.BOOL,
        types.STRING,
        types.BYTES,
        types.HTML,
        types.QUERY,
        types.ANY,
    )
}
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*")
_CONTAINERS = (("List<", ListType), ("Map<String, ", MapType), ("Task<", TaskType))


class _NotAType(Exception):
    """The text at some place is no type."""


def read_type(text: str, named: Mapping[str, Type]) -> Type | None:
    """The type that prints as `text`."""
    reader = _Reader(text, named)
    try:
        found = reader.type_()
    except _NotAType:
        return None
    return found if reader.at == len(text) else None


class _Reader:
    def __init__(self, text: str, named: Mapping[str, Type]) -> None:
        self._text = text
        self._named = named
        self.at = 0

    def type_(self) -> Type:
        if self._take("box "):
            return BoxType(self.type_())
        if self._take("fn("):
            return self._function()
        found = self._simple()
        while True:
            if self._take("?"):
                made = option_of(found)
                if isinstance(found, OptionType) or not isinstance(made, OptionType):
                    raise _NotAType
                found = made
            elif self._take("!any"):
                found = ResultType(found)
            else:
                return found

    def _simple(self) -> Type:
        for opening, kind in _CONTAINERS:
            if self._take(opening):
                inner = self.type_()
                self._expect(">")
                return kind(inner)
        name = _NAME.match(self._text, self.at)
        found = None if name is None else _SCALARS.get(name.group()) or self._named.get(name.group())
        if name is None or found is None:
            raise _NotAType
        self.at = name.end()
        return found

    def _function(self) -> Type:
        params: list[Type] = []
        if not self._take(")"):
            params.append(self.type_())
            while self._take(", "):
                params.append(self.type_())
            self._expect(")")
        self._expect(" -> ")
        return FunctionType(tuple(params), self.type_())

    def _take(self, word: str) -> bool:
        if not self._text.startswith(word, self.at):
            return False
        self.at += len(word)
        return True

    def _expect(self, word: str) -> None:
        if not self._take(word):
            raise _NotAType
