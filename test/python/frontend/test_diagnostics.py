"""Diagnostics as text and as JSON, and the diagnostics of files that cannot be read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from fuse_mlir.frontend.diagnostics import Diagnostic, Note, render_json, render_text
from fuse_mlir.frontend.load import load_source
from fuse_mlir.frontend.messages.template import Message
from fuse_mlir.frontend.source import SourceFile, Span


def at(text: str, marked: str, **more: object) -> tuple[Diagnostic, SourceFile]:
    source = SourceFile("main.fuse", text)
    start = source.data.index(marked.encode())
    span = Span(start, start + len(marked.encode()))
    return Diagnostic("error", "bad thing", span, "main.fuse", **more), source  # type: ignore[arg-type]


def test_whole_text_form() -> None:
    diagnostic, source = at(
        "fn main():\n  print(foo)\n",
        "foo",
        code="FUSE_X",
        notes=(Note(Message("here"), Span(3, 7)), Note(Message("why"))),
        hint="do",
    )
    assert render_text(diagnostic, source) == (
        "main.fuse:2:9: error[FUSE_X]: bad thing\n"
        "      print(foo)\n"
        "            ^^^\n"
        "  note: main.fuse:1:4: here\n"
        "  note: why\n"
        "  hint: do"
    )


def test_color_marks_level_and_caret() -> None:
    diagnostic, source = at("a b", "b")
    red = "\x1b[31;1m"
    assert render_text(diagnostic, source, color=True) == (
        f"main.fuse:1:3: {red}error\x1b[0m: bad thing\n    a b\n      {red}^\x1b[0m"
    )
    warning = Diagnostic("warning", "odd", None, "main.fuse")
    assert render_text(warning, None, color=True) == "main.fuse: \x1b[33;1mwarning\x1b[0m: odd"


@pytest.mark.parametrize(
    ("text", "marked", "line", "carets"),
    [
        ("\tlet x", "x", "    let x", "        ^"),
        ("ab\tx", "x", "ab  x", "    ^"),
        ("日本 x", "x", "日本 x", "     ^"),
        ("x 日本", "日本", "x 日本", "  ^^^^"),
        ("e\u0301 x", "x", "e\u0301 x", "  ^"),
        ("\0\x1b x", "x", "␀␛ x", "   ^"),
        ("\u202e x", "x", "� x", "  ^"),
        ("a x   \r", "x   \r", "a x", "  ^"),
        ("x y\nz", "y\nz", "x y", "  ^"),
    ],
)
def test_carets_stand_below_what_they_mean(text: str, marked: str, line: str, carets: str) -> None:
    diagnostic, source = at(text, marked)
    assert render_text(diagnostic, source).split("\n")[1:] == [f"    {line}", f"    {carets}"]


def test_empty_span_and_end_of_file_get_one_caret() -> None:
    source = SourceFile("main.fuse", "abc\n")
    for offset, lines in ((3, ["    abc", "       ^"]), (4, ["", "    ^"])):
        diagnostic = Diagnostic("error", "m", Span(offset, offset), "main.fuse")
        assert render_text(diagnostic, source).split("\n")[1:] == lines


def test_long_lines_are_cut_around_the_place() -> None:
    diagnostic, source = at("a" * 5000 + "X" + "b" * 5000, "X")
    _, line, carets = render_text(diagnostic, source).split("\n")
    assert len(line) < 200
    assert line.strip().startswith("…") and line.endswith("…")
    assert line[carets.index("^")] == "X"
    diagnostic, source = at("a" * 10 + "X" * 5000, "X" * 5000)
    _, line, carets = render_text(diagnostic, source).split("\n")
    assert line.index("X") == carets.index("^") and len(carets) < 200


def test_json_form_is_exact() -> None:
    diagnostic, source = at("é\n  fooé", "foo", code="FUSE_X", notes=(Note(Message("n")),), hint="h")
    assert render_json(diagnostic, source) == (
        '{"code":"FUSE_X","column":3,"kind":"diagnostic","level":"error","line":2,"message":"bad thing",'
        '"path":"main.fuse","span_end":8,"span_start":5}'
    )


def test_json_leaves_out_what_is_unknown_and_escapes_what_it_must() -> None:
    diagnostic = Diagnostic("error", 'a "q" é\n', None, "m.fuse")
    text = render_json(diagnostic, None)
    assert "\n" not in text
    assert json.loads(text) == {
        "kind": "diagnostic",
        "level": "error",
        "message": 'a "q" é\n',
        "path": "m.fuse",
        "span_start": 0,
        "span_end": 0,
    }


def test_paths_that_are_no_text_can_be_shown() -> None:
    diagnostic = Diagnostic("error", "m", None, "a\udcff.fuse")
    assert render_text(diagnostic, None) == "a\\udcff.fuse: error: m"
    assert json.loads(render_json(diagnostic, None))["path"] == "a\\udcff.fuse"


def test_load_reads_utf8_text_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "main.fuse"
    path.write_bytes("é\r\n\0".encode())
    source = load_source(str(path))
    assert isinstance(source, SourceFile)
    assert (source.path, source.data) == (str(path), "é\r\n\0".encode())


def test_load_says_why_a_file_cannot_be_read(tmp_path: Path) -> None:
    def message(path: str) -> str:
        result = load_source(path)
        assert isinstance(result, Diagnostic)
        return render_text(result, None)

    missing = str(tmp_path / "missing.fuse")
    assert message(missing) == f"{missing}: error: no such file"
    assert message(str(tmp_path)) == f"{tmp_path}: error: is a directory, not a source file"
    below = str(tmp_path / "a.fuse" / "b.fuse")
    (tmp_path / "a.fuse").write_text("")
    assert message(below) == f"{below}: error: cannot be read: not a directory"
    assert "NUL" in message("a\0b")
    bad = tmp_path / "bad.fuse"
    bad.write_bytes(b"ok\nab\xff\n")
    assert message(str(bad)) == (
        f"{bad}: error: malformed UTF-8: byte 0xff at line 2, column 3, byte offset 5\n  hint: save the file as UTF-8"
    )


def test_load_says_permission_denied(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # The superuser may read everything, so the refusal is made here.
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("builtins.open", refuse)
    result = load_source("secret.fuse")
    assert isinstance(result, Diagnostic) and result.message == "permission denied"
    result = load_source(str(tmp_path))
    assert isinstance(result, Diagnostic) and result.message == "is a directory, not a source file"


def test_parsing_loads_nothing_heavy() -> None:
    """`fuse-mlir check` starts quickly only if the frontend's imports stay light."""
    program = (
        "import sys; before = set(sys.modules)\n"
        "import fuse_mlir.frontend.parser, fuse_mlir.frontend.load\n"
        "print(*sorted(set(sys.modules) - before))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = run.stdout.split()
    assert "fuse_mlir.frontend.lexer" in loaded
    assert not {"asyncio", "click", "json", "llvmlite", "logging", "mlir", "pathlib", "subprocess"} & set(loaded)
