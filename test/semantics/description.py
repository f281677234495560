"""What a program of the corpus says about itself: the comment lines at its head.

    # A sentence or two about the rules that the program shows.
    # env: NAME=value            a variable of its environment; a value in double quotes is a JSON string
    # file: name                 a file beside it; the text stands below, three characters further in
    #   text
    # config: / stdin: / stdout: / stderr:   likewise: its config.toml, what it reads and writes; unsaid is empty
    # args: --name=Ada --loud    arguments for `fn main`, quoted as in a shell
    # command: test              how it runs: run (without this line), test or migrate; several lines run one after the other
    # filter: add                of the command test
    # error: boom                it ends with this runtime error (line ends as \\n), reported as by `run`, status 1
    # validation: path | code | message      it ends with this validation error, status 1
    # panic: text                it ends with this panic, status 101
    # status: 2                  the exit status of the last command, where the lines above do not say it
    # exchange:                  a request to the server that it starts on the port in PORT, and the whole response
    #   > GET / HTTP/1.1
    #   >
    #   < HTTP/1.1 200 OK
    # peer:                      a request to the server whose port is in PEER_PORT, and its whole response
    #   < GET / HTTP/1.1
    #   > HTTP/1.1 200 OK

In:   the text of a program, or of several parts of it with a head each.
Out:  a Description. What is expected on standard error is in its normal form (see `outcome.py`).
"""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass, field

_BLOCKS = ("file", "config", "stdin", "stdout", "stderr", "exchange", "peer")
_LINES = ("env", "args", "command", "filter", "error", "validation", "panic", "status")

# Sides of an exchange: what one side sends and what the other answers, with line ends as they are sent.
Exchange = tuple[str, str]


@dataclass(slots=True)
class Description:
    """`exchanges` are (sent by the test, answered by the program), `peer` (sent by the program, answered by the test)."""

    environment: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    stdin: str = ""
    stdout: str = ""
    stderr: str = ""
    arguments: list[str] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    filter: str | None = None
    status: int = 0
    exchanges: list[Exchange] = field(default_factory=list)
    peer: list[Exchange] = field(default_factory=list)


def parse_description(*texts: str) -> Description:
    """Reads the comment lines at the head of each text. Errors: ValueError for a line that is not understood."""
    found = Description()
    report = ""
    for key, value, block in (entry for text in texts for entry in _entries(text)):
        lines = "".join(line + "\n" for line in block)
        match key:
            case "env":
                name, _, setting = value.partition("=")
                quoted = len(setting) >= 2 and setting[0] == setting[-1] == '"'
                found.environment[name] = json.loads(setting) if quoted else setting
            case "file":
                found.files[value] = lines
            case "config":
                found.files["config.toml"] = lines
            case "exchange":
                found.exchanges.append((_side(block, ">"), _side(block, "<")))
            case "peer":
                found.peer.append((_side(block, "<"), _side(block, ">")))
            case "args":
                found.arguments = shlex.split(value)
            case "status":
                found.status = int(value)
            case "command":
                found.commands.append(value)
            case "error" | "validation" | "panic":
                if report:
                    raise ValueError("a program ends once")
                report, found.status = _report(key, value)
            case _:
                setattr(found, key, value if key == "filter" else lines)
    found.commands = found.commands or ["run"]
    found.stderr += report
    return found


def error_text(description: Description) -> str | None:
    """The text of the error that a program ends with; None when it ends well."""
    return description.stderr.removeprefix("run error: ").removesuffix("\n") if description.status else None


def _entries(text: str) -> list[tuple[str, str, list[str]]]:
    """Key, value and block of each entry, in order."""
    entries: list[tuple[str, str, list[str]]] = []
    for line in text.split("\n"):
        if not line.startswith("#"):
            break
        key, colon, value = line[2:].partition(":")
        if entries and entries[-1][0] in _BLOCKS and (line == "#" or line.startswith("#   ")):
            entries[-1][2].append(line[4:])
        elif colon and (key in _LINES or (key in _BLOCKS and (not value or key == "file"))):
            entries.append((key, value.removeprefix(" "), []))
        elif entries:
            raise ValueError(f"not understood: {line}")
    return entries


def _side(block: list[str], mark: str) -> str:
    """The lines of a request or a response. An empty line ends its head; the lines of the body behind it end as in the block."""
    lines = [line[2:] for line in block if line.startswith(mark)]
    end = lines.index("") if "" in lines else len(lines)
    return "\r\n".join(lines[:end]) + "\r\n\r\n" + "\n".join(lines[end + 1 :])


def _report(key: str, text: str) -> tuple[str, int]:
    """The line that reports the failure, and the exit status."""
    if key == "panic":
        return f"fatal: class=panic message=panic_kind=panic_static_str {text}\n", 101
    if key == "error":
        return f"run error: {text}\n", 1
    path, code, message = text.split(" | ")
    entry = {"code": code, "message": message, "path": path}
    error = {"code": "validation_error", "fields": [entry], "message": "validation failed"}
    return "run error: " + json.dumps({"error": error}, ensure_ascii=False, separators=(",", ":")) + "\n", 1
