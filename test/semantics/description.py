"""What a semantics program says about itself: the comment lines at its head.

    # A sentence or two about the rules that the program shows.
    # env: NAME=value            a variable of its environment
    # file: name                 a file beside it; the text stands below, three characters further in
    #   text
    # stdin: / stdout: / stderr: likewise; what is expected where nothing is said is nothing
    # args: --name=Ada --loud    arguments for `fn main`
    # command: test              how it runs: run (without this line), test or migrate
    # filter: add                of the command test
    # error: boom                it ends with this runtime error, reported as by `run`, status 1
    # validation: path | code | message      it ends with this validation error, status 1
    # panic: text                it ends with this panic, status 101
    # status: 2                  the exit status, where the lines above do not say it
    # exchange:                  a request to the server that it starts on the port in PORT, and the whole response
    #   > GET / HTTP/1.1
    #   >
    #   < HTTP/1.1 200 OK

In:   the text of a program.
Out:  a Description.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

_BLOCKS = ("file", "stdin", "stdout", "stderr", "exchange")
_LINES = ("env", "args", "command", "filter", "error", "validation", "panic", "status")


@dataclass(slots=True)
class Description:
    """`exchanges` are (request, response) with line ends as they are sent."""

    environment: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    stdin: str = ""
    stdout: str = ""
    stderr: str = ""
    arguments: list[str] = field(default_factory=list)
    command: str = "run"
    filter: str | None = None
    status: int = 0
    exchanges: list[tuple[str, str]] = field(default_factory=list)


def parse_description(text: str) -> Description:
    """Reads the comment lines at the head of a program."""
    description = Description()
    report = ""
    for key, value, block in _entries(text):
        lines = "".join(line + "\n" for line in block)
        if key == "env":
            name, _, setting = value.partition("=")
            description.environment[name] = setting
        elif key == "file":
            description.files[value] = lines
        elif key == "exchange":
            description.exchanges.append((_side(block, ">"), _side(block, "<")))
        elif key == "args":
            description.arguments = value.split()
        elif key == "status":
            description.status = int(value)
        elif key in ("error", "validation", "panic"):
            report, description.status = _report(key, value)
        elif key in ("command", "filter"):
            setattr(description, key, value)
        else:
            setattr(description, key, lines)
    description.stderr += report
    return description


def _entries(text: str) -> list[tuple[str, str, list[str]]]:
    """Key, value and block of each entry, in order."""
    entries: list[tuple[str, str, list[str]]] = []
    for line in text.split("\n"):
        if not line.startswith("#"):
            break
        key, colon, value = line[2:].partition(":")
        if entries and entries[-1][0] in _BLOCKS and (line == "#" or line.startswith("#   ")):
            entries[-1][2].append(line[4:])
        elif colon and key in _BLOCKS + _LINES:
            entries.append((key, value.strip(), []))
        elif entries:
            raise ValueError(f"not understood: {line}")
    return entries


def _side(block: list[str], mark: str) -> str:
    """The lines of a request or a response. An empty line ends its head; the body behind it has no line end."""
    lines = [line[2:] for line in block if line.startswith(mark)]
    head, _, body = "\r\n".join([*lines, ""] if "" not in lines else lines).partition("\r\n\r\n")
    return f"{head.removesuffix(chr(13) + chr(10))}\r\n\r\n{body}"


def _report(key: str, text: str) -> tuple[str, int]:
    if key == "panic":
        return f"fatal: class=panic message=panic_kind=panic_static_str {text}\n", 101
    if key == "error":
        return f"run error: {text}\n", 1
    path, code, message = text.split(" | ")
    entry = {"code": code, "message": message, "path": path}
    error = {"code": "validation_error", "fields": [entry], "message": "validation failed"}
    return "run error: " + json.dumps({"error": error}, ensure_ascii=False, separators=(",", ":")) + "\n", 1
