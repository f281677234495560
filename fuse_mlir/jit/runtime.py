"""The runtime's shared library in this process: calls of loaded programs, array objects, errors.

One runtime serves all loaded programs, so values can go from one to another. Counts of objects are not atomic: whatever touches an
object holds `lock`. The lock is reentrant and calls release the GIL, so other Python threads run meanwhile, but not in FUSE.

The garbage collector may drop an array at any place, also while another thread holds the lock. `later` keeps what is to be done
until somebody has the lock.
"""

from __future__ import annotations

import ctypes
import struct
import threading
from collections import deque
from collections.abc import Callable
from functools import cache

from fuse_mlir.codegen.runtime_archive import Variant, runtime_file
from fuse_mlir.codegen.targets import default_target
from fuse_mlir.codegen.value_layout import ARRAY_ELEMENTS, ARRAY_LENGTH

from .errors import FuseError, FusePanic

_ERROR = struct.Struct("<q")


class Runtime:
    """One loaded runtime library."""

    def __init__(self, variant: Variant = Variant.SHARED_DATABASE) -> None:
        self.library = ctypes.CDLL(str(runtime_file(default_target("debug"), variant)))
        self.lock = threading.RLock()
        self._later: deque[Callable[[], None]] = deque()
        self._invoke = self._function("fuse_rt_library_call", None, *[ctypes.c_void_p] * 4)
        self._close = self._function("fuse_rt_library_close", None, ctypes.c_void_p)
        self._alloc = self._function("fuse_rt_array_alloc", ctypes.c_void_p, ctypes.c_int64, ctypes.c_int64)
        self._free = self._function("fuse_rt_array_free", None, ctypes.c_void_p)
        # Objects that tasks share have negative counts.
        self._retain_shared = self._function("fuse_rt_retain_shared", None, ctypes.c_void_p)
        self._release_shared = self._function("fuse_rt_release_shared", ctypes.c_bool, ctypes.c_void_p)
        self._render = self._function("fuse_rt_error_render", ctypes.c_void_p, ctypes.c_void_p)
        self._is_panic = self._function("fuse_rt_error_is_panic", ctypes.c_bool, ctypes.c_void_p)
        self._error_of = self._function("fuse_rt_error_value", ctypes.c_void_p, ctypes.c_void_p)
        self._retain_any = self._function("fuse_rt_any_retain", None, ctypes.c_void_p)
        self._text_of = self._function("fuse_rt_any_text", ctypes.c_void_p, ctypes.c_void_p)
        self._new_map = self._function("fuse_rt_map_new", ctypes.c_void_p, ctypes.c_int64, ctypes.c_int64)
        pointer = ctypes.c_void_p
        self._map_place = self._function("fuse_rt_map_place", pointer, pointer, pointer, pointer, pointer)
        self._map_key = self._function("fuse_rt_map_key_at", pointer, pointer, ctypes.c_int64)
        self._map_value = self._function("fuse_rt_map_value_at", pointer, pointer, ctypes.c_int64)
        self._free_error = self._function("fuse_rt_error_free", None, ctypes.c_void_p)

    def _function(self, name: str, result: type | None, *parameters: type) -> Callable:
        function = getattr(self.library, name)
        function.restype, function.argtypes = result, parameters
        return function

    # ---- calls; the caller holds the lock

    def call(self, entry_point: int, arguments: ctypes.Array, results: ctypes.Array, database: ctypes.c_void_p) -> None:
        """Calls a function of a loaded program; raises its error. `results` begins with the error. `database` is that of the
        program, null until it uses one."""
        self._invoke(entry_point, arguments, results, ctypes.byref(database))
        (error,) = _ERROR.unpack_from(results, 0)
        if error:
            raise self._exception(error)

    def close(self, database: ctypes.c_void_p) -> None:
        """Closes the connections of a program."""
        self._close(ctypes.byref(database))

    def _exception(self, error: int) -> Exception:
        kind = FusePanic if self._is_panic(error) else FuseError
        exception = kind(self._taken_text(self._render(error)))
        self._free_error(error)
        return exception

    def _taken_text(self, text: int) -> str:
        """What an owned string says; releases it."""
        copied = self.bytes_of(text).decode()
        self.release(text)
        return copied

    # ---- array objects; the caller holds the lock

    def new_array(self, length: int, element_size: int) -> int:
        """The address of a new array object; the caller holds its one count."""
        return self._alloc(length, element_size)

    def retain(self, array: int) -> None:
        count = ctypes.c_int64.from_address(array)
        if count.value > 0:
            count.value += 1
        elif count.value < 0:
            self._retain_shared(array)

    def release(self, array: int) -> None:
        """Gives back one count of an array whose elements hold no references."""
        count = ctypes.c_int64.from_address(array)
        if count.value == 1 or (count.value < 0 and self._release_shared(array)):
            self._free(array)
        elif count.value > 1:
            count.value -= 1

    def is_unique(self, array: int) -> bool:
        return ctypes.c_int64.from_address(array).value == 1

    def length_of(self, array: int) -> int:
        return ctypes.c_int64.from_address(array + ARRAY_LENGTH).value

    def bytes_of(self, array: int, element_size: int = 1) -> bytes:
        """A copy of the elements."""
        return ctypes.string_at(array + ARRAY_ELEMENTS, self.length_of(array) * element_size)

    def new_bytes(self, data: bytes) -> int:
        """The address of a new string, or of new bytes."""
        array = self._alloc(len(data), 1)
        ctypes.memmove(array + ARRAY_ELEMENTS, data, len(data))
        return array

    # ---- maps; the caller holds the lock

    def new_map(self, capacity: int, value_size: int) -> int:
        return self._new_map(capacity, value_size)

    def place_in_map(self, map_: int, key: int) -> tuple[int, int]:
        """The map, which may move, and where the value of a new key is to be written. Consumes the key."""
        slot, added = ctypes.c_int64(), ctypes.c_bool()
        moved = self._map_place(map_, key, ctypes.byref(slot), ctypes.byref(added))
        return moved, self._map_value(moved, slot.value)

    def map_entry(self, map_: int, slot: int) -> tuple[int, int]:
        """The key in a slot, and where its value is."""
        return self._map_key(map_, slot), self._map_value(map_, slot)

    # ---- values known at run time; the caller holds the lock

    def text_of_any(self, buffer: ctypes.Array, offset: int) -> str:
        """What print shows for the `fuse_rt_any` at an offset of a buffer."""
        return self._taken_text(self._text_of(ctypes.addressof(buffer) + offset))

    def text_of_error_value(self, buffer: ctypes.Array, offset: int) -> str:
        """What an uncaught error with this value shows."""
        value = ctypes.addressof(buffer) + offset
        # The error takes over a count.
        self._retain_any(value)
        error = self._error_of(value)
        text = self._taken_text(self._render(error))
        self._free_error(error)
        return text

    # ---- work that the garbage collector leaves

    def later(self, action: Callable[[], None]) -> None:
        """Does `action` with the lock held: now, or when the lock is next free."""
        self._later.append(action)
        if self.lock.acquire(blocking=False):
            try:
                self.catch_up()
            finally:
                self.lock.release()

    def catch_up(self) -> None:
        """Does what was left for later. The caller holds the lock."""
        while self._later:
            self._later.popleft()()


@cache
def shared_runtime() -> Runtime:
    """The runtime of all programs that `load` loads."""
    return Runtime()
