"""ISO weeks as Viet Nam lives them: from Monday 00:00 up to, not including, the next Monday 00:00."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.turns.house import VIETNAM, day_of

_WRITTEN = re.compile(r"(20[0-9]{2})-W([0-9]{2})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """One week, by its ISO year and number."""

    year: int
    number: int

    @classmethod
    def parse(cls, written: str) -> Week:
        """The week of "2026-W47"; ValueError for anything else, a week 53 the year does not have included."""
        found = _WRITTEN.fullmatch(written.strip())
        if found is None:
            raise ValueError(f"{written!r} is no week such as 2026-W47")
        year, number = int(found[1]), int(found[2])
        try:
            date.fromisocalendar(year, number, 1)
        except ValueError as fault:
            raise ValueError(f"{year} has no week {number}") from fault
        return cls(year, number)

    @classmethod
    def of(cls, moment: datetime) -> Week:
        """The week in Viet Nam at that moment."""
        year, number, _ = day_of(moment).isocalendar()
        return cls(year, number)

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02}"

    @property
    def first_day(self) -> date:
        """Its Monday."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """Its Sunday."""
        return date.fromisocalendar(self.year, self.number, 7)

    @property
    def start(self) -> datetime:
        """The first moment that belongs to it."""
        return datetime.combine(self.first_day, time(), VIETNAM)

    @property
    def end(self) -> datetime:
        """The first moment that does not belong to it any more."""
        return datetime.combine(self.last_day + timedelta(days=1), time(), VIETNAM)

    @property
    def before(self) -> Week:
        """The week before."""
        year, number, _ = (self.first_day - timedelta(days=7)).isocalendar()
        return Week(year, number)
