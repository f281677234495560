"""Text as times.

In:   a text, format items.
Out:  milliseconds since 1970, or None when the text does not fit or the date does not exist.

The whole text is read. Then, in this order: a date and time with an offset, a date and time (in UTC), a date alone (midnight UTC).
Every field that was read has to agree with the result.
"""

from __future__ import annotations

import re

from ..conversion import WHITE_SPACE
from .calendar import DAY_SECONDS, MAX_YEAR, MIN_YEAR, days_from_date, days_from_iso_week, month_days, weekday, year_days
from .time_format import MONTHS, WEEKDAYS, Moment
from .time_items import NUMBERS, Item, format_items

_SIGNED = "YGs"
_LIMITS = {
    "C": (0, 99), "y": (0, 99), "g": (0, 99), "m": (1, 12), "d": (1, 31), "U": (0, 53), "W": (0, 53), "V": (1, 53), "w": (0, 6),
    "u": (1, 7), "j": (1, 366), "H": (0, 23), "I": (1, 12), "M": (0, 59), "S": (0, 60), "f": (0, 999_999_999),
}  # fmt: skip
# Specifiers that are written differently but are the same number.
_SAME = {"e": "d", "k": "H", "l": "I"}
_BLANKS = f"[{WHITE_SPACE}]*"
_OFFSET = re.compile(rf"{_BLANKS}([+\-−])([0-9]{{2}})[:{WHITE_SPACE}]*([0-9]{{2}})")
_SHORT_OFFSET = re.compile(rf"{_BLANKS}(?:([+\-−])([0-9]{{2}})[:{WHITE_SPACE}]*([0-9]{{2}})?|([zZ]))")
_FRACTION = re.compile(r"\.([0-9]+)")

Fields = dict[str, int]


class _Mismatch(Exception):
    """The text does not fit the format."""


def parse_time(text: str, items: list[Item]) -> int | None:
    try:
        fields = _read(text, items)
        return _resolve(fields)
    except _Mismatch:
        return None


def _read(text: str, items: list[Item]) -> Fields:
    fields: Fields = {}
    for item in items:
        if item.kind == "space":
            text = text.lstrip(WHITE_SPACE)
        elif item.kind == "literal":
            if not text.startswith(item.text):
                raise _Mismatch
            text = text[len(item.text) :]
        else:
            text = _read_specifier(text, item.text, fields)
    if text:
        raise _Mismatch
    return fields


def _set(fields: Fields, name: str, value: int) -> None:
    low, high = _LIMITS.get(name, (value, value))
    if not low <= value <= high or fields.setdefault(name, value) != value:
        raise _Mismatch


def _read_specifier(text: str, specifier: str, fields: Fields) -> str:
    if specifier in NUMBERS:
        return _read_number(text, specifier, fields)
    if specifier.endswith("f"):
        return _read_fraction(text, specifier, fields)
    if specifier in "bB":
        return _read_name(text, MONTHS, specifier == "B", "m", 1, fields)
    if specifier in "aA":
        return _read_name(text, WEEKDAYS, specifier == "A", "u", 1, fields)
    if specifier in "pP":
        if text[:2].upper() not in ("AM", "PM"):
            raise _Mismatch
        _set(fields, "p", int(text[:2].upper() == "PM"))
        return text[2:]
    if specifier == "Z":
        return re.sub(f"^[^{WHITE_SPACE}]*", "", text)
    if specifier == "+":
        for item in format_items("%Y-%m-%dT%H:%M:%S%.f%#z") or []:
            text = _read_specifier(text, item.text, fields) if item.kind == "specifier" else _expect(text, item.text)
        return text
    return _read_offset(text, _SHORT_OFFSET if specifier == "#z" else _OFFSET, fields)


def _expect(text: str, literal: str) -> str:
    if text[: len(literal)].upper() != literal:
        raise _Mismatch
    return text[len(literal) :]


def _read_number(text: str, specifier: str, fields: Fields) -> str:
    sign = r"([+-]?)" if specifier in _SIGNED else r"()"
    match = re.match(rf"{_BLANKS}{sign}([0-9]+)", text)
    if match is None:
        raise _Mismatch
    digits = match[2] if match[1] else match[2][: NUMBERS[specifier][2]]
    if len(digits) > 20:
        raise _Mismatch
    _set(fields, _SAME.get(specifier, specifier), int(match[1] + digits))
    return text[match.start(2) + len(digits) :]


def _read_fraction(text: str, specifier: str, fields: Fields) -> str:
    if specifier.startswith("."):
        match = _FRACTION.match(text)
        # A fraction that is not there is none.
        if match is None and not text.startswith("."):
            return text
    else:
        match = re.match(rf"([0-9]{{{specifier[0]}}})", text)
    if match is None:
        raise _Mismatch
    _set(fields, "f", int(match[1][:9].ljust(9, "0")))
    return text[match.end() :]


def _read_name(text: str, names: tuple[str, ...], long: bool, field: str, base: int, fields: Fields) -> str:
    for position, name in enumerate(names):
        for length in (len(name), 3) if long else (3,):
            if text[:length].lower() == name[:length].lower():
                _set(fields, field, position + base)
                return text[length:]
    raise _Mismatch


def _read_offset(text: str, pattern: re.Pattern[str], fields: Fields) -> str:
    match = pattern.match(text)
    if match is None:
        raise _Mismatch
    seconds = 0
    if match[1] is not None:
        if int(match[3] or 0) > 59:
            raise _Mismatch
        seconds = int(match[2]) * 3600 + int(match[3] or 0) * 60
        seconds = seconds if match[1] == "+" else -seconds
    if abs(seconds) >= DAY_SECONDS:
        raise _Mismatch
    _set(fields, "z", seconds)
    return text[match.end() :]


def _resolve(fields: Fields) -> int | None:
    offset = fields.get("z", 0)
    seconds = _day_seconds(fields)
    if "s" in fields:
        epoch_s = fields["s"]
        _verify(fields, (epoch_s + offset) // DAY_SECONDS)
    else:
        days = _days(fields)
        if days is None:
            return None
        epoch_s = days * DAY_SECONDS + (0 if seconds is None else seconds - offset)
    fraction = 0 if seconds is None and "s" not in fields else fields.get("f", 0)
    return epoch_s * 1000 + fraction // 1_000_000


def _day_seconds(fields: Fields) -> int | None:
    """The time of day; None when it was not read in full."""
    hour = fields.get("H")
    if "I" in fields and "p" in fields:
        twelve = fields["I"] % 12 + 12 * fields["p"]
        if hour is not None and hour != twelve:
            raise _Mismatch
        hour = twelve
    if hour is None or "M" not in fields or ("f" in fields and "S" not in fields):
        return None
    return hour * 3600 + fields["M"] * 60 + fields.get("S", 0)


def _days(fields: Fields) -> int | None:
    """The date; None when what was read does not make one."""
    year, iso_year = _year(fields, "Y", "y"), _year(fields, "G", "g")
    day = fields["u"] - 1 if "u" in fields else (fields["w"] + 6) % 7 if "w" in fields else None
    if year is not None and "m" in fields and "d" in fields:
        if fields["d"] > month_days(year, fields["m"]):
            raise _Mismatch
        days = days_from_date(year, fields["m"], fields["d"])
    elif year is not None and "j" in fields:
        if fields["j"] > year_days(year):
            raise _Mismatch
        days = days_from_date(year, 1, 1) + fields["j"] - 1
    elif year is not None and day is not None and ("U" in fields or "W" in fields):
        first = days_from_date(year, 1, 1)
        start = (weekday(first) + 1) % 7 if "U" in fields else weekday(first)
        position = (day + 1) % 7 if "U" in fields else day
        # Week 0 is the days before the first day that weeks begin with.
        days = first - start + position + 7 * (fields.get("U", fields.get("W", 0)) - (start == 0))
    elif iso_year is not None and "V" in fields and day is not None:
        days = days_from_iso_week(iso_year, fields["V"], day)
    else:
        return None
    _verify(fields, days)
    return days


def _year(fields: Fields, whole: str, short: str) -> int | None:
    year = fields.get(whole)
    if year is None and short in fields:
        century = fields.get("C", 20 if fields[short] < 70 else 19) if short == "y" else (20 if fields[short] < 70 else 19)
        year = century * 100 + fields[short]
    if year is not None and not MIN_YEAR <= year <= MAX_YEAR:
        raise _Mismatch
    return year


_DATE_FIELDS = ("Y", "C", "y", "G", "g", "m", "d", "U", "W", "V", "w", "u", "j")


def _verify(fields: Fields, days: int) -> None:
    moment = Moment(days * DAY_SECONDS * 1000)
    if not MIN_YEAR <= moment.year <= MAX_YEAR:
        raise _Mismatch
    if any(name in fields and moment.number(name) != fields[name] for name in _DATE_FIELDS):
        raise _Mismatch
