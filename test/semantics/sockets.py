"""The other end of a program's connections: a client for its server, a server for its client.

What is sent and what is expected are texts of whole requests and responses.
"""

from __future__ import annotations

import socket
import threading
import time
from dataclasses import replace

from description import Exchange
from outcome import Outcome

_SECONDS = 20


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def responses_of(port: int, requests: list[str]) -> list[str]:
    """What the server on `port` answers to each request, on a connection of its own; waits until it listens."""
    return [_response(port, request) for request in requests]


def _response(port: int, request: str) -> str:
    deadline = time.monotonic() + _SECONDS
    while time.monotonic() < deadline:
        try:
            with socket.create_connection(("127.0.0.1", port), _SECONDS) as connection:
                connection.sendall(request.encode())
                connection.shutdown(socket.SHUT_WR)
                return _all(connection).decode()
        except ConnectionRefusedError:
            time.sleep(0.01)
    return "no answer"


class Peer:
    """A server that answers the requests of a program in order, each on a connection of its own, with a response that is written
    down; without requests to expect there is none. `environment` tells the program its port."""

    def __init__(self, exchanges: list[Exchange]) -> None:
        self.requests: list[str] = []
        self.environment: dict[str, str] = {}
        self._responses = [response for _, response in exchanges]
        self._socket: socket.socket | None = None
        self._port = ""
        if exchanges:
            self._socket = socket.create_server(("127.0.0.1", 0))
            self._port = str(self._socket.getsockname()[1])
            self.environment = {"PEER_PORT": self._port}

    def __enter__(self) -> Peer:
        if self._socket is not None:
            self._thread = threading.Thread(target=self._serve, args=(self._socket,), daemon=True)
            self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self._socket is not None:
            self._socket.close()

    def normal(self, outcome: Outcome) -> Outcome:
        """The outcome with the text PEER_PORT for the number, which differs from run to run."""
        if self._socket is None:
            return outcome
        self._thread.join(_SECONDS)
        stdout, stderr = (text.replace(self._port, "PEER_PORT") for text in (outcome.stdout, outcome.stderr))
        requests = [request.replace(self._port, "PEER_PORT") for request in self.requests]
        return replace(outcome, stdout=stdout, stderr=stderr, requests=requests)

    def _serve(self, server: socket.socket) -> None:
        for response in self._responses:
            connection, _ = server.accept()
            with connection:
                connection.settimeout(_SECONDS)
                self.requests.append(_all(connection).decode())
                connection.sendall(response.encode())


def _all(connection: socket.socket) -> bytes:
    """Everything up to the end of what the other side sends."""
    return b"".join(iter(lambda: connection.recv(65536), b""))
