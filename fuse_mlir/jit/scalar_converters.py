"""Int, Float, Bool; String and Html; Bytes."""

from __future__ import annotations

import numbers
import operator
import struct
from typing import Any

from fuse_mlir.codegen.value_layout import ValueLayout

from . import arrays
from .converter import POINTER, Converter
from .mismatch import Mismatch
from .runtime import Runtime

_INT_MIN, _INT_MAX = -(2**63), 2**63 - 1


class ScalarConverter(Converter):
    """Int, Float or Bool; `packed` is the form of the struct module."""

    counted = False

    def __init__(self, layout: ValueLayout, type_text: str, annotation: type, code: str) -> None:
        super().__init__(layout, type_text, annotation)
        self.code = code
        packed = struct.Struct("<" + code)
        self.write = packed.pack_into
        self.read = lambda buffer, offset: packed.unpack_from(buffer, offset)[0]

    def plain(self, value: Any) -> Any:
        return self.check(value)


class IntConverter(ScalarConverter):
    def check(self, value: Any) -> int:
        if type(value) is not int:
            if isinstance(value, bool) or not isinstance(value, numbers.Integral):
                raise Mismatch(self.type_text, value)
            value = operator.index(value)
        if not _INT_MIN <= value <= _INT_MAX:
            raise Mismatch(self.type_text, value, error=OverflowError, why=" of more than 64 bits")
        return value


class FloatConverter(ScalarConverter):
    def check(self, value: Any) -> float:
        if type(value) is float:
            return value
        if isinstance(value, bool) or not isinstance(value, numbers.Real):
            raise Mismatch(self.type_text, value)
        try:
            return float(value)
        except OverflowError:
            raise Mismatch(self.type_text, value, error=OverflowError, why=" too large for it") from None


class BoolConverter(ScalarConverter):
    def check(self, value: Any) -> bool:
        if value is True or value is False:
            return value
        np = arrays.numpy()
        if np is not None and isinstance(value, np.bool_):
            return bool(value)
        raise Mismatch(self.type_text, value)


class StringConverter(Converter):
    def __init__(self, layout: ValueLayout, type_text: str, runtime: Runtime) -> None:
        super().__init__(layout, type_text, str)
        self._runtime = runtime

    def check(self, value: Any) -> bytes:
        if not isinstance(value, str):
            raise Mismatch(self.type_text, value)
        try:
            return value.encode()
        except UnicodeEncodeError:
            raise Mismatch(self.type_text, value, error=ValueError, why=" with a lone surrogate") from None

    def write(self, buffer: Any, offset: int, checked: bytes) -> None:
        POINTER.pack_into(buffer, offset, self.new(checked))

    def new(self, checked: bytes) -> int:
        """The address of a new object."""
        return self._runtime.new_bytes(checked)

    def read(self, buffer: Any, offset: int) -> str:
        return self._runtime.bytes_of(POINTER.unpack_from(buffer, offset)[0]).decode()


class BytesConverter(StringConverter):
    def __init__(self, layout: ValueLayout, type_text: str, runtime: Runtime) -> None:
        super().__init__(layout, type_text, runtime)
        self.annotation = bytes

    def check(self, value: Any) -> bytes:
        if not isinstance(value, bytes | bytearray | memoryview):
            raise Mismatch(self.type_text, value)
        return bytes(value)

    def plain(self, value: Any) -> bytes:
        return bytes(value)

    def read(self, buffer: Any, offset: int) -> bytes:
        return self._runtime.bytes_of(POINTER.unpack_from(buffer, offset)[0])
