"""The metrics of tasks, which `run` tells to those who ask for them, whichever way the program runs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

_WITH_TASKS = """
fn one() -> Int:
  return 1
app "tasks":
  let first = spawn:
    one()
  let second = spawn:
    one() + 1
  let a = await first
  let b = await second
  print(a + b)
"""


def run(tmp_path: Path, text: str, *args: str, **variables: str) -> list[str]:
    """What a program writes to standard error."""
    (tmp_path / "main.fuse").write_text(text)
    command = [sys.executable, "-m", "fuse_mlir.cli.main", "run", "main.fuse", *args]
    environment = {name: value for name, value in os.environ.items() if name != "FUSE_METRICS_HOOK"} | variables
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, env=environment)
    assert done.returncode == 0
    return done.stderr.splitlines()


@pytest.mark.parametrize("backend", ["ast", "native"])
def test_json_lines_have_a_snapshot(tmp_path: Path, backend: str) -> None:
    lines = run(tmp_path, _WITH_TASKS, "--backend", backend, "--diagnostics", "json")
    [snapshot] = [found for found in map(json.loads, lines) if found.get("event") == "concurrency.snapshot"]
    assert (snapshot["total_spawned"], snapshot["total_completed"], snapshot["active_tasks"]) == (2, 2, 0)
    assert sum(snapshot["latency_hist"].values()) == 2
    assert snapshot["worker_count"] == max(2, os.cpu_count() or 1)


@pytest.mark.parametrize("backend", ["ast", "native"])
def test_the_hook_has_a_line_of_its_own(tmp_path: Path, backend: str) -> None:
    lines = run(tmp_path, _WITH_TASKS, "--backend", backend, FUSE_METRICS_HOOK=" Stderr ")
    [metrics] = [line for line in lines if line.startswith("metrics: ")]
    assert json.loads(metrics.removeprefix("metrics: "))["metric"] == "concurrency.snapshot"


@pytest.mark.parametrize("backend", ["ast", "native"])
def test_programs_without_tasks_have_none(tmp_path: Path, backend: str) -> None:
    lines = run(tmp_path, 'app "none":\n  print(1)\n', "--backend", backend, "--diagnostics", "json", FUSE_METRICS_HOOK="stderr")
    assert not [line for line in lines if "concurrency" in line]
