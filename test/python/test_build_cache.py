"""The build cache: what has not changed is not built again, and nothing that happens to the cache or to a build harms an output."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROGRAM = ".fuse/build/program.aot"
COMMAND = (sys.executable, "-m", "fuse_mlir.cli.main", "build")
UNCHANGED = "[build] start\n[build] unchanged since the last build\n[build] ok\n"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    write(tmp_path, "fuse.toml", '[package]\nentry = "src/main.fuse"\n')
    write(tmp_path, "src/main.fuse", 'import { f } from "lib"\nimport Text from "text.md"\n\napp "x":\n  print(f())\n')
    write(tmp_path, "src/lib.fuse", 'fn f() -> String:\n  "a"\n')
    write(tmp_path, "src/text.md", "text\n")
    return tmp_path


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def build(cwd: Path, *args: str, **variables: str) -> str:
    """What a build that goes well says."""
    environment = {**os.environ, **variables}
    done = subprocess.run([*COMMAND, *args], cwd=cwd, env=environment, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    return done.stderr


def output(program: Path) -> str:
    return subprocess.run([program], capture_output=True, text=True, check=True).stdout


def kept(package: Path) -> list[Path]:
    return sorted(path for path in (package / ".fuse/build/cache").iterdir() if path.suffix != ".lock")


def test_second_build_changes_nothing(package: Path) -> None:
    assert "[6/6] write cache artifacts" in build(package, "--aot")
    before = (package / PROGRAM).stat()
    assert build(package, "--aot") == UNCHANGED
    assert (package / PROGRAM).stat() == before


@pytest.mark.parametrize("name", ["src/main.fuse", "src/lib.fuse", "src/text.md", "fuse.toml", "fuse.lock"])
def test_every_input_counts(package: Path, name: str) -> None:
    build(package, "--aot")
    path = package / name
    write(package, name, (path.read_text() if path.exists() else "version = 1\n") + "\n")
    assert build(package, "--aot") != UNCHANGED


@pytest.mark.parametrize("options", [("--release",), ("--aot", "--target", "linux-x64-musl"), ("--aot", "--leak-check")])
def test_every_option_counts(package: Path, options: tuple[str, ...]) -> None:
    build(package, "--aot")
    first = (package / PROGRAM).read_bytes()
    assert build(package, *options) != UNCHANGED
    assert (package / PROGRAM).read_bytes() != first
    # Both are kept: going back is no build either, though the output is another one now.
    assert build(package, "--aot") == UNCHANGED
    assert (package / PROGRAM).read_bytes() == first


def test_compiler_counts(package: Path) -> None:
    build(package, "--aot")
    code = (
        "import sys\nfrom fuse_mlir.cli import build_cache, main\n"
        "build_cache._back_end_hash = lambda: 'another compiler'\nmain.main(['build', '--aot'])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=package, capture_output=True, text=True, timeout=120)
    assert "[6/6]" in done.stderr


def test_contents_count_and_times_do_not(package: Path) -> None:
    build(package, "--aot")
    for path in package.rglob("*.fuse"):
        os.utime(path, (1, 1))
    assert build(package, "--aot") == UNCHANGED


def test_moved_package_is_unchanged(package: Path, tmp_path: Path) -> None:
    build(package, "--aot")
    moved = tmp_path / "elsewhere"
    shutil.copytree(package, moved, ignore=shutil.ignore_patterns("elsewhere"))
    assert build(moved, "--aot") == UNCHANGED


def test_unchanged_build_loads_neither_parser_results_nor_compiler(package: Path) -> None:
    build(package, "--aot")
    code = "import sys; from fuse_mlir.cli.main import run_command; run_command(['build', '--aot']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=package, capture_output=True, text=True, timeout=60)
    assert done.stderr == UNCHANGED
    assert not {"mlir", "llvmlite", "fuse_mlir.frontend.check.checker"} & set(done.stdout.split())


def test_warnings_are_said_again(package: Path) -> None:
    write(package, "src/main.fuse", 'app "x":\n  let n = 3\n  print(n == null)\n')
    first = build(package, "--aot")
    assert "warning" in first
    again = build(package, "--aot")
    assert again.splitlines()[1:-2] == [line for line in first.splitlines() if not line.startswith("[build]")]
    as_json = build(package, "--aot", "--diagnostics", "json")
    assert [json.loads(line).get("level") for line in as_json.splitlines()].count("warning") == 1


def test_build_with_an_error_is_not_kept(package: Path) -> None:
    write(package, "src/lib.fuse", "fn f() -> String:\n  b\n")
    for _ in range(2):
        done = subprocess.run([*COMMAND, "--aot"], cwd=package, capture_output=True, text=True, timeout=60)
        assert (done.returncode, "unknown identifier b" in done.stderr) == (1, True)
    assert not (package / ".fuse").exists()


def test_missing_or_damaged_output_comes_from_the_cache(package: Path) -> None:
    build(package, "--aot")
    good = (package / PROGRAM).read_bytes()
    for damage in (Path.unlink, lambda path: path.write_bytes(b"?"), lambda path: path.chmod(0o644)):
        damage(package / PROGRAM)
        assert build(package, "--aot") == UNCHANGED
        assert (package / PROGRAM).read_bytes() == good
        assert output(package / PROGRAM) == "a\n"


@pytest.mark.parametrize("damage", ["cut", "changed", "emptied", "no JSON", "another format"])
def test_damaged_cache_is_no_cache(package: Path, damage: str) -> None:
    build(package, "--aot")
    good = (package / PROGRAM).read_bytes()
    (package / PROGRAM).unlink()
    (file,) = kept(package)
    data = file.read_bytes()
    head, _, rest = data.partition(b"\n")
    file.write_bytes(
        {
            "cut": data[:-1],
            "changed": data[:-100] + b"!" + data[-99:],
            "emptied": b"",
            "no JSON": b"{" + data,
            "another format": json.dumps({**json.loads(head), "format": 0}).encode() + b"\n" + rest,
        }[damage]
    )
    assert "[6/6]" in build(package, "--aot")
    assert (package / PROGRAM).read_bytes() == good
    assert build(package, "--aot") == UNCHANGED


def test_cache_may_be_deleted(package: Path) -> None:
    build(package, "--aot")
    shutil.rmtree(package / ".fuse")
    build(package, "--aot")
    assert output(package / PROGRAM) == "a\n"


def test_clean_removes_the_build_folder_and_builds_nothing(package: Path) -> None:
    build(package, "--aot")
    assert build(package, "--clean") == "[build] start\n[build] ok\n"
    assert list((package / ".fuse").iterdir()) == []
    assert build(package, "--clean") == "[build] start\n[build] ok\n"


@pytest.mark.parametrize("place", [".fuse", ".fuse/build/cache"])
def test_folder_that_cannot_be_written_is_no_fault(package: Path, place: str) -> None:
    write(package, place, "a file where the folder belongs")
    first = build(package, "--aot", "-o", "program")
    assert first == build(package, "--aot", "-o", "program")
    assert output(package / "program") == "a\n"


def long_program(package: Path) -> None:
    """Gives the package an entry that takes seconds to compile."""
    functions = [f"fn f{n}(x: Int) -> Int:\n  var t = x\n  for i in 0..x:\n    t = t + i * {n}\n  return t\n" for n in range(300)]
    calls = "".join(f"  print(f{n}({n}))\n" for n in range(300))
    write(package, "src/main.fuse", "\n".join(functions) + f'\napp "x":\n{calls}')


def start(package: Path, *args: str) -> subprocess.Popen:
    return subprocess.Popen([*COMMAND, *args], cwd=package, stderr=subprocess.PIPE, text=True)


@pytest.mark.parametrize("step", ["[1/6]", "[2/6]", "[4/6]"])
def test_killed_build_leaves_the_old_output_and_no_rubbish(package: Path, step: str) -> None:
    build(package, "--release")
    old = (package / PROGRAM).read_bytes()
    long_program(package)
    running = start(package, "--release")
    for line in running.stderr:
        if step in line:
            break
    running.send_signal(signal.SIGKILL)
    assert running.wait() == -signal.SIGKILL
    assert (package / PROGRAM).read_bytes() == old
    # What a process leaves that is killed between making a file and giving it its name.
    scratch = package / ".fuse/build/.program.aot.abcd1234"
    scratch.write_bytes(b"half")
    build(package, "--release")
    assert (package / PROGRAM).read_bytes() != old
    assert sorted(path.name for path in (package / ".fuse/build").iterdir()) == ["cache", "program.aot"]
    assert build(package, "--release") == UNCHANGED


def test_two_builds_at_once_take_turns(package: Path) -> None:
    long_program(package)
    first, second = start(package, "--release"), start(package, "--release")
    errors = sorted((first.communicate(timeout=300)[1], second.communicate(timeout=300)[1]), key=len)
    assert (first.returncode, second.returncode) == (0, 0)
    assert "[6/6]" in errors[1]
    # Whoever came second either waited or came when all was done.
    assert errors[0].endswith("[build] unchanged since the last build\n[build] ok\n")
    assert len(kept(package)) == 1


def test_two_builds_of_different_outputs_do_not_wait(package: Path) -> None:
    builds = [start(package, option, "-o", option.strip("-")) for option in ("--aot", "--release")]
    for running in builds:
        assert "waiting" not in running.communicate(timeout=120)[1]
    assert {output(package / name) for name in ("aot", "release")} == {"a\n"}


def test_folder_deleted_while_a_build_waits_for_its_turn(package: Path) -> None:
    """The lock that it waits for is then the lock of nobody: it takes the one that is there now."""
    long_program(package)
    first = start(package, "--release")
    next(line for line in first.stderr if "[2/6]" in line)
    second = start(package, "--release")
    assert "waiting for another build" in "".join(second.stderr.readline() for _ in range(3))
    shutil.rmtree(package / ".fuse/build/cache")
    assert (first.communicate(timeout=300)[0], second.communicate(timeout=300)[0]) == (None, None)
    assert (first.returncode, second.returncode) == (0, 0)
    assert build(package, "--release") == UNCHANGED


def test_folder_deleted_during_a_build(package: Path) -> None:
    long_program(package)
    running = start(package, "--release")
    next(line for line in running.stderr if "[4/6]" in line)
    shutil.rmtree(package / ".fuse")
    running.communicate(timeout=300)
    assert running.returncode == 0
    assert build(package, "--release") == UNCHANGED


def test_output_of_an_interrupted_build_is_the_old_one(package: Path) -> None:
    build(package, "--release")
    old = hashlib.sha256((package / PROGRAM).read_bytes()).hexdigest()
    long_program(package)
    running = start(package, "--release")
    next(line for line in running.stderr if "[1/6]" in line)
    time.sleep(0.1)
    running.send_signal(signal.SIGINT)
    assert running.wait(timeout=60) == 130
    assert hashlib.sha256((package / PROGRAM).read_bytes()).hexdigest() == old


def test_native_bin_of_the_manifest_is_the_output(package: Path) -> None:
    """It asks for an executable by itself, and has its folder made."""
    write(package, "fuse.toml", '[package]\nentry = "src/main.fuse"\n\n[build]\nnative_bin = "a/b/server"\n')
    for _ in range(2):
        build(package)
        assert output(package / "a/b/server") == "a\n"
        assert build(package) == UNCHANGED
        shutil.rmtree(package / "a")
