"""Sessions at a shell: commands, and what each says and returns. `fuse-mlir` runs in this process, anything else in a shell.

A transcript is a line `$ <command>` for each command, then all that it wrote, then `[<status>]` where that is not 0.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from unittest.mock import patch

from fuse_mlir.cli.main import run_command

_COMMAND = re.compile(r"^\$ (.*)$", re.MULTILINE)
_ASSIGNMENT = re.compile(r"(\w+)=(.*)")
# Commits of the same files by nobody in particular have the same hash everywhere, whatever the settings of the machine are.
_GIT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{who}_{what}": "test@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    **{f"GIT_{who}_DATE": "2024-01-01T00:00:00Z" for who in ("AUTHOR", "COMMITTER")},
}


def replay(folder: Path, session: str) -> str:
    """The transcript of the commands of a session, now; the folder, which is the working directory, is shown as `<here>`."""
    shown = "".join(_transcript(line) for line in _COMMAND.findall(session))
    return shown.replace(str(folder), "<here>")


def _transcript(line: str) -> str:
    words = shlex.split(line)
    assigned = [match for match in map(_ASSIGNMENT.fullmatch, words) if match is not None]
    said, status = _compiler(words[len(assigned) :], dict(match.groups() for match in assigned))
    if status is None:
        done = subprocess.run(
            ["sh", "-c", line], env={**os.environ, **_GIT}, capture_output=True, text=True, timeout=20, check=False
        )
        said, status = done.stdout + done.stderr, done.returncode
    return f"$ {line}\n{said}" + (f"[{status}]\n" if status else "")


def _compiler(words: list[str], environment: dict[str, str]) -> tuple[str, int | None]:
    """Output and status of a `fuse-mlir` command, None for any other."""
    if words[0] != "fuse-mlir":
        return "", None
    with (
        tempfile.TemporaryFile() as console,
        open(os.devnull) as nothing,
        io.TextIOWrapper(console, encoding="utf-8", write_through=True) as stream,
        patch.object(sys, "stdin", nothing),
        patch.object(sys, "stdout", stream),
        patch.object(sys, "stderr", stream),
        patch.dict(os.environ, environment),
    ):
        status = run_command(words[1:])
        stream.flush()
        console.seek(0)
        return console.read().decode(), status
