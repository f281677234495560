"""The lexer: tokens, their byte ranges and values, layout, strings, and the places of its errors."""

from __future__ import annotations

import pytest

from fuse_mlir.frontend.lex_state import Lexed
from fuse_mlir.frontend.lexer import INT_TOO_LARGE, lex
from fuse_mlir.frontend.source import SourceFile
from fuse_mlir.frontend.tokens import KEYWORDS


def lexed(text: str) -> Lexed:
    return lex(SourceFile("main.fuse", text))


def kinds(text: str) -> str:
    return " ".join(lexed(text).tokens.kinds)


def values(text: str) -> list[object]:
    return [value for value in lexed(text).tokens.values if value is not None]


def errors(text: str) -> list[tuple[int, int, str]]:
    return [(item.span.start, item.span.end, item.message) for item in lexed(text).diagnostics if item.span is not None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("123", "INT NEWLINE EOF"),
        ("3.14", "FLOAT NEWLINE EOF"),
        ("1..5", "INT .. INT NEWLINE EOF"),
        ("1.5..3.5", "FLOAT .. FLOAT NEWLINE EOF"),
        ("1.", "INT . NEWLINE EOF"),
        ("1.5.2", "FLOAT . INT NEWLINE EOF"),
        ("1e5 0x10 1_000", "INT IDENT INT IDENT INT IDENT NEWLINE EOF"),
        ("true false null", "BOOL BOOL NULL NEWLINE EOF"),
        ("_ _a a1 A_b", "IDENT IDENT IDENT IDENT NEWLINE EOF"),
        ("a?.b ?? c?!d", "IDENT ? . IDENT ?? IDENT ?! IDENT NEWLINE EOF"),
        ("-> => == != <= >= < > = !", "-> => == != <= >= < > = ! NEWLINE EOF"),
        ("a # comment ## not doc", "IDENT NEWLINE EOF"),
        ("lettuce let", "IDENT let NEWLINE EOF"),
        ("", "EOF"),
        ("\n\r\n  \n# c", "EOF"),
    ],
)
def test_tokens(text: str, expected: str) -> None:
    assert kinds(text) == expected
    assert errors(text) == []


def test_every_keyword_is_its_own_kind() -> None:
    words = sorted(KEYWORDS)
    assert len(words) == 41
    assert lexed(" ".join(words)).tokens.kinds[:-2] == words


def test_values_and_byte_ranges() -> None:
    text = '"é" "ü" + 1.5 name'
    tokens = lexed(text).tokens
    data = text.encode()
    assert [data[start:end].decode() for start, end in zip(tokens.starts, tokens.ends, strict=True)] == [
        '"é"',
        '"ü"',
        "+",
        "1.5",
        "name",
        "",
        "",
    ]
    assert tokens.values[:5] == ["é", "ü", None, 1.5, "name"]


def test_integers_are_exact_and_bounded_in_work() -> None:
    assert values("9223372036854775807 0009223372036854775808 " + "9" * 10_000) == [2**63 - 1, 2**63, INT_TOO_LARGE]


def test_floats_are_correctly_rounded() -> None:
    assert values("0.1 9007199254740993.0 2.2250738585072011") == [0.1, 9007199254740992.0, 2.2250738585072011]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('""', ""),
        ('"a b"', "a b"),
        (r'"\n\t\r\\\""', '\n\t\r\\"'),
        (r'"\$\u\é\0"', "$ué0"),
        (r'"\${x}"', "${x}"),
        ('"$ $x $"', "$ $x $"),
        ('"a\\\nb"', "a\nb"),
        ('""""""', ""),
        ('"""a"b""c"""', 'a"b""c'),
        ('"""\n  a\r\n"""', "\n  a\r\n"),
        ('"# no comment"', "# no comment"),
        ('"é\0"', "é\0"),
    ],
)
def test_strings(text: str, value: str) -> None:
    assert kinds(text) == "STRING NEWLINE EOF"
    assert values(text) == [value]
    assert errors(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"a${b}c"', "INTERP_START TEXT INTERP_OPEN IDENT INTERP_CLOSE TEXT INTERP_END NEWLINE EOF"),
        ('"${a}${b}"', "INTERP_START INTERP_OPEN IDENT INTERP_CLOSE INTERP_OPEN IDENT INTERP_CLOSE INTERP_END NEWLINE EOF"),
        ('"${{}}"', "INTERP_START INTERP_OPEN { } INTERP_CLOSE INTERP_END NEWLINE EOF"),
        ('"${"}"}"', "INTERP_START INTERP_OPEN STRING INTERP_CLOSE INTERP_END NEWLINE EOF"),
        ('"${\n  a\n}"', "INTERP_START INTERP_OPEN IDENT INTERP_CLOSE INTERP_END NEWLINE EOF"),
        ('"${a # } "', "INTERP_START INTERP_OPEN IDENT INTERP_CLOSE TEXT INTERP_END NEWLINE EOF"),
        ('"${a # {"}"}\n}"', "INTERP_START INTERP_OPEN IDENT INTERP_CLOSE INTERP_END NEWLINE EOF"),
    ],
)
def test_interpolations(text: str, expected: str) -> None:
    assert kinds(text) == expected
    assert errors(text) == []


def test_interpolated_code_is_lexed_in_place() -> None:
    text = '"é${ name }"'
    tokens = lexed(text).tokens
    place = tokens.kinds.index("IDENT")
    assert text.encode()[tokens.starts[place] : tokens.ends[place]] == b"name"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n  b\nc", "IDENT : NEWLINE INDENT IDENT NEWLINE DEDENT IDENT NEWLINE EOF"),
        ("a\n  b\n      c", "IDENT NEWLINE INDENT IDENT NEWLINE INDENT IDENT NEWLINE DEDENT DEDENT EOF"),
        ("a\n\n   # c\n  \nb\n", "IDENT NEWLINE IDENT NEWLINE EOF"),
        ("(\n  a\n b\n)", "( IDENT IDENT ) NEWLINE EOF"),
        ("a\n    .b\n  ?.c\n?[0]\n  ?! d", "IDENT . IDENT ? . IDENT ? [ INT ] ?! IDENT NEWLINE EOF"),
        ("a\n  # c\n\n  .b", "IDENT . IDENT NEWLINE EOF"),
        ("a\n[b]\n(c)", "IDENT NEWLINE [ IDENT ] NEWLINE ( IDENT ) NEWLINE EOF"),
        ("## d\nfn", "DOC NEWLINE fn NEWLINE EOF"),
        ("a\n  ## d\n", "IDENT NEWLINE INDENT DOC NEWLINE DEDENT EOF"),
        ('"""\n  x\n"""\n  a', "STRING NEWLINE INDENT IDENT NEWLINE DEDENT EOF"),
        ("a\r\n  b\r\n", "IDENT NEWLINE INDENT IDENT NEWLINE DEDENT EOF"),
    ],
)
def test_layout(text: str, expected: str) -> None:
    assert kinds(text) == expected
    assert errors(text) == []


@pytest.mark.parametrize(("line", "text"), [("## a", "a"), ("### x", "# x"), ("#### x", "x"), ("##", ""), ("##  \u00e9", "\u00e9")])
def test_doc_text(line: str, text: str) -> None:
    tokens = lexed(line + "\r\n").tokens
    assert (tokens.kinds[0], tokens.values[0]) == ("DOC", text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a @ b", [(2, 3, "unexpected character")]),
        ("a é b", [(2, 4, "unexpected character")]),
        ("';&|^~`$\\", [(n, n + 1, "unexpected character") for n in range(9)]),
        ("\0", [(0, 1, "unexpected character")]),
        ("\ufefffn", [(0, 3, "unexpected character")]),
        ('x "abc\ny', [(2, 6, "unterminated string literal")]),
        ('x """abc\ny', [(2, 10, "unterminated string literal")]),
        ('"a\\', [(0, 3, "unterminated string literal")]),
        ('f("a ${b")\nc', [(2, 10, "unterminated interpolation")]),
        ('"""a ${b"""\nc', [(0, 11, "unterminated interpolation")]),
        ("a)", [(1, 2, "unmatched closing delimiter")]),
        ("(a\n", [(3, 3, "unclosed delimiter")]),
        ('"${(}"', [(4, 4, "unclosed delimiter")]),
        ("a\n\t b\n", [(2, 5, "tabs are not allowed for indentation")]),
        ("(\n\ta)", [(2, 5, "tabs are not allowed for indentation")]),
        ("\t# c\n", [(0, 4, "tabs are not allowed for indentation")]),
        ("\t\n", []),
        ('"""\n\ta"""', []),
        ("a\n    b\n  c", [(10, 10, "inconsistent indentation")]),
    ],
)
def test_errors(text: str, expected: list[tuple[int, int, str]]) -> None:
    assert errors(text) == expected


def test_an_unclosed_bracket_ends_at_the_next_declaration() -> None:
    text = "fn a():\n  f(1\n\nfn b():\n  g()\n"
    assert kinds(text).endswith("INT NEWLINE DEDENT fn IDENT ( ) : NEWLINE INDENT IDENT ( ) NEWLINE DEDENT EOF")
    (error,) = lexed(text).diagnostics
    assert error.message == "unclosed delimiter"
    assert error.span is not None and error.span.start == len(text)
    assert error.notes[0].span is not None and error.notes[0].span.start == text.index("(1")


def test_a_named_argument_in_column_one_is_no_declaration() -> None:
    assert errors('f(\ntype="x"\nfor="y"\n)') == []


def test_lexing_goes_on_after_an_unterminated_string() -> None:
    text = 'f("abc\ng("x")\n'
    assert kinds(text) == "IDENT ( STRING NEWLINE IDENT ( STRING ) NEWLINE EOF"
