"""Many programs at once, which is cheap: interpreted in one process, compiled there, and linked into one executable.

In:   the texts of programs.
Out:  the numbers of those that need a closer look: a program that is not accepted, that the interpreter or the compiler cannot
      take, or whose executable does not do what the interpreter did or leaves objects alive.
Method: a forked child does the work and tells before each program which one it is at. Where it dies, that program is suspect and
      the others are done again. The executable holds every program at every level; the name that it is started under chooses.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import tempfile
import traceback
from io import BytesIO
from pathlib import Path
from typing import TextIO

from fuse_mlir.dialects.context import create_context
from mlir import ir
from trial import SECONDS, Outcome, compare, interpreter_problem
from ways import limit_time

from fuse_mlir.codegen.build import in_process_module
from fuse_mlir.codegen.link import link_executable
from fuse_mlir.codegen.llvm_ir import translate
from fuse_mlir.codegen.stages import BuildOptions
from fuse_mlir.codegen.targets import default_target
from fuse_mlir.codegen.toolchain import run_zig
from fuse_mlir.frontend.analysis import analyze
from fuse_mlir.frontend.source import SourceFile
from fuse_mlir.interpreter import run

LEVELS = {"aot-plain": 0, "aot-O2": 2}


def suspects(texts: list[str]) -> list[int]:
    """The numbers of the programs that are not the same every way, in order."""
    found: list[int] = []
    left = list(range(len(texts)))
    while left:
        result = _in_child([texts[number] for number in left])
        if isinstance(result, list):
            found += [left[position] for position in result]
            break
        found.append(left.pop(result))
    return sorted(found)


def _in_child(texts: list[str]) -> list[int] | int:
    """The positions of the suspects; where the child dies, the one position that it was at."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with os.fdopen(writing, "w", encoding="utf-8") as report:
            try:
                _work(texts, report)
            except BaseException:
                traceback.print_exc()
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as report:
        lines = report.read().splitlines()
    os.waitpid(child, 0)
    last = json.loads(lines[-1]) if lines else 0
    return last


def _work(texts: list[str], report: TextIO) -> None:
    """Reports the position of each program that it begins with, and a list at the end."""

    def begin(position: int) -> None:
        limit_time(2 * SECONDS)
        print(position, file=report, flush=True)

    found = []
    with tempfile.TemporaryDirectory(prefix="fuse-fuzz.") as name:
        folder = Path(name)
        ready: dict[int, Outcome] = {}
        for position, text in enumerate(texts):
            begin(position)
            wanted = _interpreted_and_compiled(text, position, folder)
            if wanted is None:
                found.append(position)
            elif (folder / f"{_symbol(position, 'aot-plain')}.o").exists():
                ready[position] = wanted
        numbers = _link(list(ready), folder) if ready else {}
        for position, wanted in ready.items():
            begin(position)
            if any(compare(wanted, _execute(numbers[position, way], folder), way) for way in LEVELS):
                found.append(position)
    print(json.dumps(sorted(found)), file=report)


def _interpreted_and_compiled(text: str, position: int, folder: Path) -> Outcome | None:
    """What the program does; None where it is not accepted, or exhausts something."""
    analysis = analyze(SourceFile("fuzz.fuse", text))
    if analysis.program is None:
        return None
    stdout, stderr = BytesIO(), BytesIO()
    status = run(analysis.program, environ={}, stdin=BytesIO(), stdout=stdout, stderr=stderr)
    wanted = Outcome(status, stdout.getvalue().decode(), stderr.getvalue().decode())
    if interpreter_problem(wanted) is not None:
        return None
    for way, level in LEVELS.items():
        module = in_process_module(analysis.program, _symbol(position, way), BuildOptions(opt_level=level))
        (folder / f"{_symbol(position, way)}.o").write_bytes(module.object_code())
    return wanted


def _symbol(position: int, way: str) -> str:
    return f"program{position}.{way}"


def _link(positions: list[int], folder: Path) -> dict[tuple[int, str], int]:
    """Makes the executable `programs` of all objects; the number under which it runs each program at each level."""
    runs = [(position, way) for position in positions for way in LEVELS]
    symbols = [_symbol(position, way) for position, way in runs]
    target = default_target("debug")
    with create_context() as context:
        chooser = translate(_chooser(symbols, context), target, relocation="pic", level=0)
    (folder / "main.o").write_bytes(chooser.object_code())
    objects = ["main.o", *(f"{symbol}.o" for symbol in symbols)]
    run_zig(["ld.lld", "-r", *objects, "-o", "all.o"], "joining programs", folder=folder)
    link_executable([(folder / "all.o").read_bytes()], target, folder / "programs", strip=False, leak_check=True)
    return {run_: number for number, run_ in enumerate(runs)}


def _execute(number: int, folder: Path) -> Outcome:
    try:
        done = subprocess.run(
            [str(number)],
            executable=folder / "programs",
            cwd=folder,
            env={},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=10 * SECONDS,
        )
    except subprocess.TimeoutExpired:
        return Outcome(-signal.SIGALRM, "", "")
    return Outcome(done.returncode, *(data.decode("utf-8", "backslashreplace") for data in (done.stdout, done.stderr)))


def _chooser(symbols: list[str], context: ir.Context) -> ir.Module:
    """`main`: calls the function whose number, in `symbols`, is the name that the executable was started under."""
    signature = "(i32, !llvm.ptr) -> i32"
    lines = [f'  llvm.func @"{symbol}"{signature}' for symbol in symbols]
    cases = ", ".join(f"{number}: ^case{number}" for number in range(len(symbols)))
    blocks = [
        f'  ^case{number}:\n    %r{number} = llvm.call @"{symbol}"(%argc, %argv) : {signature}\n    llvm.return %r{number} : i32'
        for number, symbol in enumerate(symbols)
    ]
    text = "\n".join(
        [
            "module {",
            *lines,
            "  llvm.func @atoi(!llvm.ptr) -> i32",
            "  llvm.func @main(%argc: i32, %argv: !llvm.ptr) -> i32 {",
            "    %name = llvm.load %argv : !llvm.ptr -> !llvm.ptr",
            "    %number = llvm.call @atoi(%name) : (!llvm.ptr) -> i32",
            f"    llvm.switch %number : i32, ^none [{cases}]",
            *blocks,
            "  ^none:",
            "    %status = llvm.mlir.constant(70 : i32) : i32",
            "    llvm.return %status : i32",
            "  }",
            "}",
        ]
    )
    return ir.Module.parse(text, context)
