"""Operations on values of unknown type, conversions, failures, cells, tasks, functions as values."""

import pytest
from nodes import AT, call, execute, function, lit, local, machine, ref, returns, show, value_of

from fuse_mlir.frontend import types
from fuse_mlir.frontend.canonical import program as ir
from fuse_mlir.frontend.types import ANY, INT, STRING
from fuse_mlir.interpreter.checked_conversion import check_type
from fuse_mlir.interpreter.failures import ErrorFailure, RuntimeFailure
from fuse_mlir.interpreter.operators import binary, iterate, unary
from fuse_mlir.interpreter.patterns import matches
from fuse_mlir.interpreter.stringification import text
from fuse_mlir.interpreter.tasks import TaskPool
from fuse_mlir.interpreter.values import (
    UNIT_VALUE,
    BoxValue,
    BuiltinValue,
    ConfigValue,
    EnumValue,
    FunctionValue,
    HtmlValue,
    ResultValue,
    StructValue,
    VariantValue,
    type_name,
)

COLOR = ir.Enum("Color", [("Red", []), ("Rgb", [INT, INT])], AT)


@pytest.mark.parametrize(
    ("value", "shown", "name"),
    [
        (b"fuse", "ZnVzZQ==", "Bytes"),
        (HtmlValue("<br>"), "<br>", "Html"),
        ({"a": None, "b": ("x", 1.0)}, "{a: null, b: [x, 1]}", "Map"),
        (ResultValue(True, 1), "Ok(1)", "Result"),
        (ResultValue(False, StructValue("Nope", {"message": "no"})), "Err(Nope(no))", "Result"),
        (BoxValue((1, BoxValue(2))), "[1, 2]", "Box"),
        (VariantValue("Color", "Rgb"), "<enum Color.Rgb>", "Color"),
        (ConfigValue("App"), "<config App>", "Config"),
        (FunctionValue("m.greet", 2, "greet"), "<fn 2::greet>", "Function"),
        (BuiltinValue("print"), "<builtin print>", "Builtin"),
        (TaskPool().spawn(lambda: 1), "<task>", "Task"),
    ],
)
def test_text_and_type_name(value, shown, name):
    assert (text(value), type_name(value)) == (shown, name)


@pytest.mark.parametrize(
    ("op", "left", "right", "expected"),
    [
        ("add", "a", 1.0, "a1"),
        ("add", None, "x", "nullx"),
        ("add", (1,), ("a",), (1, "a")),
        ("add", 1, 0.5, 1.5),
        ("div", 1, 2.0, 0.5),
        ("eq", b"a", b"a", True),
        ("eq", BoxValue(1), 1.0, True),
        ("and", True, False, False),
    ],
)
def test_binary_on_any(op, left, right, expected):
    assert binary(op, left, right) == expected


@pytest.mark.parametrize(
    ("op", "left", "right", "message"),
    [
        ("add", 1, True, "unsupported + operands"),
        ("sub", "a", 1, "unsupported arithmetic operands"),
        ("mod", 1.0, 1, "mod not supported for float"),
        ("eq", None, None, "unsupported comparison operands"),
        ("eq", (), (), "unsupported comparison operands"),
        ("eq", True, 1, "unsupported comparison operands"),
        ("lt", "a", "b", "unsupported string comparison"),
        ("lt", b"a", b"b", "unsupported bytes comparison"),
        ("ge", True, False, "unsupported bool comparison"),
        ("and", 1, False, "condition must be a Bool"),
        ("or", True, 1, "condition must be a Bool"),
    ],
)
def test_binary_on_any_fails(op, left, right, message):
    with pytest.raises(RuntimeFailure) as failure:
        binary(op, left, right)
    assert failure.value.text == message


def test_unary_and_iteration_on_any_fail():
    for body, message in (
        (lambda: unary("neg", "a"), "unary '-' expects number"),
        (lambda: unary("not", 1), "condition must be a Bool"),
        (lambda: iterate(1), "cannot iterate over Int"),
        (lambda: iterate(StructValue("User", {})), "cannot iterate over User"),
    ):
        with pytest.raises(RuntimeFailure) as failure:
            body()
        assert failure.value.text == message
    assert list(iterate({"a": 1, "b": 2})) == [1, 2]


@pytest.mark.parametrize(
    ("expr", "message"),
    [
        (ir.Index(ANY, AT, lit([1]), lit(1)), "index out of bounds"),
        (ir.Index(ANY, AT, lit([1]), lit("a")), "list index must be Int"),
        (ir.Index(ANY, AT, lit([1]), lit(True)), "list index must be Int"),
        (ir.Index(ANY, AT, ir.MapLit(ANY, AT, []), lit(1)), "map keys must be strings"),
        (ir.Index(ANY, AT, lit(None), lit(1)), "null access"),
        (ir.Index(ANY, AT, lit(1), lit(1)), "index access not supported on this value"),
        (ir.Field(ANY, AT, lit(None), "f"), "member access not supported on this value"),
        (ir.Field(ANY, AT, ir.StructLit(ANY, AT, "S", []), "f"), "unknown field f"),
        (ir.Field(ANY, AT, ir.NamedRef(ANY, AT, "config", "App"), "f"), "unknown config App"),
        (ir.MapLit(ANY, AT, [ir.MapEntry(lit(1), lit(2))]), "map keys must be strings"),
        (ir.Await(ANY, AT, lit(1)), "await expects a Task value"),
        (ir.CallValue(ANY, AT, lit(1), []), "call target is not callable"),
        (ir.CallValue(ANY, AT, ir.VariantRef(ANY, AT, "Color", "Rgb"), [lit(1)]), "variant Color.Rgb expects 2 value(s), got 1"),
        (ir.Convert(INT, AT, lit("x")), "type mismatch: expected Int, got String"),
        (call("nothing"), "unknown builtin nothing"),
    ],
)
def test_operations_fail(expr, message):
    with pytest.raises(RuntimeFailure) as failure:
        value_of(expr, enums=[COLOR])
    assert failure.value.text == message


def test_map_reads_and_optional_access():
    entries = ir.MapLit(ANY, AT, [ir.MapEntry(lit("a"), lit(1)), ir.MapEntry(lit("a"), lit(2))])
    assert value_of(ir.Index(ANY, AT, entries, lit("a"))) == 2
    assert value_of(ir.Index(ANY, AT, entries, lit("b"))) is None
    assert value_of(ir.OptionalIndex(ANY, AT, lit(None), call("nothing"))) is None
    assert value_of(ir.OptionalField(ANY, AT, lit(None), "f")) is None


@pytest.mark.parametrize(
    ("type_", "value", "message"),
    [
        (types.ListType(INT), (1, "a"), "expected Int, got String"),
        (types.ListType(INT), {}, "expected List<Int>, got Map"),
        (types.MapType(types.option_of(STRING)), {"a": None, "b": 1}, "expected String, got Int"),
        (types.ResultType(INT), 1, "expected Int!any, got Int"),
        (types.FLOAT, 1, "expected Float, got Int"),
        (types.INT, True, "expected Int, got Bool"),
        (types.StructType("User"), StructValue("Team", {}), "expected User, got Team"),
        (types.EnumType("Color"), None, "expected Color, got Null"),
        (types.TaskType(INT), 1, "expected Task<Int>, got Int"),
    ],
)
def test_conversions_fail(type_, value, message):
    with pytest.raises(RuntimeFailure) as failure:
        check_type(value, type_)
    assert failure.value.text == f"type mismatch: {message}"


def test_conversions_accept():
    check_type(({"a": None},), types.ListType(types.MapType(types.option_of(INT))))
    check_type(ResultValue(False, "any error"), types.ResultType(INT))
    check_type(UNIT_VALUE, types.UNIT)


def test_stores():
    variable = local(0)
    nested = ir.StructLit(ANY, AT, "S", [ir.FieldInit("m", ir.MapLit(ANY, AT, []))])
    key = ir.IndexStep(lit("k"))
    body = [
        ir.Let(AT, variable, lit([1, 2])),
        ir.Store(AT, variable, [ir.IndexStep(lit(0))], nested),
        ir.Let(AT, local(1), ref(variable)),
        ir.Store(AT, variable, [ir.IndexStep(lit(0)), ir.FieldStep("m"), key], lit(5)),
        show(ir.Field(ANY, AT, ir.Index(ANY, AT, ref(variable), lit(0)), "m")),
        show(ir.Field(ANY, AT, ir.Index(ANY, AT, ref(local(1)), lit(0)), "m")),
    ]
    assert execute(*body) == (0, "{k: 5}\n{}\n", "")
    for value, steps, message in (
        (lit(None), [ir.FieldStep("f")], "assignment target must be a struct field"),
        (lit(1), [key], "assignment target must be an indexable value"),
        (ir.MapLit(ANY, AT, []), [key, key], "missing map entry"),
        (nested, [ir.FieldStep("x"), key], "unknown field x"),
        (lit([1]), [ir.IndexStep(lit(1))], "index out of bounds"),
    ):
        outcome = execute(ir.Let(AT, variable, value), ir.Store(AT, variable, steps, lit(0)))
        assert outcome == (1, "", f"run error: {message}\n")


def test_boxes_are_shared():
    cell, other = local(0), local(1)
    body = [
        ir.Let(AT, cell, ir.NewBox(ANY, AT, lit([1]))),
        ir.Let(AT, other, ir.NewBox(ANY, AT, ref(cell))),
        ir.Store(AT, other, [ir.IndexStep(lit(0))], lit(2)),
        show(ir.BoxContent(ANY, AT, ref(cell))),
        ir.BoxAssign(AT, other, lit("new")),
        show(ref(cell)),
        show(ir.Binary(ANY, AT, "add", ref(cell), lit("!"))),
    ]
    assert execute(*body) == (0, "[2]\nnew\nnew!\n", "")


def test_propagation():
    err = ir.Convert(ANY, AT, call("time.parse", lit("x"), lit("%Y")))
    for operand, error, shown in (
        (lit(None), lit("mine"), "mine"),
        (lit(None), None, "std.Error(missing value)"),
        (err, lit("mine"), "mine"),
        (err, None, "std.Error(time.parse failed for format `%Y`)"),
    ):
        with pytest.raises(ErrorFailure) as failure:
            value_of(ir.Propagate(ANY, AT, operand, error))
        assert text(failure.value.value) == shown
    assert value_of(ir.Propagate(ANY, AT, ir.Ok(ANY, AT, lit(1)), call("nothing"))) == 1
    assert value_of(ir.Propagate(ANY, AT, lit(2), call("nothing"))) == 2


def test_fallible_functions_catch_error_values_only():
    fails = function("fails", [], [returns(ir.Propagate(ANY, AT, lit(None), lit("no")))], fallible=True)
    works = function("works", [], [returns(ir.Ok(ANY, AT, lit(1)))], fallible=True)
    breaks = function("breaks", [], [returns(ir.Raise(ANY, AT, [], "boom"))], fallible=True)
    body = [show(ir.Call(ANY, AT, name, [])) for name in ("fails", "works", "breaks")]
    assert execute(*body, functions=[fails, works, breaks]) == (1, "Err(no)\nOk(1)\n", "run error: boom\n")


def test_function_values():
    first, second = local(0, "a"), local(1, "b")
    add = function("add", [first, second], [returns(ir.Binary(ANY, AT, "add", ref(first), ref(second)))], module=3)
    short = function("add.default.1", [first], [returns(ir.Call(ANY, AT, "add", [ref(first), lit(10)]))])
    value = ir.FunctionRef(ANY, AT, "add")

    def called(*args):
        return execute(show(ir.CallValue(ANY, AT, value, [lit(arg) for arg in args])), functions=[add, short])

    assert execute(show(value), functions=[add])[1] == "<fn 3::add>\n"
    assert called(1, 2) == (0, "3\n", "")
    assert called(1) == (0, "11\n", "")
    assert called(1, 2, 3) == (1, "", "run error: invalid call to add: expected at most 2 args, got 3\n")
    assert called() == (1, "", "run error: missing argument a\n")


def test_builtins_as_values():
    printed = ir.CallValue(ANY, AT, ir.NamedRef(ANY, AT, "builtin", "print"), [lit(1), lit(2)])
    failing = ir.CallValue(ANY, AT, ir.NamedRef(ANY, AT, "builtin", "assert"), [lit(False), lit("why")])
    assert execute(show(printed), show(failing)) == (1, "1\n()\n", "run error: assert failed: why\n")


@pytest.mark.parametrize(
    ("name", "value", "bound"),
    [("Red", EnumValue("Color", "Red", ()), None), ("Red", 5, 5), ("other", EnumValue("Color", "Red", ()), "itself")],
)
def test_name_patterns_bind(name, value, bound):
    frame = {}
    assert matches(ir.NamePattern(AT, local(0, name)), value, frame, machine(enums=[COLOR]))
    assert frame == ({} if bound is None else {0: value})


def test_name_patterns_of_other_variants_do_not_match():
    on = machine(enums=[COLOR])
    assert not matches(ir.NamePattern(AT, local(0, "Rgb")), EnumValue("Color", "Red", ()), {}, on)
    assert not matches(ir.NamePattern(AT, local(0, "Rgb")), EnumValue("Color", "Rgb", (1, 2)), {}, on)
    assert not matches(ir.LiteralPattern(AT, 1), True, {}, on)
    assert not matches(ir.OkPattern(AT, ir.AnyPattern(AT)), ResultValue(False, 1), {}, on)
    assert matches(ir.ErrPattern(AT, ir.AnyPattern(AT)), ResultValue(False, 1), {}, on)


def test_tasks():
    number, inner, task = local(0, "n"), local(0, "n"), local(1, "t")
    spawned = ir.Spawn(ANY, AT, [ir.Capture(number, inner)], [returns(ir.Binary(ANY, AT, "add", ref(inner), lit(1)))])
    failing = ir.Spawn(ANY, AT, [], [returns(ir.Propagate(ANY, AT, lit(None), lit("kept")))])
    broken = ir.Spawn(ANY, AT, [], [returns(ir.Binary(INT, AT, "div", lit(1), lit(0)))])
    catches = function("catches", [], [returns(ir.Await(ANY, AT, failing))], fallible=True)
    body = [
        ir.Let(AT, number, lit(1)),
        ir.Let(AT, task, spawned),
        ir.Assign(AT, number, lit(100)),
        show(ir.Await(ANY, AT, ref(task))),
        show(ir.Await(ANY, AT, ref(task))),
        show(ir.Call(ANY, AT, "catches", [])),
        show(ir.Await(ANY, AT, broken)),
    ]
    expected = "run error: task execution failed (worker disconnected)\n"
    assert execute(*body, functions=[catches]) == (1, "2\n2\nErr(kept)\n", expected)


def test_nested_awaits_do_not_deadlock():
    depth = local(0, "n")
    inner = local(0, "n")
    step = ir.Call(ANY, AT, "down", [ir.Binary(ANY, AT, "sub", ref(inner), lit(1))])
    spawned = ir.Spawn(ANY, AT, [ir.Capture(depth, inner)], [returns(step)])
    stop = ir.If(AT, ir.Binary(ANY, AT, "eq", ref(depth), lit(0)), [returns(lit("bottom"))], [])
    down = function("down", [depth], [stop, returns(ir.Await(ANY, AT, spawned))])
    assert execute(show(ir.Call(ANY, AT, "down", [lit(200)])), functions=[down]) == (0, "bottom\n", "")
