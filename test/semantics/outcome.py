"""How a program ended and what it wrote, in the form that is the same for every way to run it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Outcome:
    """`requests` are what a peer got from the program, `responses` what its server answered."""

    status: int
    stdout: str
    stderr: str
    responses: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


_BUILD_LINE = r"(?: mode=aot profile=\w+ target=\S+ rustc=.+ cli=\S+ runtime_cache=\d+ contract=aot-v1)?"
_PANIC = re.compile(rf"^fatal: class=panic pid=\d+ message=(.*?){_BUILD_LINE}$", re.MULTILINE)
_FATAL = re.compile(rf"^fatal: class=runtime_fatal pid=\d+ message=(.*?){_BUILD_LINE}$", re.MULTILINE)
_DURATION = re.compile(r'"duration_ms":\d+')
# Debug executables say on a line of its own where an error was raised.
_PLACE = re.compile(r"(?<=contract=aot-v1\n)  at .+:\d+:\d+\n")
_LIVE = re.compile(r"^fuse-rt: live objects: (\d+)\n", re.MULTILINE)


def normal_stderr(text: str) -> str:
    """Standard error without what differs between the ways to run: process ids, build lines, places, durations, the form of the
    error report."""
    text = _DURATION.sub('"duration_ms":0', _PLACE.sub("", _LIVE.sub("", text)))
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
