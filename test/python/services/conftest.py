"""The program of a service, built twice: with a count of live objects, and as a release."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from service_process import Server

from fuse_mlir.codegen.build import build
from fuse_mlir.codegen.stages import BuildOptions
from fuse_mlir.frontend.analysis import analyze
from fuse_mlir.frontend.source import SourceFile

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


@pytest.fixture(scope="session")
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
