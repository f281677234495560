"""Reads the text of a canonical program back: the inverse of `json_text.to_json`.

In: text that claims to be one. Out: the program and its source, or `CanonicalFormatError` with the place in the text's structure.
The annotations of the classes in `program.py` say what each field holds; nothing is guessed and nothing may be left over.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields

from .. import types
from ..depth import allow_deep_recursion
from ..source import SourceFile, Span
from ..types import Type
from . import program as ir
from .json_text import FORMAT, SECTIONS
from .type_text import read_type
from .verify import verify


class CanonicalFormatError(Exception):
    """The text is not a canonical program; the message says where and why."""


def from_json(text: str) -> tuple[ir.Program, SourceFile]:
    """The program that a text describes, and its source."""
    allow_deep_recursion()
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CanonicalFormatError(f"not JSON: {error}") from None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise CanonicalFormatError(f"not a canonical program of format {FORMAT}")
    expected = {"format", "path", "source", "modules", "app", "main", *SECTIONS}
    if set(data) != expected:
        raise CanonicalFormatError(f"expected the keys {', '.join(sorted(expected))}")
    source = _source(data, "the program")
    program = _Reader(data, source).program()
    faults = verify(program)
    if faults:
        raise CanonicalFormatError(f"not a valid program: {faults[0]}")
    return program, source


def _source(data: dict[str, object], where: str) -> SourceFile:
    """The text of a program or a module."""
    path, lines = data.get("path"), data.get("source")
    if not isinstance(path, str) or not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise CanonicalFormatError(f"{where}: `path` and the lines of `source` must be strings")
    return SourceFile(path, "\n".join(lines))


def _line_starts(source: SourceFile) -> list[int]:
    starts = [0]
    for line in source.data.split(b"\n")[:-1]:
        starts.append(starts[-1] + len(line) + 1)
    return starts


class _Reader:
    def __init__(self, data: dict[str, object], source: SourceFile) -> None:
        self._data = data
        self._main_source = self._source = source
        self._line_starts = self._main_line_starts = _line_starts(source)
        self._module_line_starts: dict[int, list[int]] = {}
        self._modules: dict[int, ir.Module] = {}
        self._named: dict[str, Type] = {}
        self._locals: list[ir.Local] = []
        self._decoders: dict[str, Callable[[object, str], object]] = {
            "Type": self._type,
            "Span": self._span,
            "Local": self._local,
            "list[Local]": self._list_of(self._local),
            "Local | None": self._optional(self._local),
            "Type | None": self._optional(self._type),
            "str": self._plain(str),
            "str | None": self._optional(self._plain(str)),
            "list[str | None]": self._list_of(self._optional(self._plain(str))),
            "bool": self._plain(bool),
            "int": self._int,
            "float": self._float,
            "int | float": self._number,
            "int | float | bool | str": self._literal,
            "list[tuple[str, Type]]": self._list_of(self._pair_with(self._type)),
            "list[tuple[str, list[Type]]]": self._list_of(self._pair_with(self._list_of(self._type))),
            "list[tuple[str, Pattern]]": self._list_of(self._pair_with(self._node)),
            "list[list[Schema]]": self._list_of(self._list_of(self._node)),
            "tuple[Constraint, ...]": lambda data, where: tuple(self._list_of(self._node)(data, where)),
        }

    def program(self) -> ir.Program:
        for section, kind in (("structs", types.StructType), ("enums", types.EnumType)):
            for item in self._items(section):
                name = item.get("name") if isinstance(item, dict) else None
                if not isinstance(name, str):
                    raise CanonicalFormatError(f"{section}: a name is missing")
                self._named[name] = kind(name)
        for number, item in enumerate(self._items("modules")):
            module = self._module(item, f"modules[{number}]")
            self._modules[module.id] = module
            self._module_line_starts[module.id] = _line_starts(module.source)
        read = {
            section: [self._declaration(item, f"{section}[{number}]") for number, item in enumerate(self._items(section))]
            for section in SECTIONS
        }
        app = None if self._data["app"] is None else self._declaration(self._data["app"], "app")
        main = None if self._data["main"] is None else self._declaration(self._data["main"], "main")
        modules = list(self._modules.values())
        return ir.Program(self._main_source.path, app=app, main=main, source=self._main_source, modules=modules, **read)

    def _module(self, data: object, where: str) -> ir.Module:
        if not isinstance(data, dict) or set(data) != {"id", "path", "source"}:
            raise CanonicalFormatError(f"{where}: expected id, path, source")
        source = _source(data, where)
        return ir.Module(self._int(data["id"], where), source.path, source)

    def _enter_module(self, number: object) -> None:
        """Spans count in the text of this module from here."""
        if isinstance(number, int) and number in self._modules:
            self._source, self._line_starts = self._modules[number].source, self._module_line_starts[number]
        else:
            self._source, self._line_starts = self._main_source, self._main_line_starts

    def _items(self, section: str) -> list[object]:
        items = self._data[section]
        if not isinstance(items, list):
            raise CanonicalFormatError(f"{section}: expected a list")
        return items

    def _declaration(self, data: object, where: str) -> object:
        self._locals = []
        self._enter_module(data.get("module", 1) if isinstance(data, dict) else 1)
        if isinstance(data, dict) and "locals" in data:
            data = dict(data)
            self._locals = [self._declared_local(item, f"{where}.locals") for item in self._as_list(data.pop("locals"), where)]
        return self._node(data, where)

    def _declared_local(self, data: object, where: str) -> ir.Local:
        if not isinstance(data, dict) or set(data) != {"id", "name", "type", "at", "mutable"}:
            raise CanonicalFormatError(f"{where}: expected id, name, type, at, mutable")
        name, mutable = self._plain(str)(data["name"], where), self._plain(bool)(data["mutable"], where)
        return ir.Local(self._int(data["id"], where), name, self._type(data["type"], where), self._span(data["at"], where), mutable)

    def _node(self, data: object, where: str) -> object:
        if not isinstance(data, dict) or not isinstance(data.get("node"), str):
            raise CanonicalFormatError(f"{where}: expected a node")
        class_ = getattr(ir, data["node"], None)
        if not isinstance(class_, type) or not class_.__module__.startswith(f"{__package__}.") or class_ in (ir.Program, ir.Local):
            raise CanonicalFormatError(f"{where}: no such node: {data['node']}")
        known = {"at" if item.name == "span" else item.name: item for item in fields(class_)}
        if set(data) - {"node"} != set(known):
            raise CanonicalFormatError(f"{where}: {data['node']} has the fields {', '.join(known) or 'none'}")
        values = {item.name: self._field(item.type, data[key], f"{where}.{key}") for key, item in known.items()}
        return class_(**values)

    def _field(self, annotation: str, data: object, where: str) -> object:
        decode = self._decoders.get(annotation)
        if decode is not None:
            return decode(data, where)
        if annotation.endswith(" | None"):
            return None if data is None else self._node(data, where)
        if annotation.startswith("list["):
            return self._list_of(self._node)(data, where)
        return self._node(data, where)

    # ---- leaves -------------------------------------------------------------------------------------------------------------

    def _type(self, data: object, where: str) -> Type:
        text = self._plain(str)(data, where)
        found = read_type(text, self._named)
        if found is None:
            raise CanonicalFormatError(f"{where}: no such type: {text}")
        return found

    def _span(self, data: object, where: str) -> Span:
        numbers = self._plain(str)(data, where).replace("-", ":").split(":")
        if len(numbers) != 4 or not all(number.isdecimal() for number in numbers):
            raise CanonicalFormatError(f"{where}: expected line:column-line:column")
        start_line, start_column, end_line, end_column = map(int, numbers)
        start, end = self._offset(start_line, start_column), self._offset(end_line, end_column)
        if start is None or end is None or start > end:
            raise CanonicalFormatError(f"{where}: outside of the source")
        return Span(start, end)

    def _offset(self, line: int, column: int) -> int | None:
        """The byte offset of a 1-based position, None outside of the source."""
        if not 1 <= line <= len(self._line_starts):
            return None
        offset = self._line_starts[line - 1] + column - 1
        return offset if column >= 1 and offset <= len(self._source.data) else None

    def _local(self, data: object, where: str) -> ir.Local:
        number = self._int(data, where)
        if not 0 <= number < len(self._locals):
            raise CanonicalFormatError(f"{where}: no local {number}")
        return self._locals[number]

    def _int(self, data: object, where: str) -> int:
        if isinstance(data, bool) or not isinstance(data, int):
            raise CanonicalFormatError(f"{where}: expected an integer")
        return data

    def _number(self, data: object, where: str) -> int | float:
        return self._float(data, where) if isinstance(data, float | dict) else self._int(data, where)

    def _float(self, data: object, where: str) -> float:
        if isinstance(data, dict) and data.get("float") in ("inf", "-inf", "nan"):
            return float(data["float"])
        if not isinstance(data, float):
            raise CanonicalFormatError(f"{where}: expected a float")
        return data

    def _literal(self, data: object, where: str) -> int | float | bool | str:
        return data if isinstance(data, bool | str) else self._number(data, where)

    def _plain(self, kind: type) -> Callable[[object, str], object]:
        def decode(data: object, where: str) -> object:
            if not isinstance(data, kind):
                raise CanonicalFormatError(f"{where}: expected {kind.__name__}")
            return data

        return decode

    def _optional(self, decode: Callable[[object, str], object]) -> Callable[[object, str], object]:
        return lambda data, where: None if data is None else decode(data, where)

    def _as_list(self, data: object, where: str) -> list[object]:
        if not isinstance(data, list):
            raise CanonicalFormatError(f"{where}: expected a list")
        return data

    def _list_of(self, decode: Callable[[object, str], object]) -> Callable[[object, str], object]:
        return lambda data, where: [decode(item, f"{where}[{number}]") for number, item in enumerate(self._as_list(data, where))]

    def _pair_with(self, decode: Callable[[object, str], object]) -> Callable[[object, str], object]:
        def pair(data: object, where: str) -> tuple[str, object]:
            if not isinstance(data, list) or len(data) != 2 or not isinstance(data[0], str):
                raise CanonicalFormatError(f"{where}: expected a name and a value")
            return data[0], decode(data[1], where)

        return pair
