"""`fuse-mlir check`: files, packages, workspaces, folders; each finding once; the record that makes the next check immediate."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

RECORD = ".fuse/build/check.meta"


def check(*args: str, cwd: Path) -> tuple[int, str]:
    command = [sys.executable, "-m", "fuse_mlir.cli.main", "check", *args]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60)
    assert done.stdout == ""
    return done.returncode, done.stderr


@pytest.fixture
def package(tmp_path: Path) -> Path:
    write(tmp_path, "fuse.toml", '[package]\nentry = "src/main.fuse"\n')
    write(tmp_path, "src/main.fuse", 'import { f } from "lib"\nimport Text from "text.md"\n\napp "x":\n  print(f() + Text)\n')
    write(tmp_path, "src/lib.fuse", 'fn f() -> String:\n  "a"\n')
    write(tmp_path, "src/text.md", "text\n")
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


OK = (0, "[check] start\n[check] ok\n")


def test_record_of_a_package(package: Path) -> None:
    assert check(cwd=package) == OK
    files = json.loads((package / RECORD).read_text())["files"]
    assert list(files) == ["fuse.lock", "fuse.toml", "src/lib.fuse", "src/main.fuse", "src/text.md"]
    assert check(cwd=package) == OK


def test_unchanged_package_is_not_checked_again(package: Path) -> None:
    assert check(cwd=package) == OK
    code = (
        "import sys\nfrom fuse_mlir.cli.main import main\nsys.modules['fuse_mlir.frontend.check.checker'] = None\nmain(['check'])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=package, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == OK


@pytest.mark.parametrize("name", ["src/main.fuse", "src/lib.fuse", "src/text.md", "fuse.toml"])
def test_every_changed_file_is_seen(package: Path, name: str) -> None:
    assert check(cwd=package) == OK
    before = (package / RECORD).read_text()
    write(package, name, (package / name).read_text() + "\n")
    assert check(cwd=package) == OK
    assert (package / RECORD).read_text() != before


def test_a_new_error_is_found_and_a_deleted_record_is_no_loss(package: Path) -> None:
    assert check(cwd=package) == OK
    write(package, "src/lib.fuse", "fn f() -> String:\n  return 1\n")
    expected = (
        1,
        "[check] start\nsrc/lib.fuse:2:3: error: type mismatch: expected String, found Int\n"
        "      return 1\n      ^^^^^^^^\n[check] failed\n",
    )
    assert check(cwd=package) == expected
    (package / RECORD).unlink()
    assert check(cwd=package) == expected
    assert not (package / RECORD).exists()


@pytest.mark.parametrize("text", ["", "[]", "{", '{"files": 1}', '{"files": {}}', "\0"])
def test_malformed_record_is_ignored(package: Path, text: str) -> None:
    assert check(cwd=package) == OK
    good = (package / RECORD).read_text()
    write(package, RECORD, text)
    assert check(cwd=package) == OK
    assert (package / RECORD).read_text() == good


def test_warnings_come_every_time(package: Path) -> None:
    write(package, "src/lib.fuse", 'fn f() -> String:\n  print(nope)\n  "a"\n')
    first = check(cwd=package)
    assert first[0] == 0 and "warning: unknown identifier nope" in first[1]
    assert check(cwd=package) == first


def test_strict_check_has_a_record_of_its_own(package: Path) -> None:
    assert check("--strict-architecture", cwd=package) == OK
    assert (package / ".fuse/build/check.strict.meta").exists()
    assert not (package / RECORD).exists()


def test_a_file_has_no_record(package: Path) -> None:
    assert check("src/lib.fuse", cwd=package) == OK
    assert not (package / ".fuse").exists()


def test_workspace(package: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    workspace = tmp_path_factory.mktemp("workspace")
    for name in ("a", "b"):
        write(workspace, f"{name}/fuse.toml", '[package]\nentry = "main.fuse"\n')
        write(workspace, f"{name}/main.fuse", 'import S from "../shared"\n\napp "x":\n  S.f()\n  S.g()\n')
    write(workspace, "shared.fuse", "fn f() -> Int:\n  return null\n")
    status, shown = check(".", cwd=workspace)
    assert status == 1
    # The shared module's mistake once, each package's own.
    assert shown.count("shared.fuse:2:3: error") == 1
    assert shown.count("unknown module member S.g") == 2
    places = [line.split(":")[0] for line in shown.split("\n") if ": error: unknown" in line]
    assert places == ["a/main.fuse", "b/main.fuse"]


def test_folder_of_files(tmp_path: Path) -> None:
    write(tmp_path, "x/b.fuse", "fn f() -> Int:\n  return null\n")
    write(tmp_path, "x/y/a.fuse", 'import B from "../b"\n\nfn g() -> Int:\n  return B.f()\n')
    write(tmp_path, "x/.hidden/c.fuse", "fn (\n")
    status, shown = check("x", cwd=tmp_path)
    assert status == 1
    assert shown.count("error") == 1 and "x/b.fuse:2:3: error: type mismatch: expected Int, found _?" in shown
    (tmp_path / "empty").mkdir()
    assert check("empty", cwd=tmp_path) == (
        1,
        "error: no FUSE source in empty\nhint: a source file has a name that ends in .fuse\n",
    )
