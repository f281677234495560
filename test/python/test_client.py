"""The HTTP client of compiled programs beside the interpreter's: servers that misbehave, and TLS, which it does not have
(docs/decisions/0013)."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

_PROGRAM = """
requires network

app "client":
  match http.get("https://127.0.0.1:9/x"):
    Err(e):
      print("${e.code}: ${e.message} ${e.status}")
    Ok(r):
      print(r.body)
"""
_ANSWER = "tls_error: get https://127.0.0.1:9/x TLS handshake failed: compiled programs have no TLS yet null\n"


def _tool(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "fuse_mlir.cli.main", *args]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)


def test_secure_requests_fail_with_a_code_and_builds_say_so(tmp_path: Path) -> None:
    (tmp_path / "client.fuse").write_text(_PROGRAM)
    assert _tool(tmp_path, "run", "client.fuse").stdout == _ANSWER
    built = _tool(tmp_path, "build", "--aot", "client.fuse", "-o", "client")
    assert built.returncode == 0
    assert "client.fuse:5:9: warning[FUSE_UNSUPPORTED]: `http.get` sends no https:// requests in compiled programs" in built.stderr
    assert subprocess.run([tmp_path / "client"], capture_output=True, text=True, timeout=20).stdout == _ANSWER
    assert "tls_error" not in _tool(tmp_path, "run", "--backend", "ast", "client.fuse").stdout


class _Server:
    """Answers each connection, after what was asked, with `parts`, a moment apart; then it closes it, or is silent for a while."""

    def __init__(self, parts: list[bytes], *, stays: bool = False) -> None:
        self._parts, self._stays = parts, stays
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            connection.recv(65536)
            for part in self._parts:
                connection.sendall(part)
                time.sleep(0.01)
            if self._stays:
                time.sleep(5)

    def close(self) -> None:
        self._socket.close()


@pytest.mark.parametrize(
    ("parts", "stays", "said"),
    [
        ([], True, "timeout | get URL timed out during read after 300ms | null | {} | null"),
        ([b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"], True, "timeout | get URL timed out during read after 300ms"),
        ([b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc"], False, '200 {content-length: 9} "abc"'),
        ([b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabcd"], True, '200 {content-length: 2} "abcd"'),
        ([b"HTTP/1.1 2", b"00 OK\r", b"\nA", b":b\r\n\r", b"\nx", b"y"], False, '200 {a: b} "xy"'),
        ([b"HTTP/1.1 200 \xff\r\nA: \xe2\x82\r\n\r\n\xff\xe2\x82z"], False, '200 {a: \ufffd} "\ufffd\ufffdz"'),
        ([], False, "invalid_response | get URL returned an invalid HTTP response | null | {} | null"),
        ([b"HTTP/1.1 99999999999999999999 x\r\n\r\n"], False, "invalid_response | get URL returned an invalid status line"),
        (
            [b"HTTP/1.1 200\r\nno colon\r\n\r\nx"],
            False,
            "invalid_response | get URL returned an invalid header line | 200 | {} | x",
        ),
        ([b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 3_000_000], False, '200 {} "xxxx'),
    ],
    ids=["silent", "half", "cut", "more", "slow", "broken", "nothing", "status", "header", "large"],
)
def test_servers_that_misbehave(parts: list[bytes], stays: bool, said: str, tmp_path: Path) -> None:
    server = _Server(parts, stays=stays)
    url = f"http://127.0.0.1:{server.port}/"
    (tmp_path / "client.fuse").write_text(
        "requires network\n\n"
        'app "client":\n'
        f'  match http.get("{url}", {{}}, 300):\n'
        "    Ok(r):\n"
        '      print("${r.status} ${r.headers} ${json.encode(r.body)}")\n'
        "    Err(e):\n"
        '      print("${e.code} | ${e.message} | ${e.status} | ${e.headers} | ${e.body}")\n'
    )
    shown = [_tool(tmp_path, "run", "--backend", backend, "client.fuse").stdout for backend in ("ast", "native")]
    server.close()
    assert shown[0] == shown[1]
    assert shown[0].startswith(said.replace("URL", url))


def test_the_longest_time_is_no_fault(tmp_path: Path) -> None:
    text = 'requires network\n\napp "client":\n  print(http.get("http://127.0.0.1:1/", {}, 9223372036854775807))\n'
    (tmp_path / "client.fuse").write_text(text)
    shown = [_tool(tmp_path, "run", "--backend", backend, "client.fuse").stdout for backend in ("ast", "native")]
    assert shown[0] == shown[1] != ""
