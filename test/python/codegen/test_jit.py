"""Programs run inside the process: output, status, errors, signals, stack."""

from __future__ import annotations

import signal
import subprocess
import sys
import time

from modules import DEEP, HELLO, PANIC

# Prints around the run, so that lost or reordered output shows.
SCRIPT = """
import sys
from fuse_mlir.codegen.stages import StageFile
from fuse_mlir.jit.in_process import run
print("before")
status = run(StageFile("llvm", "program.mlir", sys.argv[1]), ["program"], opt_level=int(sys.argv[2]))
print("after", status)
"""

FOREVER = """
llvm.func internal @fuse.entry() -> !llvm.ptr {
  %one = llvm.mlir.constant(1 : i64) : i64
  %slot = llvm.alloca %one x i64 : (i64) -> !llvm.ptr
  llvm.br ^loop
^loop:
  llvm.store volatile %one, %slot : i64, !llvm.ptr
  llvm.br ^loop
}
"""


def run(text: str, level: int = 1) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", SCRIPT, text, str(level)], capture_output=True, text=True)


def test_output_is_in_order_at_each_level() -> None:
    for level in (0, 1, 3):
        result = run(HELLO, level)
        assert (result.stdout, result.stderr, result.returncode) == ("before\nhello\nafter 0\n", "", 0)


def test_panic_is_reported_without_a_build_line() -> None:
    result = run(PANIC)
    assert result.stdout == "before\nafter 101\n"
    assert "attempt to divide by zero" in result.stderr
    assert "mode=aot" not in result.stderr


def test_stack_is_as_deep_as_a_native_program_s() -> None:
    assert run(DEEP, 0).stdout == "before\nafter 0\n"


def test_interrupt_ends_a_loop_that_python_does_not_see() -> None:
    child = subprocess.Popen([sys.executable, "-u", "-c", SCRIPT, FOREVER, "1"], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None and child.stdout.readline() == "before\n"
    for _ in range(100):
        child.send_signal(signal.SIGINT)
        if child.poll() is not None:
            break
        time.sleep(0.1)
    assert child.wait() != 0
    child.stdout.close()
