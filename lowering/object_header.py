"""The header of counted objects, in bytes: count, length, capacity as i64, then the elements (`runtime/include/fuse_rt.h`)."""

from __future__ import annotations

from struct import Struct

HEADER_BYTES = 24
LENGTH_OFFSET = 8
CAPACITY_OFFSET = 16
HEADER = Struct("<qqq")
