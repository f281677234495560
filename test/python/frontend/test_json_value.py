"""The JSON reader: the values and the exact messages of the language."""

from __future__ import annotations

import math

import pytest

from fuse_mlir.frontend.json_value import MAX_DEPTH, JsonError, parse_json, untyped

VALUES = [
    ("null", None),
    (" \n\t\rtrue ", True),
    ("false", False),
    ("0", 0),
    ("-0", 0),
    ("01", 1),
    ("9007199254740993", 9007199254740993),
    ("-9223372036854775809", -9223372036854775809),
    ("1.", 1.0),
    ("-.5", -0.5),
    ("1e3", 1000.0),
    ("1.E+2", 100.0),
    ("[]", []),
    ("{}", {}),
    ("[1, 2,]", [1, 2]),
    ('{"a": [], "b": {"c": {}},}', {"a": [], "b": {"c": {}}}),
    ('{"a": 1, "a": 2}', {"a": 2}),
    ('"a\nb\x01"', "a\nb\x01"),
    (r'"\"\\\/\b\f\n\r\t"', '"\\/\b\f\n\r\t'),
    (r'"\u00e9\uD83D\ude00é😀"', "é😀é😀"),
]

MESSAGES = [
    ("", "unexpected end of input"),
    ("  ", "unexpected end of input"),
    ("[1,", "unexpected end of input"),
    ('{"a":', "unexpected end of input"),
    ("x", "unexpected character"),
    ("+1", "unexpected character"),
    (".5", "unexpected character"),
    ("[,]", "unexpected character"),
    ("nul", "invalid null"),
    ("tru", "invalid bool"),
    ("fals", "invalid bool"),
    ("-", "invalid number"),
    ("1e", "invalid number"),
    ("-.", "invalid number"),
    ("1 2", "trailing characters"),
    ("nullx", "trailing characters"),
    ('"a', "unterminated string"),
    ('"', "unterminated string"),
    (r'"\x"', "invalid escape"),
    ('"\\', "invalid escape"),
    (r'"\u12"', "invalid unicode escape"),
    (r'"\ud800"', "invalid unicode escape"),
    (r'"\ud800\u0041"', "invalid unicode escape"),
    (r'"\udc00"', "invalid unicode escape"),
    ("[1 2]", "expected ',' or ']'"),
    ("[1", "expected ',' or ']'"),
    ('{"a": 1 "b": 2}', "expected ',' or '}'"),
    ('{"a" 1}', "expected ':'"),
    ('{"a"', "expected ':'"),
    ("{a: 1}", "expected string"),
    ("{", "expected string"),
    ("[" * (MAX_DEPTH + 1), "nesting too deep"),
]


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_value(text: str, value: object) -> None:
    found = parse_json(text)
    assert found == value and type(found) is type(value)


@pytest.mark.parametrize(("text", "message"), MESSAGES, ids=lambda text: text[:12])
def test_message(text: str, message: str) -> None:
    with pytest.raises(JsonError) as caught:
        parse_json(text)
    assert str(caught.value) == message


def test_untyped_numbers() -> None:
    text = "[1.0, 2.5, 9223372036854775808, -1e300, 1e999, 123456789012345678901234567890123456789]"
    assert untyped(parse_json(text)) == [1, 2.5, 2**63 - 1, -(2**63), math.inf, 2**63 - 1]
    assert [type(each) for each in untyped(parse_json("[1.0, true, 1.5]"))] == [int, bool, float]  # type: ignore[union-attr]


def test_depth_and_length_have_no_cost_in_stack() -> None:
    deep = parse_json("[" * MAX_DEPTH + "1.0" + "]" * MAX_DEPTH)
    assert str(untyped(deep)).count("[") == MAX_DEPTH
    assert parse_json("9" * 10_000) == math.inf
