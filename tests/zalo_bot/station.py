"""A Zalo bot under test, and the fake Zalo at the other end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from bot.app import channels_of
from bot.channels.zalo_bot.room import ZaloBotRoom
from bot.settings import Settings
from bot.turns.house import House
from tests.house import PUBLIC_URL, SECRET
from tests.station import Bench, bench
from tests.zalo_bot.fake_api import FakeZaloBot, serving, token

HEADER = "X-Bot-Api-Secret-Token"
BOT = 1459232241454765289


class Station(Bench[FakeZaloBot, ZaloBotRoom]):
    """All that a test may look at."""

    @property
    def zalo(self) -> FakeZaloBot:
        """The other end."""
        return self.fake


@asynccontextmanager
async def station(
    house: House, *, hooked: bool = True, reminders: bool = False, number: int = BOT
) -> AsyncIterator[Station]:
    """A bot with a webhook, or one that polls; started by the test. Ends with no call against the documentation."""
    zalo = FakeZaloBot(lambda: house.now().timestamp(), token(number))
    async with serving(zalo) as address:
        settings = Settings(
            _env_file=None,
            secret_key=[SECRET],
            zalo_bot_token=token(number),
            zalo_bot_api=address,
            zalo_bot_reminders=reminders,
            public_url=PUBLIC_URL if hooked else "",
        )
        house = replace(house, channels=channels_of(settings))
        async with bench(Station, house, "zalo_bot", zalo, settings, ZaloBotRoom, HEADER) as made:
            yield made
    assert not zalo.wrong
