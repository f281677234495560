"""What a build says while it runs, to whoever shows its progress or measures its time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class BuildObserver:
    """Sees a build and does nothing; override what is of interest."""

    def begin(self, number: int, text: str) -> None:
        """Step `number` of STEPS begins; the step before it has ended."""

    def advance(self, done: int, total: int) -> None:
        """That much of the current step is done."""

    def spent(self, part: str, duration_ns: int) -> None:
        """A part of the current step took that long. Parts do not overlap; they need not cover the step."""

    @contextmanager
    def measure(self, part: str) -> Iterator[None]:
        """Reports the time that the block takes as a part of the current step."""
        started = time.perf_counter_ns()
        yield
        self.spent(part, time.perf_counter_ns() - started)


UNOBSERVED = BuildObserver()
