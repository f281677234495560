"""Lists, from sequences and from NumPy arrays."""

from __future__ import annotations

import ctypes
import struct
from collections.abc import Sequence
from typing import Any

from fuse_mlir.codegen.value_layout import ARRAY_ELEMENTS, ListLayout
from fuse_mlir.frontend import types as t

from . import arrays
from .converter import POINTER, Converter
from .mismatch import Mismatch
from .runtime import Runtime
from .scalar_converters import ScalarConverter


class ListConverter(Converter):
    """A list of anything, from any sequence."""

    def __init__(self, layout: ListLayout, type_text: str, element: Converter, runtime: Runtime) -> None:
        super().__init__(layout, type_text, list[element.annotation])
        self._runtime = runtime
        self._element = element
        # Elements follow each other as in an array of C.
        self._size = element.layout.size

    def check(self, value: Any) -> list[Any]:
        if not is_sequence(value):
            raise Mismatch(self.type_text, value)
        check = self._element.check
        checked: list[Any] = []
        try:
            for item in value:
                checked.append(check(item))
        except Mismatch as mismatch:
            raise mismatch.inside(f"[{len(checked)}]") from None
        return checked

    def plain(self, value: Any) -> list[Any]:
        return [self._element.plain(item) for item in value]

    def write(self, buffer: Any, offset: int, checked: list[Any]) -> None:
        array, elements = self._new(len(checked))
        for index, item in enumerate(checked):
            self._element.write(elements, index * self._size, item)
        POINTER.pack_into(buffer, offset, array)

    def read(self, buffer: Any, offset: int) -> list[Any]:
        array = POINTER.unpack_from(buffer, offset)[0]
        length = self._runtime.length_of(array)
        elements = (ctypes.c_char * (length * self._size)).from_address(array + ARRAY_ELEMENTS)
        return [self._element.read(elements, index * self._size) for index in range(length)]

    def _new(self, length: int) -> tuple[int, ctypes.Array]:
        """A new array object, and a buffer on its elements, all zero."""
        array = self._runtime.new_array(length, self._size)
        first = array + ARRAY_ELEMENTS
        ctypes.memset(first, 0, length * self._size)
        return array, (ctypes.c_char * (length * self._size)).from_address(first)


class ScalarListConverter(ListConverter):
    """A list of scalars: as a whole, with the struct module or from a NumPy array. `array_element` is the type of the elements that
    results have as arrays, None where they have not."""

    def __init__(self, layout: ListLayout, type_text: str, element: ScalarConverter, runtime: Runtime) -> None:
        super().__init__(layout, type_text, element, runtime)
        self.array_element = {"q": t.INT, "d": t.FLOAT}.get(element.code)
        self._code = element.code
        self._dtype = {"q": "<i8", "d": "<f8", "?": "|b1"}[element.code]

    def check(self, value: Any) -> Any:
        np = arrays.numpy() if hasattr(value, "__array_interface__") else None
        if np is None or not isinstance(value, np.ndarray) or value.dtype.kind == "O":
            return super().check(value)
        is_number = value.dtype.kind != "b" or self._code == "?"
        if value.ndim != 1 or not is_number or not np.can_cast(value.dtype, self._dtype, "safe"):
            raise Mismatch(self.type_text, value, why=f" of {value.dtype} with {value.ndim} dimensions")
        return arrays.memory_of(value, self._runtime) or np.ascontiguousarray(value, self._dtype)

    def write(self, buffer: Any, offset: int, checked: Any) -> None:
        if type(checked) is arrays.ListMemory:
            self._runtime.retain(checked.address)
            array = checked.address
        elif type(checked) is list:
            array, elements = self._new(len(checked))
            struct.pack_into(f"<{len(checked)}{self._code}", elements, 0, *checked)
        else:
            array = self._runtime.new_array(len(checked), self._size)
            ctypes.memmove(array + ARRAY_ELEMENTS, checked.ctypes.data, checked.nbytes)
        POINTER.pack_into(buffer, offset, array)

    def read(self, buffer: Any, offset: int) -> list[Any]:
        data = self._runtime.bytes_of(POINTER.unpack_from(buffer, offset)[0], self._size)
        return list(struct.unpack(f"<{len(data) // self._size}{self._code}", data))


def is_sequence(value: Any) -> bool:
    """Whether it can be a list."""
    if isinstance(value, str | bytes | bytearray | memoryview):
        return False
    np = arrays.numpy()
    return isinstance(value, Sequence) or (np is not None and isinstance(value, np.ndarray) and value.ndim > 0)
