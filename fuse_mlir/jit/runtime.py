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

    def __init__(self, variant: Variant = Variant.SHARED) -> None:
        self.library = ctypes.CDLL(str(runtime_file(default_target("debug"), variant)))
        self.lock = threading.RLock()
        self._later: deque[Callable[[], None]] = deque()
        self._invoke = self._function("fuse_rt_library_call", None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)
        self._alloc = self._function("fuse_rt_array_alloc", ctypes.c_void_p, ctypes.c_int64, ctypes.c_int64)
        self._free = self._function("fuse_rt_array_free", None, ctypes.c_void_p)
        self._render = self._function("fuse_rt_error_render", ctypes.c_void_p, ctypes.c_void_p)
        self._is_panic = self._function("fuse_rt_error_is_panic", ctypes.c_bool, ctypes.c_void_p)
        self._free_error = self._function("fuse_rt_error_free", None, ctypes.c_void_p)

    def _function(self, name: str, result: type | None, *parameters: type) -> Callable:
        function = getattr(self.library, name)
        function.restype, function.argtypes = result, parameters
        return function

    # ---- calls; the caller holds the lock

    def call(self, entry_point: int, arguments: ctypes.Array, results: ctypes.Array) -> None:
        """Calls a function of a loaded program; raises its error. `results` begins with the error."""
        self._invoke(entry_point, arguments, results)
        (error,) = _ERROR.unpack_from(results, 0)
        if error:
            raise self._exception(error)

    def _exception(self, error: int) -> Exception:
        kind = FusePanic if self._is_panic(error) else FuseError
        text = self._render(error)
        exception = kind(self.bytes_of(text).decode())
        self.release(text)
        self._free_error(error)
        return exception

    # ---- array objects; the caller holds the lock

    def new_array(self, length: int, element_size: int) -> int:
        """The address of a new array object; the caller holds its one count."""
        return self._alloc(length, element_size)

    def retain(self, array: int) -> None:
        count = ctypes.c_int64.from_address(array)
        if count.value > 0:
            count.value += 1

    def release(self, array: int) -> None:
        """Gives back one count of an array whose elements hold no references."""
        count = ctypes.c_int64.from_address(array)
        if count.value == 1:
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
