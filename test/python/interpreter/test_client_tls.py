"""The HTTP client over TLS: a server on loopback with a certificate that the test makes, which the program trusts or not."""

import io
import shutil
import socket
import ssl
import subprocess
import threading

import pytest

from fuse_mlir.frontend.analysis import analyze
from fuse_mlir.frontend.source import SourceFile
from fuse_mlir.interpreter import run

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl, which makes the certificates, is not installed")

_PROGRAM = """
requires network
app "client":
  match http.get(env("URL") ?? "", {}, 5000):
    Ok(r):
      print("${r.status} ${r.url} ${r.headers} ${r.body}")
    Err(e):
      print("${e.code}: ${e.message}")
"""


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    """`localhost.pem` and `other.pem`: certificates signed by themselves, for localhost and for another host; with `.key` files."""
    folder = tmp_path_factory.mktemp("certificates")
    for name, host in (("localhost", "DNS:localhost,IP:127.0.0.1"), ("other", "DNS:other.test")):
        command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}"]
        command += ["-addext", f"subjectAltName={host}", "-keyout", f"{name}.key", "-out", f"{name}.pem"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture
def serve(certificates):
    """Starts a server for one connection with a certificate; gives its port and the list that the request will be in."""

    def start(name, response=b"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret"):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificates / f"{name}.pem", certificates / f"{name}.key")
        listener = socket.create_server(("127.0.0.1", 0))
        received = []

        def work():
            connection, _ = listener.accept()
            with listener, connection:
                try:
                    with context.wrap_socket(connection, server_side=True) as tls:
                        received.append(tls.recv(65536).decode())
                        tls.sendall(response)
                except OSError:  # the client went away: it does not trust the certificate
                    received.append("refused")

        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        return listener.getsockname()[1], received, thread

    return start


def _printed(url, **environ):
    program = analyze(SourceFile("client.fuse", _PROGRAM)).program
    stdout, stderr = io.BytesIO(), io.BytesIO()
    assert run(program, environ={"URL": url, **environ}, stdin=io.BytesIO(), stdout=stdout, stderr=stderr) == 0
    assert stderr.getvalue() == b""
    return stdout.getvalue().decode().removesuffix("\n")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_a_trusted_certificate(serve, certificates, host):
    port, received, thread = serve("localhost")
    url = f"https://{host}:{port}/a?b"
    printed = _printed(url, FUSE_EXTRA_CA_CERT_FILE=str(certificates / "localhost.pem"))
    thread.join(10)
    assert printed == f"200 {url} {{content-length: 6}} secret"
    assert received == [f"GET /a?b HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"]


def test_a_status_over_tls(serve, certificates):
    port, _, _ = serve("localhost", b"HTTP/1.1 503 Busy\r\n\r\n")
    url = f"https://localhost:{port}/"
    printed = _printed(url, FUSE_EXTRA_CA_CERT_FILE=str(certificates / "localhost.pem"))
    assert printed == f"http_status: get {url} returned status 503"


def test_an_unknown_certificate_is_refused(serve):
    port, received, thread = serve("localhost")
    url = f"https://localhost:{port}/"
    printed = _printed(url)
    thread.join(10)
    assert printed.startswith(f"tls_error: get {url} TLS handshake failed: ")
    assert received == ["refused"]


def test_a_certificate_of_another_host_is_refused(serve, certificates):
    port, received, thread = serve("other")
    url = f"https://localhost:{port}/"
    printed = _printed(url, FUSE_EXTRA_CA_CERT_FILE=str(certificates / "other.pem"))
    thread.join(10)
    assert printed.startswith(f"tls_error: get {url} TLS handshake failed: ")
    assert received != [] and not received[0].startswith("GET")


def test_a_file_without_certificates(serve, tmp_path):
    (tmp_path / "none.pem").write_text("nothing")
    port, _, _ = serve("localhost")
    printed = _printed(f"https://localhost:{port}/", FUSE_EXTRA_CA_CERT_FILE=str(tmp_path / "none.pem"))
    assert printed.startswith("tls_error: failed to load root certificates none.pem: ")


def test_a_missing_file_of_certificates(serve, tmp_path):
    port, _, _ = serve("localhost")
    printed = _printed(f"https://localhost:{port}/", FUSE_EXTRA_CA_CERT_FILE=str(tmp_path / "missing.pem"))
    assert printed.startswith("tls_error: failed to load root certificates ")


def test_a_server_that_does_not_speak_tls():
    listener = socket.create_server(("127.0.0.1", 0))

    def work():
        connection, _ = listener.accept()
        with listener, connection:
            connection.recv(65536)
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    threading.Thread(target=work, daemon=True).start()
    url = f"https://localhost:{listener.getsockname()[1]}/"
    assert _printed(url).startswith(f"tls_error: get {url} TLS handshake failed: ")
