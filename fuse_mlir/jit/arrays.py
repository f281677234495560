"""Lists as NumPy arrays, without copying where that is possible.

A FUSE list is an array object: a header of three words, then the elements. So an array of NumPy can be passed without a copy only
where it lies behind such a header. Those that come back from FUSE do, and those that `array` makes; all others are copied, in one
piece. NumPy is imported when it is first needed, and never required.
"""

from __future__ import annotations

from functools import cache
from types import ModuleType
from typing import Any

from fuse_mlir.codegen.value_layout import ARRAY_ELEMENTS
from fuse_mlir.frontend import types as t

from .runtime import Runtime, shared_runtime

_CODES = {t.INT: "<i8", t.FLOAT: "<f8"}
_ELEMENT_BYTES = 8


@cache
def numpy() -> ModuleType | None:
    """NumPy, None where it is not installed."""
    try:
        import numpy
    except ImportError:
        return None
    return numpy


class ListMemory:
    """Holds one count of an array object; NumPy arrays on its elements have it as their base."""

    __slots__ = ("__array_interface__", "__weakref__", "address", "runtime")

    def __init__(self, runtime: Runtime, address: int, element: t.Type) -> None:
        self.runtime = runtime
        self.address = address
        self.__array_interface__ = {
            "version": 3,
            "typestr": _CODES[element],
            "shape": (runtime.length_of(address),),
            "data": (address + ARRAY_ELEMENTS, False),
        }

    def __del__(self) -> None:
        runtime, address = self.runtime, self.address
        runtime.later(lambda: runtime.release(address))


def adopt(runtime: Runtime, address: int, element: t.Type) -> Any:
    """An array on the elements of a list that nobody else holds; takes over its count."""
    return numpy().asarray(ListMemory(runtime, address, element))


def copied(runtime: Runtime, address: int, element: t.Type) -> Any:
    """An array with a copy of the elements of a list."""
    return numpy().frombuffer(bytearray(runtime.bytes_of(address, _ELEMENT_BYTES)), _CODES[element])


def memory_of(array: Any, runtime: Runtime) -> ListMemory | None:
    """What holds the list that `array` is, from its first element to its last; None where it is no such array."""
    base = array.base
    if type(base) is not ListMemory or base.runtime is not runtime or not array.flags.c_contiguous:
        return None
    shown = base.__array_interface__
    same = array.__array_interface__["data"][0] == shown["data"][0] and array.shape == shown["shape"]
    return base if same and array.dtype.str == shown["typestr"] else None


def array(values: Any) -> Any:
    """A NumPy array with these numbers (any one-dimensional sequence or array) that FUSE functions take without copying it.

    Integers become an array for `List<Int>`, other numbers one for `List<Float>`.
    Errors: TypeError for anything else; ImportError without NumPy.
    """
    np = numpy()
    if np is None:
        raise ImportError("fuse_mlir.array needs NumPy: pip install 'fuse-mlir[numpy]'")
    given = np.asarray(values)
    if given.ndim != 1 or given.dtype.kind not in "iuf":
        raise TypeError(f"fuse_mlir.array expects a one-dimensional sequence of numbers, got {given.dtype} of shape {given.shape}")
    element = t.FLOAT if given.dtype.kind == "f" else t.INT
    if not np.can_cast(given.dtype, _CODES[element], "safe"):
        raise TypeError(f"fuse_mlir.array cannot hold {given.dtype} exactly")
    runtime = shared_runtime()
    with runtime.lock:
        runtime.catch_up()
        made = adopt(runtime, runtime.new_array(len(given), _ELEMENT_BYTES), element)
    made[:] = given
    return made
