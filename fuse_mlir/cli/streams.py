"""The streams of a program that runs in this process.

Output is unbuffered: the interpreter has a buffer of its own, and nothing may be left over for Python to write at its end.
"""

from __future__ import annotations

import sys
from io import BufferedReader, FileIO
from typing import BinaryIO


def program_streams() -> dict[str, BinaryIO | None]:
    """`stdin`, `stdout` and `stderr` by name; no input where the caller closed it."""
    stdout, stderr = (FileIO(stream.fileno(), "wb", closefd=False) for stream in (sys.stdout, sys.stderr))
    stdin = None if sys.stdin is None else BufferedReader(FileIO(sys.stdin.fileno(), "rb", closefd=False))
    return {"stdin": stdin, "stdout": stdout, "stderr": stderr}
