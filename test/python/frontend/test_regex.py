"""Regular expressions: what matches, what is malformed, and that time stays linear."""

import time

import pytest

from fuse_mlir.frontend.regex import RegexError, compile_pattern


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
        ("^a{,2}$", "aa", True),
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
        ("a{x}", "invalid decimal in repetition count"),
        ("a{1", "unclosed counted repetition"),
        ("a{1001}", "repetition count exceeds 1000"),
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


def test_time_is_linear():
    started = time.process_time()
    assert not compile_pattern("^(a|a)*(a|a)*$").search("a" * 2000 + "b")
    assert time.process_time() - started < 5
