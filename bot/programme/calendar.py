"""Counting months on the civil calendar."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

MONTHS_A_YEAR = 12


def months_after(day: date, months: int) -> date:
    """The same calendar day that many months later; the month's last day where it has no such day.

    So 29 February counts on 28 February of an ordinary year (Bộ luật Dân sự 2015 Điều 148). The
    calendar's own end stands for everything after it.
    """
    years, month = divmod(day.month - 1 + months, MONTHS_A_YEAR)
    year = day.year + years
    if year > date.max.year:
        return date.max
    if day.day <= 28:
        return date(year, month + 1, day.day)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def birthday(birth: date, age: int) -> date:
    """The day on which somebody born on `birth` is `age` years old."""
    return months_after(birth, age * MONTHS_A_YEAR)
