"""How executables end when the program did nothing to end so: faults, exhausted memory and stack, signals.

A fault inside an executable is a panic: buffered output, one envelope, status 101. Signals from outside keep their default action.
"""

from __future__ import annotations

import re
import resource
import signal
import subprocess
from pathlib import Path

import pytest

from fuse_mlir.codegen.build import build
from fuse_mlir.codegen.stages import BuildOptions, StageFile
from fuse_mlir.frontend.analysis import analyze
from fuse_mlir.frontend.source import SourceFile

_BUILD_LINE = r"mode=aot profile=\w+ target=\S+ rustc=LLVM \S+ \(.*\) cli=\S+ runtime_cache=1 contract=aot-v1"
_MEGABYTE = 1 << 20

# Faults that no FUSE program has: as if the compiler or the runtime were wrong.
_WILD_STORE = """
llvm.func internal @fuse.entry() -> !llvm.ptr {
  %address = llvm.mlir.constant(16 : i64) : i64
  %wild = llvm.inttoptr %address : i64 to !llvm.ptr
  llvm.store volatile %address, %wild : i64, !llvm.ptr
  %none = llvm.mlir.zero : !llvm.ptr
  llvm.return %none : !llvm.ptr
}
"""
_ILLEGAL = """
llvm.func internal @fuse.entry() -> !llvm.ptr {
  "llvm.intr.trap"() : () -> ()
  %none = llvm.mlir.zero : !llvm.ptr
  llvm.return %none : !llvm.ptr
}
"""
_GROWS = """
app "grows":
  print("before")
  var xs = [1, 2, 3]
  for i in 1..60:
    xs = xs + xs
  print(xs[5])
"""
_RECURSES = """
fn down(n: Int) -> Int:
  1 + down(n + 1) * 2

app "recurses":
  print("before")
  print(down(0))
"""
_RUNS_ON = """
app "runs on":
  while true:
    print("on")
"""


def _built(text: str, folder: Path, profile: str) -> Path:
    options = BuildOptions(profile=profile)
    if "llvm.func" in text:
        return build(StageFile("llvm", "program.mlir", text), folder / "program", options).path
    analysis = analyze(SourceFile("program.fuse", text))
    assert analysis.program is not None, analysis.diagnostics
    return build(analysis.program, folder / "program", options).path


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (256 * _MEGABYTE, 256 * _MEGABYTE))


def _limit_stack() -> None:
    resource.setrlimit(resource.RLIMIT_STACK, (_MEGABYTE, _MEGABYTE))


@pytest.mark.parametrize("profile", ["debug", "release"])
@pytest.mark.parametrize(
    ("text", "message", "stdout", "prepare"),
    [
        (_WILD_STORE, "SIGSEGV", "", None),
        (_ILLEGAL, "SIGILL", "", None),
        (_GROWS, "out of memory", "before\n", _limit_memory),
        (_RECURSES, "stack overflow", "before\n", _limit_stack),
    ],
    ids=["wild-store", "illegal-instruction", "memory", "stack"],
)
def test_fault_is_a_panic(text, message, stdout, prepare, profile, tmp_path: Path) -> None:
    program = _built(text, tmp_path, profile)
    # What an operator sees must not depend on the run.
    for _ in range(2):
        done = subprocess.run([program], capture_output=True, text=True, preexec_fn=prepare)
        assert (done.returncode, done.stdout) == (101, stdout)
        envelope = rf"fatal: class=panic pid=\d+ message=panic_kind=panic_static_str {message} {_BUILD_LINE}\n"
        assert re.fullmatch(envelope, done.stderr), done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGSEGV])
def test_signal_from_outside(number: signal.Signals, tmp_path: Path) -> None:
    """Outside of a service the default action: the process ends by the signal. A fault that was sent is reported as one."""
    program = _built(_RUNS_ON, tmp_path, "release")
    # The trace is there once the program runs.
    running = subprocess.Popen(
        [program], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env={"FUSE_AOT_STARTUP_TRACE": "1"}
    )
    assert running.stderr is not None
    assert re.fullmatch(rf"startup: pid={running.pid} {_BUILD_LINE}\n", running.stderr.readline())
    # The handler is installed right behind the trace.
    while number == signal.SIGSEGV and not _catches(running.pid, number):
        pass
    running.send_signal(number)
    _, rest = running.communicate(timeout=20)
    if number == signal.SIGSEGV:
        assert running.returncode == 101
        assert f"pid={running.pid} message=panic_kind=panic_static_str SIGSEGV mode=aot" in rest
    else:
        assert (running.returncode, rest) == (-number, "")


def _catches(process: int, number: int) -> bool:
    (mask,) = re.findall(r"^SigCgt:\s*(\w+)", Path(f"/proc/{process}/status").read_text(), re.MULTILINE)
    return bool(int(mask, 16) >> (number - 1) & 1)
