"""The two streams of a running program.

Output collects here and is written when there is much of it, before anything goes to standard error, and at the end; to a terminal
line by line. A disk that is full is a panic, as in compiled programs; a reader that went away is the caller's business.
"""

from __future__ import annotations

import threading
from typing import BinaryIO

from .failures import Panic

_BUFFER_BYTES = 32 * 1024


class Console:
    """`stdout` and `stderr` are byte streams, best unbuffered ones: what could not be written is then not tried again."""

    def __init__(self, stdout: BinaryIO, stderr: BinaryIO) -> None:
        self._stdout = stdout
        self._stderr = stderr
        self._pending = bytearray()
        # Tasks may print through functions that they call.
        self._lock = threading.RLock()
        self._limit = 0 if stdout.isatty() else _BUFFER_BYTES

    def print(self, line: str) -> None:
        with self._lock:
            self._pending += line.encode() + b"\n"
            if len(self._pending) >= self._limit:
                self.flush()

    def prompt(self, text: str) -> None:
        """Text without a line end, written at once; so is everything printed before."""
        with self._lock:
            self._pending += text.encode()
            self.flush()

    def reports_to_terminal(self) -> bool:
        return self._stderr.isatty()

    def flush(self) -> None:
        """Writes what has been printed. Errors: Panic when the stream takes no more, BrokenPipeError when nobody reads it."""
        with self._lock:
            data, self._pending = bytes(self._pending), bytearray()
            try:
                _write_all(self._stdout, data)
            except BrokenPipeError:
                raise
            except OSError:
                raise Panic("failed printing to stdout") from None

    def report(self, line: str) -> None:
        """A line on standard error, after everything printed so far."""
        with self._lock:
            self.flush()
            _write_all(self._stderr, line.encode() + b"\n")


def _write_all(stream: BinaryIO, data: bytes) -> None:
    # An unbuffered stream may take a part only.
    while data:
        data = data[stream.write(data) :]
    stream.flush()
