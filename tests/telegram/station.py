"""A Telegram bot under test, and the fake Telegram at the other end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.room import TelegramRoom
from bot.settings import Settings
from bot.turns.house import House
from tests.house import PUBLIC_URL, SECRET
from tests.station import Bench, bench
from tests.telegram.fake_api import TOKEN, FakeTelegram, serving

HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Station(Bench[FakeTelegram, TelegramRoom]):
    """All that a test may look at."""

    @property
    def telegram(self) -> FakeTelegram:
        """The other end."""
        return self.fake


@asynccontextmanager
async def station(house: House, *, hooked: bool = True) -> AsyncIterator[Station]:
    """A bot with a webhook, or one that polls; started by the test. Ends with no call against the spec."""
    house = replace(house, channels={**house.channels, "telegram": Telegram()})
    telegram = FakeTelegram(lambda: house.now().timestamp())
    async with serving(telegram) as address:
        settings = Settings(
            _env_file=None,
            secret_key=[SECRET],
            telegram_token=TOKEN,
            telegram_api=address,
            public_url=PUBLIC_URL if hooked else "",
        )
        async with bench(Station, house, "telegram", telegram, settings, TelegramRoom, HEADER) as made:
            yield made
    assert not telegram.wrong
