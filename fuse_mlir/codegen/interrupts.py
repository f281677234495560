"""Ctrl-C while MLIR is at work.

An interrupt is an exception of Python, and one that is raised in a callback of the bindings (a pass, a walk) would cross their C++
frames, which do not survive it. So it is kept while MLIR works, and raised between two passes.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class KeptInterrupt:
    """Whether an interrupt came."""

    def __init__(self) -> None:
        self._came = False

    def __call__(self, number: int, frame: FrameType | None) -> None:
        self._came = True

    def check(self) -> None:
        """Raise the interrupt that came, if one did."""
        if self._came:
            raise KeyboardInterrupt


@contextmanager
def kept_interrupts() -> Iterator[KeptInterrupt]:
    """Interrupts are kept inside, to be raised by `check`, or at the end. Only the main thread gets any."""
    kept = KeptInterrupt()
    if (
        threading.current_thread() is not threading.main_thread()
        or signal.getsignal(signal.SIGINT) is not signal.default_int_handler
    ):
        yield kept
        return
    before = signal.signal(signal.SIGINT, kept)
    try:
        yield kept
    finally:
        signal.signal(signal.SIGINT, before)
    kept.check()
