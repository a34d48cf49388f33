"""Days before or after a day or a year that is named: "trước 1/7/2025", "sau 2024"."""

from __future__ import annotations

import re
from datetime import date

from bot.understanding.calendar_math import Found, day_of, days_before, months_before, until_today
from bot.understanding.regex import regex
from bot.understanding.span import Span
from bot.understanding.written_dates import START, YEAR, Form, year


def _before(match: re.Match[str], today: date) -> Found:
    last = year(match["y"], today) - 1
    return Found(until_today(date(last - 9, 1, 1), date(last, 12, 31), today).span, open=True)


def _after(match: re.Match[str], today: date) -> Found:
    return until_today(date(year(match["y"], today) + 1, 1, 1), today, today)


def _before_day(match: re.Match[str], today: date) -> Found | None:
    day = day_of(year(match["y"], today), int(match["m"]), int(match["d"]), today).span
    if day is None:
        return None
    return Found(Span(months_before(day.low, _LONG_AGO), days_before(day.low, 1)), open=True)


def _after_day(match: re.Match[str], today: date) -> Found | None:
    day = day_of(year(match["y"], today), int(match["m"]), int(match["d"]), today).span
    return None if day is None else until_today(day.low, today, today)


_LONG_AGO = 120  # months
_DAY = rf"(?:ngay )?(?P<d>[0-9]{{1,2}})[/.-](?P<m>[0-9]{{1,2}})[/.-](?P<y>{YEAR})"
DAY_EDGES: tuple[Form, ...] = (
    Form(regex(rf"{START}truoc {_DAY}"), _before_day, ("truoc",)),
    Form(regex(rf"{START}sau {_DAY}"), _after_day, ("sau",)),
)
"""Read before whole dates, which they hold."""

YEAR_EDGES: tuple[Form, ...] = (
    Form(regex(rf"{START}(?:tu )?truoc (?:nam )?(?P<y>{YEAR})(?![/-])"), _before, ("truoc",)),
    Form(regex(rf"{START}sau (?:nam )?(?P<y>{YEAR})(?![/-])"), _after, ("sau",)),
)
