"""What `build` says about its work: steps as text and JSON, where the time goes, the bar on a terminal, and nothing at all."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fuse_mlir.cli.progress_bar import bar_text
from fuse_mlir.codegen.stages import STEPS

COMMAND = (sys.executable, "-m", "fuse_mlir.cli.main", "build", "--aot", "hello.fuse", "-o", "hello")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "hello.fuse").write_text('app "hello":\n  print("hi")\n')
    return tmp_path


def said(place: Path, *options: str) -> list[str]:
    done = subprocess.run([*COMMAND, *options], cwd=place, capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout == ""
    return done.stderr.splitlines()


def test_steps_for_tools(place: Path) -> None:
    lines = [json.loads(line) for line in said(place, "--diagnostics", "json")]
    # What was made, last before the end, is for another test.
    del lines[-2]
    messages = ["start", *(f"aot [{number}/6] {step}" for number, step in enumerate(STEPS, start=1)), "ok"]
    assert lines == [{"command": "build", "kind": "command_step", "message": message} for message in messages]


def test_quiet_says_nothing(place: Path) -> None:
    assert said(place, "--quiet") == []
    assert said(place, "-q", "--diagnostics", "json") == []


def test_quiet_still_says_what_is_wrong(place: Path) -> None:
    (place / "hello.fuse").write_text('app "hello":\n  print(y)\n  let x = z\n')
    done = subprocess.run([*COMMAND, "-q"], cwd=place, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert "unknown identifier z" in done.stderr and "error: build failed" in done.stderr
    assert "[build]" not in done.stderr


def test_times_add_up(place: Path) -> None:
    found = [re.fullmatch(r"time +([0-9.]+) s +(\d+)%  ( *)(.+)", line) for line in said(place, "--time")]
    rows = [(float(row[1]), row[3], row[4]) for row in found if row is not None]
    whole = [seconds for seconds, indent, name in rows if not indent and name != "total"]
    assert [name for _, indent, name in rows if not indent] == [
        "look for an earlier build",
        STEPS[0],
        "load the compiler",
        *STEPS[1:],
        "total",
    ]
    assert sum(whole) == pytest.approx(rows[-1][0], abs=0.05)


def test_times_for_tools(place: Path) -> None:
    lines = [json.loads(line) for line in said(place, "--time", "--diagnostics", "json")]
    times = [line for line in lines if line["kind"] == "timing"]
    assert times[-1]["name"] == "total"
    # All of them, however little time they took.
    parts = {(line["part_of"], line["name"]) for line in times if "part_of" in line}
    assert {("compile program", "import"), ("compile program", "insert-ownership: insert-rc")} <= parts
    assert all(isinstance(line["duration_ns"], int) for line in times)


def on_a_terminal(place: Path, code: str, **variables: str) -> str:
    """What a program writes to standard error where that is a terminal."""
    terminal, end = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80", **variables}
    process = subprocess.Popen([sys.executable, "-c", code], cwd=place, stderr=end, env=environment)
    os.close(end)
    written = b""
    while True:
        try:
            data = os.read(terminal, 4096)
        except OSError:  # Linux says so that the other end is closed
            break
        if not data:
            break
        written += data
    os.close(terminal)
    assert process.wait() == 0
    return written.decode()


LONG_STEP = """
import time
from fuse_mlir.cli.build_report import BuildReport
from fuse_mlir.cli.console import Console
report = BuildReport(Console(), timed=False)
with report.running():
    report.begin(4, "emit native object")
    report.advance(3, 8)
    time.sleep(0.9)
    report.begin(5, "link final binary")
"""


def test_long_step_has_a_bar_that_goes_away(place: Path) -> None:
    written = on_a_terminal(place, LONG_STEP)
    assert "[#########---------------] 3/8" in written
    # The last thing before the next step's line is that the bar is erased.
    assert re.search(r"\r\x1b\[2K(\x1b\[36;1m)?\[build\](\x1b\[0m)? aot \[5/6\]", written)


@pytest.mark.parametrize("variables", [{"TERM": "dumb"}])
def test_terminal_that_cannot_draw_has_no_bar(place: Path, variables: dict[str, str]) -> None:
    assert "#" not in on_a_terminal(place, LONG_STEP, **variables)


def test_short_step_has_no_bar(place: Path) -> None:
    assert "\x1b[2K" not in on_a_terminal(place, LONG_STEP.replace("0.9", "0.05"))


def test_pipe_has_no_bar(place: Path) -> None:
    started = time.monotonic()
    done = subprocess.run([sys.executable, "-c", LONG_STEP], cwd=place, capture_output=True, text=True, timeout=60, check=True)
    assert time.monotonic() - started > 0.9
    assert "\x1b" not in done.stderr


def test_bar_fits_the_terminal() -> None:
    assert bar_text(1.25, 4, 8, 80) == "[############------------] 4/8   1.2 s"
    assert bar_text(1.25, 0, 0, 80) == "  1.2 s"
    assert len(bar_text(1.25, 4, 8, 20)) == 19
