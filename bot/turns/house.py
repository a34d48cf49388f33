"""What every turn works with, put together by the front door."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.conversation.book import Book
from bot.turns.channel import Channel
from storage.keys import Keys

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def day_of(moment: datetime) -> date:
    """The day in Viet Nam at that moment: from midnight to seven it is not yet that day in UTC."""
    return moment.astimezone(VIETNAM).date()


@dataclass(frozen=True, slots=True)
class House:
    """Database, keys, book, channels, clock and chance; `public_url` has no slash at its end."""

    engine: AsyncEngine
    keys: Keys
    book: Book
    channels: Mapping[str, Channel]
    public_url: str
    now: Callable[[], datetime]
    random: Callable[[], int]

    def today(self) -> date:
        """The day in Viet Nam now."""
        return day_of(self.now())
