"""The bar below the step line of a long build, on terminals only.

It shows the elapsed time and, where the step knows how much there is to do, how much of it is done. A thread draws it, so that the
time goes on while the compiler works; it is gone before anything else is written.
"""

from __future__ import annotations

import shutil
import sys
import threading
import time

_WIDTH = 24
# Steps that are over sooner show no bar.
_DELAY_S = 0.5
_INTERVAL_S = 0.1
_ERASE = "\r\x1b[2K"


def bar_text(elapsed_s: float, done: int, total: int, columns: int) -> str:
    """One line of at most `columns` characters; `total` 0 where nobody knows how much there is to do."""
    text = f"{elapsed_s:5.1f} s"
    if total:
        filled = _WIDTH * done // total
        text = f"[{'#' * filled}{'-' * (_WIDTH - filled)}] {done}/{total} {text}"
    return text[: max(columns - 1, 0)]


class ProgressBar:
    """One bar, started for each step anew. Nothing is drawn unless `shown`."""

    def __init__(self, *, shown: bool) -> None:
        self._shown = shown
        self._done = self._total = 0
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """A step begins."""
        self.stop()
        if not self._shown:
            return
        self._done = self._total = 0
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._draw, args=(self._stopped, time.monotonic()), daemon=True)
        self._thread.start()

    def advance(self, done: int, total: int) -> None:
        """That much of the step is done."""
        self._done, self._total = done, total

    def stop(self) -> None:
        """The step ends, or something else is written: the bar goes."""
        if self._thread is not None:
            self._stopped.set()
            self._thread.join()
            self._thread = None

    def _draw(self, stopped: threading.Event, started: float) -> None:
        if stopped.wait(_DELAY_S):
            return
        while not stopped.wait(_INTERVAL_S):
            columns = shutil.get_terminal_size().columns
            sys.stderr.write(_ERASE + bar_text(time.monotonic() - started, self._done, self._total, columns))
            sys.stderr.flush()
        sys.stderr.write(_ERASE)
        sys.stderr.flush()
