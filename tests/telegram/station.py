"""A bot under test: the real application, its intake and room, and the fake Telegram at the other end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from aiohttp import ClientSession
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import func, select
from yarl import URL

from bot.app import make_app
from bot.channels.telegram.channel import Telegram
from bot.channels.telegram.room import TelegramRoom
from bot.settings import Settings
from bot.turns.channel import Incoming
from bot.turns.delivery import Delivery
from bot.turns.house import House
from bot.turns.intake import Intake
from bot.turns.turns import Outcome
from storage.tables import metadata
from tests.house import PUBLIC_URL, SECRET
from tests.telegram.fake_api import TOKEN, FakeTelegram, serving

HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass
class Heard(Intake):
    """An intake that remembers what it took in and what came of it; it fails as it is told."""

    house: House
    taken: list[Incoming] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(self.house)

    async def submit(self, incoming: Incoming) -> Outcome:
        """The outcome, as ever."""
        if self.faults:
            raise self.faults.pop(0)
        outcome = await super().submit(incoming)
        self.taken.append(incoming)
        self.outcomes.append(outcome)
        return outcome


@dataclass
class Station:
    """All that a test may look at."""

    house: House
    telegram: FakeTelegram
    intake: Heard
    room: TelegramRoom
    client: TestClient[Any, Any]
    pauses: list[float]
    delivery: Delivery

    async def deliver(self) -> None:
        """Look up what is to be looked up, and send what is due."""
        for outcome in self.intake.outcomes:
            await self.intake.looked_up(outcome)
        await self.delivery.flush()
        await self.room.background.idle()

    async def post(self, url: str, secret: str, update: object) -> int:
        """Bring an update to the webhook as Telegram does."""
        answer = await self.client.post(URL(url).path, json=update, headers={HEADER: secret})
        return answer.status

    async def count(self, table: str) -> int:
        """How many rows a table has."""
        async with self.house.engine.begin() as db:
            found = select(func.count()).select_from(metadata.tables[table])
            return int((await db.execute(found)).scalar_one())


@asynccontextmanager
async def station(house: House, *, hooked: bool = True) -> AsyncIterator[Station]:
    """A bot with a webhook, or one that polls; started by the test. Ends with no call against the spec."""
    house = replace(house, channels={**house.channels, "telegram": Telegram()})
    telegram = FakeTelegram(lambda: house.now().timestamp())
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    async with serving(telegram) as address, ClientSession() as session:
        settings = Settings(
            _env_file=None,
            secret_key=[SECRET],
            telegram_token=TOKEN,
            telegram_api=address,
            public_url=PUBLIC_URL if hooked else "",
        )
        intake = Heard(house)
        room = TelegramRoom(house, intake, settings, session, pause)
        app = make_app(house, intake, settings)
        room.add_to(app)
        async with TestClient(TestServer(app)) as client:
            # A clock on which a minute has passed whenever it is looked at: nobody waits for the pace.
            delivery = Delivery(house, Telegram(), room.sender, count(step=60).__next__)
            made = Station(house, telegram, intake, room, client, pauses, delivery)
            telegram.post = made.post
            yield made
            await room.close()
            await intake.close()
    assert not telegram.wrong
