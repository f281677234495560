"""The runtime that counts live objects, in this process."""

from __future__ import annotations

import ctypes
import gc
from functools import cache

from fuse_mlir.codegen.runtime_archive import Variant
from fuse_mlir.jit.runtime import Runtime


@cache
def checked_runtime() -> Runtime:
    return Runtime(Variant.SHARED_CHECKED)


def live_objects() -> int:
    """Objects alive in the checked runtime, after everything that Python does not hold any more is gone."""
    gc.collect()
    runtime = checked_runtime()
    with runtime.lock:
        runtime.catch_up()
    count = runtime.library.fuse_rt_live_objects
    count.restype = ctypes.c_int64
    return count()
