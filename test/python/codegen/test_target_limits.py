"""What a target cannot do is an error of the build, with its place in the source."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from fuse_mlir.codegen.target_limits import unavailable, without_tls
from fuse_mlir.codegen.targets import TARGETS, find_target
from fuse_mlir.frontend.analysis import analyze
from fuse_mlir.frontend.source import SourceFile

_TASKS = """
requires time

fn work() -> Int:
  let task = spawn:
    1
  await task

app "tasks":
  print(work())
"""
_CLIENT = """
requires network

app "client":
  print(http.get("http://127.0.0.1:1/"))
"""
_VALUE = """
requires network

app "client":
  let fetch = http.get
  print(fetch("http://127.0.0.1:1/"))
"""
_DEFAULT = """
requires network

config App:
  found: String = "${http.get("http://127.0.0.1:1/")}"

app "client":
  print(App.found)
"""
_ROUTE = """
requires network

service Api at "/":
  get "/" -> String:
    return "${http.get("http://127.0.0.1:1/")}"

app "server":
  serve(8080)
"""
_SERVER = """
requires network

service Api at "/":
  get "/" -> String:
    "ok"

app "server":
  serve(8080)
"""


def _found(text: str, target: str) -> list[str]:
    source = SourceFile("main.fuse", text)
    analysis = analyze(source)
    assert analysis.program is not None, analysis.diagnostics
    return [f"{source.position(item.span.start)[0]}: {item.message}" for item in unavailable(analysis.program, find_target(target))]


def test_tasks_need_threads() -> None:
    assert _found(_TASKS, "wasm32-wasi") == ["5: `spawn` is not available on wasm32-wasi, which has no threads"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (_CLIENT, ["5: `http.get`"]),
        (_VALUE, ["5: `http.get`"]),
        (_DEFAULT, ["5: `http.get`"]),
        (_ROUTE, ["4: `service`", "6: `http.get`", "9: `serve`"]),
        (_SERVER, ["4: `service`", "9: `serve`"]),
    ],
    ids=["client", "value", "default", "route", "server"],
)
def test_connections_need_sockets(text: str, places: list[str]) -> None:
    rest = " is not available on wasm32-wasi, which has no sockets"
    assert _found(text, "wasm32-wasi") == [place + rest for place in places]


@pytest.mark.parametrize("text", [_TASKS, _CLIENT, _SERVER], ids=["tasks", "client", "server"])
def test_other_targets_have_both(text: str) -> None:
    assert [target.name for target in TARGETS if _found(text, target.name)] == ["wasm32-wasi"]


@pytest.mark.parametrize(
    ("text", "lines"), [(_CLIENT, [5]), (_VALUE, [5]), (_DEFAULT, [5]), (_ROUTE, [6]), (_SERVER, []), (_TASKS, [])]
)
def test_the_first_request_warns_that_there_is_no_tls(text: str, lines: list[int]) -> None:
    source = SourceFile("main.fuse", text)
    program = analyze(source).program
    assert program is not None
    found = without_tls(program)
    assert [source.position(item.span.start)[0] for item in found] == lines
    assert all(item.level == "warning" for item in found)


def test_command_shows_it(tmp_path: Path) -> None:
    (tmp_path / "main.fuse").write_text(_TASKS)
    command = [Path(sys.executable).parent / "fuse-mlir", "build", "--aot", "--target", "wasm32-wasi", "main.fuse", "-o", "out"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert result.returncode == 1
    assert "main.fuse:5:14: error[FUSE_UNSUPPORTED]: `spawn` is not available on wasm32-wasi, which has no threads" in result.stderr
    assert "hint: choose another target with --target" in result.stderr
    assert not (tmp_path / "out").exists()
