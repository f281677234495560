"""Signals while a server runs.

Python lets only the main thread of the process say what a signal does, and the program runs on another one. So the main thread
waits at a desk for what the program's thread wants of it, and sees the signals meanwhile.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import SimpleQueue

_SIGNALS = ("SIGINT", "SIGTERM")


class Caught:
    """`name` of the first signal that came; None so far."""

    def __init__(self) -> None:
        self.name: str | None = None


class SignalDesk:
    """`wait_for` runs on the main thread, `caught` on the program's."""

    def __init__(self) -> None:
        self._wishes: SimpleQueue[Callable[[], None] | None] = SimpleQueue()

    def wait_for(self, thread: threading.Thread) -> None:
        """Grants wishes until `close` is called; then the thread is at its end."""
        while (wish := self._wishes.get()) is not None:
            wish()
        thread.join()

    def close(self) -> None:
        self._wishes.put(None)

    @contextmanager
    def caught(self) -> Iterator[Caught]:
        """Signals do not end the process in the block; they are noted."""
        state = Caught()
        previous: dict[str, object] = {}

        def note(number: int, frame: object) -> None:
            state.name = state.name or signal.Signals(number).name

        def install() -> None:
            for name in _SIGNALS:
                previous[name] = signal.signal(getattr(signal, name), note)

        def restore() -> None:
            for name, handler in previous.items():
                signal.signal(getattr(signal, name), handler)

        self._grant(install)
        try:
            yield state
        finally:
            self._grant(restore)

    def _grant(self, wish: Callable[[], None]) -> None:
        done = threading.Event()

        def grant() -> None:
            # Where the interpreter was started on another thread, signals stay what they are.
            if threading.current_thread() is threading.main_thread():
                wish()
            done.set()

        self._wishes.put(grant)
        done.wait()
