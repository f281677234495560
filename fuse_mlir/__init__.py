"""The FUSE compiler, and FUSE in Python: `fuse_mlir.load("stats.fuse").mean([1.0, 2.0])` (docs/python-api.md).

`__version__` is the one place that states the version; packaging reads it from here. Importing this package loads nothing else: the
names of the Python API are looked up when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .jit.arrays import array as array
    from .jit.errors import FuseCompileError as FuseCompileError
    from .jit.errors import FuseError as FuseError
    from .jit.errors import FusePanic as FusePanic
    from .jit.load import load as load

__version__ = "0.1.0"

# The names of the Python API, and where they are.
_API = {
    "FuseCompileError": "errors",
    "FuseError": "errors",
    "FusePanic": "errors",
    "array": "arrays",
    "load": "load",
}


def __getattr__(name: str) -> object:
    if name not in _API:
        raise AttributeError(f"module 'fuse_mlir' has no attribute '{name}'")
    value = getattr(import_module(f".jit.{_API[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *_API])
