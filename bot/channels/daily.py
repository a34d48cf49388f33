"""What is said to a place once a day at most."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

_MOST = 10_000  # places a day; beyond that nobody is greeted, rather than somebody twice


class OnceADay:
    """Remembers today's places, as long as this process lives."""

    def __init__(self, today: Callable[[], date]) -> None:
        self._today, self._day = today, date.min
        self._places: set[str] = set()

    def first(self, place: str) -> bool:
        """True the first time today."""
        if self._day != (today := self._today()):
            self._day, self._places = today, set()
        if place in self._places or len(self._places) >= _MOST:
            return False
        self._places.add(place)
        return True
