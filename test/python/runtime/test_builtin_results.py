"""The runtime's builtins against the interpreter's, which is the authority, and against Python's own library.

`runtime/test/builtins_driver.c` calls the runtime. The inputs are fixed or come from a seeded generator.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import random
from pathlib import Path

from runtime_driver import call

from fuse_mlir.frontend.regex import automaton_table, compile_pattern
from fuse_mlir.interpreter.base64_text import Base64Error, decode_base64
from fuse_mlir.interpreter.builtins.clock import BUILTINS as CLOCK
from fuse_mlir.interpreter.builtins.svg import BUILTINS as SVG
from fuse_mlir.interpreter.failures import RuntimeFailure
from fuse_mlir.interpreter.report import _CLASS_BY_PREFIX, _CLASS_BY_TEXT, error_line
from fuse_mlir.interpreter.values import ResultValue


def test_digests(driver: Path) -> None:
    generator = random.Random(3)
    data = [generator.randbytes(size) for size in (*range(0, 300), 1000, 4096, 10_001)]
    calls = [("crypto.hash", name, item) for item in data for name in ("sha256", " SHA-512\n")]
    expected = [hashlib.new(name, item).digest() for item in data for name in ("sha256", "sha512")]
    assert call(driver, calls) == expected


def test_authentication_codes(driver: Path) -> None:
    generator = random.Random(4)
    keys = [generator.randbytes(size) for size in (0, 1, 63, 64, 65, 127, 128, 129, 300)]
    data = [generator.randbytes(size) for size in (0, 1, 55, 56, 64, 111, 112, 128, 500)]
    calls = [("crypto.hmac", name, key, item) for key in keys for item in data for name in ("sha-256", "Sha512")]
    expected = [hmac.new(key, item, name).digest() for key in keys for item in data for name in ("sha256", "sha512")]
    assert call(driver, calls) == expected


def test_algorithm_that_does_not_exist(driver: Path) -> None:
    calls = [("crypto.hash", "md5", b""), ("crypto.hmac", " sha1 ", b"", b"")]
    assert call(driver, calls) == [
        ("error", "crypto.hash unsupported algorithm md5"),
        ("error", "crypto.hmac unsupported algorithm  sha1 "),
    ]


def test_base64(driver: Path) -> None:
    generator = random.Random(5)
    data = [generator.randbytes(size) for size in range(0, 70)]
    assert call(driver, [("base64.encode", item) for item in data]) == [base64.b64encode(item) for item in data]
    assert call(driver, [("base64.decode", base64.b64encode(item)) for item in data]) == data


def decoded(text: str) -> object:
    try:
        return decode_base64(text)
    except Base64Error as error:
        return "error", str(error)


def test_malformed_base64(driver: Path) -> None:
    generator = random.Random(6)
    texts = ["", " YQ== ", "YQ==Yg==", "YQ=a", "====", "A===", "éé", "日日日日", "AB-C", "YWJj\nYWJj", "A", "\u2003YQ==\u3000"]
    texts += ["".join(generator.choices("AZaz09+/=é-", k=generator.randrange(13))) for _ in range(500)]
    assert call(driver, [("base64.decode", text) for text in texts]) == [decoded(text) for text in texts]


FRACTIONS = [".f", ".3f", ".6f", ".9f", "3f", "6f", "9f"]
SPECIFIERS = [*"YCyGgmdeUWVwujHkIlMSfsbBaApPZz+hDxFvRTXrctn%", ":z", "::z", ":::z", "#z", *FRACTIONS]
BROKEN = ["Q", "-", "", "-b", "_z", "0%", "::::z", ".5f", ".", "E", "Oy", "é", "0"]


def formatted(epoch_ms: int, format_: str) -> object:
    try:
        return CLOCK["time.format"]([epoch_ms, format_], None).encode()
    except RuntimeFailure as failure:
        return "error", failure.text


def moments(generator: random.Random) -> list[int]:
    edges = [0, -1, 1, 999, 1000, 951_782_399_999, 951_782_400_000, 253_402_300_800_000, -62_167_219_200_001, -62_198_755_200_000]
    limits = [-(2**63), 2**63 - 1, -8_334_601_228_800_000, -8_334_601_228_800_001, 8_210_266_876_799_999, 8_210_266_876_800_000]
    return [*edges, *limits, *(generator.randrange(-10_000_000_000_000, 10_000_000_000_000) for _ in range(60))]


def test_time_as_text(driver: Path) -> None:
    generator = random.Random(8)
    formats = [f"%{padding}{name}" for name in SPECIFIERS + BROKEN for padding in ("", "-", "_", "0")]
    calls = [(moment, format_) for format_ in formats for moment in generator.sample(moments(generator), 12)]
    calls += [(moment, "%A, %d. %B %Y%n\t %H:%M:%S%.f % %%") for moment in moments(generator)]
    calls += [(moment, "%c|%+|%G-W%V-%u|%j|%U|%W 日本\u2003é") for moment in moments(generator)]
    assert call(driver, [("time.format", *item) for item in calls]) == [formatted(*item) for item in calls]


def parsed(text: str, format_: str) -> object:
    result = CLOCK["time.parse"]([text, format_], None)
    assert isinstance(result, ResultValue)
    return result.content if result.is_ok else None


ROUND_TRIPS = [
    "%Y-%m-%dT%H:%M:%S%.f%z", "%+", "%c", "%s", "%s%.3f", "%F %T", "%F", "%G-W%V-%u", "%Y %U %w", "%Y %W %a", "%Y-%j", "%D %r",
    "%C%y-%m-%d %I:%M %p", "%y%m%d%H%M%S%f", "%v %X %:z", "%A %e %B %Y %k:%M %Z", "%Y%m%d%H%M%S%3f", "%g-%V-%A", "%l:%M%P %x %#z",
]  # fmt: skip


def test_text_as_time(driver: Path) -> None:
    generator = random.Random(9)
    calls: list[tuple[str, str]] = []
    for format_ in ROUND_TRIPS:
        for moment in generator.sample(moments(generator), 25):
            text = formatted(moment, format_.replace("%#z", "%z"))
            if isinstance(text, bytes):
                calls += [(mutated, format_) for mutated in mutations(text.decode(), generator)]
    calls += [
        ("2024-02-30", "%F"), ("2023-366", "%Y-%j"), ("-0001-01-01", "%F"), ("+12345-01-01", "%F"), ("12:00 am", "%I:%M %p"),
        ("99999999999999999999", "%s"), ("2024-01-01 23:59:60", "%F %T"), ("2024-01-01 05−03", "%F %H%#z"), ("x", "x"), ("", ""),
        ("2024-01-01T00:00:00Z", "%+"), ("2024-01-01t00:00:00.5+05 : 30", "%+"), ("1 2024", "%U %Y"), ("2020-53-7", "%G-%V-%u"),
        ("2021-53-7", "%G-%V-%u"), ("MAY 5 1999", "%B %d %Y"), ("maY 5 1999", "%b %d %Y"), ("2024-05-01 7", "%F %u"),
        ("\x1c2024", "%Y"), ("\u20032024-01-01", " %F"), ("2024-01-01 +0530", "%F %z"), ("262142-12-31", "%Y-%m-%d"),
        ("+262142-12-31", "%F"), ("+262143-01-01", "%F"), ("-262143-01-01", "%F"), ("+00000000000000002024-01-01", "%F"),
    ]  # fmt: skip
    assert call(driver, [("time.parse", *item) for item in calls]) == [parsed(*item) for item in calls]


def mutations(text: str, generator: random.Random) -> list[str]:
    """The text, and near ones."""
    found = [text, f" {text}", text.upper(), text.lower()]
    for _ in range(6):
        place = generator.randrange(len(text) + 1)
        found.append(text[:place] + generator.choice("0159 :-+zZ.a\u2003") + text[place + generator.randrange(2) :])
    return found


def test_text_as_markup(driver: Path) -> None:
    expected = """&lt;a href="x"&gt;&amp;amp; é'&lt;/a&gt;"""
    assert call(driver, [("html.text", """<a href="x">&amp; é'</a>""")]) == [expected.encode()]


def test_classes_of_errors(driver: Path) -> None:
    prefixes = [prefix for _, row in _CLASS_BY_PREFIX for prefix in row]
    texts = [
        *_CLASS_BY_TEXT,
        *(f"{prefix} x" for prefix in prefixes),
        "x expects y",
        "expected x",
        " null access ",
        "x",
        '"\n',
        "{x",
    ]
    texts += ["has no config env overrides", "expects", "unexpected x"]
    assert call(driver, [("envelope", text) for text in texts]) == [error_line(text).encode() for text in texts]


PATTERNS = [
    "", "a", "^a", "a$", "^$", "^[a-z]+$", "(ab|cd)*e", "a{2,4}b", "^(a|aa)+$", r"\d+", r"^\w+@\w+\.\w{2,}$", r"\bfoo\b", r"\Boo",
    "(?i)straße", "(?i)ΑΣ", "(?m)^b$", "(?s)a.b", "a.b", r"\p{Lu}\p{Ll}", r"[^\s\d]", r"[\w&&[^_]]", "[a-f--c]", "[a-f~~d-k]",
    r"\x{1F600}", "日本", r"(?-u:\w)\W", "(?R)^x$", r"\b{start}a", r"a\b{end}", "(x+x+)+y", "(?i)[^k]", "a?",
    ".{3}", r"\A\d{3}-\d{4}\z", "[[:alpha:]]+[[:^digit:]]", "(?x) a b # comment", "(|a)+b", "[é-ü]", r"\t\n",
]  # fmt: skip
TEXTS = [
    "", "a", "ab", "ba", "abcde", "aaab", "aaaa", "foo", "a foo b", "afoob", "Strasse", "STRASSE", "STRAßE", "ας", "ΑΣ", "a\nb\nc",
    "a\nb", "a b", "Aa", "éÉ", "aB", "_", "42", "٣", "x@y.de", "me@example.com", "cafk", "KELVIN", "\u212a", "😀", "日本語",
    "x\r\nx", "x\r", "x" * 40, "123-4567", "123-45678", "é\u0301", "\t\n", "a\u2028b", "__a", "a1", "0", "\u200d", "ⓐ",
]  # fmt: skip


def test_regular_expressions(driver: Path) -> None:
    tables = {pattern: automaton_table(compile_pattern(pattern)) for pattern in PATTERNS}
    cases = [(pattern, text) for pattern in PATTERNS for text in TEXTS]
    found = call(driver, [("regex", tables[pattern], text) for pattern, text in cases])
    expected = [int(compile_pattern(pattern).search(text)) for pattern, text in cases]
    wrong = [case for case, mine, theirs in zip(cases, found, expected, strict=True) if mine != theirs]
    assert wrong == []


def test_search_takes_linear_time(driver: Path) -> None:
    table = automaton_table(compile_pattern("(a*)*b|(a|aa)+$c"))
    assert call(driver, [("regex", table, "a" * 100_000)]) == [0]


def test_icons(driver: Path, tmp_path: Path) -> None:
    folder = tmp_path / "assets" / "svg"
    (folder / "sub.svg").mkdir(parents=True)
    (folder / "a.svg").write_text("<svg>é\r\n</svg>")
    (folder / "B.SVG").write_text("<svg/>")
    (folder / "sub.svg" / "c.d.svg").write_text("")
    (folder / "bad.svg").write_bytes(b"\xff")
    names = [
        "a", " a.svg ", "./a", "B.SVG", "sub.svg/c.d.svg", "sub.svg\\c.d", "sub.svg", "none", "bad", "a.png", "", " ", ".", "./",
        "/a", "\\a", "../a", "x/../../a", ".svg", "..svg", "a.", "...", "a\0", "sub.svg//c.d.svg",
    ]  # fmt: skip
    machine = _Machine()
    here = Path.cwd()
    os.chdir(tmp_path)
    try:
        expected = [inlined(name, machine) for name in names]
    finally:
        os.chdir(here)
    environment = {key: value for key, value in os.environ.items() if key not in ("FUSE_SVG_DIR", "FUSE_DEV_MODE")}
    assert call(driver, [("svg.inline", name) for name in names], cwd=tmp_path, env=environment) == expected


class _Machine:
    """As much of the interpreter's machine as `svg.inline` asks for."""

    def __init__(self) -> None:
        self.svg_cache: dict[str, str] = {}

    def variable(self, name: str) -> str | None:
        return None


def inlined(name: str, machine: _Machine) -> object:
    try:
        return SVG["svg.inline"]([name], machine).markup.encode()
    except RuntimeFailure as failure:
        return "error", failure.text
