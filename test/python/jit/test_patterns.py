"""Regular expressions of refinements: compiled code gives the answers of the automaton that it was made of."""

from __future__ import annotations

import json
import random

import pytest

from fuse_mlir.frontend.regex import compile_pattern, deterministic
from fuse_mlir.jit.errors import FuseError

# Each with texts that are near it.
PATTERNS = {
    "^[a-z0-9]+@[a-z]+\\.org$": ["a@b.org", "a@b.orgs", "@b.org", "a@.org", "a@b.org\n"],
    "^[A-Z]{2}[0-9]{3,6}$": ["AB123", "AB1234567", "ABC123", "ÄB123"],
    "": [],
    "b": ["abc", "éb", "😀b", "\u07ffb", "\uffffb"],
    "^.$": ["é", "€", "😀", "\n", "éé", "\x7f", "\x80"],
    "^..$": ["éa", "a😀", "€€€"],
    "[α-ω]": ["abγ", "α", "ω", "Ω", "ϊ", "ά"],
    "^\\w+$": ["é_1", "a b", "٣", "ー", "😀"],
    "\\bfoo\\b": ["a foo!", "foo", "éfoo", "foo😀", "afoo b"],
    "(?m)^b$": ["a\nb\nc", "ab"],
    "^\\p{Greek}+\\s\\d$": ["λόγος\u20031", "λ 1", "a 1"],
    "^a\0b": ["a\0b", "a", "a\0"],
    "[^é]é$": ["eé", "éé", "é", "😀é"],
    "^.{2,40}$": ["a" * 40, "a" * 41, "é" * 40, "€" * 41],
    "(a|b)*a(a|b){12}": ["ab" * 10, "b" * 30],
}


def program() -> str:
    lines = []
    for number, pattern in enumerate(PATTERNS):
        # A NUL has no escape in FUSE and stands in the text itself.
        text = json.dumps(pattern, ensure_ascii=False).replace("\\u0000", "\0")
        lines += [
            f"type T{number}:",
            f"  v: String(regex({text}))",
            f"fn p{number}(v: String) -> String:",
            f"  return T{number}(v=v).v",
        ]
    return "\n".join(lines) + "\n"


def test_compiled_patterns(load_text) -> None:
    rng = random.Random(3)
    module = load_text(program())
    alphabet = "ab1foé\n \0γ€😀"
    answers = {True: 0, False: 0}
    assert [pattern for pattern in PATTERNS if deterministic(compile_pattern(pattern)) is None] == ["(a|b)*a(a|b){12}"]
    for number, (pattern, near) in enumerate(PATTERNS.items()):
        automaton = compile_pattern(pattern)
        for text in ["", *near, *["".join(rng.choices(alphabet, k=rng.randint(1, 6))) for _ in range(50)]]:
            answer = automaton.search(text)
            answers[answer] += 1
            if answer:
                assert getattr(module, f"p{number}")(text) == text
            else:
                with pytest.raises(FuseError, match="value does not match regex"):
                    getattr(module, f"p{number}")(text)
    assert min(answers.values()) > 100
