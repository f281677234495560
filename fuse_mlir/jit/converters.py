"""Options, structs and enums; and the converter of every type of a program."""

from __future__ import annotations

import ctypes
import struct
from typing import Any, Optional

from fuse_mlir.codegen import value_layout as v
from fuse_mlir.frontend import types as t

from .any_converter import AnyConverter
from .classes import Classes, instance, payload_of, variant
from .container_converters import CellConverter, InnerConverter, MapConverter, ResultConverter
from .converter import POINTER, Converter
from .list_converters import ListConverter, ScalarListConverter
from .mismatch import Mismatch
from .runtime import Runtime
from .scalar_converters import BoolConverter, BytesConverter, FloatConverter, IntConverter, ScalarConverter, StringConverter


class OptionConverter(Converter):
    def __init__(self, layout: v.OptionLayout, type_text: str, inner: Converter) -> None:
        super().__init__(layout, type_text, Optional[inner.annotation])  # noqa: UP045, an annotation may be a name
        self.counted = inner.counted
        self.inner = inner
        self._offset = layout.offset
        self._nullable = layout.nullable

    def check(self, value: Any) -> Any:
        if value is None:
            return None
        try:
            # In a tuple, because what the inner converter gives may be None as well.
            return (self.inner.check(value),)
        except Mismatch as mismatch:
            raise mismatch if mismatch.path else Mismatch(self.type_text, value, error=mismatch.error, why=mismatch.why) from None

    def plain(self, value: Any) -> Any:
        return None if value is None else self.inner.plain(value)

    def write(self, buffer: Any, offset: int, checked: Any) -> None:
        # A none is all zero, as the buffer is.
        if checked is not None:
            if not self._nullable:
                struct.pack_into("<?", buffer, offset, True)
            self.inner.write(buffer, offset + self._offset, checked[0])

    def is_none(self, buffer: Any, offset: int) -> bool:
        if self._nullable:
            return POINTER.unpack_from(buffer, offset)[0] == 0
        return not struct.unpack_from("<?", buffer, offset)[0]

    def read(self, buffer: Any, offset: int) -> Any:
        return None if self.is_none(buffer, offset) else self.inner.read(buffer, offset + self._offset)


class StructConverter(Converter):
    def __init__(self, layout: v.StructLayout, classes: Classes, fields: list[tuple[str, int, Converter]]) -> None:
        super().__init__(layout, layout.name, classes.struct(layout.name, [(name, field) for name, _, field in fields]))
        self.counted = any(field.counted for _, _, field in fields)
        self._fields = fields

    def check(self, value: Any) -> list[Any]:
        if type(value) is not self.annotation:
            raise Mismatch(self.type_text, value, why=_namesake(value, self.annotation))
        # The class checked its fields when the value was made, but a list among them may have changed since.
        return [check_part(field, getattr(value, name), f".{name}") for name, _, field in self._fields]

    def write(self, buffer: Any, offset: int, checked: list[Any]) -> None:
        for (_, place, field), part in zip(self._fields, checked, strict=True):
            field.write(buffer, offset + place, part)

    def read(self, buffer: Any, offset: int) -> Any:
        return instance(self.annotation, {name: field.read(buffer, offset + place) for name, place, field in self._fields})


class EnumConverter(Converter):
    """A value of the payload lies in pieces: it is put together in a buffer of its own."""

    def __init__(self, layout: v.EnumLayout, classes: Classes, payloads: list[list[tuple[Converter, v.Scattered]]]) -> None:
        names = [name for name, _ in layout.variants]
        fields = [[part for part, _ in payload] for payload in payloads]
        super().__init__(layout, layout.name, classes.enum(layout.name, list(zip(names, fields, strict=True))))
        self.counted = any(part.counted for payload in fields for part in payload)
        self._variants = classes.variants(layout.name)
        self._tags = {class_: tag for tag, class_ in enumerate(self._variants)}
        self._payloads = payloads

    def check(self, value: Any) -> tuple[int, list[Any]]:
        tag = self._tags.get(type(value))
        if tag is None:
            raise Mismatch(self.type_text, value, why=_namesake(value, self._variants[0].__base__))
        parts = zip(self._payloads[tag], payload_of(value), strict=True)
        return tag, [check_part(converter, part, f"[{index}]") for index, ((converter, _), part) in enumerate(parts)]

    def write(self, buffer: Any, offset: int, checked: tuple[int, list[Any]]) -> None:
        tag, parts = checked
        struct.pack_into("<i", buffer, offset, tag)
        for (converter, scattered), part in zip(self._payloads[tag], parts, strict=True):
            whole = ctypes.create_string_buffer(converter.layout.size)
            converter.write(whole, 0, part)
            for slot, place, size in scattered.pieces:
                buffer[offset + slot : offset + slot + size] = whole[place : place + size]

    def read(self, buffer: Any, offset: int) -> Any:
        tag = struct.unpack_from("<i", buffer, offset)[0]
        values = []
        for converter, scattered in self._payloads[tag]:
            whole = ctypes.create_string_buffer(converter.layout.size)
            for slot, place, size in scattered.pieces:
                whole[place : place + size] = buffer[offset + slot : offset + slot + size]
            values.append(converter.read(whole, 0))
        return variant(self._variants[tag], values)


class Converters:
    """The converters of one program, one for each layout."""

    def __init__(self, runtime: Runtime, classes: Classes, declared: dict[str, v.ValueLayout]) -> None:
        self._declared = declared
        self._runtime = runtime
        self._classes = classes
        self._known: dict[v.ValueLayout, Converter] = {}

    def of(self, layout: v.ValueLayout, type_text: str) -> Converter:
        known = self._known.get(layout)
        if known is None:
            known = self._known[layout] = self._make(layout, type_text)
        return known

    def _make(self, layout: v.ValueLayout, type_text: str) -> Converter:
        match layout:
            case v.ScalarLayout(type=t.INT):
                return IntConverter(layout, type_text, int, "q")
            case v.ScalarLayout(type=t.FLOAT):
                return FloatConverter(layout, type_text, float, "d")
            case v.ScalarLayout(type=t.BOOL):
                return BoolConverter(layout, type_text, bool, "?")
            case v.StringLayout():
                return StringConverter(layout, type_text, self._runtime)
            case v.BytesLayout():
                return BytesConverter(layout, type_text, self._runtime)
            case v.AnyLayout():
                return AnyConverter(layout, self._runtime)
            case v.MapLayout():
                key, value = (
                    self.of(layout.key, "String"),
                    self.of(layout.value, type_text.removeprefix("Map<String, ").removesuffix(">")),
                )
                return MapConverter(layout, type_text, key, value, self._runtime)
            case v.ResultLayout():
                return ResultConverter(
                    layout, type_text, self.of(layout.ok, type_text.partition("!")[0]), self.of(layout.err, "any")
                )
            case v.CellLayout(name=name):
                return CellConverter(layout, lambda: self.of(self._declared[name], name), self._runtime)
            case v.InnerLayout(name=name):
                return InnerConverter(layout, lambda: self.of(self._declared[name], name))
            case v.ListLayout():
                element = self.of(layout.element, type_text.removeprefix("List<").removesuffix(">"))
                kind = ScalarListConverter if isinstance(element, ScalarConverter) else ListConverter
                return kind(layout, type_text, element, self._runtime)
            case v.OptionLayout():
                return OptionConverter(layout, type_text, self.of(layout.inner, type_text.removesuffix("?")))
            case v.StructLayout():
                fields = [(name, offset, self.of(part, text)) for name, offset, part, text in layout.fields.parts]
                return StructConverter(layout, self._classes, fields)
            case v.EnumLayout():
                payloads = [[(self.of(part.layout, part.type_text), part) for part in parts] for _, parts in layout.variants]
                return EnumConverter(layout, self._classes, payloads)
        raise AssertionError(f"no converter for {layout}")


def _namesake(value: Any, class_: type) -> str:
    """What to say of a value whose class has the right name: it was made for another program."""
    names = (type(value).__name__, type(value).__base__.__name__ if type(value).__base__ else "")
    return " of another program" if class_.__name__ in names else ""


def check_part(converter: Converter, value: Any, step: str) -> Any:
    """`check` of a part that `step` leads to."""
    try:
        return converter.check(value)
    except Mismatch as mismatch:
        raise mismatch.inside(step) from None
