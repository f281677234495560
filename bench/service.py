"""What a request costs a server: `bench/service/`, in FUSE and in Go.

Each request has a connection of its own, as FUSE has it; Go is asked to close it, too. The client is slower than the servers, so
what is measured is the processor time that a server takes, system calls included, and its peak memory; not how many requests it
could answer. The servers are asked in turn, part by part.
"""

from __future__ import annotations

import os
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from languages import Language

_PARTS = 20
_WARM_UP = 200
_START_SECONDS = 10.0
_BODY = b'{"id":7,"name":"item 7","tags":["a","b"]}'
_REQUESTS = {
    "GET, a parameter": b"GET /api/items/7 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "POST, a body": b"POST /api/items HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
    % (len(_BODY), _BODY),
}
_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class _Server:
    name: str
    process: subprocess.Popen[bytes]
    port: int

    def cpu_ms(self) -> float:
        """Processor time so far, all threads."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) * 1000 / _TICKS_PER_SECOND

    def peak_kb(self) -> int:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmHWM:")).split()[1])


def measure_service(known: list[Language], folder: Path, requests: int) -> None:
    """Prints a table: microseconds of processor time a request, and kilobytes."""
    servers = [_start(language, folder) for language in known if language.name in ("FUSE", "Go")]
    try:
        print(f"| {requests} requests | " + " | ".join(f"{server.name} (µs)" for server in servers) + " |")
        print("| --- | " + "---: | " * len(servers))
        for name, request in _REQUESTS.items():
            print(f"| {name} | " + " | ".join(f"{cost:.0f}" for cost in _costs_us(servers, request, requests)) + " |", flush=True)
        print("| peak memory (KB) | " + " | ".join(f"{server.peak_kb():,}" for server in servers) + " |")
    finally:
        for server in servers:
            server.process.kill()
            server.process.wait()


def _costs_us(servers: list[_Server], request: bytes, requests: int) -> list[float]:
    """Errors: AssertionError for an answer that is not the item, or answers that differ."""
    answers = set()
    spent = dict.fromkeys((server.name for server in servers), 0.0)
    for server in servers:
        for _ in range(_WARM_UP):
            answers.add(_body(_exchange(server.port, request)))
    assert answers == {_BODY}, f"the answers are not all alike: {answers}"
    for _ in range(_PARTS):
        for server in servers:
            before = server.cpu_ms()
            for _ in range(requests // _PARTS):
                _exchange(server.port, request)
            spent[server.name] += server.cpu_ms() - before
    return [1000 * cost / requests for cost in spent.values()]


def _start(language: Language, folder: Path) -> _Server:
    executable = language.compile("service", folder, False)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([executable], env={**os.environ, "PORT": str(port)}, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            _exchange(port, _REQUESTS["GET, a parameter"])
            return _Server(language.name, process, port)
        except ConnectionRefusedError:
            assert time.monotonic() < deadline, f"the server in {language.name} does not start"
            time.sleep(0.01)


def _exchange(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), _START_SECONDS) as connection:
        connection.sendall(request)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def _body(response: bytes) -> bytes:
    return response.partition(b"\r\n\r\n")[2]
