"""What the commands say on standard error: steps, messages and diagnostics, as text or as JSON lines.

A console is made from the options `--diagnostics` and `--color`. Standard output belongs to the program that runs.
"""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

from ..frontend.record import record

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


@record(frozen=True)
class KeptDiagnostic:
    """A finding as it is shown: plain, coloured, and as a line of JSON."""

    text: str
    colored: str
    json: str

    @staticmethod
    def of(diagnostic: Diagnostic, source: SourceFile | None) -> KeptDiagnostic:
        """All forms of a finding; `source` as in `Console.diagnostic`."""
        from ..frontend.diagnostics import render_json, render_text

        plain, colored = (render_text(diagnostic, source, painted) for painted in (False, True))
        return KeptDiagnostic(plain, colored, render_json(diagnostic, source))


class Console:
    """`json_lines`: machine-readable lines instead of text; `color`: `auto`, `always` or `never`. `quiet`, set by a command
    that has such an option: no steps, only what went wrong."""

    def __init__(self, *, json_lines: bool = False, color: str = "auto") -> None:
        self.json_lines = json_lines
        self.colored = not json_lines and _wants_color(color)
        self.quiet = False

    @property
    def shows_bars(self) -> bool:
        """Whether somebody looks at a terminal that lines can be drawn over on."""
        return not self.json_lines and not self.quiet and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"

    def step(self, command: str, message: str) -> None:
        """`[check] start`: where a command stands."""
        if self.quiet:
            return
        if self.json_lines:
            self._json({"command": command, "kind": "command_step", "message": message})
        else:
            self.line(f"{self._painted(f'[{command}]', _CYAN)} {message}")

    def finish(self, command: str, status: int) -> int:
        """The last step of a command; returns its exit status."""
        self.step(command, {0: "ok", 2: "validation failed"}.get(status, "failed"))
        return status

    def timing(self, name: str, part_of: str | None, duration_ns: int, whole_ns: int) -> None:
        """How long a part of a command took, and what share of the whole that is."""
        if self.json_lines:
            fields = {"duration_ns": duration_ns, "kind": "timing", "name": name}
            self._json(fields if part_of is None else {**fields, "part_of": part_of})
        else:
            share = 100 * duration_ns / max(whole_ns, 1)
            self.line(f"time {duration_ns / 1e9:8.2f} s {share:3.0f}%  {'' if part_of is None else '  '}{name}")

    def size(self, component: str, size_bytes: int, whole_bytes: int) -> None:
        """How many bytes a part of the executable has, and what share of the whole that is."""
        if self.json_lines:
            self._json({"component": component, "kind": "size", "size_bytes": size_bytes})
        else:
            self.line(f"size {size_bytes:10,} B {100 * size_bytes / max(whole_bytes, 1):3.0f}%  {component}")

    def error(self, message: str, hint: str | None = None) -> None:
        self._message("error", message, _RED)
        if hint is not None and not self.json_lines:
            self.line(f"hint: {hint}")

    def tool_command(self, command: str) -> None:
        """The command line of a tool that failed."""
        if self.json_lines:
            self._json({"command_line": command, "kind": "tool_command"})
        else:
            self.line(f"command: {command}")

    def warning(self, message: str) -> None:
        self._message("warning", message, _YELLOW)

    def diagnostic(self, diagnostic: Diagnostic, source: SourceFile | None) -> None:
        """A finding of the front end; `source` is the file it is about, None where that could not be read."""
        from ..frontend.diagnostics import render_json, render_text

        self.line(render_json(diagnostic, source) if self.json_lines else render_text(diagnostic, source, self.colored))

    def kept_diagnostic(self, finding: KeptDiagnostic) -> None:
        """A finding of an earlier command, in the form of this one."""
        self.line(finding.json if self.json_lines else finding.colored if self.colored else finding.text)

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

    def _json(self, fields: dict[str, str | int]) -> None:
        self.line(json.dumps(fields, ensure_ascii=False, separators=(",", ":"), sort_keys=True))

    def _painted(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colored else text


def _wants_color(choice: str) -> bool:
    if choice != "auto":
        return choice == "always"
    return "NO_COLOR" not in os.environ and sys.stderr.isatty()
