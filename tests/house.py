"""A house for tests: the real book on a database of its own, with a clock and a rotation one can set."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bot.app import CHANNELS
from bot.conversation.book import Book
from bot.conversation.events import Result
from bot.data import read_book
from bot.turns.house import VIETNAM, House, Looker
from storage.database import open_engine
from storage.keys import Keys
from storage.migrate import migrate

SECRET = "a secret that is only for the tests, and long enough"
PUBLIC_URL = "https://hiendien.example"


@dataclass
class Clock:
    """A clock that stands until it is moved."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **delta: float) -> None:
        """Move on by so many days, hours, minutes."""
        self.at += timedelta(**delta)


def noon(day: date) -> datetime:
    """Twelve o'clock in Viet Nam on that day."""
    return datetime.combine(day, time(12), VIETNAM)


@dataclass
class Names:
    """Looks names up: what it finds is set by the test."""

    result: Result = "free"

    async def __call__(self, name: str) -> Result:
        """What was set, whatever the name."""
        return self.result


@asynccontextmanager
async def make_house(
    url: str,
    now: Callable[[], datetime],
    rotation: int = 0,
    *,
    book: Book | None = None,
    look: Looker | None = None,
) -> AsyncIterator[House]:
    """A house on the database at `url`, brought up to date; closed at the end, the data stays."""
    engine = open_engine(url)
    try:
        await migrate(engine)
        book = book or read_book()
        yield House(engine, Keys([SECRET]), book, CHANNELS, PUBLIC_URL, now, lambda: rotation, look)
    finally:
        await engine.dispose()
