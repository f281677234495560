"""Calls of the runtime's functions from Python, through the program `runtime/test/builtins_driver.c`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from fuse_mlir.codegen.runtime_sources import uses_sqlite

RUNTIME = Path(__file__).parents[3] / "runtime"


def compile_driver(folder: Path) -> Path:
    """The driver, compiled for the host into `folder`."""
    host = shutil.which("cc")
    compiler = [host] if host else [sys.executable, "-m", "ziglang", "cc"]
    program = folder / "builtins_driver"
    sources = [path for path in sorted((RUNTIME / "src").glob("*.c")) if not uses_sqlite(path.name)]
    flags = ["-std=c17", "-O1", "-I", RUNTIME / "include", "-I", RUNTIME / "src"]
    sources.append(RUNTIME / "test" / "builtins_driver.c")
    subprocess.run([*compiler, *flags, *sources, "-o", program, "-lm", "-lpthread"], check=True)
    return program


def word(argument: str | bytes | int) -> str:
    if isinstance(argument, int):
        return str(argument)
    return "=" + (argument.encode() if isinstance(argument, str) else argument).hex()


def call(driver: Path, calls: list[tuple[str | bytes | int, ...]], **options: object) -> list[object]:
    """The results: bytes, a number, None for an absent value, a RuntimeFailure's text as `("error", text)`."""
    lines = "".join(" ".join([str(name), *map(word, arguments)]) + "\n" for name, *arguments in calls)
    result = subprocess.run([driver], input=lines, capture_output=True, text=True, check=True, **options)
    answers = [read(line) for line in result.stdout.splitlines()]
    assert len(answers) == len(calls)
    return answers


def read(line: str) -> object:
    if line[:1] == "=":
        return bytes.fromhex(line[1:])
    if line[:1] == "!":
        return "error", bytes.fromhex(line[1:]).decode()
    return None if line == "-" else int(line)
