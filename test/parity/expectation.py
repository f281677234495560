"""What a parity program says about itself: the comment lines at its head.

    # A sentence or two about the rule that the program shows.
    # env: NAME=value               a variable of its environment; a value in double quotes is a JSON string
    # config:                       the text of its config.toml, three characters further in
    #   [App]
    # stdout:                       what it prints, likewise
    #   1
    # stderr:                       lines on standard error before the report of a failure
    # error: index out of bounds    it ends with this runtime error (line ends as \\n), status 1
    # validation: path | code | message      it ends with this validation error, status 1
    # panic: attempt to divide by zero       it ends with this panic, status 101

In:   the text of a program.
Out:  an Expectation. Standard error is in its normal form (see `normal_stderr`), which is the same for every way to run a program.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

_BLOCKS = ("config", "stdout", "stderr")
_LINES = ("env", "error", "validation", "panic")


@dataclass(slots=True)
class Expectation:
    stdout: str
    stderr: str
    status: int
    environment: dict[str, str] = field(default_factory=dict)
    config: str | None = None


def parse_expectation(text: str) -> Expectation:
    """Reads the comment lines at the head of a program."""
    blocks: dict[str, list[str]] = {}
    lines: dict[str, list[str]] = {}
    open_block: list[str] | None = None
    for line in text.split("\n"):
        if not line.startswith("#"):
            break
        key, colon, value = line[2:].partition(":")
        if open_block is not None and (line == "#" or line.startswith("#   ")):
            open_block.append(line[4:])
        elif colon and key in _BLOCKS and not value:
            open_block = blocks.setdefault(key, [])
        elif colon and key in _LINES:
            open_block = None
            lines.setdefault(key, []).append(value.removeprefix(" "))
        elif blocks or lines:
            raise ValueError(f"not understood: {line}")
    report, status = _report(lines)
    stderr = "".join(line + "\n" for line in [*blocks.get("stderr", []), *report])
    stdout = "".join(line + "\n" for line in blocks.get("stdout", []))
    config = "\n".join(blocks["config"]) + "\n" if "config" in blocks else None
    return Expectation(stdout, stderr, status, dict(map(_variable, lines.get("env", []))), config)


def _variable(setting: str) -> tuple[str, str]:
    name, _, value = setting.partition("=")
    quoted = len(value) >= 2 and value[0] == value[-1] == '"'
    return name, json.loads(value) if quoted else value


def _report(lines: dict[str, list[str]]) -> tuple[list[str], int]:
    """The line that reports the failure, if one is expected, and the exit status."""
    ends = [(key, text) for key in ("error", "validation", "panic") for text in lines.get(key, [])]
    if not ends:
        return [], 0
    ((key, text),) = ends
    if key == "panic":
        return [f"fatal: class=panic message=panic_kind=panic_static_str {text}"], 101
    if key == "error":
        return [f"run error: {text}"], 1
    path, code, message = text.split(" | ")
    entry = {"code": code, "message": message, "path": path}
    error = {"code": "validation_error", "fields": [entry], "message": "validation failed"}
    return ["run error: " + json.dumps({"error": error}, ensure_ascii=False, separators=(",", ":"))], 1


_BUILD_LINE = r"(?: mode=aot profile=\w+ target=\S+ rustc=.+ cli=\S+ runtime_cache=\d+ contract=aot-v1)?"
_PANIC = re.compile(rf"^fatal: class=panic pid=\d+ message=(.*?){_BUILD_LINE}$", re.MULTILINE)
_FATAL = re.compile(rf"^fatal: class=runtime_fatal pid=\d+ message=(.*?){_BUILD_LINE}$", re.MULTILINE)
_LIVE = re.compile(r"^fuse-rt: live objects: (\d+)\n", re.MULTILINE)


def normal_stderr(text: str) -> str:
    """Standard error without what differs between the ways to run: process ids, build lines, the form of the error report."""
    text = _LIVE.sub("", text)
    text = _PANIC.sub(r"fatal: class=panic message=\1", text)
    text = _FATAL.sub(r"run error: \1", text)
    before, report, message = text.partition("run error: ")
    # `run` prints line ends of a message as they are, executables escape them.
    message = message.removesuffix("\n").replace("\n", "\\n").replace("\r", "\\r") + "\n" if report else ""
    return before + report + message


def live_objects(stderr: str) -> int | None:
    """How many objects the leak-checked runtime found alive at the end; None when it did not say."""
    match = _LIVE.search(stderr)
    return int(match[1]) if match else None
