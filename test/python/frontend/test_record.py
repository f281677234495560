"""`record` makes classes that behave as those of `dataclasses.dataclass(slots=True)`."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

import pytest

from fuse_mlir.frontend.record import record


def made(decorator: Any) -> tuple[type, type, type]:
    """A class, one that inherits from it, and one without fields."""

    @decorator
    class Base:
        first: int

    @decorator
    class Point(Base):
        """A point."""

        x: int
        f0: str = "a"
        items: list[int] = field(default_factory=list)
        hidden: int = field(default=0, compare=False)

    @decorator
    class Empty:
        """Nothing."""

    return Base, Point, Empty


OURS = made(record(frozen=True))
THEIRS = made(dataclass(frozen=True, slots=True))


@pytest.mark.parametrize("number", range(3))
def test_the_classes_have_the_same_parts(number: int) -> None:
    ours, theirs = OURS[number], THEIRS[number]
    assert [each.name for each in dataclasses.fields(ours)] == [each.name for each in dataclasses.fields(theirs)]
    assert ours.__match_args__ == theirs.__match_args__
    assert ours.__slots__ == theirs.__slots__
    assert not hasattr(object.__new__(ours), "__dict__")


@pytest.mark.parametrize(
    ("arguments", "named"),
    [((1, 2), {}), ((1,), {"x": 2}), ((1, 2, "b"), {}), ((), {"first": 1, "x": 2, "items": [3]}), ((1, 2, "c", [4], 5), {})],
)
def test_objects_have_the_same_values(arguments: tuple[Any, ...], named: dict[str, Any]) -> None:
    ours, theirs = OURS[1](*arguments, **named), THEIRS[1](*arguments, **named)
    assert dataclasses.astuple(ours) == dataclasses.astuple(theirs)
    assert repr(ours) == repr(theirs)


@pytest.mark.parametrize(("arguments", "named"), [((), {}), ((1,), {}), ((1, 2, "a", [], 0, 9), {}), ((1, 2), {"y": 3})])
def test_wrong_arguments_are_refused(arguments: tuple[Any, ...], named: dict[str, Any]) -> None:
    for cls in (OURS[1], THEIRS[1]):
        with pytest.raises(TypeError):
            cls(*arguments, **named)


def test_a_factory_makes_each_object_its_own_value() -> None:
    one, other = OURS[1](1, 2), OURS[1](1, 2)
    assert one.items == other.items == []
    assert one.items is not other.items


def test_equality_and_hash_go_by_the_compared_fields_and_the_class() -> None:
    base, point, empty = OURS
    assert point(1, 2, "a", (), hidden=3) == point(1, 2, "a", (), hidden=4) != point(1, 3, "a", ())
    assert hash(point(1, 2, "a", (), hidden=3)) == hash(point(1, 2, "a", (), hidden=4))
    assert base(1) == base(1) != 1
    assert base(1) != made(record(frozen=True))[0](1)
    assert empty() == empty() and hash(empty()) == hash(empty())


def test_without_eq_objects_are_compared_by_identity() -> None:
    cls = made(record(eq=False))[0]
    one = cls(1)
    assert one == one != cls(1)
    assert len({one, cls(1)}) == 2


def test_what_can_change_has_no_hash() -> None:
    one = made(record())[0](1)
    one.first = 2
    assert one == type(one)(2)
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)


def test_frozen_objects_refuse_changes() -> None:
    one = OURS[0](1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.first = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.first
    assert dataclasses.replace(one, first=2) == OURS[0](2)


def test_a_field_without_default_may_not_follow_one_with() -> None:
    with pytest.raises(TypeError):

        @record()
        class Wrong:
            first: int = 1
            second: int
