"""What becomes of a lock file that is not up to date."""

from __future__ import annotations

from enum import Enum


class LockMode(Enum):
    """It is written, or it is an error: that of `deps lock --check`, or that of `--frozen`."""

    UPDATE = "update"
    CHECK = "check"
    FROZEN = "frozen"
