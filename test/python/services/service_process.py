"""A server as a process of its own."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import time
from pathlib import Path

SECONDS = 20
# The first run after a change of the runtime compiles it.
START_SECONDS = 120


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A server under test; `port` is where it listens."""

    def __init__(self, command: list[str], folder: Path, **variables: str) -> None:
        self.port = free_port()
        kept = {name: os.environ[name] for name in ("HOME", "PATH", "TMPDIR", "XDG_CACHE_HOME") if name in os.environ}
        environment = {**kept, "PORT": str(self.port), **variables}
        self.process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.process.kill()
                raise AssertionError(f"the server does not start: {self.process.communicate()}")
            time.sleep(0.01)

    def _answers(self) -> bool:
        """Whether it listens: it takes a connection, and counts that as a request."""
        try:
            socket.create_connection(("127.0.0.1", self.port), SECONDS).close()
        except ConnectionRefusedError:
            return False
        return True

    def exchange(self, *parts: bytes, pause: float = 0.0) -> bytes:
        """The response to what is sent in parts."""
        with socket.create_connection(("127.0.0.1", self.port), SECONDS) as connection:
            connection.settimeout(SECONDS)
            try:
                for part in parts:
                    connection.sendall(part)
                    time.sleep(pause)
                connection.shutdown(socket.SHUT_WR)
            except OSError:
                # It has answered already, and wants no more.
                pass
            return b"".join(iter(lambda: connection.recv(65536), b""))

    def stop(self, number: int = signal.SIGTERM) -> tuple[int, str, str]:
        """Status and streams at its end."""
        self.process.send_signal(number)
        stdout, stderr = self.process.communicate(timeout=SECONDS)
        return self.process.returncode, stdout, stderr

    def memory_kb(self) -> int:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        assert found
        return int(found[1])
