"""Loaded programs with a database: each has its own, for as long as it is loaded."""

from __future__ import annotations

import gc
import os
import subprocess
import threading
from pathlib import Path
from typing import Any

import pytest
from checked_runtime import checked_runtime, live_objects

from fuse_mlir.codegen.runtime_archive import Variant, runtime_file
from fuse_mlir.codegen.targets import default_target
from fuse_mlir.codegen.toolchain import llvm_tool_path
from fuse_mlir.jit.load import load_into

_PROGRAM = """
requires db

config App:
  dbUrl: String = "sqlite:{}"

fn start():
  db.exec("create table notes (text text)")

fn add(text: String) -> Int:
  transaction:
    db.exec("insert into notes values (?)", [text])
    assert(text != "", "empty")
  return db.from("notes").count()
"""


def _load(folder: Path, name: str):
    path = folder / f"{name}.fuse"
    path.write_text(_PROGRAM.format(folder / f"{name}.db"))
    return load_into(checked_runtime(), path, False)


def _add_into(found: list[int], program: Any) -> None:
    found.append(program.add("x"))


def _open_files() -> int:
    return len(os.listdir("/proc/self/fd"))


def test_programs_have_databases_of_their_own(tmp_path: Path) -> None:
    before = live_objects()
    one, two = _load(tmp_path, "one"), _load(tmp_path, "two")
    one.start()
    assert [one.add("a"), one.add("b")] == [1, 2]
    two.start()
    assert [two.add("a"), one.add("c"), two.add("b")] == [1, 3, 2]
    with pytest.raises(Exception, match="empty"):
        two.add("")
    assert two.add("c") == 3
    del one, two
    assert live_objects() == before


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="there is no list of open files here")
def test_threads_share_the_connections_of_a_program_which_end_with_it(tmp_path: Path) -> None:
    before = _open_files()
    program = _load(tmp_path, "shared")
    program.start()
    opened = _open_files()
    found: list[int] = []
    for _ in range(10):
        thread = threading.Thread(target=_add_into, args=(found, program))
        thread.start()
        thread.join()
    assert found == list(range(1, 11))
    assert _open_files() == opened
    del program, thread
    gc.collect()
    live_objects()
    assert _open_files() == before


def test_only_the_runtime_with_a_database_has_sqlite_and_hides_it() -> None:
    def symbols(variant: Variant) -> str:
        library = runtime_file(default_target("debug"), variant)
        return subprocess.run([llvm_tool_path("llvm-nm"), "-D", library], capture_output=True, text=True, check=True).stdout

    assert "sqlite3" not in symbols(Variant.SHARED) and "fuse_rt_db_exec" not in symbols(Variant.SHARED)
    assert "sqlite3" not in symbols(Variant.SHARED_DATABASE) and "fuse_rt_db_exec" in symbols(Variant.SHARED_DATABASE)
