"""Values whose type is only known at run time (`any`): they carry what they are.

Null, booleans, numbers, text, bytes, lists and maps go both ways. Structs, enums and results come back as what they hold (a struct
as a dict of its fields, an enum as its text), functions and other things as their text.
"""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Mapping
from typing import Any

from fuse_mlir.codegen.value_layout import ARRAY_ELEMENTS, ValueLayout

from .converter import Converter
from .errors import FuseError
from .list_converters import is_sequence
from .mismatch import Mismatch
from .runtime import Runtime

# The numbers of `fuse_rt_kind` (runtime/include/fuse_rt_any.h).
_NULL, _UNIT, _BOOL, _INT, _FLOAT = 0, 1, 2, 3, 4
_STR, _BYTES, _HTML, _LIST, _MAP, _STRUCT, _ENUM, _RESULT = 16, 17, 18, 19, 20, 21, 22, 23
_WORDS = struct.Struct("<qq")
_NUMBER = struct.Struct("<qd")
_SIZE = 16


class AnyConverter(Converter):
    def __init__(self, layout: ValueLayout, runtime: Runtime) -> None:
        super().__init__(layout, "any", Any)
        self._runtime = runtime

    def check(self, value: Any) -> tuple[int, Any]:
        """Kind and content."""
        match value:
            case None:
                return _NULL, 0
            case bool():
                return _BOOL, int(value)
            case int():
                if not -(2**63) <= value < 2**63:
                    raise Mismatch(self.type_text, value, error=OverflowError, why=" of more than 64 bits")
                return _INT, value
            case float():
                return _FLOAT, value
            case str():
                return _STR, value.encode()
            case bytes() | bytearray():
                return _BYTES, bytes(value)
            case Mapping():
                return _MAP, [(self._key(key), self._part(item, key)) for key, item in value.items()]
        if not is_sequence(value):
            raise Mismatch(self.type_text, value)
        return _LIST, [self._part(item, index) for index, item in enumerate(value)]

    def _key(self, key: Any) -> bytes:
        if not isinstance(key, str):
            raise Mismatch("String", key).inside(f"[{key!r}]")
        return key.encode()

    def _part(self, value: Any, step: Any) -> tuple[int, Any]:
        try:
            return self.check(value)
        except Mismatch as mismatch:
            raise mismatch.inside(f"[{step!r}]") from None

    def write(self, buffer: Any, offset: int, checked: tuple[int, Any]) -> None:
        kind, content = checked
        if kind == _FLOAT:
            _NUMBER.pack_into(buffer, offset, kind, content)
            return
        _WORDS.pack_into(buffer, offset, kind, content if kind < _STR else self._object(kind, content))

    def _object(self, kind: int, content: Any) -> int:
        runtime = self._runtime
        if kind == _LIST:
            array = runtime.new_array(len(content), _SIZE)
            elements = (ctypes.c_char * (len(content) * _SIZE)).from_address(array + ARRAY_ELEMENTS)
            for index, item in enumerate(content):
                self.write(elements, index * _SIZE, item)
            return array
        if kind == _MAP:
            map_ = runtime.new_map(len(content), _SIZE)
            for key, item in content:
                map_, value = runtime.place_in_map(map_, runtime.new_bytes(key))
                self.write((ctypes.c_char * _SIZE).from_address(value), 0, item)
            return map_
        return runtime.new_bytes(content)

    def read(self, buffer: Any, offset: int) -> Any:
        kind, word = _WORDS.unpack_from(buffer, offset)
        runtime = self._runtime
        if kind in (_NULL, _UNIT):
            return None
        if kind == _BOOL:
            return bool(word)
        if kind == _INT:
            return word
        if kind == _FLOAT:
            return _NUMBER.unpack_from(buffer, offset)[1]
        if kind in (_STR, _HTML):
            return runtime.bytes_of(word).decode()
        if kind == _BYTES:
            return runtime.bytes_of(word)
        if kind == _MAP:
            entries = (runtime.map_entry(word, slot) for slot in range(runtime.length_of(word)))
            return {runtime.bytes_of(key).decode(): self._at(value) for key, value in entries}
        if kind == _LIST:
            return self._elements(word)
        if kind == _RESULT:
            is_ok, content = self._elements(word)
            return content if is_ok else FuseError(runtime.text_of_any(buffer, offset))
        if kind == _STRUCT:
            return self._fields(word)
        return runtime.text_of_any(buffer, offset)

    def _elements(self, array: int) -> list[Any]:
        return [self._at(array + ARRAY_ELEMENTS + index * _SIZE) for index in range(self._runtime.length_of(array))]

    def _fields(self, array: int) -> dict[str, Any]:
        """What `fuse_rt_shape` names, in its order, behind the first element."""
        _, shape = _WORDS.unpack((ctypes.c_char * _SIZE).from_address(array + ARRAY_ELEMENTS))
        _, count, names = struct.unpack("<qqq", (ctypes.c_char * 24).from_address(shape))
        keys = struct.unpack(f"<{count}q", (ctypes.c_char * (8 * count)).from_address(names))
        first = array + ARRAY_ELEMENTS + _SIZE
        return {self._runtime.bytes_of(key).decode(): self._at(first + index * _SIZE) for index, key in enumerate(keys)}

    def _at(self, address: int) -> Any:
        return self.read((ctypes.c_char * _SIZE).from_address(address), 0)

    def error(self, buffer: Any, offset: int) -> FuseError:
        """The exception for an error value: the text that the error has when nobody catches it; its value as `value`."""
        exception = FuseError(self._runtime.text_of_error_value(buffer, offset))
        exception.value = self.read(buffer, offset)
        return exception
