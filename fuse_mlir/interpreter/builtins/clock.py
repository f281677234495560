"""`time.*`: the clock, and times as text and back."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from ..failures import RuntimeFailure, std_error
from ..values import UNIT_VALUE, ResultValue, Value
from .arguments import expect, expect_count, expect_string, expect_whole

if TYPE_CHECKING:
    from ..machine import Machine


def _now(args: list[Value], machine: Machine) -> Value:
    expect_count("time.now", args, 0)
    return time.time_ns() // 1_000_000


def _sleep(args: list[Value], machine: Machine) -> Value:
    expect_count("time.sleep", args, 1)
    milliseconds = expect_whole(args[0], "time.sleep expects an Int")
    expect(milliseconds >= 0, "time.sleep expects a non-negative Int")
    # A day at a time: the system does not sleep as long as an Int can say.
    while milliseconds > 0:
        part = min(milliseconds, 86_400_000)
        time.sleep(part / 1000)
        milliseconds -= part
    return UNIT_VALUE


def _format(args: list[Value], machine: Machine) -> Value:
    from .calendar import DAY_SECONDS, MAX_YEAR, MIN_YEAR, days_from_date
    from .time_format import format_time
    from .time_items import format_items

    expect_count("time.format", args, 2)
    expect(type(args[0]) is int, "time.format expects epoch as Int")
    format_ = expect_string(args[1], "time.format expects format as String")
    days = args[0] // (DAY_SECONDS * 1000)
    fits = days_from_date(MIN_YEAR, 1, 1) <= days <= days_from_date(MAX_YEAR, 12, 31)
    expect(fits, "time.format invalid epoch milliseconds")
    items = format_items(format_)
    text = None if items is None else format_time(args[0], items)
    if text is None:
        raise RuntimeFailure("time.format invalid format")
    return text


def _parse(args: list[Value], machine: Machine) -> Value:
    from .time_items import format_items
    from .time_parse import parse_time

    expect_count("time.parse", args, 2)
    text = expect_string(args[0], "time.parse expects text as String")
    format_ = expect_string(args[1], "time.parse expects format as String")
    items = format_items(format_)
    milliseconds = None if items is None else parse_time(text, items)
    if milliseconds is None:
        return ResultValue(False, std_error(f"time.parse failed for format `{format_}`"))
    return ResultValue(True, milliseconds)


BUILTINS = {"time.now": _now, "time.sleep": _sleep, "time.format": _format, "time.parse": _parse}
