"""Regular expressions: what matches, what is malformed, and that time stays linear."""

import random
import subprocess
import sys
import time

import pytest

from fuse_mlir.frontend.regex import RegexError, compile_pattern
from fuse_mlir.frontend.regex.deterministic import FOUND, LOST, deterministic
from fuse_mlir.frontend.regex.properties import perl_set, property_set


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("", "", True),
        ("b", "abc", True),
        ("^a+$", "aaa", True),
        ("^a+$", "aab", False),
        (r"^\d{3}-\d$", "123-4", True),
        (r"^\d$", "٣", True),
        (r"(?-u)^\d$", "٣", False),
        (r"^\w+$", "é_1", True),
        (r"^\s$", "\u2003", True),
        (r"^\s$", "\x1c", False),
        (r"^\S$", "x", True),
        (r"\bfoo\b", "a foo!", True),
        (r"\bfoo\B", "a foo!", False),
        (r"\b{start}foo\b{end}", "(foo)", True),
        ("^(a|bc)*d$", "abcad", True),
        ("^(?:a|b){2,3}$", "abab", False),
        ("^a{2}$", "aa", True),
        ("^a{2,}$", "a", False),
        ("^a{1,}b{0,1500}$", "ab", True),
        (r"^a\b{2}$", "a", True),
        ("^(?P<year>[0-9]{4})(?<rest>.*)$", "2024x", True),
        ("^.$", "\n", False),
        ("(?s)^.$", "\n", True),
        ("^b$", "a\nb", False),
        ("(?m)^b$", "a\nb\n", True),
        ("(?Rm)^b$", "a\r\nb\r\n", True),
        (r"\Ab\z", "b\n", False),
        ("(?x) a b # note\n c", "abc", True),
        ("(?i)straße", "STRAßE", True),
        ("(?i)k", "\u212a", True),
        ("(?i)^[^a]$", "A", False),
        ("a(?i:B)c", "abc", True),
        ("a(?i)b|c", "C", True),
        ("[a-z&&[^b]]", "b", False),
        ("[a-z--[aeiou]]", "e", False),
        ("[a-c~~b-d]", "b", False),
        ("[[:alpha:][:^digit:]]", "1", False),
        ("^[]a-]$", "]", True),
        ("^[^]]$", "]", False),
        (r"^[\d\-\]]+$", "1-]", True),
        (r"^\p{Lu}\P{Lu}\pN$", "Éa1", True),
        (r"^\p{Greek}+$", "λόγος", True),
        (r"^\p{Greek}+$", "logos", False),
        (r"^\p{sc=Cyrl}\p{Script:Cyrillic}\p{isCyrillic}$", "где", True),
        (r"^\p{sc!=Latin}$", "a", False),
        (r"^\p{scx=Hira}$", "ー", True),
        (r"^\p{sc=Hira}$", "ー", False),
        (r"^\p{Alphabetic}\p{alpha}$", "aⅣ", True),
        (r"^\p{Emoji_Presentation}$", "😀", True),
        (r"^\p{age=3.0}$", "€", True),
        (r"^\p{age=3.0}$", "😀", False),
        (r"^\p{gcb=ZWJ}$", "\u200d", True),
        (r"^\p{wb=Katakana}$", "カ", True),
        (r"^\p{LC}\p{L}\p{Letter}\p{any}\p{ascii}\p{Assigned}$", "aᵃあ x€", True),
        (r"(?i)^\p{Lu}$", "a", True),
        ("(?i)^[[:upper:]]$", "a", True),
        ("(?i)^[[:^upper:]]$", "A", False),
        ("(?i)^[a-z--[aeiou]]$", "E", False),
        ("(?x)^[ a - c ]$", "b", True),
        ("(?x)^[ a - c ]$", " ", False),
        ("^[a-]$", "-", True),
        ("^[--a]$", "a", True),
        ("^(?-u:[a-z])$", "b", True),
        (r"^\p{Uppercase_Letter}\p{gc=Nd}$", "A1", True),
        (r"^\x41\u0042\u{43}\x{44}$", "ABCD", True),
        (r"^\.\*\/$", ".*/", True),
        ("^(a*)*b?$", "aaab", True),
        ("x*?y+?", "y", True),
    ],
)
def test_search(pattern, text, found):
    assert compile_pattern(pattern).search(text) is found


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("(", "unclosed group"),
        ("a)", "unopened group"),
        ("*", "repetition operator missing expression"),
        ("a|+", "repetition operator missing expression"),
        ("[a", "unclosed character class"),
        ("[b-a]", "invalid character class range"),
        (r"[a-\d]", "invalid range boundary, must be a literal"),
        ("(?=a)", "look-around, including look-ahead and look-behind, is not supported"),
        ("(?<!a)", "look-around, including look-ahead and look-behind, is not supported"),
        (r"(a)\1", "backreferences are not supported"),
        ("a{2,1}", "invalid repetition count range"),
        ("a{x}", "repetition quantifier expects a valid decimal"),
        ("a{,2}", "repetition quantifier expects a valid decimal"),
        ("a{99999999999}", "decimal literal invalid"),
        ("{2}", "repetition operator missing expression"),
        ("(?i)*", "repetition operator missing expression"),
        ("(?)", "repetition operator missing expression"),
        ("(?ii)", "duplicate flag"),
        ("(?i-)", "dangling flag negation operator"),
        ("(?P<a>x)(?P<a>y)", "duplicate capture group name"),
        ("(?P<1>x)", "invalid capture group character"),
        (r"[\b]", "invalid escape sequence found in character class"),
        (r"[\d-z]", "invalid range boundary, must be a literal"),
        (r"\b{nope}", "unrecognized word boundary"),
        ("(?-u).", "pattern can match invalid UTF-8"),
        (r"(?-u)\W", "pattern can match invalid UTF-8"),
        (r"(?-u)\xFF", "pattern can match invalid UTF-8"),
        ("(?-u)[^a]", "pattern can match invalid UTF-8"),
        ("(?-u)[é]", "Unicode not allowed here"),
        (r"(?-u)\pL", "Unicode not allowed here"),
        (r"\p{sc=Klingon}", "Unicode property value not found: sc=Klingon"),
        (r"\p{age}", "Unicode property not found: age"),
        ("a{1", "unclosed counted repetition"),
        ("a{100001}", "compiled regex exceeds size limit of 100000 states"),
        (r"\p{Nope}", "Unicode property not found: Nope"),
        (r"\e", "unrecognized escape sequence"),
        ("\\", "incomplete escape sequence"),
        (r"\x{110000}", "invalid Unicode character"),
        (r"\xZZ", "invalid hexadecimal digit"),
        ("(?z)", "unrecognized flag"),
        ("(?P<>a)", "empty capture group name"),
        ("((a{1000}){1000})", "compiled regex exceeds size limit of 100000 states"),
        ("(" * 300 + ")" * 300, "groups are nested too deep"),
    ],
)
def test_malformed(pattern, reason):
    with pytest.raises(RegexError) as error:
        compile_pattern(pattern)
    assert str(error.value) == reason


def test_sets_follow_the_table_and_not_this_python() -> None:
    """A sample over all planes: the table is one version of Unicode, whatever `unicodedata` is of."""
    sets = {name: property_set(name) for name in ("Lu", "Nd", "White_Space", "sc=Han", "Alphabetic")}
    assert {name: sum(last - first + 1 for first, last in found.spans) for name, found in sets.items()} == {
        "Lu": 1831,
        "Nd": 680,
        "White_Space": 25,
        "sc=Han": 98408,
        "Alphabetic": 137765,
    }
    assert perl_set("w").both(perl_set("w").complement()).spans == ()


def test_patterns_without_names_do_not_load_the_table() -> None:
    code = (
        "import sys; from fuse_mlir.frontend.regex import compile_pattern; compile_pattern('^[a-z]+@x.(com|org)$').search('a@b');"
        "print('fuse_mlir.frontend.regex.unicode_sets' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_repeated_nothing_ends() -> None:
    assert compile_pattern("((a{0}){4000000000}){4000000000}").search("")


def test_any_pattern_compiles_or_is_malformed() -> None:
    rng = random.Random(1)
    pieces = [
        *"()[]{}|*+?^$.\\-&~:,<>=!#x1aé ",
        r"\p{L}",
        r"\P",
        r"\b{",
        r"\x{",
        "(?i)",
        "(?-u:",
        "[[:alpha:]",
        "{2,3}",
        "&&",
        "--",
    ]
    compiled = 0
    for _ in range(4000):
        pattern = "".join(rng.choice(pieces) for _ in range(rng.randint(1, 12)))
        try:
            automaton = compile_pattern(pattern)
        except RegexError as error:
            assert str(error)
        else:
            compiled += 1
            assert automaton.search("aé1 x") in (True, False)
    assert compiled > 400


def test_deterministic_automata_give_the_same_answers() -> None:
    rng = random.Random(2)
    pieces = [
        *"aab1é |*+?^$.\n",
        "(",
        ")",
        "(?m)",
        "(?Rm)",
        r"\b",
        r"\B",
        r"\b{start}",
        r"\b{end-half}",
        r"(?-u:\b)",
        r"\w",
        r"\d",
        "[^a]",
        "{1,3}",
    ]
    found = {True: 0, False: 0}
    for _ in range(3000):
        try:
            automaton = compile_pattern("".join(rng.choice(pieces) for _ in range(rng.randint(1, 10))))
        except RegexError:
            continue
        small = deterministic(automaton)
        assert small is not None
        for _ in range(10):
            text = "".join(rng.choice("ab1é٣ \n\r😀") for _ in range(rng.randint(0, 8)))
            answer = automaton.search(text)
            assert small.search(text) is answer
            found[answer] += 1
    assert min(found.values()) > 1000


def test_deterministic_automata_are_the_smallest() -> None:
    """Three states: at the start, behind digits, behind the minus; a text is refused as soon as it can be."""
    automaton = deterministic(compile_pattern("^(0|1)+(0|1)*-?$"))
    assert automaton is not None
    assert automaton.starts == (0, ord("-"), ord("-") + 1, ord("0"), ord("2"))
    assert automaton.transitions == ((LOST, LOST, 1, LOST), (LOST, 2, 1, FOUND), (LOST, LOST, LOST, FOUND))
    assert deterministic(compile_pattern("^.{1,900}$")) is not None


def test_deterministic_automata_are_not_made_where_they_are_large() -> None:
    assert deterministic(compile_pattern("(a|b)*a(a|b){20}")) is None


def test_time_is_linear() -> None:
    started = time.process_time()
    assert not compile_pattern("^(a|a)*(a|a)*$").search("a" * 2000 + "b")
    assert time.process_time() - started < 5
