"""What a converter is: the way between the Python values and the FUSE values of one type.

`check` looks at a Python value and gives what `write` takes, or raises Mismatch: whatever can be wrong is found before the first
object is made, so that nothing leaks. `write` puts a value at an offset of a buffer that is all zero; it makes the objects inside,
each with one count. `read` copies a value out and changes no count. `write` and `read` run with the runtime's lock held.
"""

from __future__ import annotations

import struct
from typing import Any

from fuse_mlir.codegen.value_layout import ValueLayout

POINTER = struct.Struct("<q")


class Converter:
    """`type_text` is the type as FUSE spells it, `annotation` as Python does; `counted`: values hold references."""

    counted = True

    def __init__(self, layout: ValueLayout, type_text: str, annotation: Any) -> None:
        self.layout = layout
        self.type_text = type_text
        self.annotation = annotation

    def check(self, value: Any) -> Any:
        """What `write` takes. Mismatch where `value` is not one of the type."""
        raise NotImplementedError  # every converter has its own

    def plain(self, value: Any) -> Any:
        """A value that passed `check`, as `read` would give it."""
        return value

    def write(self, buffer: Any, offset: int, checked: Any) -> None:
        raise NotImplementedError  # every converter has its own

    def read(self, buffer: Any, offset: int) -> Any:
        raise NotImplementedError  # every converter has its own
