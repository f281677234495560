"""`print`, `input`, `log`, and `assert` as a value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..conversion import trim
from ..expressions import check_assertion
from ..failures import RuntimeFailure
from ..json_encoding import encode_json, encode_object, quote
from ..stringification import text
from ..values import UNIT_VALUE, Value
from .arguments import expect, expect_string

if TYPE_CHECKING:
    from ..machine import Machine

_LEVELS = {"trace": 0, "debug": 1, "info": 2, "warn": 3, "warning": 3, "error": 4}
_LEVEL_NAMES = ("trace", "debug", "info", "warn", "error")
_COLORS = {"trace": "90", "debug": "36", "info": "32", "warn": "33;1", "error": "31;1"}


def _print(args: list[Value], machine: Machine) -> Value:
    machine.console.print(text(args[0]) if args else "")
    return UNIT_VALUE


def _assert(args: list[Value], machine: Machine) -> Value:
    expect(bool(args), "assert expects a Bool as the first argument")
    return check_assertion(args[0], args[1:])


def _input(args: list[Value], machine: Machine) -> Value:
    expect(len(args) <= 1, "input expects 0 or 1 arguments")
    prompt = expect_string(args[0], "input expects a string prompt") if args else ""
    machine.console.prompt(prompt)
    stdin = machine.stdin
    line = b"" if stdin is None else stdin.readline()
    if not line:
        interactive = stdin is not None and stdin.isatty()
        raise RuntimeFailure("input aborted: reached EOF" if interactive else "input requires stdin data in non-interactive mode")
    try:
        decoded = line.decode()
    except UnicodeDecodeError:
        raise RuntimeFailure("input read failed: stream did not contain valid UTF-8") from None
    return decoded.removesuffix("\n").removesuffix("\r") if decoded.endswith("\n") else decoded


def _log(args: list[Value], machine: Machine) -> Value:
    level, rest = "info", args
    if len(args) > 1 and isinstance(args[0], str) and (named := trim(args[0]).lower()) in _LEVELS:
        level, rest = _LEVEL_NAMES[_LEVELS[named]], args[1:]
    if _LEVELS[level] < _LEVELS.get(trim(machine.variable("FUSE_LOG") or "").lower(), _LEVELS["info"]):
        return UNIT_VALUE
    message = text(rest[0]) if rest else ""
    if len(rest) > 1:
        data = encode_json(rest[1] if len(rest) == 2 else tuple(rest[1:]))
        machine.console.report(encode_object({"data": data, "level": quote(level), "message": quote(message)}))
    else:
        machine.console.report(f"[{_painted(level, machine)}] {message}")
    return UNIT_VALUE


def _painted(level: str, machine: Machine) -> str:
    name = level.upper()
    return f"\x1b[{_COLORS[level]}m{name}\x1b[0m" if _is_colored(machine) else name


def _is_colored(machine: Machine) -> bool:
    choice = trim(machine.variable("FUSE_COLOR") or "auto").lower()
    if choice in ("always", "never"):
        return choice == "always"
    if "NO_COLOR" in machine.environ:
        return False
    forced = machine.environ.get("FUSE_COLOR_FORCE_TTY")
    return machine.console.reports_to_terminal() if forced is None else forced == "1"


BUILTINS = {"print": _print, "input": _input, "log": _log, "assert": _assert}
