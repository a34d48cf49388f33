"""When it is decent to write first: from seven in the morning to nine in the evening in Viet Nam."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from bot.turns.house import VIETNAM

_FIRST, _LAST = time(7), time(21)
_MORNING = time(9)


def morning_of(day: date) -> datetime:
    """Nine in the morning of that day."""
    return datetime.combine(day, _MORNING, VIETNAM)


def next_decent(now: datetime) -> datetime:
    """Now, or the next seven o'clock where it is night."""
    here = now.astimezone(VIETNAM)
    if _FIRST <= here.time() < _LAST:
        return now
    day = here.date() + timedelta(here.time() >= _LAST)
    return datetime.combine(day, _FIRST, VIETNAM)
