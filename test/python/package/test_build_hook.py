"""The hook `[assets.hooks] before_build`: when and where it runs, and what becomes of its failure."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fuse_mlir.package.build_hook import run_before_build
from fuse_mlir.package.errors import PackageError
from fuse_mlir.package.manifest import Manifest, parse_manifest

COMMAND = (sys.executable, "-m", "fuse_mlir.cli.main", "build")
PROGRAM = 'import Text from "text.md"\n\napp "x":\n  print(Text)\n'


def manifest_of(folder: Path, hook: str) -> Manifest:
    (folder / "fuse.toml").write_text(f"[package]\nentry = 'main.fuse'\n[assets.hooks]\nbefore_build = '''{hook}'''\n")
    return parse_manifest(folder / "fuse.toml", (folder / "fuse.toml").read_text())


def build(folder: Path, *arguments: str) -> tuple[int, str]:
    done = subprocess.run([*COMMAND, *arguments], cwd=folder, capture_output=True, text=True, timeout=120)
    assert done.stdout == ""
    return done.returncode, done.stderr


def failure(manifest: Manifest) -> str:
    with pytest.raises(PackageError) as caught:
        run_before_build(manifest)
    return caught.value.message


def test_makes_what_the_build_reads(place: Path) -> None:
    """It runs before the sources are read, in the folder of the package wherever the command runs, and before each build."""
    manifest_of(place, "printf made >text.md; echo run >>runs; echo not shown")
    (place / "main.fuse").write_text(PROGRAM)
    elsewhere = place / "elsewhere"
    elsewhere.mkdir()
    status, said = build(elsewhere, "--manifest-path", "..")
    assert (status, said) == (0, "[build] start\n[build] ok\n")
    assert (place / "text.md").read_text() == "made"
    assert build(elsewhere, "--manifest-path", "..") == (0, "[build] start\n[build] unchanged since the last build\n[build] ok\n")
    assert (place / "runs").read_text() == "run\nrun\n"


def test_what_it_changes_is_built(place: Path) -> None:
    manifest_of(place, "cp from.md text.md")
    (place / "main.fuse").write_text(PROGRAM)
    (place / "from.md").write_text("one")
    assert build(place)[0] == 0
    (place / "from.md").write_text("two")
    assert build(place) == (0, "[build] start\n[build] ok\n")


def test_failure_ends_the_build(place: Path) -> None:
    manifest_of(place, "echo said; echo hook exploded >&2; exit 42")
    (place / "main.fuse").write_text("not read")
    expected = "[build] start\nerror: asset hook error: before_build failed: hook exploded\n[build] failed\n"
    assert build(place, "--aot") == (1, expected)
    assert not (place / ".fuse/build/program.aot").exists()


def test_clean_and_other_commands_leave_it_alone(place: Path) -> None:
    manifest_of(place, "touch ran")
    (place / "main.fuse").write_text('app "x":\n  print(1)\n')
    assert build(place, "--clean")[0] == 0
    for command in ("check", "run"):
        subprocess.run([*COMMAND[:-1], command], cwd=place, check=True, capture_output=True, timeout=120)
    assert not (place / "ran").exists()
    assert build(place)[0] == 0
    assert (place / "ran").exists()


@pytest.mark.parametrize(
    ("hook", "said"),
    [
        ("echo ' out '; exit 1", "out"),
        ("echo out; echo 'two\nlines' >&2; exit 1", "two\nlines"),
        ("echo '  ' >&2; exit 3", "exit status 3"),
        ("kill -9 $$", "ended by signal SIGKILL"),
        ("printf '\\377' >&2; false", "\ufffd"),
        ("no-such-command-here 2>/dev/null", "exit status 127"),
    ],
)
def test_what_a_failure_says(place: Path, hook: str, said: str) -> None:
    assert failure(manifest_of(place, hook)) == f"asset hook error: before_build failed: {said}"


@pytest.mark.parametrize("hook", ["", "  "])
def test_an_empty_hook_is_none(place: Path, hook: str) -> None:
    run_before_build(manifest_of(place, hook))


def test_without_a_shell(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(place))
    assert failure(manifest_of(place, "true")) == "asset hook error: failed to run before_build hook: no such file or directory"


def test_environment_and_input(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FROM_OUTSIDE", "x")
    run_before_build(manifest_of(place, 'test "$FROM_OUTSIDE" = x && test -z "$(cat)" && test "$PWD" = "' + str(place) + '"'))


def test_process_left_behind_does_not_keep_the_build(place: Path) -> None:
    """A server that a hook starts holds its output open."""
    started = time.monotonic()
    run_before_build(manifest_of(place, "sleep 30 & echo $! >pid"))
    assert time.monotonic() - started < 20
    os.kill(int((place / "pid").read_text()), signal.SIGTERM)


def test_builds_take_turns(place: Path) -> None:
    """Two hooks at once would write the same files."""
    manifest_of(place, "mkdir turn || exit 1; sleep 0.5; rmdir turn")
    (place / "main.fuse").write_text('app "x":\n  print(1)\n')
    running = [subprocess.Popen(COMMAND, cwd=place, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate(timeout=120)[1] for process in running]
    assert [process.returncode for process in running] == [0, 0], said


def test_interrupt_ends_the_hook(place: Path) -> None:
    """Ctrl-C reaches the hook and the build alike, which then says nothing."""
    manifest_of(place, "echo $$ >pid; sleep 60; echo late >late")
    (place / "main.fuse").write_text('app "x":\n  print(1)\n')
    running = subprocess.Popen([*COMMAND, "--quiet"], cwd=place, stderr=subprocess.PIPE, text=True, start_new_session=True)
    deadline = time.monotonic() + 60
    while not (place / "pid").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    os.killpg(running.pid, signal.SIGINT)
    assert (running.wait(timeout=30), running.communicate()[1]) == (130, "")
    assert not (place / "late").exists()
