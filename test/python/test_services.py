"""Services in executables: what only a running process shows.

The answers themselves are in `test/semantics/server/`, which the parity run takes through every way to run a program. Here are
signals, the memory of a server that runs for long, hostile clients, and that executable and interpreter answer any bytes alike.
"""

from __future__ import annotations

import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from fuse_mlir.codegen.build import build
from fuse_mlir.codegen.stages import BuildOptions
from fuse_mlir.frontend.analysis import analyze
from fuse_mlir.frontend.source import SourceFile

_SECONDS = 20
# The first run after a change of the runtime compiles it.
_START_SECONDS = 120
_PROGRAM = """
requires network, time
import { NotFound } from std.Error

type Item:
  id: Int
  name: String(1..20)
  tags: List<String> = []

fn find(id: Int) -> Item!NotFound:
  if id == 0:
    null ?! NotFound(message="no item")
  return Item(id=id, name="item ${id}", tags=["a", "b"])

service Api at "/api":
  get "/items/{id: Int}" -> Item!NotFound:
    return find(id)
  get "/pairs/{a: Int}/x/{b: Float}" -> String:
    return "${a} ${b}"
  post "/items" body Item -> Item:
    response.header("X-Name", body.name)
    response.cookie("seen", body.name)
    return body
  post "/any" body Map<String, List<Item?>> -> Int:
    var n = 0
    for items in body:
      for item in items:
        n = n + (item?.id ?? 0)
    return n
  get "/header/{name: String}" -> List<String?>:
    return [request.header(name), request.cookie(name)]
  get "/page/{text: String}" -> Html:
    return div(class="x"):
      p(): text
  get "/fail" -> Int:
    response.header("X-Lost", "1")
    assert(false, "broken")
    return 1
  get "/divide/{n: Int}" -> Int:
    return 1 / n
  get "/slow" -> Int:
    time.sleep(400)
    return 1

app "server":
  serve(env_int("PORT") ?? 0)
  print("after")
"""


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
        deadline = time.monotonic() + _START_SECONDS
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.process.kill()
                raise AssertionError(f"the server does not start: {self.process.communicate()}")
            time.sleep(0.01)

    def _answers(self) -> bool:
        """Whether it listens: it takes a connection, and counts that as a request."""
        try:
            socket.create_connection(("127.0.0.1", self.port), _SECONDS).close()
        except ConnectionRefusedError:
            return False
        return True

    def exchange(self, *parts: bytes, pause: float = 0.0) -> bytes:
        """The response to what is sent in parts."""
        with socket.create_connection(("127.0.0.1", self.port), _SECONDS) as connection:
            connection.settimeout(_SECONDS)
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
        stdout, stderr = self.process.communicate(timeout=_SECONDS)
        return self.process.returncode, stdout, stderr

    def memory_kb(self) -> int:
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+) kB", status)
        assert found
        return int(found[1])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("services")
    (folder / "server.fuse").write_text(_PROGRAM)
    program = analyze(SourceFile("server.fuse", _PROGRAM)).program
    assert program is not None
    build(program, folder / "checked", BuildOptions("debug", None, leak_check=True))
    build(program, folder / "release", BuildOptions("release", None))
    return folder


@pytest.fixture
def checked(folder: Path) -> Iterator[Server]:
    server = Server([str(folder / "checked")], folder)
    yield server
    if server.process.poll() is None:
        server.process.kill()
        server.process.communicate()


def get(path: str, *lines: str) -> bytes:
    return "\r\n".join([f"GET {path} HTTP/1.1", *lines, "", ""]).encode()


def post(path: str, body: bytes, length: int | None = None) -> bytes:
    return f"POST {path} HTTP/1.1\r\nContent-Length: {len(body) if length is None else length}\r\n\r\n".encode() + body


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
        _, stderr = server.process.communicate(timeout=_SECONDS)
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
    for request in [*_hostile_requests(), *_random_requests(40)]:
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
            connection = socket.create_connection(("127.0.0.1", checked.port), _SECONDS)
            connection.sendall(part)
            # Reset, rather than closed.
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
            connection.close()
    assert checked.exchange(get("/api/items/1")).startswith(b"HTTP/1.1 200 OK\r\n")
    assert checked.stop()[0] == 0


# ---- executable and interpreter ------------------------------------------------------------------------------------------------


def _hostile_requests() -> list[list[bytes]]:
    return [
        [b"FOO /api/items/1 HTTP/1.1\r\n\r\n"],
        [b"OPTIONS /api/items/1 HTTP/1.1\r\n\r\n"],
        [b"OPTIONS /api/items HTTP/1.1\r\n\r\n"],
        [b"OPTIONS * HTTP/1.1\r\n\r\n"],
        [b"get /api/items/1 HTTP/1.1\r\n\r\n"],
        [b"HEAD /api/items/1 HTTP/1.1\r\n\r\n"],
        [b"GET /api/items/1\r\n\r\n"],
        [b"GET\t/api/items/1\x0bHTTP/1.1\r\n\r\n"],
        [b"GET /api/items/1 HTTP/1.1\nX: y\n\r\n\r\n"],
        [b" GET  /api/items/1  x y z\r\n\r\n"],
        [b"GET /api/items/%31 HTTP/1.1\r\n\r\n"],
        [b"GET /api/items/\xff HTTP/1.1\r\n\r\n"],
        [b"GET /api/items/\xe2\x82 HTTP/1.1\r\n\r\n"],
        ["GET /api/items/\u00a01 HTTP/1.1\r\n\r\n".encode()],
        [b"GET /api/items/\x001 HTTP/1.1\r\n\r\n"],
        [b"GET http://host/api/items/1 HTTP/1.1\r\n\r\n"],
        [b"GET //api///items/1// HTTP/1.1\r\n\r\n"],
        [b"GET /api/pairs/1/y/2 HTTP/1.1\r\n\r\n"],
        [b"GET /api/pairs/z/y/2 HTTP/1.1\r\n\r\n"],
        [b"GET /api/pairs/1/x/z HTTP/1.1\r\n\r\n"],
        [b"GET /api/pairs/1/x/ HTTP/1.1\r\n\r\n"],
        [get("/api/header/a", "A: 1", "a : 2", ": 3", "b", "A:", "a:\t4 \x0b")],
        [get("/api/header/a", "Cookie: a=1; a = 2;b", "COOKIE: a=3=4; =5;;")],
        [get("/api/header/x-request-id", "X-Request-Id: a/b@c:d._-")],
        [get("/api/header/x-request-id", "X-Correlation-Id: " + "c" * 128, "X-Request-Id: \u00e9")],
        [get("/api/header/\u00c4", "\u00c4: 1", "\u00e4: 2")],
        [b"POST /api/items HTTP/1.1\r\nContent-Length: -1\r\n\r\n{}"],
        [b"POST /api/items HTTP/1.1\r\nContent-Length: +2\r\n\r\n{}"],
        [b"POST /api/items HTTP/1.1\r\nContent-Length: 0x10\r\n\r\n{}"],
        [b"POST /api/items HTTP/1.1\r\nContent-Length: 2, 2\r\n\r\n{}"],
        [b"POST /api/items HTTP/1.1\r\nContent-Length: 999999999999999999999\r\n\r\n{}"],
        [b"POST /api/items HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"],
        [b'POST /api/items HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 19\r\n\r\n{"id":1,"name":"x"}'],
        [post("/api/items", b"{}")],
        [post("/api/items", b" \r\n\t")],
        [post("/api/items", "\u00a0\u2003".encode())],
        [post("/api/items", b"\x1c")],
        [post("/api/items", b'{"id":1,"name":"\xff"}')],
        [post("/api/items", b'{"id":1,"name":"' + "\u00fc".encode() * 21 + b'"}')],
        [post("/api/items", b'{"id":1e400,"name":"x"}')],
        [post("/api/items", b"[" * 600)],
        [post("/api/items", b'{"id":1,"name":"x"}', 100)],
        [post("/api/items", b'{"id":1,"name":"x;y"}')],
        [post("/api/items", b'{"id":1,"name":"x\\r\\ny"}')],
        [post("/api/any", b'{"a":[{"id":3,"name":"y"},null],"b":[]}')],
        [post("/api/any", b'{"a":[{"id":3,"name":""}]}')],
    ]


def _random_requests(count: int) -> list[list[bytes]]:
    """Requests with mistakes: bytes changed, left out, put in, doubled; cut in two anywhere."""
    chance = random.Random(7)
    models = [request[0] for request in _hostile_requests()]
    found = []
    for _ in range(count):
        data = bytearray(chance.choice(models))
        for _ in range(chance.randint(1, 4)):
            place = chance.randrange(len(data) + 1)
            piece = bytes(chance.choice(b'\r\n\t :;=/?{}[]",0a\xc3\xa9\x00\xff') for _ in range(chance.randint(0, 3)))
            data[place : place + chance.randint(0, 3)] = piece
        place = chance.randrange(len(data) + 1)
        found.append([bytes(data[:place]), bytes(data[place:])])
    return found


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
        for parts in [*_hostile_requests(), *_random_requests(400)]:
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
        executable = subprocess.run([str(folder / "checked")], env=variables, capture_output=True, text=True, timeout=_SECONDS)
        command = [sys.executable, "-m", "fuse_mlir.cli.main", "run", "--backend", "ast", "server.fuse"]
        interpreted = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, timeout=_SECONDS)
    found = re.search(r"run error: (failed to bind .*)", interpreted.stderr)
    assert found and f"message={found[1]} mode=aot" in executable.stderr and executable.returncode == 1
