"""The runtime's JSON against the interpreter's: generated texts, and texts with something wrong in them."""

from __future__ import annotations

import json
import random
import string
from pathlib import Path

from runtime_driver import call

from fuse_mlir.frontend.json_value import JsonError, parse_json
from fuse_mlir.interpreter.json_decoding import untyped_value
from fuse_mlir.interpreter.json_encoding import encode_json
from fuse_mlir.interpreter.stringification import text
from fuse_mlir.interpreter.values import Value

_NUMBERS = ["0", "-0", "007", "1.", "-.5", "0.1", "1e3", "1E-3", "2.5e+2", "9007199254740993", "9223372036854775807"]
_NUMBERS += ["-9223372036854775808", "9223372036854775808", "-1e19", "1e400", "-1e400", "5e-324", "1.7976931348623157e308"]
_NUMBERS += [
    "123456789012345678901234567890123",
    "9" * 320,
    "0" * 400 + "7",
    "0.30000000000000004",
    "1e-400",
    "3.0",
    "100000000000000000000.5",
]
_STRINGS = ["", "a", "key", "\u00e9", "\u20ac", "\U0001f600", 'quote"', "back\\slash", "line\nfeed", "\x01\x1f", "tab\t", "a/b"]


def generated(generator: random.Random, depth: int = 0) -> str:
    """A JSON text in the wider grammar, with blanks and trailing commas here and there."""
    kind = generator.randrange(6 if depth < 4 else 4)
    if kind == 0:
        return generator.choice(_NUMBERS)
    if kind == 1:
        return repr(generator.uniform(-1e6, 1e6)) if generator.random() < 0.5 else str(generator.randrange(-(10**20), 10**20))
    if kind == 2:
        return quoted(generator)
    if kind == 3:
        return generator.choice(["null", "true", "false"])
    count = generator.choice([0, 1, 2, 3, 9, 12, 40]) if depth < 2 else generator.randrange(3)
    blank, comma = generator.choice(["", " ", "\n\t"]), generator.choice(["", ","]) if count else ""
    items = [generated(generator, depth + 1) for _ in range(count)]
    if kind == 4:
        return f"[{blank}{f'{blank},'.join(items)}{comma}]"
    return "{" + f",{blank}".join([f"{quoted(generator)}{blank}:{item}" for item in items]) + comma + "}"


def quoted(generator: random.Random) -> str:
    word = generator.choice(_STRINGS) + "".join(generator.choices(string.ascii_lowercase, k=generator.randrange(4)))
    return json.dumps(word, ensure_ascii=generator.random() < 0.5)


def mutated(generator: random.Random, source: str) -> str:
    position = generator.randrange(len(source) + 1)
    noise = generator.choice(['"', "\\", "\\u", "\\ud800", "{", "}", "[", "]", ",", ":", "x", "-", ".", "e", "tru", "\u00e9", ""])
    return source[:position] + noise + source[position + generator.randrange(3) :]


def expected(source: str, shown) -> object:
    try:
        return shown(decoded(source)).encode()
    except JsonError as error:
        return "error", f"invalid json: {error}"


def decoded(source: str) -> Value:
    return untyped_value(parse_json(source))


def check(driver: Path, sources: list[str]) -> None:
    for name, shown in (("json.text", text), ("json.encode", encode_json)):
        answers = call(driver, [(name, source) for source in sources])
        for source, answer in zip(sources, answers, strict=True):
            assert answer == expected(source, shown), source


def test_valid_json(driver: Path) -> None:
    generator = random.Random(11)
    check(driver, [*_NUMBERS, *(source for source in (generated(generator) for _ in range(1500)) if len(source) < 20_000)])


def test_malformed_json(driver: Path) -> None:
    generator = random.Random(12)
    sources = [mutated(generator, generated(generator, 2)) for _ in range(4000)]
    check(driver, [source for source in sources if len(source) < 20_000])


def test_every_prefix(driver: Path) -> None:
    source = '{"a": [1, -2.5e3, "x\\u00e9\\n\\ud83d\\ude00"], "b": {"c": null, "d": [true, false]}, "a": "\u00e9"}'
    assert decoded(source)
    check(driver, [source[:length] for length in range(len(source) + 1)])
