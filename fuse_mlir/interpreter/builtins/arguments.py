"""What builtins expect of their arguments, in the words of their messages."""

from __future__ import annotations

from ..failures import RuntimeFailure
from ..values import Value, unboxed


def expect_count(name: str, args: list[Value], low: int, high: int | None = None) -> None:
    """`<name> expects 2 arguments`, `<name> expects 1 to 3 arguments`, `<name> expects 1 or 2 arguments`."""
    high = low if high is None else high
    if low <= len(args) <= high:
        return
    if low == high:
        wanted = f"{low} argument" if low == 1 else f"{low} arguments"
    else:
        wanted = f"{low} {'or' if high - low == 1 else 'to'} {high} arguments"
    raise RuntimeFailure(f"{name} expects {wanted}")


def expect(fits: bool, message: str) -> None:
    if not fits:
        raise RuntimeFailure(message)


def expect_string(value: Value, message: str) -> str:
    if not isinstance(value, str):
        raise RuntimeFailure(message)
    return value


def expect_whole(value: Value, message: str) -> int:
    """An Int; a Float loses its fraction, and saturates at the limits of Int."""
    if type(value) is int:
        return value
    if type(value) is not float:
        raise RuntimeFailure(message)
    if value != value:
        return 0
    if abs(value) >= 2.0**63:
        return 2**63 - 1 if value > 0 else -(2**63)
    return int(value)


def expect_texts(value: Value, shape_message: str, content_message: str) -> dict[str, str]:
    """A map of Strings."""
    if not isinstance(value, dict):
        raise RuntimeFailure(shape_message)
    texts = {key: unboxed(item) for key, item in value.items()}
    if not all(isinstance(item, str) for item in texts.values()):
        raise RuntimeFailure(content_message)
    return texts
