"""A debug executable under gdb: it stops at FUSE lines, steps through them, and shows variables."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from fuse_mlir.codegen.build import build
from fuse_mlir.codegen.stages import BuildOptions
from fuse_mlir.frontend.analysis import analyze
from fuse_mlir.frontend.load import load_source

pytestmark = pytest.mark.skipif(shutil.which("gdb") is None, reason="gdb is not installed")

TEXT = """\
type User:
  name: String
  age: Int

fn greet(user: User, times: Int) -> String:
  var text = "Hello"
  for i in 1..times:
    let word = " " + user.name
    text = text + word
  for i in 7..7:
    text = text + "!"
  return text

fn measure(xs: List<Float>, deep: Int?) -> Float:
  let half = xs[0] / 2.0
  let many = half > 1.0
  let names = ["Ada", "Grace"]
  print(names[0])
  return half

fn count(n: Int) -> Int:
  if n == 0:
    return 0
  return count(n - 1)

app "Demo":
  let line = greet(User(name="Ada", age=36), 2)
  print(line)
  print(measure([5.0, 6.0], 4))
  print(count(1000000))
"""


@pytest.fixture(scope="module", params=["linux-x64", "linux-x64-musl"])
def executable(request, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("debugged")
    (folder / "demo.fuse").write_text(TEXT, encoding="utf-8")
    program = analyze(load_source(str(folder / "demo.fuse"))).program
    assert program is not None
    build(program, folder / "demo", BuildOptions(target=request.param))
    return folder / "demo"


def gdb(executable: Path, *commands: str) -> list[str]:
    """What gdb prints for the commands, after the program was started and stopped."""
    options = [part for command in ("set confirm off", "set width 0", *commands) for part in ("-ex", command)]
    done = subprocess.run(
        ["gdb", "-batch", "-nx", *options, executable], cwd=executable.parent, capture_output=True, text=True, timeout=120
    )
    return done.stdout.splitlines()


def test_a_line_and_its_variables(executable):
    shown = gdb(executable, "break demo.fuse:9", "run", "info args", "info locals", "print *user.name", "ptype user")
    assert "user = {name = 0x" in "\n".join(shown)
    assert "times = 2" in shown
    assert {'word = " Ada"', "i = 1", 'text = "Hello"'} <= set(shown)
    assert any(line.endswith('{length = 3, text = "Ada"}') for line in shown)
    assert "type = struct User {" in shown


def test_stepping_goes_from_line_to_line(executable):
    shown = gdb(executable, "break greet", "run", *["next"] * 5, "print text", "info locals")
    lines = [line.split("\t")[0] for line in shown if line.split("\t")[0].isdigit()]
    assert lines == ["6", "7", "8", "9", "7", "8"]
    assert any(line.endswith('= "Hello Ada"') for line in shown)


def test_numbers_options_and_lists(executable):
    shown = gdb(executable, "break demo.fuse:18", "run", "info args", "info locals", "print xs[1]", "print *names[1]")
    assert {"xs = {5, 6}", "deep = {some = true, value = 4}", "half = 2.5", "many = true"} <= set(shown)
    assert any(line.endswith("= 6") for line in shown)
    assert any(line.endswith('{length = 5, text = "Grace"}') for line in shown)


def test_variables_of_blocks_that_are_left_are_not_shown(executable):
    shown = gdb(executable, "break demo.fuse:11", "run", "info locals", "break demo.fuse:12", "continue", "info locals")
    second = shown.index(next(line for line in shown if line.startswith("Breakpoint 2, ")))
    assert "i = 7" in shown[:second] and "i = 2" not in shown[:second]
    assert not any(line.startswith(("i = ", "word = ")) for line in shown[second:])
    assert 'text = "Hello Ada Ada!"' in shown[second:]


def test_a_value_that_is_gone_is_said_to_be_gone(executable):
    shown = gdb(executable, "break demo.fuse:27", "break demo.fuse:29", "run", "print line", "continue", "print line")
    printed = [line for line in shown if line.startswith("$")]
    assert printed == ["$1 = <not allocated>", "$2 = <not allocated>"]


def test_frames_have_the_names_of_functions(executable):
    shown = gdb(executable, "break measure", "run", "backtrace")
    frames = [line.partition(" in ")[2] or line for line in shown if line.startswith("#")]
    assert frames[0].endswith("at demo.fuse:15")
    assert frames[1].startswith("app Demo (")


def test_a_recursion_that_is_a_loop_stays_one(executable):
    done = subprocess.run([executable], capture_output=True, text=True)
    assert (done.stdout, done.returncode) == ("Hello Ada Ada!\nAda\n2.5\n0\n", 0)
