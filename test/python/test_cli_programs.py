"""The commands that hand something to the program: `run -- args`, `test`, `migrate`."""

import os
import subprocess
import sys

import pytest

PROGRAM = """requires db
fn main(name: String):
  print("hello ${name}")
migration "1":
  db.exec("create table t (a)")
test "adds":
  assert(1 + 1 == 2)
test "fails":
  assert(false, "boom")
app "a":
  print("app")
"""


@pytest.fixture
def fuse(tmp_path):
    (tmp_path / "p.fuse").write_text(PROGRAM)

    def command(*words, **environ):
        found = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environ}
        program = [sys.executable, "-m", "fuse_mlir.cli.main", *words]
        done = subprocess.run(program, cwd=tmp_path, env=found, capture_output=True, text=True, timeout=60)
        return done.returncode, done.stdout, done.stderr

    return command


def test_run_with_arguments(fuse):
    assert fuse("run", "p.fuse", "--", "--name=Ada") == (0, "hello Ada\n", "[run] start\n[run] ok\n")
    status, stdout, stderr = fuse("run", "p.fuse", "--", "--name")
    assert (status, stdout) == (2, "")
    assert '"message":"expected Bool flag"' in stderr and stderr.endswith("[run] validation failed\n")
    assert fuse("run", "p.fuse", "--backend", "ast", "--") == (0, "app\n", "[run] start\n[run] ok\n")


def test_run_with_arguments_needs_main(fuse, tmp_path):
    (tmp_path / "p.fuse").write_text('app "a":\n  print(1)\n')
    status, _, stderr = fuse("run", "p.fuse", "--", "--x")
    assert (status, "error: no root fn main found for CLI binding\n" in stderr) == (1, True)


def test_test(fuse):
    report = "ok adds\nFAILED fails: assert failed: boom\nFAILED (1 failed of 2 tests)\n"
    assert fuse("test", "p.fuse") == (1, report, "[test] start\n[test] failed\n")
    assert fuse("test", "--filter", "add", "p.fuse") == (0, "ok adds\nok (1 tests)\n", "[test] start\n[test] ok\n")
    assert "error: --filter is only supported for fuse test\n" in fuse("run", "p.fuse", "--filter", "x")[2]
    assert "error: --filter expects a pattern\n" in fuse("test", "p.fuse", "--filter")[2]


def test_migrate(fuse):
    assert fuse("migrate", "p.fuse", FUSE_DB_URL="sqlite:a.db") == (0, "", "")
    assert fuse("migrate", "p.fuse", FUSE_DB_URL="sqlite:a.db") == (0, "", "")
    assert fuse("migrate", "p.fuse") == (1, "", "migration error: db url not configured (set FUSE_DB_URL or App.dbUrl)\n")


def test_log_colors_follow_the_option(fuse, tmp_path):
    (tmp_path / "p.fuse").write_text('app "a":\n  log("x")\n')
    assert "[\x1b[32mINFO\x1b[0m] x\n" in fuse("run", "--color", "always", "--backend", "ast", "p.fuse")[2]
