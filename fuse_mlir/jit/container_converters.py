"""Maps, results, and values of types that contain themselves."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Mapping
from typing import Any

from fuse_mlir.codegen import value_layout as v

from .any_converter import AnyConverter
from .converter import POINTER, Converter
from .mismatch import Mismatch
from .runtime import Runtime
from .scalar_converters import StringConverter


class MapConverter(Converter):
    """`Map<String, T>` as a dict, in order of insertion."""

    def __init__(self, layout: v.MapLayout, type_text: str, key: StringConverter, value: Converter, runtime: Runtime) -> None:
        super().__init__(layout, type_text, dict[str, value.annotation])
        self._key = key
        self._value = value
        self._runtime = runtime

    def check(self, value: Any) -> list[tuple[bytes, Any]]:
        if not isinstance(value, Mapping):
            raise Mismatch(self.type_text, value)
        checked = []
        for key, item in value.items():
            try:
                checked.append((self._key.check(key), self._value.check(item)))
            except Mismatch as mismatch:
                raise mismatch.inside(f"[{key!r}]") from None
        return checked

    def plain(self, value: Any) -> dict[str, Any]:
        return {key: self._value.plain(item) for key, item in value.items()}

    def write(self, buffer: Any, offset: int, checked: list[tuple[bytes, Any]]) -> None:
        size = self._value.layout.size
        map_ = self._runtime.new_map(len(checked), size)
        for key, item in checked:
            map_, slot = self._runtime.place_in_map(map_, self._key.new(key))
            place = memory_at(slot, size)
            self._value.write(place, 0, item)
        POINTER.pack_into(buffer, offset, map_)

    def read(self, buffer: Any, offset: int) -> dict[str, Any]:
        runtime, size = self._runtime, self._value.layout.size
        map_ = POINTER.unpack_from(buffer, offset)[0]
        entries = (runtime.map_entry(map_, slot) for slot in range(runtime.length_of(map_)))
        return {runtime.bytes_of(key).decode(): self._value.read(memory_at(value, size, clear=False), 0) for key, value in entries}


class ResultConverter(Converter):
    """`T!E`: the value, or the FuseError that an Err stands for. Python has no form for one that is passed."""

    def __init__(self, layout: v.ResultLayout, type_text: str, ok: Converter, err: AnyConverter) -> None:
        super().__init__(layout, type_text, ok.annotation)
        self._ok = ok
        self._err = err
        self._offsets = (layout.ok_offset, layout.err_offset)

    def check(self, value: Any) -> Any:
        raise Mismatch(self.type_text, value, why=": a Result cannot come from Python")

    def read(self, buffer: Any, offset: int) -> Any:
        ok, err = self._offsets
        if buffer[offset : offset + 1] == b"\1":
            return self._ok.read(buffer, offset + ok)
        return self._err.error(buffer, offset + err)


class InnerConverter(Converter):
    """A struct or an enum inside of itself. `content` finds its converter, which does not exist yet when this one is made."""

    def __init__(self, layout: v.InnerLayout | v.CellLayout, content: Callable[[], Converter]) -> None:
        super().__init__(layout, layout.name, layout.name)
        self._content = content

    def check(self, value: Any) -> Any:
        return self._content().check(value)

    def plain(self, value: Any) -> Any:
        return self._content().plain(value)

    def write(self, buffer: Any, offset: int, checked: Any) -> None:
        self._content().write(buffer, offset, checked)

    def read(self, buffer: Any, offset: int) -> Any:
        return self._content().read(buffer, offset)


class CellConverter(InnerConverter):
    """A reference to a value of a type that contains itself."""

    def __init__(self, layout: v.CellLayout, content: Callable[[], Converter], runtime: Runtime) -> None:
        super().__init__(layout, content)
        self._runtime = runtime

    def write(self, buffer: Any, offset: int, checked: Any) -> None:
        content = self._content()
        cell = self._runtime.new_array(1, content.layout.size)
        content.write(memory_at(cell + v.ARRAY_ELEMENTS, content.layout.size), 0, checked)
        POINTER.pack_into(buffer, offset, cell)

    def read(self, buffer: Any, offset: int) -> Any:
        content = self._content()
        cell = POINTER.unpack_from(buffer, offset)[0]
        return content.read(memory_at(cell + v.ARRAY_ELEMENTS, content.layout.size, clear=False), 0)


def memory_at(address: int, size: int, *, clear: bool = True) -> ctypes.Array:
    """A buffer on memory of the runtime, all zero where it is to be written."""
    if clear:
        ctypes.memset(address, 0, size)
    return (ctypes.c_char * size).from_address(address)
