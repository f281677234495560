"""Times as text. In: milliseconds since 1970, format items. Out: the text, in UTC, with English names."""

from __future__ import annotations

from .calendar import DAY_SECONDS, date_from_days, days_from_date, iso_week, weekday
from .time_items import NUMBERS, Item

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Moment:
    """A point in time, taken apart."""

    def __init__(self, epoch_ms: int) -> None:
        self.epoch_s, milliseconds = divmod(epoch_ms, 1000)
        self.nanoseconds = milliseconds * 1_000_000
        self.days, seconds = divmod(self.epoch_s, DAY_SECONDS)
        self.year, self.month, self.day = date_from_days(self.days)
        self.hour, rest = divmod(seconds, 3600)
        self.minute, self.second = divmod(rest, 60)
        self.weekday = weekday(self.days)
        self.ordinal = self.days - days_from_date(self.year, 1, 1) + 1
        self.iso_year, self.iso_week = iso_week(self.days)

    def number(self, specifier: str) -> int:
        """The number that a specifier of `NUMBERS` stands for."""
        match specifier:
            case "Y":
                return self.year
            case "C":
                return self.year // 100
            case "y":
                return self.year % 100
            case "G":
                return self.iso_year
            case "g":
                return self.iso_year % 100
            case "m":
                return self.month
            case "d" | "e":
                return self.day
            case "U":
                return (self.ordinal - (self.weekday + 1) % 7 + 6) // 7
            case "W":
                return (self.ordinal - self.weekday + 6) // 7
            case "V":
                return self.iso_week
            case "w":
                return (self.weekday + 1) % 7
            case "u":
                return self.weekday + 1
            case "j":
                return self.ordinal
        return self._clock_number(specifier)

    def _clock_number(self, specifier: str) -> int:
        match specifier:
            case "H" | "k":
                return self.hour
            case "I" | "l":
                return (self.hour + 11) % 12 + 1
            case "M":
                return self.minute
            case "S":
                return self.second
            case "f":
                return self.nanoseconds
        return self.epoch_s


def format_time(epoch_ms: int, items: list[Item]) -> str | None:
    """The text; None where an item can only be read."""
    moment = Moment(epoch_ms)
    parts = [item.text if item.kind != "specifier" else _specifier(item, moment) for item in items]
    return None if None in parts else "".join(parts)


def _specifier(item: Item, moment: Moment) -> str | None:
    if item.text in NUMBERS:
        return _number(item, moment.number(item.text))
    if item.text.endswith("f"):
        return _fraction(item.text, moment.nanoseconds)
    match item.text:
        case "b":
            return MONTHS[moment.month - 1][:3]
        case "B":
            return MONTHS[moment.month - 1]
        case "a":
            return WEEKDAYS[moment.weekday][:3]
        case "A":
            return WEEKDAYS[moment.weekday]
        case "p":
            return "AM" if moment.hour < 12 else "PM"
        case "P":
            return "am" if moment.hour < 12 else "pm"
        case "+":
            date = f"{_number(Item('specifier', 'Y'), moment.year)}-{moment.month:02}-{moment.day:02}"
            clock = f"{moment.hour:02}:{moment.minute:02}:{moment.second:02}{_fraction('.f', moment.nanoseconds)}"
            return f"{date}T{clock}+00:00"
    return {"Z": "UTC", "z": "+0000", ":z": "+00:00", "::z": "+00:00:00", ":::z": "+00"}.get(item.text)


def _number(item: Item, value: int) -> str:
    width, usual, _ = NUMBERS[item.text]
    padding = {"": usual, "-": "", "_": " ", "0": "0"}[item.padding]
    # A year of more digits has its sign, so that it reads back.
    sign = "+" if item.text in "YG" and value > 9999 else "-" if value < 0 else ""
    digits = str(abs(value))
    if sign and padding:
        return sign + digits.rjust(width, "0") if padding == "0" else (sign + digits).rjust(width + 1, " ")
    return sign + digits.rjust(width if padding else 0, padding or " ")


def _fraction(specifier: str, nanoseconds: int) -> str:
    digits = f"{nanoseconds:09}"
    dot = "." if specifier.startswith(".") else ""
    count = specifier.strip(".f")
    if count:
        return dot + digits[: int(count)]
    if nanoseconds == 0:
        return ""
    # As many groups of three as it takes.
    return dot + next(digits[:length] for length in (3, 6, 9) if not digits[length:].strip("0"))
