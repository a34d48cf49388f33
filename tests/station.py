"""A channel that is sent to under test: the real application, its intake and room, with a fake at the other end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Generic, TypeVar

from aiohttp import ClientSession
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import func, select
from yarl import URL

from bot.app import make_app
from bot.settings import Settings
from bot.turns.channel import Incoming
from bot.turns.delivery import Delivery
from bot.turns.house import House
from bot.turns.intake import Intake
from bot.turns.turns import Outcome
from storage.tables import metadata

RoomT = TypeVar("RoomT", bound=Any)
BenchT = TypeVar("BenchT", bound="Bench[Any, Any]")
FakeT = TypeVar("FakeT", bound=Any)
Make = Callable[[House, Intake, Settings, ClientSession, Callable[[float], Awaitable[object]]], Any]


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
class Bench(Generic[FakeT, RoomT]):
    """All that a test may look at; `header` carries the webhook's secret."""

    house: House
    fake: FakeT
    intake: Heard
    room: RoomT
    client: TestClient[Any, Any]
    pauses: list[float]
    delivery: Delivery
    header: str

    async def deliver(self) -> None:
        """Look up what is to be looked up, and send what is due."""
        for outcome in self.intake.outcomes:
            await self.intake.looked_up(outcome)
        await self.delivery.flush()
        await self.room.background.idle()

    async def post(self, url: str, secret: str, update: object) -> int:
        """Bring an update to the webhook as the channel does."""
        answer = await self.client.post(URL(url).path, json=update, headers={self.header: secret})
        return answer.status

    async def count(self, table: str) -> int:
        """How many rows a table has."""
        async with self.house.engine.begin() as db:
            found = select(func.count()).select_from(metadata.tables[table])
            return int((await db.execute(found)).scalar_one())


@asynccontextmanager
async def bench(
    kind: type[BenchT], house: House, channel: str, fake: Any, settings: Settings, make: Make, header: str
) -> AsyncIterator[BenchT]:
    """A room that is not started yet; nobody waits for its pauses, nor for the pace of sending."""
    pauses: list[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)
        await asyncio.sleep(0)

    async with ClientSession() as session:
        intake = Heard(house)
        room = make(house, intake, settings, session, pause)
        app = make_app(house, intake, settings)
        room.add_to(app)
        async with TestClient(TestServer(app)) as client:
            # A clock on which a minute has passed whenever it is looked at.
            delivery = Delivery(house, house.channels[channel], room.sender, count(step=60).__next__)
            made = kind(house, fake, intake, room, client, pauses, delivery, header)
            fake.post = made.post
            yield made
            await room.close()
            await intake.close()


async def until(true: Callable[[], bool]) -> None:
    """Let the others work until something is so."""
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110 - what is waited for is told by no event
            await asyncio.sleep(0)
