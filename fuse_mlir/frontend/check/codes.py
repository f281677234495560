"""The stable codes of the checker's diagnostics."""

from __future__ import annotations

FUSE_UNSUPPORTED = "FUSE_UNSUPPORTED"
FUSE_WRONG_ARITY = "FUSE_WRONG_ARITY"
