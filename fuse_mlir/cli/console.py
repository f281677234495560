"""What the commands say on standard error: steps, messages and diagnostics, as text or as JSON lines.

A console is made from the options `--diagnostics` and `--color`. Standard output belongs to the program that runs.
"""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..frontend.diagnostics import Diagnostic
    from ..frontend.source import SourceFile

_RED, _YELLOW, _CYAN = "31;1", "33;1", "36;1"

_MESSAGE_CODES = (
    ("unknown command:", "wrapper_unknown_command"),
    ("unknown backend:", "wrapper_unknown_backend"),
    ("missing deps subcommand", "wrapper_missing_subcommand"),
    ("unknown deps subcommand:", "wrapper_unknown_subcommand"),
    ("missing manifest:", "wrapper_manifest_missing"),
    ("cwd error:", "wrapper_cwd"),
    ("failed to read ", "wrapper_file_read"),
    ("failed to write ", "wrapper_file_write"),
    ("run error:", "wrapper_run_error"),
    ("formatting aborted due to parse/sema errors", "wrapper_format_aborted"),
    ("no root module loaded", "wrapper_runtime_setup"),
    ("no root fn main found for CLI binding", "wrapper_runtime_setup"),
)


class Console:
    """`json_lines`: machine-readable lines instead of text; `color`: `auto`, `always` or `never`."""

    def __init__(self, *, json_lines: bool = False, color: str = "auto") -> None:
        self.json_lines = json_lines
        self.colored = not json_lines and _wants_color(color)

    def step(self, command: str, message: str) -> None:
        """`[check] start`: where a command stands."""
        if self.json_lines:
            self._json({"command": command, "kind": "command_step", "message": message})
        else:
            self.line(f"{self._painted(f'[{command}]', _CYAN)} {message}")

    def finish(self, command: str, status: int) -> int:
        """The last step of a command; returns its exit status."""
        self.step(command, {0: "ok", 2: "validation failed"}.get(status, "failed"))
        return status

    def error(self, message: str, hint: str | None = None) -> None:
        self._message("error", message, _RED)
        if hint is not None and not self.json_lines:
            self.line(f"hint: {hint}")

    def warning(self, message: str) -> None:
        self._message("warning", message, _YELLOW)

    def diagnostic(self, diagnostic: Diagnostic, source: SourceFile | None) -> None:
        """A finding of the front end; `source` is the file it is about, None where that could not be read."""
        from ..frontend.diagnostics import render_json, render_text

        self.line(render_json(diagnostic, source) if self.json_lines else render_text(diagnostic, source, self.colored))

    def usage(self, text: str) -> None:
        """Usage is for people: JSON mode leaves it out."""
        if not self.json_lines:
            self.line(text)

    def line(self, text: str) -> None:
        sys.stdout.flush()
        sys.stderr.write(text + "\n")
        sys.stderr.flush()

    def _message(self, level: str, message: str, color: str) -> None:
        if not self.json_lines:
            self.line(self._painted(f"{level}: {message}", color))
            return
        code = next((code for start, code in _MESSAGE_CODES if message.startswith(start)), None)
        fields = {"kind": "cli_message", "level": level, "message": message}
        self._json(fields if code is None or level != "error" else {"code": code, **fields})

    def _json(self, fields: dict[str, str]) -> None:
        self.line(json.dumps(fields, ensure_ascii=False, separators=(",", ":"), sort_keys=True))

    def _painted(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colored else text


def _wants_color(choice: str) -> bool:
    if choice != "auto":
        return choice == "always"
    return "NO_COLOR" not in os.environ and sys.stderr.isatty()
