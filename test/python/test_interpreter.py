"""The parts of the interpreter that need no program: text of values, arithmetic, conversion, config files, error classes."""

import io
import math

import pytest

from fuse_mlir.frontend.canonical import program as ir
from fuse_mlir.frontend.source import Span
from fuse_mlir.frontend.types import BOOL, FLOAT, INT, STRING, UNIT, OptionType
from fuse_mlir.interpreter import run
from fuse_mlir.interpreter.config import parse_config_file
from fuse_mlir.interpreter.conversion import ConversionError, convert
from fuse_mlir.interpreter.failures import Panic, RuntimeFailure, ValidationFailure
from fuse_mlir.interpreter.operators import binary, range_values, unary
from fuse_mlir.interpreter.report import failure_line
from fuse_mlir.interpreter.stringification import text
from fuse_mlir.interpreter.values import UNIT_VALUE, EnumValue, StructValue

INT_MIN, INT_MAX = -(1 << 63), (1 << 63) - 1
NOWHERE = Span(0, 0)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1.0, "1"),
        (2.5, "2.5"),
        (1e21, "1000000000000000000000"),
        (1e-7, "0.0000001"),
        (-0.0, "-0"),
        (0.1 + 0.2, "0.30000000000000004"),
        (5e-324, "0." + "0" * 323 + "5"),
        (1.7976931348623157e308, "17976931348623157" + "0" * 292),
        (math.nan, "NaN"),
        (-math.nan, "NaN"),
        (-math.inf, "-inf"),
        (True, "true"),
        (None, "null"),
        (UNIT_VALUE, "()"),
        ((), "[]"),
        (("a", (1, None)), "[a, [1, null]]"),
        (StructValue("User", {"name": "Ada"}), "<User>"),
        (StructValue("Nope", {"message": "no"}), "Nope(no)"),
        (StructValue("Nope", {"message": 1}), "<Nope>"),
        (EnumValue("Color", "Red", ()), "Color.Red"),
        (EnumValue("Color", "Rgb", (1, "x")), "Color.Rgb(1, x)"),
    ],
)
def test_text(value, expected):
    assert text(value) == expected


@pytest.mark.parametrize(
    ("op", "left", "right", "expected"),
    [
        ("add", INT_MAX, 1, INT_MIN),
        ("sub", INT_MIN, 1, INT_MAX),
        ("mul", INT_MAX, 2, -2),
        ("div", 7, -2, -3),
        ("div", -7, 2, -3),
        ("mod", -7, 3, -1),
        ("mod", 7, -3, 1),
        ("div", INT_MIN, 1, INT_MIN),
        ("div", 1.0, 0.0, math.inf),
        ("div", 1.0, -0.0, -math.inf),
        ("mul", 1e308, 10.0, math.inf),
        ("eq", 9007199254740993, 9007199254740992.0, False),
        ("lt", 9007199254740992.0, 9007199254740993, True),
        ("or", False, True, True),
        ("concat", (1,), (2,), (1, 2)),
    ],
)
def test_binary(op, left, right, expected):
    assert binary(op, left, right) == expected


def test_zero_by_zero_is_nan():
    assert math.isnan(binary("div", 0.0, 0.0))


def test_negation_wraps():
    assert unary("neg", INT_MIN) == INT_MIN
    assert text(unary("neg", 0.0)) == "-0"


@pytest.mark.parametrize(
    ("op", "left", "right", "message"),
    [
        ("div", 1, 0, "attempt to divide by zero"),
        ("mod", 1, 0, "attempt to calculate the remainder with a divisor of zero"),
        ("div", INT_MIN, -1, "attempt to divide with overflow"),
        ("mod", INT_MIN, -1, "attempt to calculate the remainder with overflow"),
    ],
)
def test_division_panics(op, left, right, message):
    with pytest.raises(Panic, match=f"^{message}$"):
        binary(op, left, right)


def test_ranges():
    assert list(range_values(1, 3)) == [1, 2, 3]
    assert list(range_values(0.5, 2.5)) == [0.5, 1.5, 2.5]
    assert list(range_values(INT_MAX, INT_MAX)) == [INT_MAX]
    with pytest.raises(RuntimeFailure, match="range start must be <= end"):
        range_values(1, 0)
    with pytest.raises(RuntimeFailure, match="invalid range bounds"):
        range_values(0.0, math.inf)


@pytest.mark.parametrize(
    ("raw", "type_", "expected"),
    [
        (" 42 ", INT, 42),
        ("+7", INT, 7),
        ("-9223372036854775808", INT, INT_MIN),
        ("0" * 5000 + "1", INT, 1),
        ("1e3", FLOAT, 1000.0),
        (".5", FLOAT, 0.5),
        ("5.", FLOAT, 5.0),
        ("-INF", FLOAT, -math.inf),
        ("TRUE", BOOL, True),
        ("\u00a0x \u2003", STRING, "x"),
        ("\x1cx", STRING, "\x1cx"),
        ("  NULL ", OptionType(INT), None),
        ("", OptionType(STRING), None),
        ("3", OptionType(INT), 3),
    ],
)
def test_convert(raw, type_, expected):
    assert convert(raw, type_) == expected


@pytest.mark.parametrize(
    ("raw", "type_", "message"),
    [
        (" abc ", INT, "invalid Int: abc"),
        ("", INT, "invalid Int: "),
        ("9223372036854775808", INT, "invalid Int: 9223372036854775808"),
        ("1_000", INT, "invalid Int: 1_000"),
        ("٣", INT, "invalid Int: ٣"),
        (".", FLOAT, "invalid Float: ."),
        ("1_0.0", FLOAT, "invalid Float: 1_0.0"),
        ("yes", BOOL, "invalid Bool: yes"),
    ],
)
def test_convert_rejects(raw, type_, message):
    with pytest.raises(ConversionError) as error:
        convert(raw, type_)
    assert error.value.text == message


def test_config_file():
    text_ = 'lost = 1\n[App] # the app\r\nport = 80 # why\ngreeting = "a # \\"b\\"\\n\\q"\n\'odd\nname = \'x\'\n[ Other ]\nk=\n'
    assert parse_config_file(text_) == {
        "": {"lost": "1"},
        "App": {"port": "80", "greeting": 'a # "b"\nq', "name": "'x'"},
        "Other": {"k": ""},
    }


@pytest.mark.parametrize(
    ("failure", "diagnostics", "line", "status"),
    [
        (RuntimeFailure("boom"), "text", "run error: boom", 1),
        (Panic("a\nb"), "json", "fatal: class=panic pid=7 message=panic_kind=panic_static_str a\\nb", 101),
        (
            ValidationFailure("User.name", "invalid_value", "length 0 out of range 1..80"),
            "text",
            'run error: {"error":{"code":"validation_error","fields":[{"code":"invalid_value",'
            '"message":"length 0 out of range 1..80","path":"User.name"}],"message":"validation failed"}}',
            1,
        ),
        (
            RuntimeFailure("index out of bounds"),
            "json",
            '{"error":{"code":"validation_error","fields":[{"code":"runtime_index_bounds",'
            '"message":"index out of bounds","path":"$"}],"message":"validation failed"}}',
            1,
        ),
    ],
)
def test_failure_line(failure, diagnostics, line, status):
    assert failure_line(failure, diagnostics, 7) == (line, status)


def _execute(program):
    stdout, stderr = io.BytesIO(), io.BytesIO()
    status = run(program, environ={}, stdout=stdout, stderr=stderr)
    return status, stdout.getvalue().decode(), stderr.getvalue().decode()


def _count_down(depth):
    """`fn down(n: Int) -> Int: if n == 0: return 0; return down(n - 1) + 1`, printed for one depth; a negative one never ends."""
    local = ir.Local(0, "n", INT, NOWHERE)
    n, zero, one = ir.LocalRef(INT, NOWHERE, local), ir.IntLit(INT, NOWHERE, 0), ir.IntLit(INT, NOWHERE, 1)
    call = ir.Call(INT, NOWHERE, "down", [ir.Binary(INT, NOWHERE, "sub", n, one)])
    body = [
        ir.If(NOWHERE, ir.Binary(BOOL, NOWHERE, "eq", n, zero), [ir.Return(NOWHERE, zero)], []),
        ir.Return(NOWHERE, ir.Binary(INT, NOWHERE, "add", call, one)),
    ]
    start = ir.Call(INT, NOWHERE, "down", [ir.IntLit(INT, NOWHERE, depth)])
    app = ir.App("a", [ir.ExprStmt(NOWHERE, ir.Print(UNIT, NOWHERE, [start]))], NOWHERE)
    return ir.Program("a.fuse", functions=[ir.Function("down", [local], INT, body, NOWHERE)], app=app)


def test_deep_recursion_works():
    assert _execute(_count_down(10_000)) == (0, "10000\n", "")


def test_endless_recursion_panics():
    status, stdout, stderr = _execute(_count_down(-1))
    assert (status, stdout) == (101, "")
    assert stderr.startswith("fatal: class=panic pid=")
    assert stderr.endswith(" message=panic_kind=panic_static_str stack overflow\n")
