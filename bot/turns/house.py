"""What every turn works with, put together by the front door."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncEngine

from bot.conversation.book import Book
from bot.conversation.events import Result
from bot.messages.message import Message
from bot.turns.channel import Channel
from storage.keys import Keys

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def day_of(moment: datetime) -> date:
    """The day in Viet Nam at that moment: from midnight to seven it is not yet that day in UTC."""
    return moment.astimezone(VIETNAM).date()


Looker = Callable[[str], Awaitable[Result]]
# (house, channel, address, text) -> the answer, None for everybody else and every other text
StaffReply = Callable[["House", str, str, str], Awaitable[Message | None]]


@dataclass(frozen=True, slots=True)
class House:
    """Database, keys, book, channels, clock and chance; `public_url` has no slash at its end.

    `look` looks a name up, None where names are not looked up. `staff` ("telegram:123456789") try things out,
    which no number counts; `staff_reply` answers what they ask for. `shared` are the channels whose account
    others use too. `troubles` counts what an operator should see in /healthz, in this process since it started.
    """

    engine: AsyncEngine
    keys: Keys
    book: Book
    channels: Mapping[str, Channel]
    public_url: str
    now: Callable[[], datetime]
    random: Callable[[], int]
    look: Looker | None = None
    staff: frozenset[str] = frozenset()
    staff_reply: StaffReply | None = None
    shared: frozenset[str] = frozenset()
    listeners: list[Callable[[int], None]] = field(default_factory=list)
    troubles: Counter[str] = field(default_factory=Counter)

    def tell(self, address_id: int) -> None:
        """Let whoever sends or shows messages know that something for this address is committed."""
        for listener in self.listeners:
            listener(address_id)

    def today(self) -> date:
        """The day in Viet Nam now."""
        return day_of(self.now())
