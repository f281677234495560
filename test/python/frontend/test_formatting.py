"""The formatter: golden layouts, and what holds for every file: same tree, same comments, and a second pass changes nothing."""

from __future__ import annotations

import random
import re
from pathlib import Path

import golden_file
import pytest

from fuse_mlir.frontend.formatting import format_source
from fuse_mlir.frontend.formatting.pieces import COMMENT, pieces_of
from fuse_mlir.frontend.lexer import lex
from fuse_mlir.frontend.parser import parse
from fuse_mlir.frontend.same_tree import same_tree
from fuse_mlir.frontend.source import SourceFile

ROOT = Path(__file__).resolve().parents[3]
SOURCES = sorted(path for path in [*ROOT.glob("test/**/*.fuse"), *ROOT.glob("examples/**/*.fuse")] if path.is_file())


def formatted(text: str) -> str:
    result = format_source(SourceFile("main.fuse", text))
    assert result.text is not None, [each.message for each in result.diagnostics]
    return result.text


def words(text: str) -> list[str]:
    """All tokens and comments, as they are written."""
    source = SourceFile("main.fuse", text)
    return [piece.text for piece in pieces_of(source, lex(source).tokens)]


def check(text: str) -> str:
    once = formatted(text)
    assert formatted(once) == once
    assert words(once) == words(text)
    assert same_tree(parse(SourceFile("a", text))[0], parse(SourceFile("b", once))[0])
    assert once == "" or once.endswith("\n")
    assert "\n\n\n" not in re.sub(r'"""(?s:.*?)"""', "", once)
    return once


GOLDEN = Path(__file__).parent / "golden" / "formatting"


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.golden")), ids=lambda path: path.stem)
def test_layout(path: Path, update_golden: bool) -> None:
    text = golden_file.read(path)["source"]
    golden_file.check(path, text, {"formatted": check(text)}, update_golden)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("fn f():\r\n  1 \r\n", "fn f():\n  1\n"),
        ("fn f():\n  1", "fn f():\n  1\n"),
        ("\n \n", ""),
        ("\n# a\n\n\n  # b\n", "# a\n\n# b\n"),
    ],
)
def test_ends_of_lines_and_files(text: str, wanted: str) -> None:
    assert check(text) == wanted


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_source_of_the_repository(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "replace")
    if parse(SourceFile(str(path), text))[1]:
        assert format_source(SourceFile(str(path), text)).text is None
    else:
        check(text)


PROGRAM = """requires db
import { A, B } from "x"
## doc
fn f<T>(a: List<Map<String, T>>? = null, b: T? !E) -> T!E where T: I:
  let x = -a + (b - 1) * 2 .. 3 ?? [1, 2][0] ?! E(code="c", n=1)
  if x < 1 and !y or a == b:
    g(1, "s ${a + 1} t", {"k": [1.5, true]}, P(x=1 y=2))
  else if z:
    return x
  else: h()
  for i in 1..10:
    t.get(i)
      .put(1)?[0]
  match v:
    Some(A(1, n)) -> n
    P(f="x"):
      break
  let t = spawn:
    await u
  div(class="a" id=b):
    p(): "text"
enum E:
  A(Int, List<T>)
  B
type D = E without a, b
service S at "/":
  get "/x" body T -> U:
    1
"""


def scrambled(text: str, chance: random.Random) -> str:
    """The same tokens on the same lines, with other blanks, another width of indentation, and more empty lines."""
    source = SourceFile("main.fuse", text)
    width = chance.randint(1, 5)
    parts: list[str] = []
    end = 0
    before = ""
    for piece in pieces_of(source, lex(source).tokens):
        gap = source.data[end : piece.start].decode()
        if piece.breaks:
            gap = "\n" * (piece.breaks + chance.choice([0, 0, 0, 2])) + " " * (width * (len(gap) - gap.rfind("\n") - 1))
        elif gap:
            gap = " " * chance.randint(1, 3)
        elif ".." not in (before, piece.text) and end:
            gap = " " * chance.randint(0, 2)
        parts += [gap, piece.text]
        end, before = piece.end, piece.text
    return "".join(parts)


@pytest.mark.parametrize("seed", range(60))
def test_any_layout_of_a_program_has_one_canonical_form(seed: int) -> None:
    canonical = check(PROGRAM)
    again = check(scrambled(canonical, random.Random(seed)))
    assert re.sub(r"\n+", "\n", again) == re.sub(r"\n+", "\n", canonical)


@pytest.mark.parametrize("seed", range(40))
def test_comments_anywhere_are_kept(seed: int) -> None:
    chance = random.Random(seed)
    lines = []
    for number, line in enumerate(PROGRAM.splitlines()):
        if chance.random() < 0.3 and not line.startswith("##"):
            lines.append(" " * chance.randint(0, 8) + f"# own {number}")
        is_doc = line.startswith("##")
        lines.append(line + (f" # end {number}" if chance.random() < 0.3 and not is_doc else ""))
    text = "\n".join(lines) + "\n"
    once = check(text)
    source = SourceFile("main.fuse", once)
    kept = [piece.text for piece in pieces_of(source, lex(source).tokens) if piece.kind == COMMENT]
    assert kept == re.findall(r"# (?:own|end) \d+", text)


def test_a_file_with_errors_has_no_layout() -> None:
    result = format_source(SourceFile("main.fuse", "fn f(:\n  1\n"))
    assert result.text is None and result.diagnostics
