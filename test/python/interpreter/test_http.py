"""The server and the client, over loopback: whole requests, whole responses."""

import json
import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest
from nodes import AT, call, execute, lit, local, machine, ref, returns
from nodes import builtin as run

from fuse_mlir.frontend.canonical import program as ir
from fuse_mlir.frontend.types import ANY, HTML, INT, STRING
from fuse_mlir.interpreter.failures import RuntimeFailure
from fuse_mlir.interpreter.http.url import UrlError, parse_url

STRING_S, INT_S = ir.BasicSchema("String"), ir.BasicSchema("Int")
ANY_S = ir.BasicSchema("any")


def route(verb, path, body, *, params=(), payload=None, html=False):
    segments = [None if part.startswith("{") else part for part in path.strip("/").split("/") if part]
    body_local = None if payload is None else local(9, "body")
    return ir.Route(verb, path, segments, list(params), body_local, payload, ANY_S, html, body, AT)


def struct(name, **fields):
    return ir.StructLit(ANY, AT, name, [ir.FieldInit(key, lit(value)) for key, value in fields.items()])


ID = local(0, "id", INT)
USER = ir.Struct("User", [("name", STRING)], AT, [STRING_S], [None])
RAISES = ir.Propagate(ANY, AT, lit(None), struct("std.Error.NotFound", message="no user"))
COOKIES = [
    ir.ExprStmt(AT, call("response.header", lit("X-A"), lit("1"))),
    ir.ExprStmt(AT, call("response.header", lit("x-request-id"), lit("mine"))),
    ir.ExprStmt(AT, call("response.cookie", lit("sid"), call("request.cookie", lit("old")))),
    ir.ExprStmt(AT, call("response.delete_cookie", lit("old"))),
    returns(call("request.header", lit("X-Test"))),
]
SERVICE = ir.Service(
    "Api",
    "/api",
    [
        route("get", "/api/users/{id}", [returns(ref(ID))], params=[ir.RouteParam(ID, INT_S, 2)]),
        route("get", "/api/users/me", [returns(lit("me"))]),
        route("post", "/api/users", [returns(ref(local(9)))], payload=ir.NamedSchema("User")),
        route("get", "/api/raise", [returns(RAISES)]),
        route("get", "/api/custom", [returns(ir.Propagate(ANY, AT, lit(None), struct("std.Error", status=418)))]),
        route("get", "/api/other", [returns(ir.Propagate(ANY, AT, lit(None), lit("x")))]),
        route("get", "/api/broken", [returns(ir.Raise(ANY, AT, [], "boom"))]),
        route("get", "/api/html", [returns(ir.HtmlTag(HTML, AT, "p", None, lit(["<"])))], html=True),
        route("get", "/api/nohtml", [returns(lit("x"))], html=True),
        route("get", "/api/unit", []),
        route("get", "/api/cookies", COOKIES),
    ],
    None,
    1,
    AT,
)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def send(port, request):
    """The whole response, once the server listens."""
    deadline = time.monotonic() + 10
    while True:
        try:
            with socket.create_connection(("127.0.0.1", port), 10) as connection:
                connection.sendall(request)
                connection.shutdown(socket.SHUT_WR)
                return b"".join(iter(lambda: connection.recv(65536), b"")).decode()
        except ConnectionRefusedError:
            assert time.monotonic() < deadline
            time.sleep(0.02)


def served(*requests, services=(SERVICE,), **environ):
    """The responses to these requests, and what the program ended with."""
    port = free_port()
    outcome = []
    settings = {"FUSE_MAX_REQUESTS": str(len(requests)), **environ}
    body = ir.ExprStmt(AT, call("serve", lit(port)))
    options = {"services": list(services), "structs": [USER], "environ": settings}
    server = threading.Thread(target=lambda: outcome.append(execute(body, **options)), daemon=True)
    server.start()
    responses = [send(port, request.replace("\n", "\r\n").encode()) for request in requests]
    server.join(10)
    return responses, outcome[0]


def answer(request, **environ):
    (response,), outcome = served(request, **environ)
    assert outcome[0] == 0
    return response


def expected(status, body, *lines, content_type="application/json", request_id="req-0000000000000001"):
    head = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}", f"X-Request-Id: {request_id}", *lines]
    return "\r\n".join([*head, f"Content-Length: {len(body.encode())}", "", body])


INVALID_ID = '{"error":{"code":"validation_error","fields":[{"code":"invalid_value","message":"invalid Int: abc","path":"id"}],'
INVALID_ID += '"message":"validation failed"}}'


def fault(code, message):
    return f'{{"error":{{"code":"{code}","message":"{message}"}}}}'


def field_fault(path, code, message):
    return (
        f'{{"error":{{"code":"validation_error","fields":[{{"code":"{code}","message":"{message}","path":"{path}"}}],'
        '"message":"validation failed"}}'
    )


@pytest.mark.parametrize(
    ("request_line", "status", "body"),
    [
        ("GET /api/users/7?x=1", "200 OK", "7"),
        ("GET //api/users/-7/", "200 OK", "-7"),
        ("GET /api/users/abc", "400 Bad Request", INVALID_ID),
        ("GET /api/users/me", "400 Bad Request", field_fault("id", "invalid_value", "invalid Int: me")),
        ("GET /api/nothing", "404 Not Found", fault("not_found", "not found")),
        ("PUT /api/users/7", "404 Not Found", fault("not_found", "not found")),
        ("GET /api/raise", "404 Not Found", fault("not_found", "no user")),
        ("GET /api/custom", "418 I'm a Teapot", fault("error", "error")),
        ("GET /api/other", "500 Internal Server Error", fault("internal_error", "internal error")),
        ("GET /api/broken", "500 Internal Server Error", fault("internal_error", "boom")),
        ("GET /api/nohtml", "500 Internal Server Error", fault("internal_error", "expected Html response, got String")),
        ("GET /api/unit", "200 OK", "null"),
    ],
)
def test_routes(request_line, status, body):
    # The phrase of 418 differs between versions of the standard library.
    response = (
        answer(f"{request_line} HTTP/1.1\n\n").replace("I'm a teapot", "I'm a Teapot").replace("I'm A Teapot", "I'm a Teapot")
    )
    assert response == expected(status, body)


@pytest.mark.parametrize(
    ("body", "status", "reply"),
    [
        ('{"name":"é"}', "200 OK", '{"name":"é"}'),
        ("", "400 Bad Request", field_fault("body", "missing_field", "missing JSON body")),
        ("{", "400 Bad Request", field_fault("body", "invalid_json", "expected string")),
        ("{}", "400 Bad Request", field_fault("body.name", "missing_field", "missing field")),
    ],
)
def test_bodies(body, status, reply):
    response = answer(f"POST /api/users HTTP/1.1\nContent-Length: {len(body.encode())}\n\n{body}")
    assert response == expected(status, reply)


def test_html():
    assert answer("GET /api/html HTTP/1.1\n\n") == expected("200 OK", "<p>&lt;</p>", content_type="text/html; charset=utf-8")
    reloading = answer("GET /api/html HTTP/1.1\n\n", FUSE_DEV_RELOAD_WS_URL="ws://127.0.0.1:1/__reload")
    assert "<p>&lt;</p><script data-fuse-live-reload>" in reloading


def test_headers_and_cookies():
    response = answer("GET /api/cookies HTTP/1.1\nX-TEST: t\nCookie: old=1; x; old = 2\nX-Request-ID: abc\n\n")
    attributes = "Path=/; HttpOnly; SameSite=Lax"
    lines = ["X-A: 1", f"Set-Cookie: sid=2; {attributes}", f"Set-Cookie: old=; {attributes}; Max-Age=0"]
    assert response == expected("200 OK", '"t"', *lines, request_id="abc")


def test_request_ids():
    responses, _ = served(
        "GET /api/unit HTTP/1.1\nX-Request-Id: bad id\nX-Correlation-Id: c-1\n\n",
        "GET /api/unit HTTP/1.1\n\n",
        "GET /api/unit HTTP/1.1\nX-Request-Id: é\n\n",
    )
    ids = ["c-1", "req-0000000000000001", "req-0000000000000002"]
    assert responses == [expected("200 OK", "null", request_id=name) for name in ids]


def test_other_methods():
    head = answer("HEAD /api/users/7 HTTP/1.1\n\n")
    assert head == expected("200 OK", "7").removesuffix("7")
    options = answer("OPTIONS /api/users HTTP/1.1\n\n")
    assert options == "HTTP/1.1 204 No Content\r\nX-Request-Id: req-0000000000000001\r\nAllow: POST, OPTIONS\r\n\r\n"
    trace = answer("TRACE /api/unit HTTP/1.1\n\n")
    not_allowed = fault("internal_error", "method not allowed")
    assert trace == expected("405 Method Not Allowed", not_allowed, "Allow: GET, HEAD, OPTIONS")


@pytest.mark.parametrize(
    ("request_text", "status", "message"),
    [
        ("nonsense\n\n", "500 Internal Server Error", "invalid HTTP request line"),
        ("GET / HTTP/1.1\n", "500 Internal Server Error", "invalid HTTP request: missing headers"),
        ("GET / HTTP/1.1\nX: " + "x" * 70_000 + "\n\n", "431 Request Header Fields Too Large", "request header too large"),
        ("POST / HTTP/1.1\nContent-Length: 9000000\n\n", "413 ", "request body too large"),
    ],
)
def test_refused_requests(request_text, status, message):
    response = answer(request_text)
    assert response.startswith(f"HTTP/1.1 {status}")
    assert response.endswith(f"\r\n\r\n{fault('internal_error', message)}")
    assert "X-Request-Id" not in response


def test_body_limit_of_the_environment():
    response = answer("POST /api/users HTTP/1.1\nContent-Length: 12\n\n" + '{"name":"a"}', FUSE_MAX_BODY_BYTES="11")
    assert response.startswith("HTTP/1.1 413 ")


def test_static_files_and_documentation(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "index.html").write_text("<h1>")
    (tmp_path / "sub" / "a.css").write_text("p {}")
    (tmp_path / "b.bin").write_bytes(b"\xff")
    (tmp_path / "spec.json").write_text('{"openapi":"3.0.0"}')
    environ = {"FUSE_STATIC_DIR": str(tmp_path), "FUSE_OPENAPI_JSON_PATH": str(tmp_path / "spec.json")}
    paths = ["/", "/sub/a.css", "/b.bin", "/../x", "/docs/openapi.json", "/docs/"]
    responses, _ = served(*[f"GET {path} HTTP/1.1\n\n" for path in paths], **environ)
    first = "HTTP/1.1 200 OK\r\nX-Request-Id: req-0000000000000001\r\nContent-Type: text/html; charset=utf-8\r\n"
    assert responses[0] == first + "Content-Length: 4\r\n\r\n<h1>"
    assert "Content-Type: text/css; charset=utf-8\r\n" in responses[1]
    assert [response.split(" ")[1] for response in responses] == ["200", "200", "404", "404", "200", "200"]
    assert responses[4].endswith('{"openapi":"3.0.0"}')
    assert "fetch(url)" in responses[5]


def test_logs():
    environ = {"FUSE_REQUEST_LOG": "structured", "FUSE_METRICS_HOOK": "stderr"}
    _, (_, _, stderr) = served("GET /api/unit?q HTTP/1.1\n\n", **environ)
    log, metrics = stderr.splitlines()
    fields = json.loads(log)
    assert fields.pop("duration_ms") >= 0
    assert fields == {
        "event": "http.request",
        "method": "GET",
        "path": "/api/unit?q",
        "request_id": "req-0000000000000001",
        "response_bytes": 4,
        "runtime": "native",
        "status": 200,
    }
    assert metrics.startswith('metrics: {"duration_ms":')
    assert json.loads(metrics.removeprefix("metrics: "))["metric"] == "http.server.request"


@pytest.mark.parametrize(
    ("services", "environ", "port", "message"),
    [
        ([], {}, 0, "no service declared"),
        ([SERVICE, SERVICE], {}, 0, "multiple services declared; set FUSE_SERVICE"),
        ([SERVICE], {"FUSE_SERVICE": "Other"}, 0, "service not found: Other"),
        ([SERVICE], {}, 65536, "invalid port"),
        ([SERVICE], {}, -1.5, "invalid port"),
    ],
)
def test_serve_fails(services, environ, port, message):
    outcome = execute(ir.ExprStmt(AT, call("serve", lit(port))), services=services, environ=environ)
    assert outcome == (1, "", f"run error: {message}\n")


def test_port_in_use():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        outcome = execute(ir.ExprStmt(AT, call("serve", lit(port))), services=[SERVICE])
    assert outcome[2].startswith(f"run error: failed to bind 127.0.0.1:{port}: Address already in use")


_SIGNAL_PROGRAM = """
    import os, sys
    sys.path.insert(0, sys.argv[1])
    from nodes import AT, call, lit, show
    from test_http import SERVICE, ir
    from fuse_mlir.interpreter import run
    body = [ir.ExprStmt(AT, call("serve", lit(int(sys.argv[2])))), show(lit("after"))]
    program = ir.Program("a.fuse", app=ir.App("a", body, AT), services=[SERVICE])
    out, err = os.fdopen(1, "wb", 0, closefd=False), os.fdopen(2, "wb", 0, closefd=False)
    sys.exit(run(program, environ={}, stdout=out, stderr=err))
"""


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_signals_end_a_server(name):
    port = free_port()
    folder = str(Path(__file__).parent)
    command = [sys.executable, "-c", textwrap.dedent(_SIGNAL_PROGRAM), folder, str(port)]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join([folder, *sys.path])}
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environ)
    send(port, b"GET /api/unit HTTP/1.1\r\n\r\n")
    server.send_signal(getattr(signal, name))
    stdout, stderr = server.communicate(timeout=10)
    expected_line = f"shutdown: runtime=native signal={name} handled_requests=1\n"
    assert (server.returncode, stdout.decode(), stderr.decode()) == (0, "after\n", expected_line)


def _peer(response):
    """A server for one request: its port, and the list that the request will be in."""
    listener = socket.create_server(("127.0.0.1", 0))
    received = []

    def work():
        connection, _ = listener.accept()
        with connection, listener:
            received.append(connection.recv(65536).decode())
            connection.sendall(response)

    threading.Thread(target=work, daemon=True).start()
    return listener.getsockname()[1], received


def test_client_request():
    port, received = _peer(b"HTTP/1.1 201 Created\r\nX-A: 1\r\nx-a:  2 \r\nContent-Length: 2\r\n\r\n\xffbcd")
    result = run("http.request", " put ", f"http://127.0.0.1:{port}/p?q#f", "é", {"B": "2", "A": "1"})
    head = f"PUT /p?q HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\nContent-Length: 2\r\na: 1\r\nb: 2\r\n\r\né"
    assert received == [head]
    assert result.is_ok and result.content.name == "http.Response"
    fields = result.content.fields
    assert (fields["method"], fields["status"], fields["headers"]) == ("PUT", 201, {"x-a": "2", "content-length": "2"})
    assert fields["body"].startswith("\ufffdb")


def test_client_status_and_response_errors():
    for response, code, message, status in (
        (b"HTTP/1.1 404 Not Found\r\n\r\nx", "http_status", "returned status 404", 404),
        (b"HTTP/1.1 200 OK\r\n", "invalid_response", "returned an invalid HTTP response", None),
        (b"HTTP/1.1 abc\r\n\r\n", "invalid_response", "returned an invalid status line", None),
        (b"HTTP/1.1 200 OK\r\nbad\r\n\r\n", "invalid_response", "returned an invalid header line", 200),
    ):
        port, _ = _peer(response)
        url = f"http://127.0.0.1:{port}"
        fields = run("http.get", url).content.fields
        assert (fields["code"], fields["message"], fields["status"]) == (code, f"get {url} {message}", status)


def test_client_network_errors():
    url = f"http://127.0.0.1:{free_port()}/"
    fields = run("http.get", url).content.fields
    assert fields["code"] == "network_error"
    assert fields["message"].startswith(f"get {url} connect failed: Connection refused")
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        fields = run("http.get", url, {}, 50).content.fields
    assert (fields["code"], fields["message"]) == ("timeout", f"get {url} timed out during read after 50ms")


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        ((" ", "http://h"), "invalid_request", "http.request requires a non-empty method"),
        (("A B", "http://h"), "invalid_request", "http.request rejects whitespace/control characters in method"),
        (("GET", "http://h", "", {}, -1), "invalid_request", "http.* timeout_ms must be >= 0"),
        (("GET", "http://h", "", {" ": ""}), "invalid_request", "http.* headers require a non-empty name"),
        (("GET", "http://h", "", {"a:": ""}), "invalid_request", "http.* headers reject control characters and ':' in names"),
        (("GET", "http://h", "", {"a": "\n"}), "invalid_request", "http.* headers reject CR/LF characters in values"),
        (("GET", "http://h", "", {"Host": "x"}), "invalid_request", "http.* manages header host automatically"),
        (("GET", ""), "invalid_url", "http.* requires a non-empty URL"),
        (("GET", "example.com"), "invalid_url", "http.* requires an http:// or https:// URL"),
        (("GET", "http://h/\r\nX: 1"), "invalid_url", "http.* requires an http:// or https:// URL"),
        (("GET", "http:///x"), "invalid_url", "http.* URL is missing a host"),
        (("GET", "http://h:/"), "invalid_url", "http.* URL has an invalid host:port"),
        (("GET", "http://h:70000"), "invalid_url", "http.* URL has an invalid port 70000"),
        (("GET", "http://[::1"), "invalid_url", "http.* URL has an invalid IPv6 host"),
        (("GET", "ftp://h"), "unsupported_scheme", "http.* does not support ftp:// URLs"),
    ],
)
def test_client_refuses(args, code, message):
    result = run("http.request", *args)
    fields = result.content.fields
    assert (result.is_ok, fields["code"], fields["message"], fields["status"]) == (False, code, message, None)


@pytest.mark.parametrize(
    ("name", "args", "message"),
    [
        ("http.get", (), "http.get expects 1 to 3 arguments"),
        ("http.request", ("GET",), "http.request expects 2 to 5 arguments"),
        ("http.post", ("u",), "http.post expects 2 to 4 arguments"),
        ("http.post", ("u", 1), "http.post expects body as String"),
        ("http.get", ("u", {"a": 1}), "http.get expects headers as Map<String, String>"),
        ("http.get", ("u", {}, 1.0), "http.get expects timeout_ms as Int"),
    ],
)
def test_client_argument_errors(name, args, message):
    with pytest.raises(RuntimeFailure) as failure:
        run(name, *args)
    assert failure.value.text == message


def test_client_log():
    on = machine(environ={"FUSE_REQUEST_LOG": "1"})
    run("http.get", "ftp://h", on=on)
    fields = json.loads(on.console._stderr.getvalue())
    assert (fields["event"], fields["error_code"], fields["outcome"], fields["status"]) == (
        "http.client.request",
        "unsupported_scheme",
        "error",
        None,
    )


def test_urls():
    url = parse_url("https://[::1]:443?x#y")
    assert (url.is_secure, url.host, url.port, url.target, url.authority) == (True, "::1", 443, "/?x", "[::1]")
    assert parse_url("http://h:8080").authority == "h:8080"
    with pytest.raises(UrlError):
        parse_url("http://[::1]x")


def test_proxy():
    port, received = _peer(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc")
    response = answer("POST /x HTTP/1.1\nContent-Length: 1\nX-Secret: s\n\nb", FUSE_VITE_PROXY_URL=f"http://127.0.0.1:{port}/base")
    assert response == "HTTP/1.1 200 OK\r\nX-Request-Id: req-0000000000000001\r\nContent-Length: 3\r\n\r\nabc"
    assert received[0].startswith("POST /base/x HTTP/1.1\r\nHost: 127.0.0.1\r\n") and "X-Secret" not in received[0]
    assert answer("GET /x HTTP/1.1\n\n", FUSE_VITE_PROXY_URL=f"http://127.0.0.1:{free_port()}").startswith("HTTP/1.1 404 ")
