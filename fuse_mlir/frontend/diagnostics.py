"""Diagnostics: what is wrong, where, and how it is shown.

In: facts from any part of the frontend. Out: `Diagnostic`, and its two renderings: text for people, one JSON line for tools.
Offsets and columns are bytes, as everywhere in the frontend; only the caret line of the text form counts terminal cells.

    path:line:col: error[FUSE_CODE]: message
        source line
        ^^^^
      note: path:line:col: message
      hint: message
"""

from __future__ import annotations

from .excerpt import excerpt
from .messages.template import Message
from .record import record
from .source import SourceFile, Span

_RED = "31;1"
_YELLOW = "33;1"


@record(frozen=True)
class Note:
    """A fact that belongs to a diagnostic; with a span where it is about another place: of the same file, or of `source`."""

    message: Message
    span: Span | None = None
    source: SourceFile | None = None


@record(frozen=True)
class Diagnostic:
    """`level` is "error" or "warning". `span` is None where the file as a whole is meant (it cannot be read)."""

    level: str
    message: str
    span: Span | None
    path: str
    code: str | None = None
    notes: tuple[Note, ...] = ()
    hint: str | None = None


def error(
    message: Message, span: Span | None, path: str, notes: tuple[Note, ...] = (), hint: str | None = None, level: str = "error"
) -> Diagnostic:
    """The diagnostic of a message at a place; `hint` is one that depends on the program, else the message has its own."""
    return Diagnostic(level, message.text, span, path, message.code, notes, hint or message.hint)


def render_text(diagnostic: Diagnostic, source: SourceFile | None, color: bool = False) -> str:
    """The text form, without a newline at its end.

    In: `source` is the file that the spans are about; None where it could not be read. `color` uses ANSI escapes.
    """
    paint = _RED if diagnostic.level == "error" else _YELLOW

    def colored(text: str) -> str:
        return f"\x1b[{paint}m{text}\x1b[0m" if color else text

    path = printable(diagnostic.path)
    code = f"[{diagnostic.code}]" if diagnostic.code else ""
    headline = f"{colored(diagnostic.level)}{code}: {diagnostic.message}"
    lines = [f"{_place(path, source, diagnostic.span)}: {headline}"]
    if source is not None and diagnostic.span is not None:
        text, blanks, carets = excerpt(source, diagnostic.span)
        lines.append(f"    {text}".rstrip())
        lines.append(f"    {' ' * blanks}{colored('^' * carets)}")
    for note in diagnostic.notes:
        lines.append(f"  note: {_note_place(note, path, source)}{note.message.text}")
    if diagnostic.hint:
        lines.append(f"  hint: {diagnostic.hint}")
    return "\n".join(lines)


def render_json(diagnostic: Diagnostic, source: SourceFile | None) -> str:
    """The JSON form: one line, keys sorted, `code`, `line` and `column` left out where unknown."""
    import json  # here, because a run that prints no JSON need not pay for loading it

    span = diagnostic.span or Span(0, 0)
    fields: dict[str, object] = {
        "kind": "diagnostic",
        "level": diagnostic.level,
        "message": diagnostic.message,
        "path": printable(diagnostic.path),
        "span_start": span.start,
        "span_end": span.end,
    }
    if diagnostic.code is not None:
        fields["code"] = diagnostic.code
    if source is not None and diagnostic.span is not None:
        fields["line"], fields["column"] = source.position(span.start)
    return json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def printable(path: str) -> str:
    """A path as text that any UTF-8 stream takes: bytes that are no UTF-8 (surrogates in Python) show as escapes."""
    return path.encode("utf-8", "backslashreplace").decode()


def _note_place(note: Note, path: str, source: SourceFile | None) -> str:
    if note.span is None:
        return ""
    if note.source is not None:
        path, source = printable(note.source.path), note.source
    return f"{_place(path, source, note.span)}: "


def _place(path: str, source: SourceFile | None, span: Span | None) -> str:
    if source is None or span is None:
        return path
    line, column = source.position(span.start)
    return f"{path}:{line}:{column}"
