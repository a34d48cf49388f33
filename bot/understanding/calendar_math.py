"""Steps on the calendar, and the stretch of days a year or a month is."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from bot.understanding.span import Span

EARLIEST_YEAR = 1900


@dataclass(frozen=True, slots=True)
class Found:
    """One reading: the days meant, or the problem that keeps them from being days; `count` the years of an age.

    `open` where the days may begin any time before."""

    span: Span | None
    problem: str | None = None
    count: int | None = None
    open: bool = False


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months earlier; the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def days_before(day: date, days: int) -> date:
    """The day so many days earlier; negative counts forward."""
    return day - timedelta(days=days)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def until_today(low: date, high: date, today: date) -> Found:
    """The days from low to high that are not in the future; `date_in_future` where all of them are."""
    if low > today:
        return Found(None, "date_in_future")
    return Found(Span(low, min(high, today)))


def day_of(year: int, month: int, day: int, today: date) -> Found:
    """One day; `invalid_date` where the calendar has no such day."""
    if not (1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return Found(None, "invalid_date")
    return until_today(date(year, month, day), date(year, month, day), today)


def month_of(year: int, month: int, today: date) -> Found:
    """A month's days; `invalid_date` where there is no such month."""
    if not 1 <= month <= 12:
        return Found(None, "invalid_date")
    return until_today(date(year, month, 1), month_end(year, month), today)


def year_of(year: int, today: date) -> Found:
    """A year's days so far."""
    return until_today(date(year, 1, 1), date(year, 12, 31), today)


def agreed(found: list[Found]) -> Found | None:
    """The one thing several readings say: a problem, or the narrowest span where all others hold it."""
    spans = [one.span for one in found if one.span is not None]
    if len(spans) < len(found):
        return next(one for one in found if one.span is None)
    if not spans:
        return None
    narrow = min(spans, key=lambda span: span.high - span.low)
    held = all(span.low <= narrow.low and narrow.high <= span.high for span in spans)
    return next(one for one in found if one.span == narrow) if held else None
