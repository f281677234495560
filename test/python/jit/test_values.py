"""Values of every type that has a Python form, to FUSE and back."""

from __future__ import annotations

import math

import pytest

ECHO = """
type Point:
  x: Float
  y: Float

type Person:
  name: String
  age: Int?
  tags: List<String>
  home: Point

enum Shape:
  Empty
  Circle(Point, Float)
  Label(String, Bool, Int?)
  Many(List<Int>)

fn int(v: Int) -> Int:
  return v

fn float(v: Float) -> Float:
  return v

fn bool(v: Bool) -> Bool:
  return v

fn string(v: String) -> String:
  return v

fn maybe_int(v: Int?) -> Int?:
  return v

fn maybe_string(v: String?) -> String?:
  return v

fn maybe_person(v: Person?) -> Person?:
  return v

fn ints(v: List<Int>) -> List<Int>:
  return v

fn floats(v: List<Float>) -> List<Float>:
  return v

fn bools(v: List<Bool>) -> List<Bool>:
  return v

fn strings(v: List<String>) -> List<String>:
  return v

fn rows(v: List<List<Float>>) -> List<List<Float>>:
  return v

fn holes(v: List<Int?>) -> List<Int?>:
  return v

fn person(v: Person) -> Person:
  return v

fn people(v: List<Person>) -> List<Person>:
  return v

fn shape(v: Shape) -> Shape:
  return v

fn shapes(v: List<Shape>) -> List<Shape>:
  return v

fn nothing(v: Int):
  let unused = v
"""


@pytest.fixture
def echo(load_text):
    return load_text(ECHO, as_arrays=False)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("int", value) for value in (0, -1, 2**63 - 1, -(2**63))],
        *[("float", value) for value in (0.0, -2.5, math.inf, 5e-324)],
        *[("bool", value) for value in (True, False)],
        *[("string", value) for value in ("", "plain", "zero\0inside", "ä € 😀", "x" * 100_000)],
        *[("maybe_int", value) for value in (None, 0, -7)],
        *[("maybe_string", value) for value in (None, "", "text")],
        *[("ints", value) for value in ([], [1], list(range(-5, 1000)))],
        *[("floats", value) for value in ([], [0.5, -0.25])],
        *[("bools", value) for value in ([], [True, False, True])],
        *[("strings", value) for value in ([], ["a", "", "a"])],
        ("rows", [[], [1.0], [2.0, 3.0]]),
        ("holes", [None, 1, None, -1]),
    ],
)
def test_values_come_back(echo, name, value):
    result = getattr(echo, name)(value)
    assert result == value
    assert type(result) is type(value)


def test_nan_comes_back(echo):
    assert math.isnan(echo.float(math.nan))


def test_structs_come_back(echo):
    home = echo.Point(x=1.5, y=-2.0)
    for person in (
        echo.Person(name="Ada", age=36, tags=["a", "b"], home=home),
        echo.Person(name="", age=None, tags=[], home=home),
    ):
        assert echo.person(person) == person
        assert echo.maybe_person(person) == person
        assert echo.people([person, person]) == [person, person]
    assert echo.maybe_person(None) is None
    assert echo.people([]) == []


def test_enums_come_back(echo):
    shape = echo.Shape
    every = [
        shape.Empty,
        shape.Circle(echo.Point(x=1.0, y=2.0), 3.5),
        shape.Label("text", True, None),
        shape.Label("", False, -4),
        shape.Many([1, 2, 3]),
    ]
    assert [echo.shape(one) for one in every] == every
    assert echo.shapes(every) == every
    assert echo.shape(shape.Empty) is shape.Empty


def test_a_function_without_a_result_gives_none(echo):
    assert echo.nothing(1) is None


def test_enums_match_by_pattern(echo):
    match echo.shape(echo.Shape.Label("a", True, 2)):
        case echo.Shape.Label(text, flag, number):
            assert (text, flag, number) == ("a", True, 2)
        case _:
            pytest.fail("no match")


def test_values_are_immutable_and_show_as_they_are_written(echo):
    point = echo.Point(x=1.0, y=2.0)
    with pytest.raises(AttributeError):
        point.x = 3.0
    circle = echo.Shape.Circle(point, 0.5)
    with pytest.raises(AttributeError):
        circle.values = ()
    assert repr(circle) == "Shape.Circle(Point(x=1.0, y=2.0), 0.5)"
    assert repr(echo.Shape.Empty) == "Shape.Empty"
    assert circle == echo.Shape.Circle(echo.Point(x=1.0, y=2.0), 0.5) != echo.Shape.Circle(point, 0.75)
    assert len({circle, echo.Shape.Circle(point, 0.5)}) == 1


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("int", "1", "int() parameter 'v' expects Int, got str"),
        ("int", 1.0, "int() parameter 'v' expects Int, got float"),
        ("int", True, "int() parameter 'v' expects Int, got bool"),
        ("float", "1", "float() parameter 'v' expects Float, got str"),
        ("float", False, "float() parameter 'v' expects Float, got bool"),
        ("bool", 1, "bool() parameter 'v' expects Bool, got int"),
        ("string", b"x", "string() parameter 'v' expects String, got bytes"),
        ("string", None, "string() parameter 'v' expects String, got NoneType"),
        ("maybe_int", "x", "maybe_int() parameter 'v' expects Int?, got str"),
        ("ints", 3, "ints() parameter 'v' expects List<Int>, got int"),
        ("strings", "text", "strings() parameter 'v' expects List<String>, got str"),
        ("ints", {1: 2}, "ints() parameter 'v' expects List<Int>, got dict"),
        ("ints", [1, 2, "x"], "ints() parameter 'v' expects List<Int>: [2] should be Int, got str"),
        ("rows", [[1.0], [2.0, None]], "rows() parameter 'v' expects List<List<Float>>: [1][1] should be Float, got NoneType"),
        ("person", {"name": "x"}, "person() parameter 'v' expects Person, got dict"),
        ("shape", 0, "shape() parameter 'v' expects Shape, got int"),
    ],
)
def test_wrong_types_are_named(echo, name, value, message):
    with pytest.raises(TypeError) as caught:
        getattr(echo, name)(value)
    assert str(caught.value) == message


def test_a_wrong_part_of_a_struct_is_found_where_it_is(echo):
    home = echo.Point(x=1.0, y=2.0)
    with pytest.raises(TypeError) as caught:
        echo.Person(name="x", age="old", tags=[], home=home)
    assert str(caught.value) == "Person() field 'age' expects Int?, got str"
    with pytest.raises(TypeError, match=r"Shape.Circle\(\) value 2 expects Float, got str"):
        echo.Shape.Circle(home, "wide")
    with pytest.raises(TypeError, match=r"Shape.Circle\(\) takes 2 values, got 1"):
        echo.Shape.Circle(home)
    changed = echo.Person(name="x", age=1, tags=["a"], home=home)
    changed.tags.append(3)
    with pytest.raises(TypeError) as caught:
        echo.people([changed])
    assert str(caught.value) == "people() parameter 'v' expects List<Person>: [0].tags[1] should be String, got int"


def test_numbers_that_do_not_fit(echo):
    with pytest.raises(OverflowError, match="expects Int, got int of more than 64 bits"):
        echo.int(2**63)
    with pytest.raises(OverflowError, match="expects Float, got int too large"):
        echo.float(10**400)
    with pytest.raises(ValueError, match="expects String, got str with a lone surrogate"):
        echo.string("\ud800")


def test_whole_numbers_are_floats_where_floats_are_expected(echo):
    assert echo.float(3) == 3.0 and type(echo.float(3)) is float
    assert echo.Point(x=1, y=2) == echo.Point(x=1.0, y=2.0)


def test_classes_of_two_programs_are_different(load_text):
    text = "type Point:\n  x: Int\n\nfn x(p: Point) -> Int:\n  return p.x\n"
    first, second = load_text(text), load_text(text)
    assert first.x(first.Point(x=4)) == second.x(second.Point(x=4)) == 4
    with pytest.raises(TypeError, match=r"x\(\) parameter 'p' expects Point, got Point of another program"):
        first.x(second.Point(x=4))
