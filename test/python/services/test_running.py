"""What only a running server shows: signals, its log, its memory, hostile clients.

The answers themselves are in `test/semantics/server/`, which the parity run takes through every way to run a program.
"""

from __future__ import annotations

import signal
import socket
import sys
import threading
import time
from pathlib import Path

import pytest
from service_process import SECONDS, Server
from service_requests import get, hostile_requests, post, random_requests

# ---- signals ---------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_signal_ends_the_server_and_the_program_goes_on(checked: Server, name: str) -> None:
    assert checked.exchange(get("/api/items/1")).startswith(b"HTTP/1.1 200 OK\r\n")
    status, stdout, stderr = checked.stop(getattr(signal, name))
    shutdown = f"shutdown: runtime=native signal={name} handled_requests=2\n"
    assert (status, stdout, stderr) == (0, "after\n", f"{shutdown}fuse-rt: live objects: 0\n")


def test_a_request_in_progress_is_finished(checked: Server) -> None:
    answers: list[bytes] = []
    client = threading.Thread(target=lambda: answers.append(checked.exchange(get("/api/slow"))))
    client.start()
    time.sleep(0.15)
    status, _, stderr = checked.stop()
    client.join()
    assert answers[0].startswith(b"HTTP/1.1 200 OK\r\n") and answers[0].endswith(b"\r\n\r\n1")
    assert (status, stderr.splitlines()[0]) == (0, "shutdown: runtime=native signal=SIGTERM handled_requests=2")


def test_a_request_whose_head_is_on_its_way_is_finished(checked: Server) -> None:
    answers: list[bytes] = []
    parts = [b"GET /api/items/1 HTTP/1.1\r\n", b"\r\n"]
    client = threading.Thread(target=lambda: answers.append(checked.exchange(*parts, pause=0.3)))
    client.start()
    time.sleep(0.15)
    status, _, _ = checked.stop()
    client.join()
    assert status == 0 and answers[0].startswith(b"HTTP/1.1 200 OK\r\n")


def test_the_in_process_run_ends_by_signals_too(folder: Path) -> None:
    server = Server([sys.executable, "-m", "fuse_mlir.cli.main", "run", "server.fuse"], folder)
    assert server.exchange(get("/api/items/1")).startswith(b"HTTP/1.1 200 OK\r\n")
    status, stdout, stderr = server.stop(signal.SIGINT)
    assert (status, stdout) == (0, "after\n")
    assert "shutdown: runtime=native signal=SIGINT handled_requests=2\n" in stderr


def test_a_panic_in_a_handler_ends_the_program(folder: Path) -> None:
    command = [sys.executable, "-m", "fuse_mlir.cli.main", "run", "--backend", "ast", "server.fuse"]
    for server in (Server([str(folder / "checked")], folder), Server(command, folder)):
        assert server.exchange(get("/api/divide/2")).endswith(b"\r\n\r\n0")
        assert server.exchange(get("/api/divide/0")) == b""
        _, stderr = server.process.communicate(timeout=SECONDS)
        assert server.process.returncode == 101
        assert "message=panic_kind=panic_static_str attempt to divide by zero" in stderr


# ---- the log of requests ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("executable", "variables", "logs"),
    [
        ("release", {"FUSE_AOT_REQUEST_LOG_DEFAULT": "Structured"}, True),
        ("release", {"FUSE_AOT_REQUEST_LOG_DEFAULT": "no"}, False),
        ("release", {"FUSE_AOT_REQUEST_LOG_DEFAULT": "1", "FUSE_REQUEST_LOG": "no"}, False),
        ("release", {}, False),
        ("checked", {"FUSE_AOT_REQUEST_LOG_DEFAULT": "1"}, False),
    ],
)
def test_only_release_builds_have_a_default_for_the_log(
    folder: Path, executable: str, variables: dict[str, str], logs: bool
) -> None:
    server = Server([str(folder / executable)], folder, **variables)
    server.exchange(get("/api/items/1"))
    _, _, stderr = server.stop()
    assert ('"event":"http.request"' in stderr) == logs


# ---- memory ----------------------------------------------------------------------------------------------------------------------


def test_a_server_that_runs_for_long_holds_steady_memory(folder: Path) -> None:
    server = Server([str(folder / "release")], folder)
    requests = [
        get("/api/items/7", "Cookie: a=1; b=2"),
        get("/api/items/0"),
        get("/api/pairs/1/x/null"),
        get("/api/pairs/x/x/1"),
        post("/api/items", b'{"id":1,"name":"x","tags":["a","b","c"]}'),
        post("/api/items", b'{"id":1,"name":"","tags":[1]}'),
        post("/api/any", b'{"a":[{"id":3,"name":"y"},null]}'),
        get("/api/page/<b>"),
        get("/api/fail"),
        get("/none"),
    ]
    for _ in range(50):
        for request in requests:
            server.exchange(request)
    before = server.memory_kb()
    for _ in range(300):
        for request in requests:
            server.exchange(request)
    after = server.memory_kb()
    status, _, stderr = server.stop()
    assert (status, stderr) == (0, "shutdown: runtime=native signal=SIGTERM handled_requests=3501\n")
    assert after - before <= 64, f"{before} kB before, {after} kB after 3000 requests"


def test_nothing_is_left_alive(checked: Server) -> None:
    for request in [*hostile_requests(), *random_requests(40)]:
        checked.exchange(*request)
    assert checked.exchange(get("/api/items/1")).startswith(b"HTTP/1.1 200 OK\r\n")
    status, _, stderr = checked.stop()
    assert status == 0 and stderr.endswith("fuse-rt: live objects: 0\n")


# ---- hostile clients -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "status", "text"),
    [
        (
            [b"GET / HTTP/1.1\r\nX: " + b"x" * 70_000 + b"\r\n\r\n"],
            b"431 Request Header Fields Too Large",
            b"request header too large",
        ),
        ([b"x" * 300_000], b"431 Request Header Fields Too Large", b"request header too large"),
        (
            [b"POST / HTTP/1.1\r\nContent-Length: 9000000\r\n\r\n", b"x" * 9_000_000],
            b"413 Content Too Large",
            b"request body too large",
        ),
        ([b"POST / HTTP/1.1\r\nContent-Length: 99999999999999999\r\n\r\n"], b"413 Content Too Large", b"request body too large"),
        ([b"\r\n\r\n"], b"500 Internal Server Error", b"invalid HTTP request line"),
        ([b"GET\r\n\r\n"], b"500 Internal Server Error", b"invalid HTTP request line"),
        ([b""], b"500 Internal Server Error", b"invalid HTTP request: missing headers"),
        ([b"GET / HTTP/1.1\r\nA: b\r\n"], b"500 Internal Server Error", b"invalid HTTP request: missing headers"),
    ],
)
def test_what_cannot_be_read_is_refused(checked: Server, parts: list[bytes], status: bytes, text: bytes) -> None:
    response = checked.exchange(*parts)
    assert response.startswith(b"HTTP/1.1 " + status + b"\r\n") and text in response and b"X-Request-Id" not in response
    assert checked.exchange(get("/api/items/1")).startswith(b"HTTP/1.1 200 OK\r\n")


def test_a_request_may_come_byte_by_byte(checked: Server) -> None:
    request = post("/api/items", b'{"id":1,"name":"\xc3\xa9"}')
    response = checked.exchange(*[bytes([byte]) for byte in request], pause=0.001)
    assert response.endswith('{"id":1,"name":"é","tags":[]}'.encode())


def test_what_follows_a_request_is_dropped(checked: Server) -> None:
    request = get("/api/items/1")
    assert checked.exchange(request * 3).count(b"HTTP/1.1 ") == 1
    assert checked.exchange(post("/api/items", b'{"id":1,"name":"x"}GARBAGE', 19)).startswith(b"HTTP/1.1 200 OK\r\n")


def test_clients_may_leave_at_any_time(checked: Server) -> None:
    for part in (b"", b"GET /api/ite", get("/api/items/1"), post("/api/items", b"{", 1000)):
        for _ in range(5):
            connection = socket.create_connection(("127.0.0.1", checked.port), SECONDS)
            connection.sendall(part)
            # Reset, rather than closed.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
            connection.close()
    assert checked.exchange(get("/api/items/1")).startswith(b"HTTP/1.1 200 OK\r\n")
    assert checked.stop()[0] == 0
