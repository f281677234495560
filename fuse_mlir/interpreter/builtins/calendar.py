"""The proleptic Gregorian calendar over the whole range of the language, which is wider than that of Python's own dates.

Units:   days count from 1970-01-01; weekdays from Monday, 0.
Source:  Howard Hinnant, chrono-Compatible Low-Level Date Algorithms (days_from_civil, civil_from_days).
"""

from __future__ import annotations

MIN_YEAR, MAX_YEAR = -262143, 262142
DAY_SECONDS = 86_400


def days_from_date(year: int, month: int, day: int) -> int:
    shifted = year - (month <= 2)
    era = shifted // 400
    year_of_era = shifted - era * 400
    day_of_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return era * 146_097 + year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year - 719_468


def date_from_days(days: int) -> tuple[int, int, int]:
    """Year, month and day."""
    days += 719_468
    era = days // 146_097
    day_of_era = days - era * 146_097
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted = (5 * day_of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    return year_of_era + era * 400 + (month <= 2), month, day_of_year - (153 * shifted + 2) // 5 + 1


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_days(year: int, month: int) -> int:
    return 29 if month == 2 and is_leap(year) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def year_days(year: int) -> int:
    return 366 if is_leap(year) else 365


def weekday(days: int) -> int:
    return (days + 3) % 7


def iso_week(days: int) -> tuple[int, int]:
    """The year and the number of the week, by ISO 8601: a week belongs to the year that its Thursday is in."""
    thursday = days - weekday(days) + 3
    year = date_from_days(thursday)[0]
    return year, (thursday - days_from_date(year, 1, 1)) // 7 + 1


def days_from_iso_week(year: int, week: int, day: int) -> int:
    january_fourth = days_from_date(year, 1, 4)
    return january_fourth - weekday(january_fourth) + (week - 1) * 7 + day
