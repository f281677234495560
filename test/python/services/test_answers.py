"""Executable and interpreter answer any bytes alike."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from service_process import SECONDS, Server, free_port
from service_requests import get, hostile_requests, post, random_requests


@contextmanager
def both(folder: Path, **variables: str) -> Iterator[tuple[Server, Server]]:
    """The leak-checked executable and the interpreter, each a server."""
    executable = Server([str(folder / "checked")], folder, **variables)
    interpreter = Server(
        [sys.executable, "-m", "fuse_mlir.cli.main", "run", "--backend", "ast", "server.fuse"], folder, **variables
    )
    try:
        yield executable, interpreter
        status, _, stderr = executable.stop()
        assert (status, stderr.splitlines()[-1]) == (0, "fuse-rt: live objects: 0")
    finally:
        for server in (executable, interpreter):
            server.process.kill()
            server.process.communicate()


def test_executable_and_interpreter_answer_alike(folder: Path) -> None:
    with both(folder) as (executable, interpreter):
        for parts in [*hostile_requests(), *random_requests(400)]:
            assert (parts, executable.exchange(*parts)) == (parts, interpreter.exchange(*parts))


def test_pages_and_files_are_alike(folder: Path, tmp_path: Path) -> None:
    files = {
        "index.html": "<h1>é</h1>",
        "sub/index.html": "<body>a</body><body>b</body>c",
        "a.b.css": "p {}",
        ".html": "no page",
        "x.HTML": "no page",
        "marked.html": "<script data-fuse-live-reload></script>",
        "sub/..a": "text",
        "spec.json": '{"paths":{}}',
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "binary.html").write_bytes(b"\xff")
    variables = {
        "FUSE_STATIC_DIR": str(tmp_path),
        "FUSE_OPENAPI_JSON_PATH": str(tmp_path / "spec.json"),
        "FUSE_OPENAPI_UI_PATH": " /help's/ ",
        "FUSE_DEV_RELOAD_WS_URL": "ws://127.0.0.1:1/</script>'é",
    }
    paths = ["/", "//", "/sub/", "/sub", "/a.b.css", "/.html", "/x.HTML", "/marked.html", "/sub/..a", "/binary.html", "/sub/../x"]
    paths += ["/..", "/%2e%2e/x", "/a\x00b", "/help's", "/help's/", "/help's//", "/help's/openapi.json", "/api/page/x"]
    paths += ["/" + "x" * 5000, "/a.b.css?x=/../y", "/a.b.css/"]
    with both(folder, **variables) as (executable, interpreter):
        for path in paths:
            assert (path, executable.exchange(get(path))) == (path, interpreter.exchange(get(path)))
    with both(folder, FUSE_OPENAPI_JSON_PATH=str(tmp_path / "none"), FUSE_OPENAPI_UI_PATH="/") as (executable, interpreter):
        for path in ("/", "", "/openapi.json", "/x"):
            assert (path, executable.exchange(get(path))) == (path, interpreter.exchange(get(path)))


class _Peer(threading.Thread):
    """A server behind the servers: it answers each connection with the same bytes and keeps what it was sent."""

    def __init__(self, response: bytes) -> None:
        super().__init__(daemon=True)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._response = response
        self.requests: list[bytes] = []

    def run(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection:
                self.requests.append(connection.recv(65536))
                connection.sendall(self._response)

    def close(self) -> None:
        self._listener.close()


@pytest.mark.parametrize(
    ("response", "base"),
    [
        (b"HTTP/1.1 201 Created\r\nA: b\r\n\r\nbody", ""),
        (b"HTTP/1.1 404 x\r\n\r\n", "/base/?x#y"),
        (b"nothing", "/"),
        (b"", "/"),
        (b"\r\n", "/"),
    ],
)
def test_proxies_are_alike(folder: Path, response: bytes, base: str) -> None:
    peer = _Peer(response)
    peer.start()
    url = f" http://127.0.0.1:{peer.port}{base}"
    sent = [[get("/none?q")], [post("/none/", b"{}")], [b"HEAD /none HTTP/1.1\r\nX-Request-Id: i\r\n\r\n"], [get("/api/items/1")]]
    with both(folder, FUSE_VITE_PROXY_URL=url, FUSE_REQUEST_LOG="1") as (executable, interpreter):
        answers = [executable.exchange(*parts) for parts in sent]
        received = list(peer.requests)
        assert answers == [interpreter.exchange(*parts) for parts in sent]
        assert received and peer.requests == received * 2
    peer.close()


def test_a_proxy_that_is_not_there_is_none(folder: Path) -> None:
    for url in (f"http://127.0.0.1:{free_port()}", "https://127.0.0.1", "http://", "x"):
        with both(folder, FUSE_VITE_PROXY_URL=url) as (executable, interpreter):
            answer = executable.exchange(get("/none"))
            assert answer.startswith(b"HTTP/1.1 404 Not Found\r\n") and answer == interpreter.exchange(get("/none"))


@pytest.mark.parametrize("host", ["127.0.0.1", "no such host", "::1x"])
def test_what_cannot_be_bound_is_an_error(folder: Path, host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        variables = {**os.environ, "PORT": str(port), "FUSE_HOST": host}
        # The words are those of the C library, which the interpreter has in common with dynamic executables.
        executable = subprocess.run([str(folder / "checked")], env=variables, capture_output=True, text=True, timeout=SECONDS)
        command = [sys.executable, "-m", "fuse_mlir.cli.main", "run", "--backend", "ast", "server.fuse"]
        interpreted = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, timeout=SECONDS)
    found = re.search(r"run error: (failed to bind .*)", interpreted.stderr)
    assert found and f"message={found[1]} mode=aot" in executable.stderr and executable.returncode == 1
