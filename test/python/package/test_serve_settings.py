"""What `run` makes of `[serve]` and `[vite]`: the variables, and what a server then answers, interpreted and compiled alike."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

COMMAND = (sys.executable, "-m", "fuse_mlir.cli.main", "run")
NAMES = (
    "FUSE_STATIC_DIR",
    "FUSE_STATIC_INDEX",
    "FUSE_VITE_PROXY_URL",
    "FUSE_OPENAPI_JSON_PATH",
    "FUSE_OPENAPI_UI_PATH",
)
SHOW = 'app "x":\n' + "".join(f'  print(env("{name}") ?? "-")\n' for name in NAMES)
SERVICE = """\
requires network

service Api at "/":
  get "/a" -> Int:
    1

app "x":
  serve(env_int("PORT") ?? 0)
"""


def environment(**variables: str) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("FUSE_")} | variables


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text)


def shown(tables: str, *arguments: str, **variables: str) -> list[str]:
    """The variables in a program of a package with the tables, in the order of NAMES."""
    write("fuse.toml", f"[package]\nentry = 'main.fuse'\nbackend = 'ast'\n{tables}")
    write("main.fuse", SHOW)
    done = subprocess.run([*COMMAND, *arguments], env=environment(**variables), capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    ("tables", "variables", "expected"),
    [
        ("", {}, {}),
        ("", {"FUSE_STATIC_DIR": "mine"}, {"FUSE_STATIC_DIR": "mine"}),
        (
            "[serve]\nstatic_dir = 'public'\nstatic_index = 'home.html'\n",
            {},
            {"FUSE_STATIC_DIR": "public", "FUSE_STATIC_INDEX": "home.html"},
        ),
        ("[serve]\nstatic_dir = '/srv/www'\n", {}, {"FUSE_STATIC_DIR": "/srv/www"}),
        ("[serve]\nstatic_dir = 'public'\n", {"FUSE_STATIC_DIR": "mine"}, {"FUSE_STATIC_DIR": "mine"}),
        ("[vite]\n", {}, {"FUSE_STATIC_DIR": "dist"}),
        ("[vite]\ndist_dir = 'www'\n", {}, {"FUSE_STATIC_DIR": "www"}),
        ("[vite]\n[serve]\nstatic_dir = 'public'\n", {}, {"FUSE_STATIC_DIR": "public"}),
        ("[serve]\nopenapi_path = '/api'\nopenapi_ui = false\n", {}, {}),
        ("[serve]\nopenapi_ui = true\n", {}, {"FUSE_OPENAPI_JSON_PATH": ".fuse/dev/openapi.json"}),
        (
            "[serve]\nopenapi_ui = true\nopenapi_path = '/api'\n",
            {},
            {"FUSE_OPENAPI_JSON_PATH": ".fuse/dev/openapi.json", "FUSE_OPENAPI_UI_PATH": "/api"},
        ),
        (
            "[vite]\n",
            {"FUSE_DEV_MODE": "1"},
            {"FUSE_VITE_PROXY_URL": "http://127.0.0.1:5173", "FUSE_OPENAPI_JSON_PATH": ".fuse/dev/openapi.json"},
        ),
        (
            "[serve]\nopenapi_ui = false\n[vite]\ndev_url = 'http://[::1]:1'\n",
            {"FUSE_DEV_MODE": "1"},
            {"FUSE_VITE_PROXY_URL": "http://[::1]:1"},
        ),
    ],
)
def test_variables(place: Path, tables: str, variables: dict[str, str], expected: dict[str, str]) -> None:
    assert shown(tables, **variables) == [expected.get(name, "-") for name in NAMES]


def test_folders_are_those_of_the_package(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown("")
    write("inner/file", "")
    (place / "fuse.toml").write_text(
        "[package]\nentry = 'main.fuse'\nbackend = 'ast'\n[serve]\nstatic_dir = 'public'\nopenapi_ui = true\n"
    )
    monkeypatch.chdir(place / "inner")
    done = subprocess.run(COMMAND, env=environment(), capture_output=True, text=True, timeout=120)
    assert done.stdout.splitlines() == ["../public", "-", "-", "../.fuse/dev/openapi.json", "-"]


def test_document_of_the_variable_is_left_alone(place: Path) -> None:
    found = shown("[serve]\nopenapi_ui = true\n", FUSE_OPENAPI_JSON_PATH="mine.json")
    assert found == ["-", "-", "-", "mine.json", "-"]
    assert not Path(".fuse/dev").exists()


def test_document_that_cannot_be_written(place: Path) -> None:
    write(".fuse/dev", "a file")
    write("fuse.toml", "[package]\nentry = 'main.fuse'\n[serve]\nopenapi_ui = true\n")
    write("main.fuse", SHOW)
    done = subprocess.run([*COMMAND, "--backend", "ast"], env=environment(), capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout) == (1, "")
    assert "error: failed to write .fuse/dev/openapi.json: " in done.stderr


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def get(running: subprocess.Popen[str], port: int, path: str) -> tuple[int, str]:
    """Status and body, as soon as somebody listens."""
    deadline = time.monotonic() + 120
    while running.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except urllib.error.URLError:
            time.sleep(0.1)
    running.kill()
    raise AssertionError(running.communicate()[1])


@pytest.mark.parametrize("backend", ["ast", "native"])
def test_server(place: Path, backend: str) -> None:
    write("fuse.toml", "[package]\nentry = 'main.fuse'\n[serve]\nstatic_dir = 'public'\nopenapi_ui = true\nopenapi_path = 'api'\n")
    write("main.fuse", SERVICE)
    write("public/index.html", "<p>home</p>")
    port = free_port()
    variables = environment(PORT=str(port), FUSE_MAX_REQUESTS="4")
    running = subprocess.Popen([*COMMAND, "--backend", backend], env=variables, stderr=subprocess.PIPE, text=True)
    try:
        assert get(running, port, "/") == (200, "<p>home</p>")
        assert get(running, port, "/a") == (200, "1")
        assert get(running, port, "/api")[0] == 200
        status, document = get(running, port, "/api/openapi.json")
        assert (status, list(json.loads(document)["paths"])) == (200, ["/a"])
        assert running.wait(timeout=60) == 0
    finally:
        running.kill()
        running.communicate()
